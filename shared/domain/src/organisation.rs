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
    /// The main user (hoofdgebruiker): a manager who also appoints managers. An organisation always has one (S46).
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

/// For how many years somebody is appointed manager (domain.md 1.4).
const ROLE_YEARS: i32 = 5;

/// Why the people of an organisation stay as they are. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeopleRefusal {
    /// The one who asks does not reach that far: nobody gives a role above his own, or takes one away (S46).
    #[error("the one who asks does not reach that far")]
    OutOfReach,
    /// The organisation would be left without a main user (S46).
    #[error("the organisation would be left without a main user")]
    LastMainUser,
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

    /// This member in another role, given by `by`. `main_users` counts those the organisation has now.
    pub fn in_role(&self, role: Role, by: &Self, main_users: usize, now: Timestamp) -> Result<Self, PeopleRefusal> {
        if role == self.role {
            return Err(PeopleRefusal::HasIt);
        }
        self.may_lose_role_to(by)?;
        if !by.role.may_grant(role) {
            return Err(PeopleRefusal::OutOfReach);
        }
        if self.role == Role::MainUser && main_users <= 1 {
            return Err(PeopleRefusal::LastMainUser);
        }
        Ok(Self { role, role_since: Some(now), ..self.clone() })
    }

    /// Whether this member may leave, sent away by `by` or by himself.
    pub fn may_leave(&self, by: &Self, main_users: usize) -> Result<(), PeopleRefusal> {
        if self.account != by.account {
            self.may_lose_role_to(by)?;
        }
        if self.role == Role::MainUser && main_users <= 1 {
            return Err(PeopleRefusal::LastMainUser);
        }
        Ok(())
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
        let (main, other) = (member('a', Role::MainUser), member('b', Role::MainUser));
        assert_eq!(main.in_role(Role::User, &main, 1, Timestamp::UNIX_EPOCH), Err(PeopleRefusal::LastMainUser));
        assert_eq!(main.may_leave(&main, 1), Err(PeopleRefusal::LastMainUser));
        assert_eq!(main.may_leave(&other, 2), Ok(()));
        assert_eq!(main.in_role(Role::Manager, &other, 2, Timestamp::UNIX_EPOCH).unwrap().role, Role::Manager);
    }

    #[test]
    fn nobody_gives_or_takes_what_is_above_his_own() {
        let (main, manager, user) = (member('a', Role::MainUser), member('b', Role::Manager), member('c', Role::User));
        let at = Timestamp::UNIX_EPOCH;
        assert_eq!(user.in_role(Role::Manager, &manager, 1, at).unwrap().role, Role::Manager);
        assert_eq!(user.in_role(Role::MainUser, &manager, 1, at), Err(PeopleRefusal::OutOfReach));
        assert_eq!(main.in_role(Role::User, &manager, 2, at), Err(PeopleRefusal::OutOfReach));
        assert_eq!(main.may_leave(&manager, 2), Err(PeopleRefusal::OutOfReach));
        assert_eq!(user.in_role(Role::Manager, &user, 1, at), Err(PeopleRefusal::OutOfReach));
        assert_eq!(user.in_role(Role::User, &main, 1, at), Err(PeopleRefusal::HasIt));
        assert_eq!(user.may_leave(&user, 1), Ok(()), "anybody may leave himself");
        let elsewhere = Membership { organisation: "org_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap(), ..main };
        assert_eq!(user.may_leave(&elsewhere, 1), Err(PeopleRefusal::OutOfReach));
    }

    #[test]
    fn an_appointment_is_for_five_years() {
        let since: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let appointed = Membership { role_since: Some(since), ..member('a', Role::Manager) };
        assert_eq!(appointed.role_until(), Some(jiff::civil::date(2031, 11, 22)));
        assert_eq!(member('a', Role::User).role_until(), None);
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
