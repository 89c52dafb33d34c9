//! Organisations, and the people who act for them, domain.md 2.1.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access_code::CodeLabel;
use crate::days;
use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccessCodeId, AccountId, OrganisationId};
use crate::kvk_number::KvkNumber;

/// A company that holds means at Balie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Organisation {
    /// Balie's own name for it.
    pub id: OrganisationId,
    /// Its name in the register.
    pub name: String,
    /// Its number in the register. It never changes: a new legal form is a new number and a new organisation (domain.md 1.1).
    pub kvk_number: KvkNumber,
    /// The branch it is registered with here, when it chose one (domain.md 2.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
    /// When it became known at Balie.
    pub since: Timestamp,
}

/// Which organisation a number in the register is here. There is one for each number, so that whoever applies for a company second gets the
/// organisation the first one opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Registered {
    /// The number.
    pub kvk_number: KvkNumber,
    /// The organisation.
    pub organisation: OrganisationId,
}

impl Organisation {
    /// What the register here says of its number.
    pub fn registered(&self) -> Registered {
        Registered { kvk_number: self.kvk_number.clone(), organisation: self.id.clone() }
    }
}

/// What a person may do within an organisation. The order is the reach: a role may do everything a lower one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A user (gebruiker): sees and acts on his own means only.
    User,
    /// An authorisation manager (machtigingenbeheerder): sees and acts on every means of the organisation.
    Manager,
    /// The main user (hoofdgebruiker, hoofduser): a manager who also sees to the access codes and what is spent with them. An organisation
    /// has exactly one, who hands over to another member (S46, domain.md 4.1).
    MainUser,
}

impl Role {
    /// Whether this role sees and acts on the means of others in the organisation.
    pub fn manages(self) -> bool {
        self >= Self::Manager
    }

    /// Whether somebody of this role may give `other` away: never above his own (S46).
    pub fn may_grant(self, other: Self) -> bool {
        self.manages() && other <= self
    }
}

/// That an account acts for an organisation, and how far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Membership {
    /// The organisation acted for.
    pub organisation: OrganisationId,
    /// Who acts.
    pub account: AccountId,
    /// How far.
    pub role: Role,
    /// Since when.
    pub since: Timestamp,
    /// Since when he has the role he has, when that is not from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_since: Option<Timestamp>,
    /// His access code (toegangscode), when he has one: orders are put down to it (domain.md 4.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<HeldCode>,
}

/// What a membership tells of its access code, so that whoever is let in arrives with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeldCode {
    /// The record of the code.
    pub id: AccessCodeId,
    /// The label (kenmerk) it stands under in every overview.
    pub label: CodeLabel,
}

/// Who is the main user of an organisation: what every member may see, and what is written whenever it changes, so that of two changes at
/// once only one happens (S46).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MainUser {
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Who.
    pub account: AccountId,
    /// Since when.
    pub since: Timestamp,
}

/// A main user who handed over: what must be kept in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOver {
    /// Whoever was it, a manager from now on.
    pub from: Membership,
    /// Whoever is it now.
    pub to: Membership,
    /// What tells so.
    pub main_user: MainUser,
}

/// For how many years somebody is appointed manager (domain.md 1.4).
const ROLE_YEARS: i32 = 5;
/// How many days before its end a role can be given for another term: from the first notice of its end on.
const RENEWABLE_DAYS: i64 = 90;

/// Why the people of an organisation stay as they are. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeopleRefusal {
    /// The one who asks does not reach that far: nobody gives a role above his own, or takes one away (S46).
    #[error("the one who asks does not reach that far")]
    OutOfReach,
    /// The organisation would be left without a main user, who hands over to another member first (S46).
    #[error("the organisation would be left without a main user")]
    LastMainUser,
    /// Nobody is appointed main user: whoever is it hands over.
    #[error("the main user hands over, nobody is appointed")]
    ByHandingOver,
    /// He has that role already.
    #[error("he has that role already")]
    HasIt,
}

impl Membership {
    /// A new member.
    pub const fn new(organisation: OrganisationId, account: AccountId, role: Role, since: Timestamp) -> Self {
        Self { organisation, account, role, since, role_since: None, code: None }
    }

    /// The last day of the role, when it is one that lapses: appointments are for five years (domain.md 1.4).
    pub fn role_until(&self) -> Option<Date> {
        let since = days::amsterdam(self.role_since.unwrap_or(self.since));
        self.role.manages().then(|| since.saturating_add(ROLE_YEARS.years()))
    }

    /// What this member is on a day. After the last day of a managing role he is a user like any other, with the role that lapsed told
    /// beside it, until somebody renews it (domain.md 1.4). What is kept does not change by itself.
    pub fn in_force(self, today: Date) -> (Self, Option<Role>) {
        match self.role_until() {
            Some(last) if last < today => {
                let lapsed = self.role;
                (Self { role: Role::User, ..self }, Some(lapsed))
            }
            Some(_) | None => (self, None),
        }
    }

