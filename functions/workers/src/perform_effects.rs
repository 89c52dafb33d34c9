//! `perform-effects`: performs what decisions set in motion, as the table's stream tells of it (S53). A record may come twice: the second
//! time changes nothing. What fails is told to the stream by name, and comes again.

use futures::StreamExt;
use futures::stream;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::Key;

use crate::effects::{self, KEYS, Outcome, TOUCHES};

/// Performs effects as they come into the outbox.
pub struct PerformEffects;

/// How many effects are performed side by side: below the rate at which a new mail service account may send.
const SIDE_BY_SIDE: usize = 8;

/// What the table's stream tells, as far as it matters here: which items came.
#[derive(Debug, Deserialize)]
pub struct Changes {
    /// The changes, in order.
    #[serde(rename = "Records")]
    records: Vec<Record>,
}

#[derive(Debug, Deserialize)]
struct Record {
    #[serde(rename = "eventName")]
    name: String,
    dynamodb: Image,
}

#[derive(Debug, Deserialize)]
struct Image {
    #[serde(rename = "Keys")]
    keys: Keys,
    #[serde(rename = "SequenceNumber")]
    sequence: String,
}

#[derive(Debug, Deserialize)]
struct Keys {
    pk: Text,
    sk: Text,
}

#[derive(Debug, Deserialize)]
struct Text {
    #[serde(rename = "S")]
    text: String,
}

/// Which records must come again.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failed {
    /// By their sequence numbers.
    batch_item_failures: Vec<FailedItem>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct FailedItem {
    item_identifier: String,
}

impl Worker for PerformEffects {
    const JOB: Job = Job {
        name: "perform-effects",
        summary: "Performs what decisions set in motion: mails, codes, links",
        trigger: Trigger::TableStream,
        touches: TOUCHES,
        keys: KEYS,
        makes_keys: false,
        files: &[api::FileTouch::DeleteIdentity],
        sends_mail: true,
        // It hashes initial passwords.
        memory_mb: 1024,
        timeout_seconds: 60,
    };
    type Event = Changes;
    type Outcome = Failed;

    async fn run(cx: &Context, event: Changes) -> Result<Failed, Failure> {
        let outbox = event.records.into_iter().filter(Record::is_new_effect);
        let failed = stream::iter(outbox).map(|record| attempt(cx, record)).buffered(SIDE_BY_SIDE);
        let batch_item_failures = failed.filter_map(std::future::ready).collect().await;
        Ok(Failed { batch_item_failures })
    }
}

impl Record {
    fn is_new_effect(&self) -> bool {
        self.name == "INSERT" && self.dynamodb.keys.pk.text.starts_with(api::Part::Outbox.prefix())
    }
}

async fn attempt(cx: &Context, record: Record) -> Option<FailedItem> {
    let Image { keys, sequence } = record.dynamodb;
    match effects::perform(cx, &Key::new(keys.pk.text, keys.sk.text)).await {
        Ok(Outcome::Done) => None,
        // In the hands of a worker that died a moment ago, or of one that is just now at it: look again soon.
        Ok(Outcome::Held) => Some(FailedItem { item_identifier: sequence }),
        Err(failure) => {
            tracing::warn!(%failure, "an effect failed and will be tried again");
            Some(FailedItem { item_identifier: sequence })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_comes_into_the_outbox_is_performed() {
        let record = |name: &str, pk: &str| json!({"eventID": "1", "eventName": name, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": "eff_1"}}, "SequenceNumber": "1"}});
        let event =
            json!({"Records": [record("INSERT", "OUTBOX#1"), record("MODIFY", "OUTBOX#1"), record("INSERT", "ACC#1")]});
        let changes: Changes = serde_json::from_value(event).unwrap();
        let new: Vec<bool> = changes.records.iter().map(Record::is_new_effect).collect();
        assert_eq!(new, [true, false, false]);
    }

    #[test]
    fn what_failed_is_told_the_way_lambda_reads_it() {
        let failed = Failed { batch_item_failures: vec![FailedItem { item_identifier: "7".to_owned() }] };
        assert_eq!(serde_json::to_value(failed).unwrap(), json!({"batchItemFailures": [{"itemIdentifier": "7"}]}));
    }
}
