//! Links in mails: each opens one thing, once, for a while (S18-S21).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Account, LoginKey, Token, TokenHash};
use crate::email::Email;
use crate::ids::AccountId;

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Confirming the address, and with it the account.
    Confirm,
    /// Choosing a new password without the old one.
    Reset,
    /// Choosing a first password for an account that somebody else's invitation opened; it confirms the address, too.
    Invite,
    /// Getting new access codes in the place of lost ones.
    NewCode,
    /// Leaving the address the account has for another one.
    LeaveAddress,
    /// Taking another address for the account.
    TakeAddress,
    /// Keeping an account that is to be deleted.
    KeepAccount,
}

impl Purpose {
    /// How long it can be used (S21).
    pub const fn life(self) -> SignedDuration {
        match self {
            Self::Confirm => SignedDuration::from_hours(24),
            Self::LeaveAddress | Self::TakeAddress => super::address::CONFIRMED_WITHIN,
            Self::KeepAccount => super::deletion::COOLING_OFF,
            Self::Reset | Self::NewCode => SignedDuration::from_mins(30),
            Self::Invite => SignedDuration::from_hours(7 * 24),
        }
    }
}

/// A link as it is kept. The secret itself is only in the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// What it is looked up by.
    pub hash: TokenHash,
    /// What it opens.
    pub purpose: Purpose,
    /// For whom.
    pub account: AccountId,
    /// The login it belongs to.
    pub login: LoginKey,
    /// The account's address when it was made; of no use once that changed.
    pub email: Email,
    /// When it was made.
    pub issued_at: Timestamp,
    /// From when it opens nothing any more. The table may keep the item longer: this is what counts.
    pub expires_at: Timestamp,
    /// When it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// The link was used, is too old, was replaced by a newer one, or never was: one answer for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link can no longer be used")]
pub struct LinkNotUsable;

impl Link {
    /// A new link for `account`, which from now on is the only one of its purpose that works (S20).
    pub fn issue(purpose: Purpose, token: &Token, account: &mut Account, login: &LoginKey, now: Timestamp) -> Self {
        let hash = token.hash();
        account.links.insert(purpose, hash.clone());
        Self {
            hash,
            purpose,
            account: account.id.clone(),
            login: login.clone(),
            email: account.email.clone(),
            issued_at: now,
            expires_at: now.saturating_add(purpose.life()).unwrap_or(now),
            used_at: None,
        }
    }

    /// The link as it is to be mailed by an attempt that finds it made by an earlier one, of which nobody knows whether its mail went out
    /// (S53): the very same. When that was so long ago that half its time is over, the mail service was away; then it gets its whole time
    /// again, or it would arrive as good as dead. `None` when there is nothing to mail any more: it was used, so it had arrived; or a newer
    /// one was mailed.
    pub fn to_mail_again(&self, account: &Account, now: Timestamp) -> Option<Self> {
        if !self.is_due(account) {
            return None;
        }
        let life = self.purpose.life();
        let worn = self.expires_at.duration_since(now) < life / 2;
        let expires_at = now.saturating_add(life).unwrap_or(now);
        Some(if worn { Self { issued_at: now, expires_at, ..self.clone() } } else { self.clone() })
    }

    /// Whether it is the latest of its purpose, for this account at its present address, and was not used.
    fn is_due(&self, account: &Account) -> bool {
        let latest = account.links.get(&self.purpose) == Some(&self.hash);
        latest && self.account == account.id && self.email == account.email && self.used_at.is_none()
    }

    /// The link, used up now, and the account that no longer knows it. Both must be kept in one transaction with what the link opens, on
    /// the versions that were read: of many who try at once, one succeeds (S18).
    pub fn consume(&self, purpose: Purpose, account: &mut Account, now: Timestamp) -> Result<Self, LinkNotUsable> {
        if !(self.purpose == purpose && self.is_due(account) && now < self.expires_at) {
            return Err(LinkNotUsable);
        }
        account.links.remove(&purpose);
        Ok(Self { used_at: Some(now), ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at, login};
    use super::*;

    #[test]
    fn a_link_opens_its_own_purpose_once_and_in_time() {
        let mut account = account();
        let key = login(&account).identifier;
        let link = Link::issue(Purpose::Reset, &Token::presented("one"), &mut account, &key, at(0));
        assert_eq!(link.consume(Purpose::Confirm, &mut account.clone(), at(1)), Err(LinkNotUsable));
        assert_eq!(link.consume(Purpose::Reset, &mut account.clone(), at(30 * 60)), Err(LinkNotUsable));
        let used = link.consume(Purpose::Reset, &mut account, at(30 * 60 - 1)).unwrap();
        assert_eq!(used.consume(Purpose::Reset, &mut account.clone(), at(1)), Err(LinkNotUsable));
        assert_eq!(link.consume(Purpose::Reset, &mut account, at(1)), Err(LinkNotUsable));
    }

    #[test]
    fn a_newer_link_voids_the_older_of_its_purpose_only() {
        let mut account = account();
        let key = login(&account).identifier;
        let confirm = Link::issue(Purpose::Confirm, &Token::presented("confirm"), &mut account, &key, at(0));
        let older = Link::issue(Purpose::Reset, &Token::presented("one"), &mut account, &key, at(0));
        let newer = Link::issue(Purpose::Reset, &Token::presented("two"), &mut account, &key, at(1));
        assert_eq!(older.consume(Purpose::Reset, &mut account.clone(), at(2)), Err(LinkNotUsable));
        assert!(newer.consume(Purpose::Reset, &mut account.clone(), at(2)).is_ok());
        assert!(confirm.consume(Purpose::Confirm, &mut account, at(2)).is_ok());
    }

    #[test]
    fn a_link_is_mailed_again_as_it_was_unless_it_was_used_or_replaced() {
        let mut account = account();
        let key = login(&account).identifier;
        let link = Link::issue(Purpose::Reset, &Token::presented("one"), &mut account, &key, at(0));
        assert_eq!(link.to_mail_again(&account, at(15 * 60)), Some(link.clone()));
        let later = link.to_mail_again(&account, at(3600)).unwrap();
        assert_eq!((&later.hash, later.expires_at), (&link.hash, at(3600 + 30 * 60)), "its whole time again");

        let mut after = account.clone();
        let used = link.consume(Purpose::Reset, &mut after, at(1)).unwrap();
        for (link, account) in [(&used, &after), (&used, &account), (&link, &after)] {
            assert_eq!(link.to_mail_again(account, at(2)), None);
        }
        Link::issue(Purpose::Reset, &Token::presented("two"), &mut account, &key, at(1));
        assert_eq!(link.to_mail_again(&account, at(2)), None, "a newer one was mailed");
    }

    #[test]
    fn a_link_is_of_no_use_after_the_address_changed_or_for_another_account() {
        let mut account = account();
        let key = login(&account).identifier;
        let link = Link::issue(Purpose::Confirm, &Token::presented("one"), &mut account, &key, at(0));
        let mut moved = account.clone();
        moved.email = "elders@voorbeeld.nl".parse().unwrap();
        assert_eq!(link.consume(Purpose::Confirm, &mut moved, at(1)), Err(LinkNotUsable));
    }
}
