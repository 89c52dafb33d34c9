//! A batch as it stands on the wire.

use domain::batch::{Batch, BatchStage, FaultyRow, Outcome, Row};
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
    /// The means.
    pub means_id: MeansId,
    /// Its number on paper.
    pub means_number: String,
    /// The level.
    pub target_level: AssuranceLevel,
    /// What became of it; absent while it was not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

impl From<Row> for BatchRowView {
    fn from(row: Row) -> Self {
        Self {
            row: row.row,
            means_id: row.means,
            means_number: row.means_number,
            target_level: row.target,
            outcome: row.outcome,
        }
    }
}
