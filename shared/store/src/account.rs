//! Accounts, and the second factor beside each, in the account's own partition.

use api::Part;
use domain::account::{Account, Factors};
use domain::ids::AccountId;

use crate::item::Stored;
use crate::key::Key;

/// Where an account is.
pub fn key(id: &AccountId) -> Key {
    Key::new(format!("{}{id}", Part::Account.prefix()), "ACCOUNT")
}

/// Where the second factor of an account is.
pub fn factors_key(id: &AccountId) -> Key {
    Key::new(format!("{}{id}", Part::Account.prefix()), "FACTORS")
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
