//! What the partner who identifies people told, and when something of an invitation is due.

use api::Part;
use domain::upgrade::identification::{EventId, Reference};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;
use crate::read::Range;

/// How long an event is remembered: longer than an invitation lives and anybody sends an event again.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);

/// An event that was heard. Made in the transaction of what it changed, and only if it is not there: so none is heard twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeardEvent {
    /// The partner's name for it.
    pub id: EventId,
    /// Of which invitation.
    pub reference: Reference,
    /// When it was heard.
    pub at: Timestamp,
}

impl Stored for HeardEvent {
    const PART: Part = Part::Courier;
    const KIND: &'static str = "heard-event";

    fn key(&self) -> Key {
        Key::new(format!("{}EVENT#{}", Part::Courier.prefix(), self.id.as_str()), "HEARD")
    }

    fn expires(&self) -> Option<Timestamp> {
        self.at.checked_add(REMEMBERED).ok()
    }
}

/// When something of an invitation is due: a reminder, or its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DueInvitation {
    /// When.
    pub at: Timestamp,
    /// Of which invitation.
    pub reference: Reference,
}

impl Stored for DueInvitation {
    const PART: Part = Part::Courier;
    const KIND: &'static str = "due-invitation";

    fn key(&self) -> Key {
        Key::new(due_partition(), format!("{:015}#{}", self.at.as_millisecond().max(0), self.reference))
    }
}

/// What is due, the earliest first.
pub fn due() -> Range {
    Range::of(due_partition())
}

fn due_partition() -> String {
    format!("{}DUE", Part::Courier.prefix())
}
