//! The event of the table's stream, as far as it matters here: what came new into a lane of the outbox; and the answer, what must come again.

use serde::{Deserialize, Serialize};
use store::Key;
use store::outbox::Lane;

/// What the table's stream tells: which items came or changed.
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

/// An effect that came new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Where it waits.
    pub key: Key,
    /// What the stream calls the record.
    pub sequence: String,
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

impl Changes {
    /// What came new into a lane, in order.
    pub fn new_in(self, lane: Lane) -> impl Iterator<Item = Arrived> {
        let new = move |record: &Record| record.name == "INSERT" && lane.holds(&record.dynamodb.keys.pk.text);
        self.records.into_iter().filter(new).map(|Record { dynamodb: Image { keys, sequence }, .. }| Arrived {
            key: Key::new(keys.pk.text, keys.sk.text),
            sequence,
        })
    }
}

impl Failed {
    /// The records of these numbers.
    pub fn of(sequences: Vec<String>) -> Self {
        let batch_item_failures = sequences.into_iter().map(|item_identifier| FailedItem { item_identifier }).collect();
        Self { batch_item_failures }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_comes_new_into_the_lane_is_performed() {
        let record = |name: &str, pk: &str| json!({"eventID": "1", "eventName": name, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": "eff_1"}}, "SequenceNumber": "1"}});
        let event = json!({"Records": [
            record("INSERT", "OUTBOX#1"),
            record("MODIFY", "OUTBOX#1"),
            record("INSERT", "ACC#1"),
            record("INSERT", "OUTBOX#PRESS-01"),
        ]});
        for (lane, pk) in [(Lane::Ordinary, "OUTBOX#1"), (Lane::Press, "OUTBOX#PRESS-01")] {
            let changes: Changes = serde_json::from_value(event.clone()).unwrap();
            let new: Vec<_> = changes.new_in(lane).map(|arrived| arrived.key.pk).collect();
            assert_eq!(new, [pk]);
            assert!(lane.partitions().contains(&pk.to_owned()), "the filter of the templates lets it through");
        }
    }

    #[test]
    fn what_failed_is_told_the_way_lambda_reads_it() {
        let failed = serde_json::to_value(Failed::of(vec!["7".to_owned()])).unwrap();
        assert_eq!(failed, json!({"batchItemFailures": [{"itemIdentifier": "7"}]}));
    }
}
