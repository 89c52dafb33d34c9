//! The keys table: signing keys, peppers, index keys and data keys, each kind in a partition of its own so that a function reads only the
//! kinds it needs (S25, S62). Held in memory for at most five minutes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use api::KeySet;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};

use crate::error::Error;

/// How long keys may be held in memory (S25, S62).
const HELD: SignedDuration = SignedDuration::from_mins(5);

/// One key.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyRecord {
    /// Its id; for signing and verification keys the thumbprint that tokens name as `kid`.
    pub id: String,
    /// The key itself: raw bytes, a PKCS #8 document, or for [`KeySet::Verification`] a public JWK as JSON.
    pub secret: Vec<u8>,
    /// From when it is the one to use; until then it is announced only.
    pub use_from: Timestamp,
    /// Until when it is still accepted; absent while it is not replaced.
    pub use_until: Option<Timestamp>,
}

impl std::fmt::Debug for KeyRecord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyRecord").field("id", &self.id).field("use_from", &self.use_from).finish_non_exhaustive()
    }
}

type Held = HashMap<KeySet, (Timestamp, Arc<[KeyRecord]>)>;

/// The keys table.
#[derive(Clone)]
pub struct Keys {
    client: Client,
    table: Arc<str>,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    held: Arc<Mutex<Held>>,
    sets: Option<Arc<[KeySet]>>,
}

impl Keys {
    /// The keys table. `clock` tells the time.
    pub fn new(client: Client, table: impl Into<Arc<str>>, clock: Arc<dyn Fn() -> Timestamp + Send + Sync>) -> Self {
        Self { client, table: table.into(), clock, held: Arc::default(), sets: None }
    }

    /// The same keys, but only these kinds: what a function's role refuses in AWS is refused here on every machine.
    pub fn limited_to(&self, sets: impl Into<Arc<[KeySet]>>) -> Self {
        Self { sets: Some(sets.into()), ..self.clone() }
    }

    /// All keys of a kind, oldest first.
    pub async fn all(&self, set: KeySet) -> Result<Arc<[KeyRecord]>, Error> {
        if self.sets.as_ref().is_some_and(|sets| !sets.contains(&set)) {
            return Err(Error::KeyDenied(set));
        }
        let now = (self.clock)();
        if let Some((since, keys)) = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&set)
            && now.duration_since(*since).abs() < HELD
        {
            return Ok(Arc::clone(keys));
        }
        let keys = self.read(set).await?;
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(set, (now, Arc::clone(&keys)));
        Ok(keys)
    }

    /// The key to use now.
    pub async fn current(&self, set: KeySet) -> Result<KeyRecord, Error> {
        let now = (self.clock)();
        let keys = self.all(set).await?;
        let usable = keys.iter().filter(|key| key.use_from <= now).max_by_key(|key| key.use_from);
        usable
            .or_else(|| keys.first())
            .cloned()
            .ok_or_else(|| Error::Unavailable(format!("no {set:?} key has been made yet")))
    }

    /// The key of this id. A key that is not known is looked for once more in the table: it may be newer than what is held.
    pub async fn by_id(&self, set: KeySet, id: &str) -> Result<Option<KeyRecord>, Error> {
        let find = |keys: &[KeyRecord]| keys.iter().find(|key| key.id == id).cloned();
        if let Some(key) = find(&self.all(set).await?) {
            return Ok(Some(key));
        }
        let held_since = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&set).map(|(since, _)| *since);
        let now = (self.clock)();
        if held_since.is_some_and(|since| now.duration_since(since).abs() < SignedDuration::from_secs(10)) {
            return Ok(None); // asked a moment ago: an invented id must not cost a read each time
        }
        self.held.lock().unwrap_or_else(PoisonError::into_inner).remove(&set);
        Ok(find(&self.all(set).await?))
    }

    /// Adds or replaces a key.
    pub async fn put(&self, set: KeySet, key: &KeyRecord) -> Result<(), Error> {
        let mut request = self
            .client
            .put_item()
            .table_name(&*self.table)
            .item("pk", AttributeValue::S(set.partition().to_owned()))
            .item("sk", AttributeValue::S(key.id.clone()))
            .item("secret", AttributeValue::B(Blob::new(key.secret.clone())))
            .item("useFrom", AttributeValue::S(key.use_from.to_string()));
        if let Some(until) = key.use_until {
            request = request.item("useUntil", AttributeValue::S(until.to_string()));
        }
        request.send().await.map_err(|error| Error::of(&error))?;
        self.forget();
        Ok(())
    }

    /// Removes a key.
    pub async fn delete(&self, set: KeySet, id: &str) -> Result<(), Error> {
        self.client
            .delete_item()
            .table_name(&*self.table)
            .key("pk", AttributeValue::S(set.partition().to_owned()))
            .key("sk", AttributeValue::S(id.to_owned()))
            .send()
            .await
            .map_err(|error| Error::of(&error))?;
        self.forget();
        Ok(())
    }

    /// Forgets what is held, so that the next call reads the table.
    pub fn forget(&self) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    async fn read(&self, set: KeySet) -> Result<Arc<[KeyRecord]>, Error> {
        let answer = self
            .client
            .query()
            .table_name(&*self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(set.partition().to_owned()))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| Error::of(&error))?;
        let mut keys = answer.items().iter().map(record).collect::<Result<Vec<_>, _>>()?;
        keys.sort_by(|a, b| (a.use_from, &a.id).cmp(&(b.use_from, &b.id)));
        Ok(keys.into())
    }
}

fn record(item: &HashMap<String, AttributeValue>) -> Result<KeyRecord, Error> {
    let corrupt = || Error::Corrupt("a key cannot be read".to_owned());
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok());
    Ok(KeyRecord {
        id: text("sk").ok_or_else(corrupt)?.clone(),
        secret: item.get("secret").and_then(|value| value.as_b().ok()).ok_or_else(corrupt)?.as_ref().to_vec(),
        use_from: text("useFrom").and_then(|at| at.parse().ok()).ok_or_else(corrupt)?,
        use_until: match text("useUntil") {
            None => None,
            Some(at) => Some(at.parse().map_err(|_| corrupt())?),
        },
    })
}
