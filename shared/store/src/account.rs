//! Accounts, and the second factor beside each, in the account's own partition.

use api::Part;
use domain::account::address::ChangeState;
use domain::account::{Account, AddressChange, Deletion, Factors};
use domain::ids::AccountId;
use jiff::{SignedDuration, Timestamp};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Where an account is.
pub fn key(id: &AccountId) -> Key {
    Key::new(format!("{}{id}", Part::Account.prefix()), "ACCOUNT")
}

/// Where the second factor of an account is.
pub fn factors_key(id: &AccountId) -> Key {
    Key::new(format!("{}{id}", Part::Account.prefix()), "FACTORS")
}

/// Where the latest change of an account's address is.
pub fn address_key(id: &AccountId) -> Key {
    Key::new(format!("{}{id}", Part::Account.prefix()), "ADDRESS")
}

/// Where it stands that an account is to be deleted.
pub fn deletion_key(id: &AccountId) -> Key {
    Key::new(format!("{}{id}", Part::Account.prefix()), "DELETION")
}

fn due_partition(what: &str) -> String {
    format!("{}DUE#{what}", Part::Account.prefix())
}

/// The changes of address that happened, the oldest first: when its week is over, the old address is let go.
pub fn addresses_due() -> Range {
    Range::of_index(due_partition("ADDRESS"))
}

/// The accounts that are to be deleted, those that are due first.
pub fn deletions_due() -> Range {
    Range::of_index(due_partition("DELETION"))
}

fn due_at(at: Timestamp, account: &AccountId) -> String {
    format!("{:015}#{account}", at.as_millisecond().max(0))
}

impl Stored for AddressChange {
    const PART: Part = Part::Account;
    const KIND: &'static str = "address-change";
    // Addresses of people (S58); what leads to them are hashes.
    const SEALED: &'static [&'static str] = &["old", "new"];

    fn key(&self) -> Key {
        address_key(&self.account)
    }

    fn index(&self) -> Option<IndexKey> {
        let ChangeState::Done { undone_until, .. } = self.state else { return None };
        Some(IndexKey::new(due_partition("ADDRESS"), due_at(undone_until, &self.account)))
    }

    fn expires(&self) -> Option<Timestamp> {
        let over = match self.state {
            ChangeState::Asked { until, .. } => until,
            ChangeState::Stopped { at } => at,
            ChangeState::Done { .. } => return None,
        };
        over.checked_add(SignedDuration::from_hours(7 * 24)).ok()
    }
}

impl Stored for Deletion {
    const PART: Part = Part::Account;
    const KIND: &'static str = "deletion";

    fn key(&self) -> Key {
        deletion_key(&self.account)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(due_partition("DELETION"), due_at(self.due_at, &self.account)))
    }
}

impl Stored for Account {
    const PART: Part = Part::Account;
    const KIND: &'static str = "account";

    fn key(&self) -> Key {
        key(&self.id)
    }
}

impl Stored for Factors {
    const PART: Part = Part::Account;
    const KIND: &'static str = "factors";
    // The generators are secrets that must be read again, so they are encrypted; the recovery codes are hashed (S32, S33).
    const SEALED: &'static [&'static str] = &["totp", "pending"];

    fn key(&self) -> Key {
        factors_key(&self.account)
    }
}
