//! The table: one file per entity with its keys, and `commit`, which writes state, timeline, audit and outbox in one transaction.
//!
//! Concrete on purpose: no repository traits, no in-memory fake. The same calls run against DynamoDB in AWS and against the embedded
//! engine on one machine. No request ever scans.

pub mod access_code;
pub mod account;
pub mod appointment;
mod attempt;
pub mod audit;
pub mod batch;
pub mod broker;
pub mod business;
mod change;
pub mod charge;
pub mod collection;
mod commit;
pub mod counter;
pub mod courier;
pub mod discount;
pub mod document;
pub mod edition;
mod error;
pub mod folder;
pub mod form;
pub mod idempotency;
pub mod invoice;
mod item;
mod key;
pub mod keys;
pub mod lapse;
pub mod link;
pub mod login;
pub mod mandate;
pub mod means;
pub mod message;
pub mod order;
pub mod organisation;
pub mod outbox;
pub mod overview;
pub mod paper;
pub mod queue;
mod read;
pub mod right;
pub mod rise;
mod seal;
pub mod session;
pub mod signing;
pub mod spend;
pub mod submission;
pub mod submission_course;
mod tally;
pub mod ticket;
pub mod upgrade;

use std::sync::Arc;

use api::{KeySet, Part, Touch};
use aws_sdk_dynamodb::Client;

pub use change::{Change, Update};
pub use commit::Circumstances;
pub use error::Error;
pub use item::{Item, Stored, Versioned};
pub use key::{IndexKey, Key};
pub use keys::Keys;
pub use read::Range;
pub use tally::{Spent, Tally};

/// The table, seen by one request: what it may touch, and what it has consumed so far.
#[derive(Clone)]
pub struct Store {
    client: Client,
    table: Arc<str>,
    keys: Keys,
    touches: Option<Arc<[Touch]>>,
    tally: Arc<Tally>,
}

impl Store {
    /// The whole table, for the edge that loads callers and for tools. Requests get theirs through [`Store::limited_to`].
    pub fn new(client: Client, table: impl Into<Arc<str>>, keys: Keys) -> Self {
        Self { client, table: table.into(), keys, touches: None, tally: Arc::default() }
    }

    /// The table held to what a route declared: what IAM refuses in AWS is refused here on every machine, so a missing permission shows
    /// in the first test. Counts into the same tally.
    pub fn limited_to(&self, touches: impl Into<Arc<[Touch]>>) -> Self {
        Self { touches: Some(touches.into()), ..self.clone() }
    }

    /// The table with only these kinds of keys; see [`Store::limited_to`].
    pub fn with_keys(&self, sets: impl Into<Arc<[KeySet]>>) -> Self {
        Self { keys: self.keys.limited_to(sets), ..self.clone() }
    }

    /// The same table with a tally of its own, for one request.
    pub fn tallied(&self) -> Self {
        Self { tally: Arc::default(), ..self.clone() }
    }

    /// What this handle has consumed.
    pub fn tally(&self) -> &Arc<Tally> {
        &self.tally
    }

    /// The keys that seal and hash.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    fn permit(&self, part: Part, what: &'static str, may: impl Fn(&Touch) -> bool) -> Result<(), Error> {
        match &self.touches {
            Some(touches) if !touches.iter().any(|touch| touch.part == part && may(touch)) => {
                Err(Error::Denied { part, what })
            }
            Some(_) | None => Ok(()),
        }
    }
}
