//! Organisations, and the people who act for them, domain.md 2.1.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::establishment_number::EstablishmentNumber;
use crate::ids::{AccountId, OrganisationId};
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
}

impl Membership {
    /// Whether this member may see and act on what belongs to `holder`: his own always, that of others as a manager.
    pub fn may_act_for(&self, holder: &AccountId) -> bool {
        self.account == *holder || self.role.manages()
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn roles_are_ordered_by_reach_and_nobody_gives_more_than_he_has() {
        assert!(Role::User < Role::Manager && Role::Manager < Role::MainUser);
        assert!(!Role::User.manages() && Role::Manager.manages() && Role::MainUser.manages());
        assert!(Role::Manager.may_grant(Role::Manager) && !Role::Manager.may_grant(Role::MainUser));
        assert!(!Role::User.may_grant(Role::User));
        assert_eq!(serde_json::to_string(&Role::MainUser).unwrap(), "\"main-user\"");
    }
}
