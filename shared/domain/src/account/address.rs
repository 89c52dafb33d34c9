//! Another address for an account (seed 003). Either its owner asks, and both mailboxes confirm; or the desk does on his written wish, and the new
//! mailbox confirms. Whoever reads the old mailbox can stop it, and for a week after it happened undo it.
//!
//! For that week the old address stays with the account as [`IdentifierKind::FormerEmail`]: it opens nothing, and nobody else gets it, so that
//! going back is always possible.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::link::LinkNotUsable;
use super::login::IdentifierKind;
use super::{Account, Login, LoginKey, Purpose, Standing, TokenHash};
use crate::email::Email;
use crate::ids::{AccountId, TicketId};

/// How long the mailboxes have to confirm (S21).
pub const CONFIRMED_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// How long after it happened a change can be undone from the old mailbox.
pub const UNDONE_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Which of the two addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "AddressSide")]
pub enum Side {
    /// The one the account has, or had.
    Old,
    /// The one it is to get, or got.
    New,
}

/// Who asked for a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum AskedBy {
    /// The owner, logged in.
    Owner {},
    /// The desk, on a question that was put to it.
    Desk {
        /// Who there.
        staff: AccountId,
        /// On which question.
        ticket: TicketId,
    },
}

/// Where a change stands: exactly what is true there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ChangeState {
    /// It waits for confirmation.
    Asked {
        /// When the old mailbox confirmed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        old: Option<Timestamp>,
        /// When the new mailbox confirmed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        new: Option<Timestamp>,
        /// From when it is too late.
        until: Timestamp,
    },
    /// The account has the new address.
    Done {
        /// Since when.
        at: Timestamp,
        /// From when it cannot be undone, and the old address is anybody's.
        undone_until: Timestamp,
    },
    /// It was taken back, stopped or undone.
    Stopped {
        /// When.
        at: Timestamp,
    },
}

/// The latest change of address of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AddressChange {
    /// Whose address.
    pub account: AccountId,
    /// The how manieth, so that a mail about an earlier one tells nothing of this one.
    pub turn: u32,
    /// Who asked.
    pub by: AskedBy,
    /// The old address.
    pub old: Email,
    /// The new one.
    pub new: Email,
    /// The login of the old address.
    pub former: LoginKey,
    /// The login of the new one.
    pub key: LoginKey,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Where it stands.
    pub state: ChangeState,
    /// The link by which the old mailbox stops or undoes it; the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<TokenHash>,
}

/// A link by which the old mailbox stops or undoes a change. It stands apart from the account's own links: a new password voids those (S20), and
/// whoever took an account over would void this one with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StopLink {
    /// What it is looked up by.
    pub hash: TokenHash,
    /// Of which account.
    pub account: AccountId,
    /// Which change.
    pub turn: u32,
    /// From when it opens nothing any more.
    pub expires_at: Timestamp,
}

/// Why no change begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressRefusal {
    /// It is the address the account has.
    #[error("it is the address the account has")]
    SameAsBefore,
    /// The last change can still be undone.
    #[error("the last change can still be undone")]
    JustChanged,
    /// The account is not in use.
    #[error("the account is not in use")]
    NotInUse,
}

/// What a confirmation comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// The other mailbox has not confirmed yet.
    Waits(AddressChange),
    /// Both have: the account gets its new address.
    Done(AddressChange),
}

impl AddressChange {
    /// Begins a change; the one that waited before is over, and so are its links.
    ///
    /// # Errors
    /// See [`AddressRefusal`].
    pub fn ask(
        account: &mut Account,
        earlier: Option<&Self>,
        by: AskedBy,
        (new, key): (Email, LoginKey),
        now: Timestamp,
    ) -> Result<Self, AddressRefusal> {
        if account.standing != Standing::Active {
            return Err(AddressRefusal::NotInUse);
        }
        if account.email.normalised() == new.normalised() {
            return Err(AddressRefusal::SameAsBefore);
        }
        if earlier.is_some_and(Self::is_done) {
            return Err(AddressRefusal::JustChanged);
        }
        let former = account.logins.first().cloned().ok_or(AddressRefusal::NotInUse)?;
        account.links.remove(&Purpose::LeaveAddress);
        account.links.remove(&Purpose::TakeAddress);
        let until = now.saturating_add(CONFIRMED_WITHIN).unwrap_or(now);
        Ok(Self {
            account: account.id.clone(),
            turn: earlier.map_or(0, |earlier| earlier.turn).saturating_add(1),
            by,
            old: account.email.clone(),
            new,
            former,
            key,
            asked_at: now,
            state: ChangeState::Asked { old: None, new: None, until },
            stop: None,
        })
    }

    /// Whether it happened, and can still be undone or has not been put away yet.
    pub const fn is_done(&self) -> bool {
        matches!(self.state, ChangeState::Done { .. })
    }

