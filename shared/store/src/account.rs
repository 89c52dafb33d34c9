//! Accounts.

use api::Part;
use domain::account::Account;
use domain::ids::AccountId;

use crate::item::Stored;
use crate::key::Key;

/// Where an account is read.
pub fn key(id: &AccountId) -> Key {
    Key::new(partition(id), "ACCOUNT")
}

/// Everything that belongs to an account.
pub fn partition(id: &AccountId) -> String {
    format!("{}{id}", Part::Account.prefix())
}

impl Stored for Account {
    const PART: Part = Part::Account;
    const KIND: &'static str = "account";

    fn key(&self) -> Key {
        key(&self.id)
    }
}
