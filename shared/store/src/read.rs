//! Reading: by key, several keys at once, or a range of one partition.

use std::collections::HashMap;

use api::{Page, Part};
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, ReturnConsumedCapacity};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Store;
use crate::attempt::attempts;
use crate::error::Error;
use crate::item::{Item, Stored, Versioned};
use crate::key::Key;

/// A range of one partition, of the table or of the index.
#[derive(Debug, Clone)]
pub struct Range {
    pk: String,
    prefix: String,
    between: Option<(String, String)>,
    in_index: bool,
    descending: bool,
    limit: Option<u16>,
    after: Option<String>,
}

impl Range {
    /// Everything in a partition of the table.
    pub fn of(pk: impl Into<String>) -> Self {
        let (pk, prefix) = (pk.into(), String::new());
        Self { pk, prefix, between: None, in_index: false, descending: false, limit: None, after: None }
    }

    /// Everything in a partition of the index. The index is read eventually consistent.
    pub fn of_index(pk: impl Into<String>) -> Self {
        Self { in_index: true, ..Self::of(pk) }
    }

    /// Only sort keys that begin with `prefix`.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Only sort keys from `first` to `last`, both among them. Goes instead of a prefix, not with one.
    pub fn between(mut self, first: impl Into<String>, last: impl Into<String>) -> Self {
        self.between = Some((first.into(), last.into()));
        self
    }

    /// The last first.
    pub const fn descending(mut self) -> Self {
        self.descending = true;
        self
    }

    /// At most this many; without it, all of them: only for what is small by nature.
    pub const fn limit(mut self, limit: u16) -> Self {
        self.limit = Some(limit);
        self
    }

    /// From where a page before ended.
    pub fn after(mut self, cursor: Option<String>) -> Self {
        self.after = cursor;
        self
    }

    /// A cursor tells the place within this range only: whoever invents one cannot leave the partition.
    fn start(&self) -> Result<Option<HashMap<String, AttributeValue>>, Error> {
        let Some(cursor) = &self.after else { return Ok(None) };
        let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| Error::NotACursor)?;
        let places: Vec<String> = serde_json::from_slice(&bytes).map_err(|_| Error::NotACursor)?;
        let text = |text: &String| AttributeValue::S(text.clone());
        let start = match (self.in_index, places.as_slice()) {
            (false, [sk]) if self.holds(sk) => Key::new(self.pk.clone(), sk).attributes(),
            (true, [index_sk, pk, sk]) if self.holds(index_sk) => HashMap::from([
                ("gsi1pk".to_owned(), AttributeValue::S(self.pk.clone())),
                ("gsi1sk".to_owned(), text(index_sk)),
                ("pk".to_owned(), text(pk)),
                ("sk".to_owned(), text(sk)),
            ]),
            _ => return Err(Error::NotACursor),
        };
        Ok(Some(start))
    }

    fn holds(&self, sk: &str) -> bool {
        let within = self.between.as_ref().is_none_or(|(first, last)| (first.as_str()..=last.as_str()).contains(&sk));
        within && sk.starts_with(&self.prefix)
    }

    fn cursor(&self, last: &HashMap<String, AttributeValue>) -> Option<String> {
        let text = |name: &str| last.get(name)?.as_s().ok();
        let places = if self.in_index { vec![text("gsi1sk")?, text("pk")?, text("sk")?] } else { vec![text("sk")?] };
        Some(URL_SAFE_NO_PAD.encode(serde_json::to_vec(&places).ok()?))
    }
}

