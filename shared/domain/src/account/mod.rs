//! Accounts: who a person is at Balie, how he proves it, and how long a proof lasts.
//!
//! An account is known by one or more [`login::Login`] identifiers. What a log-in must look at (standing, epoch, second factor) is copied
//! into them as the [`login::Gate`], always in the transaction that changes the account, so that logging in reads one item.

pub mod address;
pub mod attempts;
pub mod block_list;
pub mod challenge;
pub mod deletion;
pub mod eherkenning;
pub mod factors;
pub mod link;
pub mod login;
pub mod password;
pub mod profile;
pub mod registration;
pub mod renewal;
pub mod session;
pub mod token;

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::ids::{AccountId, OrganisationId};
use crate::language::Language;
use crate::name::Name;

pub use address::{AddressChange, StopLink};
pub use challenge::Challenge;
pub use deletion::Deletion;
pub use factors::Factors;
pub use link::{Link, Purpose};
pub use login::{Credential, Gate, Login, LoginKey, MustChange};
pub use profile::PersonName;
pub use session::Session;
pub use token::{KeyedHash, Token, TokenHash};

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// Balie's own name for it.
    pub id: AccountId,
    /// The address it was registered with, and mail goes to.
    pub email: Email,
    /// The language the person is addressed in.
    pub language: Language,
    /// How the person wants to be called, when he said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PersonName>,
    /// Whether it may be used.
    pub standing: Standing,
    /// Raised when everything that is open must end at once (S28): a session lives only while it carries the same number.
    pub epoch: u32,
    /// What the person does at the desk, when he works there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffRole>,
    /// What was agreed to.
    pub consent: Consent,
    /// When the address was given.
    pub registered_at: Timestamp,
    /// The organisation a log-in opens, once the person acts for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// Whether a log-in asks for a second factor; the factor itself is an item of its own ([`factors::Factors`]).
    #[serde(default)]
    pub second_factor: bool,
    /// The identifiers this account is known by.
    pub logins: Vec<LoginKey>,
    /// The one link of each purpose that still works: a newer one voids the older, a new password voids all (S20).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<Purpose, TokenHash>,
}

impl Account {
    /// What others call the person: the name he gave, else his address.
    pub fn called(&self) -> Name {
        Name::cut(self.name.as_ref().map_or(self.email.as_str(), PersonName::as_str))
    }

    /// What every login of this account must carry from now on.
    pub fn gate(&self) -> Gate {
        Gate {
            standing: self.standing,
            epoch: self.epoch,
            second_factor: self.second_factor,
            organisation: self.organisation.clone(),
            staff: self.staff,
        }
    }

    /// This account without some of its logins, which were lost or ended: whoever is in with one of them is out (S28).
    pub fn without_logins(&self, gone: &[LoginKey]) -> Self {
        let mut account = self.clone();
        account.logins.retain(|login| !gone.contains(login));
        account.end_sessions();
        account
    }

    /// The link that confirms the address of an applicant. Whoever was invited has not agreed to the terms yet, and does with it.
    pub const fn first_link(&self) -> Purpose {
        if self.consent.terms == NO_TERMS_YET { Purpose::Invite } else { Purpose::Confirm }
    }

    /// Ends every open session at the next request each makes (S28). The logins' gates must follow in the same transaction.
    pub fn end_sessions(&mut self) {
        self.epoch = self.epoch.saturating_add(1);
    }
}

/// Whether an account may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The address was given, and not confirmed yet.
    Applicant,
    /// In use.
    Active,
    /// Closed by the desk, until it is opened again.
    Suspended,
}

/// What somebody does at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Judges cases.
    Clerk,
}

/// The version of the terms that registering agrees to. Raise it with the text.
pub const TERMS_VERSION: u32 = 1;

/// What stands in the place of a version as long as somebody who was invited has not agreed to any.
pub const NO_TERMS_YET: u32 = 0;

/// What was agreed to, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
    /// The version of the terms.
    pub terms: u32,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
pub(crate) mod testing;
