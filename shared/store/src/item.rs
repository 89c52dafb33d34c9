//! How a thing of the domain becomes an item: its own fields under `body`, and beside them only what the table itself needs.

use std::collections::HashMap;
use std::ops::Deref;

use api::{KeySet, Part};
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;
use crate::key::{IndexKey, Key};
use crate::keys::Keys;
use crate::seal;

/// A thing that is kept in the table. Implemented in the entity's own file, beside the functions that give its keys for reading.
pub trait Stored: Serialize + DeserializeOwned + Send + Sync {
    /// The part of the table it lives in.
    const PART: Part;
    /// What it is called in the table's `kind` attribute.
    const KIND: &'static str;
    /// The fields that are encrypted at rest, by their serialised names.
    const SEALED: &'static [&'static str] = &[];

    /// Where it is written.
    fn key(&self) -> Key;

    /// Its place in the index, if it has one.
    fn index(&self) -> Option<IndexKey> {
        None
    }

    /// When the table may clear it away. Never the check itself: clearing may come days late (S18).
    fn expires(&self) -> Option<Timestamp> {
        None
    }
}

/// A thing as it was read, with the version a replacing write is held to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned<T> {
    /// The thing.
    pub value: T,
    /// Raised by one with every write.
    pub version: u64,
}

impl<T> Deref for Versioned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A raw item, as it was read.
#[derive(Debug, Clone)]
pub struct Item(pub(crate) HashMap<String, AttributeValue>);

pub(crate) async fn encode<T: Stored>(
    thing: &T,
    version: u64,
    keys: &Keys,
) -> Result<HashMap<String, AttributeValue>, Error> {
    let corrupt = |what: String| Error::Corrupt(format!("{} cannot be written: {what}", T::KIND));
    let key = thing.key();
    let mut json = serde_json::to_value(thing).map_err(|error| corrupt(error.to_string()))?;
    let mut sealed = HashMap::new();
    if let Value::Object(fields) = &mut json {
        fields.retain(|_, value| !value.is_null());
        for name in T::SEALED {
            if let Some(value) = fields.remove(*name) {
                let plain = serde_json::to_vec(&value).map_err(|error| corrupt(error.to_string()))?;
                let data_key = keys.current(KeySet::Data).await?;
                sealed.insert((*name).to_owned(), seal::seal(&data_key, &key, name, &plain)?);
            }
        }
    }
    let mut body: HashMap<String, AttributeValue> =
        serde_dynamo::aws_sdk_dynamodb_1::to_item(json).map_err(|error| corrupt(error.to_string()))?;
    body.extend(sealed.into_iter().map(|(name, bytes)| (name, AttributeValue::B(Blob::new(bytes)))));

    let mut item = key.attributes();
    item.insert("kind".to_owned(), AttributeValue::S(T::KIND.to_owned()));
    item.insert("version".to_owned(), AttributeValue::N(version.to_string()));
    item.insert("body".to_owned(), AttributeValue::M(body));
    if let Some(index) = thing.index() {
        item.insert("gsi1pk".to_owned(), AttributeValue::S(index.pk));
        item.insert("gsi1sk".to_owned(), AttributeValue::S(index.sk));
    }
    if let Some(at) = thing.expires() {
        item.insert("expires".to_owned(), AttributeValue::N(at.as_second().to_string()));
    }
    Ok(item)
}

impl Item {
    /// Reads the item as a thing of this kind.
    pub async fn read<T: Stored>(self, keys: &Keys) -> Result<Versioned<T>, Error> {
        let corrupt = |what: &str| Error::Corrupt(format!("{}: {what}", T::KIND));
        let key = self.key().ok_or_else(|| corrupt("no key"))?;
        let version = self.version().ok_or_else(|| corrupt("no version"))?;
        let mut item = self.0;
        let Some(AttributeValue::M(mut body)) = item.remove("body") else {
            return Err(corrupt("no body"));
        };
        let mut opened = serde_json::Map::new();
        for name in T::SEALED {
            if let Some(AttributeValue::B(bytes)) = body.remove(*name) {
                let id = seal::key_id(bytes.as_ref()).ok_or_else(|| corrupt("a sealed field names no key"))?;
                let data_key = keys.by_id(KeySet::Data, id).await?.ok_or_else(|| corrupt("its data key is gone"))?;
                let plain = seal::open(&data_key, &key, name, bytes.as_ref())?;
                let value = serde_json::from_slice(&plain).map_err(|_| corrupt("a sealed field is not what it was"))?;
                opened.insert((*name).to_owned(), value);
            }
        }
        let mut json: Value =
            serde_dynamo::aws_sdk_dynamodb_1::from_item(body).map_err(|error| corrupt(&error.to_string()))?;
        if let Value::Object(fields) = &mut json {
            fields.extend(opened);
        }
        // The message of a failing conversion may quote a value; only its kind is told on.
        let value = serde_json::from_value(json).map_err(|error| corrupt(&format!("{:?}", error.classify())))?;
        Ok(Versioned { value, version })
    }

    /// The item's key.
    pub fn key(&self) -> Option<Key> {
        Some(Key::new(self.text("pk")?, self.text("sk")?))
    }

    /// What kind of thing it is.
    pub fn kind(&self) -> Option<&str> {
        self.text("kind")
    }

    /// The version it stands at.
    pub fn version(&self) -> Option<u64> {
        self.0.get("version")?.as_n().ok()?.parse().ok()
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_s().ok().map(String::as_str)
    }
}

impl From<HashMap<String, AttributeValue>> for Item {
    fn from(attributes: HashMap<String, AttributeValue>) -> Self {
        Self(attributes)
    }
}
