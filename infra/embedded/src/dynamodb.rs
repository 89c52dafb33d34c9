//! DynamoDB on SQLite: the two tables of Balie, behind the real protocol.

use std::path::Path;
use std::time::Duration;

use dynoxide::actions::create_table::CreateTableRequest;
use dynoxide::actions::update_time_to_live::UpdateTimeToLiveRequest;
use dynoxide::{Database, DynoxideError};
use serde_json::json;
use tokio::net::TcpListener;

/// The one table.
pub const TABLE: &str = "balie";
/// The small table apart that holds keys.
pub const KEYS_TABLE: &str = "balie-keys";

/// How often items past their time to live are removed. In AWS it may take days, so nothing may rely on it.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Opens the file, making the tables when it is new.
///
/// # Errors
/// When the file cannot be opened or is not a table file.
pub fn open(path: &Path) -> Result<Database, DynoxideError> {
    let path = path.to_str().ok_or_else(|| DynoxideError::ValidationException("the path is not UTF-8".to_owned()))?;
    let database = Database::new(path)?;
    create(&database)?;
    // At every write the engine asks for the last number of the stream, and at every look for what came after one; without this it reads
    // all that ever happened each time, and the thousandth write takes a thousand times the first.
    rusqlite::Connection::open(path)?.execute_batch(
        "CREATE INDEX IF NOT EXISTS balie_stream_in_order ON _stream_records (table_name, CAST(sequence_number AS INTEGER))",
    )?;
    Ok(database)
}

/// A table that is gone with the process, for tests.
///
/// # Errors
/// When the engine cannot be started.
pub fn in_memory() -> Result<Database, DynoxideError> {
    let database = Database::memory()?;
    create(&database)?;
    Ok(database)
}

/// Makes the tables that are not there yet, as `infra/base.yaml` describes them.
fn create(database: &Database) -> Result<(), DynoxideError> {
    if database.get_table_metadata(TABLE)?.is_none() {
        database.create_table(read(json!({
            "TableName": TABLE,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [text("pk"), text("sk"), text("gsi1pk"), text("gsi1sk")],
            "KeySchema": keys("pk", "sk"),
            "GlobalSecondaryIndexes": [
                {"IndexName": "gsi1", "KeySchema": keys("gsi1pk", "gsi1sk"), "Projection": {"ProjectionType": "ALL"}}
            ],
            "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        }))?)?;
        database.update_time_to_live(read::<UpdateTimeToLiveRequest>(json!({
            "TableName": TABLE,
            "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": true},
        }))?)?;
    }
    if database.get_table_metadata(KEYS_TABLE)?.is_none() {
        database.create_table(read::<CreateTableRequest>(json!({
            "TableName": KEYS_TABLE,
            "BillingMode": "PAY_PER_REQUEST",
            "AttributeDefinitions": [text("pk"), text("sk")],
            "KeySchema": keys("pk", "sk"),
        }))?)?;
    }
    Ok(())
}

fn text(name: &str) -> serde_json::Value {
    json!({"AttributeName": name, "AttributeType": "S"})
}

fn keys(partition: &str, sort: &str) -> serde_json::Value {
    json!([{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}])
}

fn read<T: serde::de::DeserializeOwned>(request: serde_json::Value) -> Result<T, DynoxideError> {
    serde_json::from_value(request).map_err(|error| DynoxideError::ValidationException(error.to_string()))
}

/// Answers the protocol on this listener, and removes expired items now and then.
pub fn serve(database: &Database, listener: TcpListener) {
    tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));
    let database = database.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SWEEP_EVERY).await;
            let database = database.clone();
            match tokio::task::spawn_blocking(move || database.sweep_ttl()).await {
                Ok(Ok(0)) => {}
                Ok(Ok(removed)) => tracing::debug!(removed, "expired items removed"),
                Ok(Err(error)) => tracing::warn!(%error, "expired items could not be removed"),
                Err(error) => tracing::warn!(%error, "expired items could not be removed"),
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use dynoxide::actions::describe_table::DescribeTableRequest;
    use dynoxide::actions::describe_time_to_live::DescribeTimeToLiveRequest;

    use super::*;

    /// The same table twice, in a template and here: this holds them equal.
    #[test]
    fn the_tables_are_those_of_the_template() {
        let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(include_str!("../../base.yaml")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let database = open(&folder.path().join("table.sqlite")).unwrap();
        for (resource, table) in [("Table", TABLE), ("KeysTable", KEYS_TABLE)] {
            let there = &template["Resources"][resource]["Properties"];
            let request = DescribeTableRequest { table_name: table.to_owned() };
            let here = serde_json::to_value(database.describe_table(request).unwrap()).unwrap()["Table"].clone();
            for part in ["AttributeDefinitions", "KeySchema", "StreamSpecification"] {
                let mut there: serde_json::Value = serde_yaml_ng::from_value(there[part].clone()).unwrap();
                if part == "StreamSpecification" && !there.is_null() {
                    there["StreamEnabled"] = true.into();
                }
                assert_eq!(there, here[part], "{part} of {table}");
            }
            let indexes = there["GlobalSecondaryIndexes"].as_sequence().cloned().unwrap_or_default();
            assert_eq!(indexes.len(), here["GlobalSecondaryIndexes"].as_array().map_or(0, Vec::len));
            for (there, here) in indexes.iter().zip(here["GlobalSecondaryIndexes"].as_array().into_iter().flatten()) {
                for part in ["IndexName", "KeySchema", "Projection"] {
                    let there: serde_json::Value = serde_yaml_ng::from_value(there[part].clone()).unwrap();
                    assert_eq!(there, here[part], "{part} of an index of {table}");
                }
            }
            let request = DescribeTimeToLiveRequest { table_name: table.to_owned() };
            let live = serde_json::to_value(database.describe_time_to_live(request).unwrap()).unwrap();
            let expires = live.pointer("/TimeToLiveDescription/AttributeName").and_then(serde_json::Value::as_str);
            assert_eq!(there["TimeToLiveSpecification"]["AttributeName"].as_str(), expires, "time to live of {table}");
        }
    }

    #[test]
    fn a_table_file_is_opened_again_with_what_it_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.sqlite");
        let put = json!({"TableName": TABLE, "Item": {"pk": {"S": "ORG#1"}, "sk": {"S": "ORGANISATION"}}});
        open(&path).unwrap().put_item(serde_json::from_value(put).unwrap()).unwrap();

        let get = json!({"TableName": TABLE, "Key": {"pk": {"S": "ORG#1"}, "sk": {"S": "ORGANISATION"}}});
        let found = open(&path).unwrap().get_item(serde_json::from_value(get).unwrap()).unwrap();
        assert!(found.item.is_some());
    }
}
