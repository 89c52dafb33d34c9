//! A batch: many upgrades set out from one table (a spreadsheet), domain.md 5: more than five users or several companies at once. Every row is
//! looked at before anything is sent; then each good row becomes one upgrade, exactly once, whatever dies on the way.

mod check;
mod column;
mod newcomer;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::effect::{Effect, MeansEffect};
use crate::ids::{AccountId, BatchId, MeansId, OrganisationId, UpgradeId};
use crate::level::AssuranceLevel;
use crate::means::Registration;
use crate::name::Name;
use crate::upgrade::Refusal;
use crate::upgrade::authorisations::Authorisations;

pub use check::{Checked, Company, Known, Line, NotATable, check};
pub use column::Column;

/// The most rows of one batch.
pub const MOST_ROWS: usize = 10_000;
/// How many rows are kept and sent together: a part is sent in a second or so, well within the time a worker has.
pub const ROWS_IN_A_PART: usize = 50;
/// How many faulty rows are kept to be shown; of more than that only the number.
pub const MOST_FAULTY_SHOWN: usize = 200;
/// How many parts are sent side by side.
const SIDE_BY_SIDE: u32 = 4;

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Batch {
    /// Its name.
    pub id: BatchId,
    /// The organisation its maker acted for. Rows may be about others that he manages too.
    pub organisation: OrganisationId,
    /// Who made it, and alone sees it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// What the file was called.
    pub file_name: Name,
    /// Whether it was sent.
    pub sent_at: Option<Timestamp>,
    /// How many rows are good.
    pub good: u32,
    /// How many are not.
    pub faulty: u32,
    /// The first of those that are not.
    pub faults: Vec<FaultyRow>,
    /// In how many parts the good rows are kept.
    pub parts: u32,
    /// How many upgrades were started.
    #[serde(default)]
    pub started: u32,
    /// How many good rows came to nothing, because something changed after they were looked at.
    #[serde(default)]
    pub failed: u32,
}

/// How far a batch has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BatchStage {
    /// Every row was looked at; nothing was sent.
    Checked,
    /// Upgrades are being started.
    Sending,
    /// Every good row has its outcome.
    Sent,
}

/// A row that is not good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FaultyRow {
    /// Its number in the table, as a spreadsheet counts: the headings are in row 1.
    pub row: u32,
    /// Everything that is wrong with it.
    pub faults: Vec<RowFault>,
}

/// Something wrong in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowFault {
    /// In which column; none for the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Column>,
    /// What, as a stable code the pages have words for.
    pub code: String,
}

/// A good row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Its number in the table.
    pub row: u32,
    /// The organisation the means acts for, or is to act for.
    pub organisation: OrganisationId,
    /// What it is about.
    #[serde(flatten)]
    pub about: About,
    /// The level.
    pub target: AssuranceLevel,
    /// What it is to be used for, and for how long; none when the holder is to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorisations: Option<Authorisations>,
    /// What became of it; none while it was not sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
pub enum About {
    /// A means that is there, to be raised.
    Means {
        /// The means.
        means: MeansId,
        /// Its number on paper.
        means_number: String,
    },
    /// Somebody who has none yet and applies for a first one.
    Newcomer {
        /// What the table says of him.
        newcomer: Box<Registration>,
    },
}

impl About {
    /// What may stand in one table once only.
    fn once(&self, organisation: &OrganisationId) -> String {
        match self {
            Self::Means { means, .. } => means.to_string(),
            Self::Newcomer { newcomer } => format!("{organisation} {}", newcomer.email.normalised()),
        }
    }
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// Its upgrade was started.
    Started {
        /// Which.
        upgrade_id: UpgradeId,
    },
    /// It was not: something changed after the row was looked at.
    NotStarted {
        /// Why, as a stable code.
        code: String,
    },
}

/// Some of the rows of a batch, kept and sent together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Of which organisation the batch is.
    pub organisation: OrganisationId,
    /// Of which batch.
    pub batch: BatchId,
    /// Which part, counted from nought.
    pub number: u32,
    /// When the batch was made.
    pub at: Timestamp,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many of them are in the sums of the batch already: started, and come to nothing.
    #[serde(default)]
    pub counted: (u32, u32),
}

