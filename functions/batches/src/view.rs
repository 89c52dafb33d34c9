//! A batch as it stands on the wire.

use domain::batch::{About, Batch, BatchStage, FaultyRow, Outcome, Row};
use domain::email::Email;
use domain::ids::{BatchId, MeansId};
use domain::level::AssuranceLevel;
use domain::name::Name;
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// A batch, as its maker sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchView {
    /// Its id.
    pub batch_id: BatchId,
    /// What the file was called.
    pub file_name: Name,
    /// When it was made.
    pub at: Timestamp,
    /// How far it has come.
    pub stage: BatchStage,
    /// How many rows are good.
    pub good: u32,
    /// How many are not.
    pub faulty: u32,
    /// Those that are not, the first 200 of them, each with what is wrong in which column.
    pub faults: Vec<FaultyRow>,
    /// How many upgrades were started.
    pub started: u32,
    /// How many good rows came to nothing, because something changed after they were looked at.
    pub failed: u32,
}

impl From<&Batch> for BatchView {
    fn from(batch: &Batch) -> Self {
        Self {
            batch_id: batch.id.clone(),
            file_name: batch.file_name.clone(),
            at: batch.at,
            stage: batch.stage(),
            good: batch.good,
            faulty: batch.faulty,
            faults: batch.faults.clone(),
            started: batch.started,
            failed: batch.failed,
        }
    }
}

/// A good row, with what became of it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchRowView {
    /// Its number in the table.
    pub row: u32,
    /// The means that is raised; absent for somebody who has none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means_id: Option<MeansId>,
    /// Its number on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means_number: Option<String>,
    /// Who applies for a first means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newcomer: Option<NewcomerView>,
    /// The level.
    pub target_level: AssuranceLevel,
    /// What became of it; absent while it was not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// Somebody who has no means yet.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewcomerView {
    /// His name.
    pub name: String,
    /// His address.
    pub email: Email,
}

impl From<Row> for BatchRowView {
    fn from(row: Row) -> Self {
        let (means_id, means_number, newcomer) = match row.about {
            About::Means { means, means_number } => (Some(means), Some(means_number), None),
            About::Newcomer { newcomer } => {
                (None, None, Some(NewcomerView { name: newcomer.full_name(), email: newcomer.email }))
            }
        };
        Self { row: row.row, means_id, means_number, newcomer, target_level: row.target, outcome: row.outcome }
    }
}
