//! What was answered to a write that carried an `Idempotency-Key`: kept in the transaction of the write itself, so that a repeated
//! request gets the same answer and the write happens once.

use api::Part;
use domain::ids::AccountId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;

/// How long an answer is kept for repeating.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    /// Who asked.
    pub account: AccountId,
    /// The key that was sent.
    pub key: String,
    /// A hash over operation and body: the same key with another request is a mistake.
    pub fingerprint: String,
    /// The body of the answer, as JSON text. May hold personal data.
    pub answer: String,
    /// When.
    pub at: Timestamp,
}

/// Where the answer to this key of this caller is read.
pub fn key(account: &AccountId, key: &str) -> Key {
    Key::new(format!("{}{account}", Part::Idempotency.prefix()), key)
}

impl Stored for Answered {
    const PART: Part = Part::Idempotency;
    const KIND: &'static str = "answered";
    const SEALED: &'static [&'static str] = &["answer"];

    fn key(&self) -> Key {
        key(&self.account, &self.key)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}
