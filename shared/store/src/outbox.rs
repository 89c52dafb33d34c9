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
/// Over how many partitions what is to be printed is spread: the stream hands over as many at a time as there are partitions.
pub const PRESS_SHARDS: u8 = 16;

/// A lane of the outbox: who performs what waits in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Quick effects, `perform-effects`.
    Ordinary,
    /// Papers and files, as long as they take, `render-papers`.
    Press,
}

impl Lane {
    /// Its partitions, by name.
    pub fn partitions(self) -> Vec<String> {
        match self {
            Self::Ordinary => (0..SHARDS).map(partition).collect(),
            Self::Press => (0..PRESS_SHARDS).map(press_partition).collect(),
        }
    }

    /// Whether a partition is one of its own.
    pub fn holds(self, pk: &str) -> bool {
        let press = pk.starts_with(PRESS);
        match self {
            Self::Ordinary => pk.starts_with(Part::Outbox.prefix()) && !press,
            Self::Press => press,
        }
    }
}

/// What the names of the press's partitions begin with.
const PRESS: &str = "OUTBOX#PRESS-";

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

/// Where an effect waits that is quickly done.
pub fn key(id: &EffectId) -> Key {
    Key::new(partition(last_byte(id) % SHARDS), id.as_str())
}

/// Where an effect waits that is printed.
pub fn press_key(id: &EffectId) -> Key {
    Key::new(press_partition(last_byte(id) % PRESS_SHARDS), id.as_str())
}

/// One of the outbox's partitions.
pub fn partition(shard: u8) -> String {
    format!("{}{shard}", Part::Outbox.prefix())
}

/// One of the partitions of what is to be printed.
pub fn press_partition(shard: u8) -> String {
    format!("{PRESS}{shard:02}")
}

fn last_byte(id: &EffectId) -> u8 {
    id.as_str().bytes().last().unwrap_or_default()
}

impl Stored for Waiting {
    const PART: Part = Part::Outbox;
    const KIND: &'static str = "waiting";

    fn key(&self) -> Key {
        if self.effect.is_printed() { press_key(&self.id) } else { key(&self.id) }
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
