//! The table's stream: reads what changed and hands it to a worker, in order and at least once, as a Lambda event source does. How far a
//! worker came is on disk, so what was written but not yet handled when the process was killed is delivered after the next start (S53).

mod checkpoint;

use std::io;
use std::time::Duration;

use dynoxide::actions::describe_table::DescribeTableRequest;
use dynoxide::actions::get_records::{GetRecordsRequest, GetRecordsResponse, Record};
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;
use dynoxide::{AttributeValue, Database};
use serde_json::{Value, json};
use store::outbox::Lane;

pub use checkpoint::Checkpoint;

use super::Deliver;

/// How long to wait when there was nothing new.
const IDLE: Duration = Duration::from_millis(50);
/// The largest batch handed over at once.
const BATCH: usize = 100;
/// The first pause after a batch that failed; it doubles with every further failure.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Why the stream cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The engine refused.
    #[error("the table's stream cannot be read: {0}")]
    Engine(#[from] dynoxide::DynoxideError),
    /// The checkpoint cannot be read or written.
    #[error("the place in the table's stream cannot be kept: {0}")]
    Checkpoint(#[from] io::Error),
    /// The table has no stream.
    #[error("table {0} has no stream")]
    NoStream(String),
}

/// What a stream hands over, and how long it insists: the settings of the event source in the templates.
#[derive(Debug, Clone, Copy)]
pub struct Source {
    /// Only items that came new under a partition key this is true of; the rest passes unseen.
    pub takes: fn(&str) -> bool,
    /// How often a record that fails is delivered before it is put aside.
    pub attempts: u32,
}

/// Hands what the source lets through of everything written to the table since the checkpoint to `deliver`, and goes on doing so for ever.
///
/// The worker may answer which records failed (`batchItemFailures`): what stands before the first of them is done, the rest is delivered
/// again after a pause. A batch that fails whole is delivered again in halves down to a single record. So one bad record holds up only
/// what comes after it, and that not for ever: after its last attempt it is put aside, where a schedule finds its effect still waiting.
///
/// # Errors
/// When the stream or the checkpoint cannot be read; a failing worker is no error here.
pub async fn follow(
    database: Database,
    table: &str,
    source: Source,
    checkpoint: Checkpoint,
    deliver: Deliver,
) -> Result<(), StreamError> {
    let arn = stream_arn(&database, table)?;
    let mut iterator = start(&database, table, &arn, checkpoint.read()?.as_deref())?;
    let mut patience = Patience::of(source);
    loop {
        let mut got = records(&database, &iterator, patience.limit).await?;
        let Some(end) = got.records.last().map(|record| record.dynamodb.sequence_number.clone()) else {
            tokio::time::sleep(IDLE).await;
            continue;
        };
        got.records.retain(|record| source.lets_through(record));
        let answer = if got.records.is_empty() { Ok(Value::Null) } else { deliver(event(&got, &arn)).await };
        let failing = match &answer {
            Ok(answer) => got.records.iter().position(|record| failed(answer, record)),
            Err(_) => Some(0),
        };
        let Some(failing) = failing else {
            checkpoint.write(&end)?;
            iterator = start(&database, table, &arn, Some(&end))?;
            patience = Patience::of(source);
            continue;
        };
        if failing > 0 {
            patience = Patience::of(source);
        }
        let reason = answer.err().unwrap_or_else(|| "the worker named it".to_owned());
        let aside = patience.is_over(got.records.len());
        let done = if aside { failing + 1 } else { failing };
        if let Some(last) = got.records.get(..done).and_then(<[_]>::last) {
            checkpoint.write(&last.dynamodb.sequence_number)?;
            iterator = start(&database, table, &arn, Some(&last.dynamodb.sequence_number))?;
        }
        if aside {
            tracing::error!(reason, "a record of the table's stream was put aside");
            patience = Patience::of(source);
        } else {
            tracing::warn!(reason, "a record of the table's stream failed and is delivered again");
            patience.wait(got.records.len(), failing).await;
        }
    }
}

/// How often the record that stands first has failed, and what to do about it.
struct Patience {
    limit: usize,
    left: u32,
    pause: Duration,
}

impl Patience {
    const fn of(source: Source) -> Self {
        Self { limit: BATCH, left: source.attempts, pause: FIRST_PAUSE }
    }

    /// Only a record that failed by itself is put aside.
    fn is_over(&mut self, records: usize) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left == 0 && records == 1
    }

    async fn wait(&mut self, records: usize, failing: usize) {
        self.limit = if failing == 0 { (records / 2).max(1) } else { BATCH };
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
    }
}

impl Source {
    /// The event source of a lane of the outbox, as the templates have it: what came into it, each tried twenty times.
    pub fn of(lane: Lane) -> Self {
        let takes: fn(&str) -> bool = match lane {
            Lane::Ordinary => |pk| Lane::Ordinary.holds(pk),
            Lane::Press => |pk| Lane::Press.holds(pk),
        };
        Self { takes, attempts: 20 }
    }

    fn lets_through(&self, record: &Record) -> bool {
        let key = record.dynamodb.keys.get("pk");
        record.event_name == "INSERT" && matches!(key, Some(AttributeValue::S(key)) if (self.takes)(key))
    }
}

/// Whether the worker named this record among those that failed.
fn failed(answer: &Value, record: &Record) -> bool {
    let failures = answer.get("batchItemFailures").and_then(Value::as_array);
    failures.into_iter().flatten().any(|failure| {
        failure.get("itemIdentifier").and_then(Value::as_str) == Some(record.dynamodb.sequence_number.as_str())
    })
}

fn stream_arn(database: &Database, table: &str) -> Result<String, StreamError> {
    let described = database.describe_table(DescribeTableRequest { table_name: table.to_owned() })?;
    serde_json::to_value(described)
        .ok()
        .and_then(|answer| answer.pointer("/Table/LatestStreamArn").and_then(Value::as_str).map(str::to_owned))
        .ok_or_else(|| StreamError::NoStream(table.to_owned()))
}

fn start(database: &Database, table: &str, arn: &str, after: Option<&str>) -> Result<String, StreamError> {
    let answer = database.get_shard_iterator(GetShardIteratorRequest {
        stream_arn: arn.to_owned(),
        shard_id: dynoxide::streams::shard_id(table),
        shard_iterator_type: if after.is_some() { "AFTER_SEQUENCE_NUMBER" } else { "TRIM_HORIZON" }.to_owned(),
        sequence_number: after.map(str::to_owned),
    })?;
    answer.shard_iterator.ok_or_else(|| StreamError::NoStream(table.to_owned()))
}

/// Reads on a thread of its own: SQLite blocks.
async fn records(database: &Database, iterator: &str, limit: usize) -> Result<GetRecordsResponse, StreamError> {
    let database = database.clone();
    let request = GetRecordsRequest { shard_iterator: iterator.to_owned(), limit: Some(limit) };
    let answer = tokio::task::spawn_blocking(move || database.get_records(request)).await;
    Ok(answer.map_err(|error| io::Error::other(error.to_string()))??)
}

/// The event as Lambda gets it.
fn event(got: &GetRecordsResponse, arn: &str) -> Value {
    let records: Vec<Value> = got
        .records
        .iter()
        .map(|record| {
            let mut record = serde_json::to_value(record).unwrap_or_default();
            if let Some(fields) = record.as_object_mut() {
                fields.insert("eventSourceARN".to_owned(), arn.into());
                fields.insert("awsRegion".to_owned(), super::REGION.into());
            }
            record
        })
        .collect();
    json!({"Records": records})
}

#[cfg(test)]
mod tests;