impl Store {
    /// The thing at this key, strongly consistent.
    pub async fn get<T: Stored>(&self, key: Key) -> Result<Option<Versioned<T>>, Error> {
        self.permit(T::PART, "reading", |touch| touch.read)?;
        let answer = self
            .client
            .get_item()
            .table_name(&*self.table)
            .set_key(Some(key.attributes()))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| Error::of(&error))?;
        self.tally.read(answer.consumed_capacity());
        match answer.item {
            None => Ok(None),
            Some(item) => Item(item).read(&self.keys).await.map(Some),
        }
    }

    /// The items at these keys in one round trip, strongly consistent; absent ones are left out. At most 100; for none of them nobody is asked.
    pub async fn batch(&self, keys: Vec<Key>) -> Result<HashMap<Key, Item>, Error> {
        for key in &keys {
            self.permit(part_of(&key.pk)?, "reading", |touch| touch.read)?;
        }
        let mut found = HashMap::new();
        if keys.is_empty() {
            return Ok(found);
        }
        let mut wanted: Vec<_> = keys.iter().map(Key::attributes).collect();
        for pause in attempts() {
            let request = KeysAndAttributes::builder()
                .set_keys(Some(std::mem::take(&mut wanted)))
                .consistent_read(true)
                .build()
                .map_err(|error| Error::Corrupt(error.to_string()))?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&*self.table, request)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .send()
                .await
                .map_err(|error| Error::of(&error))?;
            self.tally.read(answer.consumed_capacity());
            for item in answer.responses.unwrap_or_default().into_values().flatten().map(Item) {
                if let Some(key) = item.key() {
                    found.insert(key, item);
                }
            }
            wanted = answer.unprocessed_keys.unwrap_or_default().into_values().flat_map(|left| left.keys).collect();
            if wanted.is_empty() {
                return Ok(found);
            }
            pause.wait_out().await;
        }
        Err(Error::Unavailable("keys were left unprocessed".to_owned()))
    }

    /// A page of the things in this range; every item of the range must be of this kind.
    pub async fn list<T: Stored>(&self, range: Range) -> Result<Page<Versioned<T>>, Error> {
        let page = self.list_items(range).await?;
        let mut items = Vec::with_capacity(page.items.len());
        for item in page.items {
            items.push(item.read(&self.keys).await?);
        }
        Ok(Page { items, next_cursor: page.next_cursor })
    }

    /// A page of the items in this range, as they stand there.
    pub(crate) async fn list_items(&self, range: Range) -> Result<Page<Item>, Error> {
        let part = part_of(&range.pk)?;
        self.permit(part, "listing", |touch| touch.list)?;
        let mut items = Vec::new();
        let mut start = range.start()?;
        loop {
            let query = self
                .client
                .query()
                .table_name(&*self.table)
                .expression_attribute_values(":pk", AttributeValue::S(range.pk.clone()))
                .scan_index_forward(!range.descending)
                .consistent_read(!range.in_index)
                .set_exclusive_start_key(start)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_limit(range.limit.map(|limit| i32::from(limit) - i32::try_from(items.len()).unwrap_or(0)))
                .set_index_name(range.in_index.then(|| "gsi1".to_owned()));
            let (pk, sk) = if range.in_index { ("gsi1pk", "gsi1sk") } else { ("pk", "sk") };
            let query = match &range.between {
                Some((first, last)) => query
                    .key_condition_expression(format!("{pk} = :pk AND {sk} BETWEEN :first AND :last"))
                    .expression_attribute_values(":first", AttributeValue::S(first.clone()))
                    .expression_attribute_values(":last", AttributeValue::S(last.clone())),
                None if range.prefix.is_empty() => query.key_condition_expression(format!("{pk} = :pk")),
                None => query
                    .key_condition_expression(format!("{pk} = :pk AND begins_with({sk}, :prefix)"))
                    .expression_attribute_values(":prefix", AttributeValue::S(range.prefix.clone())),
            };
            let answer = query.send().await.map_err(|error| match error.code() {
                // The place is in our form and none the table knows.
                Some("ValidationException") if range.after.is_some() => Error::NotACursor,
                _ => Error::of(&error),
            })?;
            self.tally.read(answer.consumed_capacity());
            items.extend(answer.items.unwrap_or_default().into_iter().map(Item));
            start = answer.last_evaluated_key;
            let full = range.limit.is_some_and(|limit| items.len() >= usize::from(limit));
            if full || start.is_none() {
                let next_cursor = start.as_ref().and_then(|last| range.cursor(last));
                return Ok(Page { items, next_cursor });
            }
        }
    }
}

/// The part a partition belongs to, of the table or of the index.
fn part_of(pk: &str) -> Result<Part, Error> {
    let part = Part::ALL.into_iter().find(|part| pk.starts_with(part.prefix()));
    part.ok_or_else(|| Error::Corrupt("a partition that belongs to no part".to_owned()))
}
