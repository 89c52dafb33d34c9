//! Open sessions: read by their own id on every request, listed by account through the index.

use api::Part;
use domain::account::Session;
use domain::ids::{AccountId, SessionId};
use jiff::Timestamp;

use crate::account;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Where a session is read.
pub fn key(id: &SessionId) -> Key {
    Key::new(format!("{}{id}", Part::Session.prefix()), "SESSION")
}

/// The sessions of an account, the newest first.
pub fn of_account(id: &AccountId) -> Range {
    Range::of_index(account::partition(id)).prefix(Part::Session.prefix()).descending()
}

impl Stored for Session {
    const PART: Part = Part::Session;
    const KIND: &'static str = "session";

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(account::partition(&self.account), format!("{}{}", Part::Session.prefix(), self.id)))
    }

    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
