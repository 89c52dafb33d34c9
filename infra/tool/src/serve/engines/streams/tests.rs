//! What a stream promises: everything, in order, at least once.

use std::sync::{Arc, Mutex};

use super::*;
use crate::serve::engines::dynamodb;

const SOURCE: Source = Source { takes: |pk| pk.starts_with("ORG#"), attempts: 6 };

/// A worker that notes what it handled and fails while `failing` says so.
#[derive(Clone, Default)]
struct Notes {
    handled: Arc<Mutex<Vec<String>>>,
    failing: Arc<Mutex<Option<String>>>,
    attempts: Arc<Mutex<usize>>,
    names_failures: bool,
}

impl Notes {
    fn deliver(&self) -> Deliver {
        let notes = self.clone();
        Arc::new(move |event| {
            let notes = notes.clone();
            Box::pin(async move {
                *notes.attempts.lock().unwrap() += 1;
                // What a worker is really given.
                let event: aws_lambda_events::dynamodb::Event = serde_json::from_str(&event.to_string()).unwrap();
                let keys: Vec<String> = event.records.iter().map(key).collect();
                let bad = notes.failing.lock().unwrap().clone();
                let place = bad.and_then(|bad| keys.iter().position(|key| *key == bad));
                if let Some(place) = place {
                    if !notes.names_failures {
                        return Err(format!("{} cannot be handled", keys[place]));
                    }
                    notes.handled.lock().unwrap().extend_from_slice(&keys[..place]);
                    let number = event.records[place].change.sequence_number.clone();
                    return Ok(json!({"batchItemFailures": [{"itemIdentifier": number}]}));
                }
                notes.handled.lock().unwrap().extend(keys);
                Ok(json!({"batchItemFailures": []}))
            })
        })
    }

    async fn until(&self, count: usize) -> Vec<String> {
        for _ in 0..200 {
            let handled = self.handled.lock().unwrap().clone();
            if handled.len() >= count {
                return handled;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("only {:?} of {count} were handled", self.handled.lock().unwrap());
    }
}

fn key(record: &aws_lambda_events::dynamodb::EventRecord) -> String {
    assert_eq!(record.event_name, "INSERT");
    let image: std::collections::HashMap<String, String> =
        serde_json::from_value(json!({"pk": plain(&record.change.new_image, "pk")})).unwrap();
    image["pk"].clone()
}

fn plain<M: serde::Serialize>(image: &M, name: &str) -> Value {
    serde_json::to_value(image).unwrap()[name]["S"].clone()
}

fn put(database: &Database, key: &str) {
    let item = json!({"TableName": dynamodb::TABLE, "Item": {"pk": {"S": key}, "sk": {"S": "X"}}});
    database.put_item(serde_json::from_value(item).unwrap()).unwrap();
}

fn spawn(database: &Database, folder: &tempfile::TempDir, notes: &Notes) -> tokio::task::JoinHandle<()> {
    let (database, deliver) = (database.clone(), notes.deliver());
    let checkpoint = Checkpoint::at(folder.path().join("worker"));
    tokio::spawn(async move { follow(database, dynamodb::TABLE, SOURCE, checkpoint, deliver).await.unwrap() })
}

#[tokio::test]
async fn what_was_written_before_and_after_the_start_is_delivered_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let database = dynamodb::open(&folder.path().join("table.sqlite")).unwrap();
    let notes = Notes::default();
    put(&database, "ORG#1");
    spawn(&database, &folder, &notes);
    notes.until(1).await;
    put(&database, "ORG#2");
    put(&database, "ORG#3");
    assert_eq!(notes.until(3).await, ["ORG#1", "ORG#2", "ORG#3"]);
}

#[tokio::test]
async fn a_failing_record_is_tried_again_and_what_follows_waits_for_it() {
    for names_failures in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let database = dynamodb::open(&folder.path().join("table.sqlite")).unwrap();
        let notes = Notes { names_failures, ..Notes::default() };
        *notes.failing.lock().unwrap() = Some("ORG#2".to_owned());
        for key in ["ORG#1", "ORG#2", "ORG#3"] {
            put(&database, key);
        }
        spawn(&database, &folder, &notes);
        assert_eq!(notes.until(1).await, ["ORG#1"]);
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(notes.until(1).await, ["ORG#1"], "nothing overtakes the record that fails");
        *notes.failing.lock().unwrap() = None;
        assert_eq!(notes.until(3).await, ["ORG#1", "ORG#2", "ORG#3"]);
    }
}

#[tokio::test]
async fn a_record_that_never_succeeds_is_put_aside_after_its_last_attempt() {
    for names_failures in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let database = dynamodb::open(&folder.path().join("table.sqlite")).unwrap();
        let notes = Notes { names_failures, ..Notes::default() };
        *notes.failing.lock().unwrap() = Some("ORG#1".to_owned());
        put(&database, "ORG#1");
        put(&database, "ORG#2");
        spawn(&database, &folder, &notes);
        assert_eq!(notes.until(1).await, ["ORG#2"]);
        assert!(*notes.attempts.lock().unwrap() > 5);
    }
}

#[tokio::test]
async fn only_what_the_source_lets_through_wakes_a_worker() {
    let folder = tempfile::tempdir().unwrap();
    let database = dynamodb::open(&folder.path().join("table.sqlite")).unwrap();
    let notes = Notes::default();
    spawn(&database, &folder, &notes);
    put(&database, "ACC#1");
    let changed =
        json!({"TableName": dynamodb::TABLE, "Item": {"pk": {"S": "ORG#1"}, "sk": {"S": "X"}, "n": {"N": "2"}}});
    put(&database, "ORG#1");
    notes.until(1).await;
    database.put_item(serde_json::from_value(changed).unwrap()).unwrap();
    put(&database, "ORG#2");
    assert_eq!(notes.until(2).await, ["ORG#1", "ORG#2"]);
    assert_eq!(*notes.attempts.lock().unwrap(), 2);
}

#[tokio::test]
async fn what_was_not_handled_before_a_kill_is_delivered_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.sqlite");
    let notes = Notes::default();
    let database = dynamodb::open(&path).unwrap();
    put(&database, "ORG#1");
    let running = spawn(&database, &folder, &notes);
    notes.until(1).await;
    *notes.failing.lock().unwrap() = Some("ORG#2".to_owned());
    put(&database, "ORG#2");
    while *notes.attempts.lock().unwrap() < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    drop(database);

    let after = Notes::default();
    let database = dynamodb::open(&path).unwrap();
    spawn(&database, &folder, &after);
    assert_eq!(after.until(1).await, ["ORG#2"], "and what was handled before is not delivered again");
}