    /// Whether his role can be given to him for another term now: it has lapsed, or does so soon.
    fn is_renewable(&self, today: Date) -> bool {
        self.role_until().is_some_and(|last| days::between(today, last) <= RENEWABLE_DAYS)
    }

    /// The main user takes his role for another term. Nobody stands above him who could, and an organisation whose main user's term is
    /// over must not be locked out (S46): so this one appointment renews itself, in term or after it, and is the only one that does
    /// (domain.md 2.1: a manager cannot renew himself).
    pub fn renewed(&self, now: Timestamp) -> Result<Self, PeopleRefusal> {
        if self.role != Role::MainUser {
            return Err(PeopleRefusal::OutOfReach);
        }
        if !self.is_renewable(days::amsterdam(now)) {
            return Err(PeopleRefusal::HasIt);
        }
        Ok(Self { role_since: Some(now), ..self.clone() })
    }

    /// This member in another role, or for another term in the one he has, given by `by`. The main user is made and unmade by handing
    /// over only; nobody else renews himself.
    pub fn in_role(&self, role: Role, by: &Self, now: Timestamp) -> Result<Self, PeopleRefusal> {
        let again = role == self.role;
        if again && (role == Role::MainUser || !self.is_renewable(days::amsterdam(now))) {
            return Err(PeopleRefusal::HasIt);
        }
        if again && self.account == by.account {
            return Err(PeopleRefusal::OutOfReach);
        }
        self.may_lose_role_to(by)?;
        if self.role == Role::MainUser {
            return Err(PeopleRefusal::LastMainUser);
        }
        if !by.role.may_grant(role) {
            return Err(PeopleRefusal::OutOfReach);
        }
        if role == Role::MainUser {
            return Err(PeopleRefusal::ByHandingOver);
        }
        Ok(Self { role, role_since: Some(now), ..self.clone() })
    }

    /// Whether this member may leave, sent away by `by` or by himself.
    pub fn may_leave(&self, by: &Self) -> Result<(), PeopleRefusal> {
        if self.account != by.account {
            self.may_lose_role_to(by)?;
        }
        if self.role == Role::MainUser { Err(PeopleRefusal::LastMainUser) } else { Ok(()) }
    }

    /// This member as the first main user of an organisation that has none.
    pub fn founding(&self, now: Timestamp) -> (Self, MainUser) {
        let founder = Self { role: Role::MainUser, role_since: Some(now), ..self.clone() };
        let main_user = founder.as_main_user(now);
        (founder, main_user)
    }

    /// The main user hands over to another member of his organisation.
    pub fn hand_over(&self, to: &Self, now: Timestamp) -> Result<HandedOver, PeopleRefusal> {
        if self.role != Role::MainUser || self.organisation != to.organisation {
            return Err(PeopleRefusal::OutOfReach);
        }
        if self.account == to.account {
            return Err(PeopleRefusal::HasIt);
        }
        let from = Self { role: Role::Manager, role_since: Some(now), ..self.clone() };
        let to = Self { role: Role::MainUser, role_since: Some(now), ..to.clone() };
        let main_user = to.as_main_user(now);
        Ok(HandedOver { from, to, main_user })
    }

    fn as_main_user(&self, since: Timestamp) -> MainUser {
        MainUser { organisation: self.organisation.clone(), account: self.account.clone(), since }
    }

    /// Nobody takes away what is above his own.
    fn may_lose_role_to(&self, by: &Self) -> Result<(), PeopleRefusal> {
        if by.organisation == self.organisation && by.role.may_grant(self.role) {
            Ok(())
        } else {
            Err(PeopleRefusal::OutOfReach)
        }
    }