/// Why a batch is not sent. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSendable {
    /// It was sent.
    #[error("it was sent before")]
    SentBefore,
    /// No row is good.
    #[error("no row is good")]
    NothingGood,
    /// Some rows are not good, and it was not said that they are to be left out.
    #[error("some rows are not good")]
    FaultyRows,
}

impl Batch {
    /// How far it has come.
    pub fn stage(&self) -> BatchStage {
        match self.sent_at {
            None => BatchStage::Checked,
            Some(_) if self.started + self.failed < self.good => BatchStage::Sending,
            Some(_) => BatchStage::Sent,
        }
    }

    /// Sends it: what is set in motion begins with a few parts, and each goes on with the next.
    pub fn send(self, leave_out_faulty: bool, now: Timestamp) -> Result<(Self, Vec<Effect>), NotSendable> {
        if self.sent_at.is_some() {
            return Err(NotSendable::SentBefore);
        }
        if self.good == 0 {
            return Err(NotSendable::NothingGood);
        }
        if self.faulty > 0 && !leave_out_faulty {
            return Err(NotSendable::FaultyRows);
        }
        let first = (0..SIDE_BY_SIDE.min(self.parts)).map(|part| self.part_effect(part)).collect();
        Ok((Self { sent_at: Some(now), ..self }, first))
    }

    fn part_effect(&self, part: u32) -> Effect {
        part_effect(&self.organisation, &self.id, part)
    }
}

fn part_effect(organisation: &OrganisationId, batch: &BatchId, part: u32) -> Effect {
    let (organisation, batch) = (organisation.clone(), batch.clone());
    Effect::Means(MeansEffect::SendBatchPart { organisation, batch, part })
}

impl Part {
    /// The good rows of a batch in parts.
    pub fn of(batch: &BatchId, organisation: &OrganisationId, rows: Vec<Row>, at: Timestamp) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut number = 0;
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let some = rows.by_ref().take(ROWS_IN_A_PART).collect();
            parts.push(Self {
                organisation: organisation.clone(),
                batch: batch.clone(),
                number,
                at,
                rows: some,
                counted: (0, 0),
            });
            number += 1;
        }
        parts
    }

    /// The first row that has no outcome yet.
    pub fn next(&self) -> Option<&Row> {
        self.rows.iter().find(|row| row.outcome.is_none())
    }

    /// The part after what became of its next row was put down.
    pub fn with_outcome(&self, outcome: Outcome) -> Self {
        let mut part = self.clone();
        if let Some(row) = part.rows.iter_mut().find(|row| row.outcome.is_none()) {
            row.outcome = Some(outcome);
        }
        part
    }

    /// How many of its rows were started, and how many came to nothing.
    pub fn outcomes(&self) -> (u32, u32) {
        self.rows.iter().fold((0, 0), |(started, failed), row| match row.outcome {
            Some(Outcome::Started { .. }) => (started + 1, failed),
            Some(Outcome::NotStarted { .. }) => (started, failed + 1),
            None => (started, failed),
        })
    }

    /// Puts down that everything which has an outcome is counted; answers what is to be added to the sums of the batch for it.
    pub fn count(&mut self) -> (u32, u32) {
        let (started, failed) = self.outcomes();
        let new = (started.saturating_sub(self.counted.0), failed.saturating_sub(self.counted.1));
        self.counted = (started, failed);
        new
    }

    /// What follows when this part was carried on for a while: the rest of it, and when all its rows have their outcome the next part of its
    /// row of parts.
    pub fn followed_by(&self, batch: &Batch) -> Option<Effect> {
        if self.next().is_some() {
            return Some(part_effect(&self.organisation, &self.batch, self.number));
        }
        let next = self.number.saturating_add(SIDE_BY_SIDE);
        (next < batch.parts).then(|| part_effect(&self.organisation, &self.batch, next))
    }
}

/// The code of a refusal, for a row.
pub fn code_of(refusal: &Refusal) -> String {
    let code = if *refusal == Refusal::AlreadyOpen {
        "already-open"
    } else if let Refusal::Incomplete(faults) = refusal {
        faults.first().map_or("not-upgradable", |fault| fault.code)
    } else {
        "not-upgradable"
    };
    code.to_owned()
}

#[cfg(test)]
mod tests;