    /// Whether it waits for a mailbox.
    pub fn is_waiting(&self, now: Timestamp) -> bool {
        matches!(self.state, ChangeState::Asked { until, .. } if now < until)
    }

    /// Whether the desk carries it out.
    pub const fn is_by_desk(&self) -> bool {
        matches!(self.by, AskedBy::Desk { .. })
    }

    /// One mailbox confirms. The desk knows whom it helps: of its changes only the new mailbox has to.
    ///
    /// # Errors
    /// When it does not wait for that any more.
    pub fn confirmed(&self, side: Side, now: Timestamp) -> Result<Confirmed, LinkNotUsable> {
        let ChangeState::Asked { old, new, until } = &self.state else { return Err(LinkNotUsable) };
        if now >= *until {
            return Err(LinkNotUsable);
        }
        let (old, new) = match side {
            Side::Old => (Some(now), *new),
            Side::New => (*old, Some(now)),
        };
        if new.is_some() && (old.is_some() || self.is_by_desk()) {
            let undone_until = now.saturating_add(UNDONE_WITHIN).unwrap_or(now);
            return Ok(Confirmed::Done(Self { state: ChangeState::Done { at: now, undone_until }, ..self.clone() }));
        }
        Ok(Confirmed::Waits(Self { state: ChangeState::Asked { old, new, until: *until }, ..self.clone() }))
    }

    /// The change, stopped before it happened or undone within its week.
    ///
    /// # Errors
    /// When it is too late, or was stopped before.
    pub fn stopped(&self, now: Timestamp) -> Result<Self, LinkNotUsable> {
        let in_time = match self.state {
            ChangeState::Asked { until, .. } => now < until,
            ChangeState::Done { undone_until, .. } => now < undone_until,
            ChangeState::Stopped { .. } => false,
        };
        if in_time {
            Ok(Self { state: ChangeState::Stopped { at: now }, stop: None, ..self.clone() })
        } else {
            Err(LinkNotUsable)
        }
    }

    /// Whether this link stops it: the latest one, of this very change, in time.
    pub fn stops_by(&self, link: &StopLink, now: Timestamp) -> bool {
        self.account == link.account
            && self.turn == link.turn
            && self.stop.as_ref() == Some(&link.hash)
            && now < link.expires_at
    }

    /// Until when the old mailbox can stop or undo it, if it still can.
    pub const fn stoppable_until(&self) -> Option<Timestamp> {
        match self.state {
            ChangeState::Asked { until, .. } => Some(until),
            ChangeState::Done { undone_until, .. } => Some(undone_until),
            ChangeState::Stopped { .. } => None,
        }
    }

    /// The account at its new address. Every session ends and every link is void (S20, S28); codes and eHerkenning stay.
    pub fn moved(&self, account: &Account) -> Account {
        let mut account = account.clone();
        account.email = self.new.clone();
        account.logins.retain(|login| *login != self.former);
        account.logins.insert(0, self.key.clone());
        account.logins.push(self.former.clone());
        account.links.clear();
        account.end_sessions();
        account
    }

    /// The logins of the new address and of the old one, made of that of the old one; `account` is as it is after [`AddressChange::moved`].
    pub fn moved_logins(&self, former: &Login, account: &Account) -> (Login, Login) {
        let gate = account.gate();
        let new = Login { identifier: self.key.clone(), gate: gate.clone(), ..former.clone() };
        let old = Login { kind: IdentifierKind::FormerEmail, credential: None, gate, ..former.clone() };
        (new, old)
    }

    /// The account back at its old address. Whoever moved it is out, and knows no password any more.
    pub fn moved_back(&self, account: &Account) -> Account {
        let mut account = account.clone();
        account.email = self.old.clone();
        account.logins.retain(|login| *login != self.former && *login != self.key);
        account.logins.insert(0, self.former.clone());
        account.links.clear();
        account.end_sessions();
        account
    }

    /// A login of an account whose owner says it was not him: no password opens it until another one is chosen; the old address is an address
    /// again.
    pub fn locked(&self, login: &Login, account: &Account) -> Login {
        let kind = if login.identifier == self.former { IdentifierKind::Email } else { login.kind };
        Login { kind, credential: None, gate: account.gate(), ..login.clone() }
    }

    /// The account once its old address is nobody's any more.
    pub fn settled(&self, account: &Account) -> Account {
        let mut account = account.clone();
        account.logins.retain(|login| *login != self.former);
        account
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, chance, login};
    use super::*;

    fn wanted() -> (Email, LoginKey) {
        ("neu@voorbeeld.nl".parse().unwrap(), LoginKey::new("new".to_owned()))
    }

