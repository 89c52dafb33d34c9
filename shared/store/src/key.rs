//! Primary keys and index keys.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

/// A primary key: the partition and the place within it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The partition key.
    pub pk: String,
    /// The sort key.
    pub sk: String,
}

impl Key {
    /// A key.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }

    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}

/// A place in the one index (`gsi1`), held only by items that are looked for in another way than by their key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexKey {
    /// The index's partition key.
    pub pk: String,
    /// The index's sort key.
    pub sk: String,
}

impl IndexKey {
    /// An index key.
    pub fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }
}