    /// Whether this member may see and act on what belongs to `holder`: his own always, that of others as a manager.
    pub fn may_act_for(&self, holder: &AccountId) -> bool {
        self.account == *holder || self.role.manages()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(account: char, role: Role) -> Membership {
        let account = format!("acc_01jdc5{}", account.to_string().repeat(20)).parse().unwrap();
        Membership::new("org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), account, role, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn an_organisation_is_never_left_without_a_main_user() {
        let (main, manager) = (member('a', Role::MainUser), member('b', Role::Manager));
        let at = Timestamp::UNIX_EPOCH;
        assert_eq!(main.in_role(Role::User, &main, at), Err(PeopleRefusal::LastMainUser));
        assert_eq!(main.may_leave(&main), Err(PeopleRefusal::LastMainUser));
        assert_eq!(manager.in_role(Role::MainUser, &main, at), Err(PeopleRefusal::ByHandingOver));
    }

    #[test]
    fn handing_over_leaves_exactly_one() {
        let (main, user, at) = (member('a', Role::MainUser), member('c', Role::User), Timestamp::UNIX_EPOCH);
        let done = main.hand_over(&user, at).unwrap();
        assert_eq!((done.from.role, done.to.role), (Role::Manager, Role::MainUser));
        assert_eq!(
            done.main_user,
            MainUser { organisation: user.organisation.clone(), account: user.account.clone(), since: at }
        );
        assert_eq!(main.hand_over(&main, at), Err(PeopleRefusal::HasIt));
        assert_eq!(done.from.hand_over(&user, at), Err(PeopleRefusal::OutOfReach));
        let elsewhere = Membership { organisation: "org_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap(), ..user };
        assert_eq!(main.hand_over(&elsewhere, at), Err(PeopleRefusal::OutOfReach));
    }

    #[test]
    fn nobody_gives_or_takes_what_is_above_his_own() {
        let (main, manager, user) = (member('a', Role::MainUser), member('b', Role::Manager), member('c', Role::User));
        let at = Timestamp::UNIX_EPOCH;
        assert_eq!(user.in_role(Role::Manager, &manager, at).unwrap().role, Role::Manager);
        assert_eq!(user.in_role(Role::MainUser, &manager, at), Err(PeopleRefusal::OutOfReach));
        assert_eq!(main.in_role(Role::User, &manager, at), Err(PeopleRefusal::OutOfReach));
        assert_eq!(main.may_leave(&manager), Err(PeopleRefusal::OutOfReach));
        assert_eq!(user.in_role(Role::Manager, &user, at), Err(PeopleRefusal::OutOfReach));
        assert_eq!(user.in_role(Role::User, &main, at), Err(PeopleRefusal::HasIt));
        assert_eq!(user.may_leave(&user), Ok(()), "anybody may leave himself");
        let elsewhere = Membership { organisation: "org_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap(), ..main };
        assert_eq!(user.may_leave(&elsewhere), Err(PeopleRefusal::OutOfReach));
    }

    #[test]
    fn an_appointment_is_for_five_years() {
        let since: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let appointed = Membership { role_since: Some(since), ..member('a', Role::Manager) };
        assert_eq!(appointed.role_until(), Some(jiff::civil::date(2031, 11, 22)));
        assert_eq!(member('a', Role::User).role_until(), None);
    }

    #[test]
    fn a_role_past_its_term_manages_nothing_until_it_is_renewed() {
        let since: Timestamp = "2021-11-22T10:00:00Z".parse().unwrap();
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let in_term = |role| Membership { role_since: Some(now), ..member('b', role) };
        let past = |role| Membership { role_since: Some(since), ..member('a', role) };
        let last_day = jiff::civil::date(2026, 11, 22);
        assert_eq!(past(Role::Manager).in_force(last_day), (past(Role::Manager), None), "its last day counts");
        let (lapsed, was) = past(Role::Manager).in_force(last_day.tomorrow().unwrap());
        assert_eq!((lapsed.role, was), (Role::User, Some(Role::Manager)));

        let renewed = past(Role::Manager).in_role(Role::Manager, &in_term(Role::MainUser), now).unwrap();
        assert_eq!(renewed.role_until(), Some(jiff::civil::date(2031, 11, 23)));
        assert_eq!(
            past(Role::Manager).in_role(Role::Manager, &past(Role::Manager), now),
            Err(PeopleRefusal::OutOfReach)
        );
        let fresh = Membership { account: past(Role::User).account, ..in_term(Role::Manager) };
        assert_eq!(fresh.in_role(Role::Manager, &in_term(Role::MainUser), now), Err(PeopleRefusal::HasIt));
    }

    #[test]
    fn the_main_user_is_never_locked_out_he_renews_his_own_term() {
        let since: Timestamp = "2021-11-22T10:00:00Z".parse().unwrap();
        let now: Timestamp = "2030-01-01T10:00:00Z".parse().unwrap();
        let main = Membership { role_since: Some(since), ..member('a', Role::MainUser) };
        let renewed = main.renewed(now).unwrap();
        assert_eq!(renewed.clone().in_force(days::amsterdam(now)), (renewed.clone(), None));
        assert_eq!(renewed.renewed(now), Err(PeopleRefusal::HasIt), "not before the end is near");
        assert_eq!(Membership { role: Role::Manager, ..main }.renewed(now), Err(PeopleRefusal::OutOfReach));
    }

    #[test]
    fn roles_are_ordered_by_reach_and_nobody_gives_more_than_he_has() {
        assert!(Role::User < Role::Manager && Role::Manager < Role::MainUser);
        assert!(!Role::User.manages() && Role::Manager.manages() && Role::MainUser.manages());
        assert!(Role::Manager.may_grant(Role::Manager) && !Role::Manager.may_grant(Role::MainUser));
        assert!(!Role::User.may_grant(Role::User));
        assert_eq!(serde_json::to_string(&Role::MainUser).unwrap(), "\"main-user\"");
    }
}