    fn asked() -> AddressChange {
        AddressChange::ask(&mut account(), None, AskedBy::Owner {}, wanted(), at(0)).unwrap()
    }

    fn done() -> AddressChange {
        let Ok(Confirmed::Waits(half)) = asked().confirmed(Side::New, at(1)) else { panic!("one side is enough") };
        let Ok(Confirmed::Done(done)) = half.confirmed(Side::Old, at(2)) else { panic!("both sides are not enough") };
        done
    }

    #[test]
    fn both_mailboxes_must_confirm_in_either_order_and_within_a_day() {
        for (first, second) in [(Side::Old, Side::New), (Side::New, Side::Old)] {
            let Ok(Confirmed::Waits(half)) = asked().confirmed(first, at(1)) else {
                panic!("{first:?} alone was enough")
            };
            let Ok(Confirmed::Waits(half)) = half.confirmed(first, at(2)) else { panic!("{first:?} twice was enough") };
            assert!(matches!(half.confirmed(second, at(3)), Ok(Confirmed::Done(_))));
            assert_eq!(half.confirmed(second, at(24 * 3600)), Err(LinkNotUsable));
        }
    }

    #[test]
    fn the_desks_change_waits_for_the_new_mailbox_only() {
        let staff = AccountId::new(at(9), &chance());
        let by = AskedBy::Desk { staff, ticket: TicketId::new(at(9), &chance()) };
        let change = AddressChange::ask(&mut account(), None, by, wanted(), at(0)).unwrap();
        assert!(matches!(change.confirmed(Side::Old, at(1)), Ok(Confirmed::Waits(_))));
        assert!(matches!(change.confirmed(Side::New, at(1)), Ok(Confirmed::Done(_))));
    }

    #[test]
    fn the_account_is_known_by_its_new_address_and_by_its_old_one_to_nobody() {
        let (before, change) = (account(), done());
        let (moved, email) = (change.moved(&before), login(&before));
        assert_eq!(moved.email.as_str(), "neu@voorbeeld.nl");
        assert_eq!((moved.epoch, moved.logins.first()), (before.epoch + 1, Some(&change.key)));
        let (new, old) = change.moved_logins(&email, &moved);
        assert!(new.opening(true, at(3)).is_ok());
        assert!(old.opening(true, at(3)).is_err());
        assert_eq!(old.with_password(&email.credential.unwrap()).credential, None, "nor by a later password");
        assert_eq!(change.settled(&moved).logins, [change.key]);
    }

    #[test]
    fn for_a_week_the_old_mailbox_undoes_it_and_nobody_knows_a_password_then() {
        let (before, change) = (account(), done());
        let moved = change.moved(&before);
        let (_, old) = change.moved_logins(&login(&before), &moved);
        let back = change.moved_back(&moved);
        assert_eq!((&back.email, &back.logins), (&before.email, &before.logins));
        let locked = change.locked(&old, &back);
        assert_eq!(
            (locked.kind, locked.opening(true, at(4))),
            (IdentifierKind::Email, Err(super::super::login::WrongCredentials))
        );
        assert!(change.stopped(at(2 + 7 * 24 * 3600 - 1)).is_ok());
        assert_eq!(change.stopped(at(2 + 7 * 24 * 3600)), Err(LinkNotUsable));
        assert_eq!(change.stopped(at(5)).unwrap().stopped(at(6)), Err(LinkNotUsable));
    }

    #[test]
    fn no_change_begins_while_the_last_can_be_undone_and_none_to_the_same_address() {
        let mut account = account();
        let again = AddressChange::ask(&mut account, Some(&done()), AskedBy::Owner {}, wanted(), at(9));
        assert_eq!(again, Err(AddressRefusal::JustChanged));
        let same = ("P.Jansen@voorbeeld.nl".parse().unwrap(), LoginKey::new("key".to_owned()));
        assert_eq!(
            AddressChange::ask(&mut account, None, AskedBy::Owner {}, same, at(9)),
            Err(AddressRefusal::SameAsBefore)
        );
        let second = AddressChange::ask(&mut account, Some(&asked()), AskedBy::Owner {}, wanted(), at(9)).unwrap();
        assert_eq!(second.turn, 2);
    }

    #[test]
    fn a_stop_link_is_that_of_its_own_change_and_the_latest() {
        let hash = |text: &str| super::super::Token::presented(text).hash();
        let change = AddressChange { stop: Some(hash("one")), ..done() };
        let link = |hash, turn| StopLink { hash, account: change.account.clone(), turn, expires_at: at(100) };
        assert!(change.stops_by(&link(hash("one"), 1), at(5)));
        assert!(!change.stops_by(&link(hash("one"), 1), at(100)));
        assert!(!change.stops_by(&link(hash("one"), 2), at(5)));
        assert!(!change.stops_by(&link(hash("two"), 1), at(5)));
    }
}
