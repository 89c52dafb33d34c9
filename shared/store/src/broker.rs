//! Log-ins through the broker of eHerkenning: those under way, those that wait for an access code, the assertions that were taken, and which
//! person an account is linked to.

use api::Part;
use domain::account::TokenHash;
use domain::account::eherkenning::{LinkedIdentity, PendingLink, PendingLogIn};
use domain::ids::AccountId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;

/// Where a log-in under way is, by the hash of the state that comes back.
pub fn pending_key(state: &TokenHash) -> Key {
    Key::new(format!("{}LOGIN#{}", Part::Broker.prefix(), state.as_str()), "PENDING")
}

/// Where somebody is who waits to be linked, by the hash of what his page holds.
pub fn link_key(token: &TokenHash) -> Key {
    Key::new(format!("{}LINK#{}", Part::Broker.prefix(), token.as_str()), "PENDING")
}

/// Where it is read whom an account is linked to.
pub fn linked_key(account: &AccountId) -> Key {
    Key::new(format!("{}OF#{account}", Part::Broker.prefix()), "LINKED")
}

/// An assertion that was taken. Made in the transaction of what it opened, and only if it is not there: so none is taken twice (S42).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TakenAssertion {
    /// The hash of who made it and what he calls it.
    pub id: String,
    /// From when nobody takes it anyway.
    pub expires_at: Timestamp,
}

impl Stored for TakenAssertion {
    const PART: Part = Part::Broker;
    const KIND: &'static str = "taken-assertion";

    fn key(&self) -> Key {
        Key::new(format!("{}TAKEN#{}", Part::Broker.prefix(), self.id), "TAKEN")
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

impl Stored for PendingLogIn {
    const PART: Part = Part::Broker;
    const KIND: &'static str = "pending-log-in";
    // The secrets that conclude it.
    const SEALED: &'static [&'static str] = &["remembered"];

    fn key(&self) -> Key {
        pending_key(&self.state)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

impl Stored for PendingLink {
    const PART: Part = Part::Broker;
    const KIND: &'static str = "pending-link";
    // Who somebody is (S58).
    const SEALED: &'static [&'static str] = &["assertion"];

    fn key(&self) -> Key {
        link_key(&self.token)
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

impl Stored for LinkedIdentity {
    const PART: Part = Part::Broker;
    const KIND: &'static str = "linked-identity";
    // Who somebody is (S58).
    const SEALED: &'static [&'static str] = &["identity"];

    fn key(&self) -> Key {
        linked_key(&self.account)
    }
}
