//! Batches, in the partition of the organisation their maker acted for; the rows of each, in parts, in a partition of their own, because they
//! are many. Both are kept for a quarter of a year.

use api::Part as TablePart;
use domain::batch::{Batch, Part};
use domain::ids::{AccountId, BatchId, OrganisationId};
use jiff::{SignedDuration, Timestamp};

use crate::change::Update;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::organisation::partition;
use crate::read::Range;

/// How long a batch is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(92 * 24);

/// Where a batch is.
pub fn key(organisation: &OrganisationId, id: &BatchId) -> Key {
    Key::new(partition(organisation), format!("BATCH#{id}"))
}

/// The batches somebody made while acting for an organisation, the latest first.
pub fn of_maker(organisation: &OrganisationId, by: &AccountId) -> Range {
    Range::of_index(maker_partition(organisation, by)).descending()
}

/// Where a part of a batch is.
pub fn part_key(organisation: &OrganisationId, id: &BatchId, number: u32) -> Key {
    Key::new(rows_partition(organisation, id), format!("PART#{number:05}"))
}

/// The parts of a batch, in order.
pub fn parts(organisation: &OrganisationId, id: &BatchId) -> Range {
    Range::of(rows_partition(organisation, id)).prefix("PART#")
}

/// Adds what became of a part to the sums of its batch, in the transaction that puts down the part's last outcome: so each part counts once.
pub fn count(organisation: &OrganisationId, id: &BatchId, started: u32, failed: u32) -> Update {
    let sums = "SET body.started = body.started + :started, body.failed = body.failed + :failed";
    Update::new(TablePart::Organisation, key(organisation, id), sums)
        .when("attribute_exists(pk)")
        .number(":started", i64::from(started))
        .number(":failed", i64::from(failed))
}

fn rows_partition(organisation: &OrganisationId, id: &BatchId) -> String {
    format!("{}#BATCH#{id}", partition(organisation))
}

fn maker_partition(organisation: &OrganisationId, by: &AccountId) -> String {
    format!("{}#MAKER#{by}", partition(organisation))
}

fn until(at: Timestamp) -> Option<Timestamp> {
    at.checked_add(KEPT).ok()
}

impl Stored for Batch {
    const PART: TablePart = TablePart::Organisation;
    const KIND: &'static str = "batch";
    // A file's name may be a person's.
    const SEALED: &'static [&'static str] = &["fileName"];

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(maker_partition(&self.organisation, &self.by), self.id.as_str()))
    }

    fn expires(&self) -> Option<Timestamp> {
        until(self.at)
    }
}

impl Stored for Part {
    const PART: TablePart = TablePart::Organisation;
    const KIND: &'static str = "batch-part";
    // A row about somebody new names him, with his date of birth and his mobile (S58).
    const SEALED: &'static [&'static str] = &["rows"];

    fn key(&self) -> Key {
        part_key(&self.organisation, &self.batch, self.number)
    }

    fn expires(&self) -> Option<Timestamp> {
        until(self.at)
    }
}
