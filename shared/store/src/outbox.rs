//! The outbox: effects that wait, written in the transaction of the decision that set them in motion (S53). A worker on the table's
//! stream performs each; what it leaves over is found again by reading the few partitions here.

use api::Part;
use domain::effect::Effect;
use domain::ids::EffectId;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::Key;

/// Over how many partitions the outbox is spread, so that none gets hot.
pub const SHARDS: u8 = 8;

/// An effect that waits to be performed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// Its id: performing it twice under one id has the effect of once.
    pub id: EffectId,
    /// What is to be done.
    pub effect: Effect,
    /// Since when it waits.
    pub since: Timestamp,
    /// The request that set it in motion.
    pub trace: String,
    /// Whoever performs it holds it until then; nobody else begins before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<Timestamp>,
    /// How often it was begun.
    #[serde(default)]
    pub attempts: u32,
}

/// Where an effect waits.
pub fn key(id: &EffectId) -> Key {
    let shard = id.as_str().bytes().last().unwrap_or_default() % SHARDS;
    Key::new(partition(shard), id.as_str())
}

/// One of the outbox's partitions.
pub fn partition(shard: u8) -> String {
    format!("{}{shard}", Part::Outbox.prefix())
}

impl Stored for Waiting {
    const PART: Part = Part::Outbox;
    const KIND: &'static str = "waiting";

    fn key(&self) -> Key {
        key(&self.id)
    }
}

/// An effect that was performed: kept for a month, so that a late duplicate finds it done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Done {
    /// The effect.
    pub id: EffectId,
    /// When.
    pub at: Timestamp,
    /// The mail's id at SES, when it was a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Where a performed effect is noted.
pub fn done_key(id: &EffectId) -> Key {
    Key::new(format!("{}{id}", Part::Done.prefix()), "DONE")
}

impl Stored for Done {
    const PART: Part = Part::Done;
    const KIND: &'static str = "done";

    fn key(&self) -> Key {
        done_key(&self.id)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.at.checked_add(SignedDuration::from_hours(30 * 24)).ok()
    }
}
