//! Sessions, each by its id, and in the index under their account.

use api::Part;
use domain::account::Session;
use domain::ids::{AccountId, SessionId};
use jiff::Timestamp;

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Where a session is.
pub fn key(id: &SessionId) -> Key {
    Key::new(format!("{}{id}", Part::Session.prefix()), "SESSION")
}

/// The sessions of an account, the latest first. Those the account's epoch has left behind are among them until the table clears them.
pub fn of(account: &AccountId) -> Range {
    Range::of_index(partition(account)).descending()
}

fn partition(account: &AccountId) -> String {
    format!("{}{account}", Part::Session.prefix())
}

impl Stored for Session {
    const PART: Part = Part::Session;
    const KIND: &'static str = "session";

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(partition(&self.account), self.id.as_str()))
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
