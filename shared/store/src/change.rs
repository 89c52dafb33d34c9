//! What is to be written: gathered first, then written whole or not at all by [`crate::Store::commit`].

use std::collections::HashMap;
use std::pin::Pin;

use api::Part;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::audit::AuditFact;
use domain::effect::Effect;
use jiff::SignedDuration;

use crate::error::Error;
use crate::idempotency::Answered;
use crate::item::{Stored, Versioned};
use crate::key::Key;
use crate::keys::Keys;

/// Turns a thing into its item once the keys are at hand; boxed so that a change can hold things of every kind.
pub(crate) type Encode = Box<dyn for<'k> FnOnce(&'k Keys) -> Pin<Box<dyn Future<Output = Encoded> + Send + 'k>> + Send>;
pub(crate) type Encoded = Result<HashMap<String, AttributeValue>, Error>;
/// Makes a write whose place can only be told once the keys are at hand, because it is found under a blind index (S58).
pub(crate) type Place = Box<dyn for<'k> FnOnce(&'k Keys) -> Pin<Box<dyn Future<Output = Placed> + Send + 'k>> + Send>;
pub(crate) type Placed = Result<Write, Error>;

/// What must hold for a write, besides its own expression.
pub(crate) enum Held {
    Always,
    Absent,
    Version(u64),
}

pub(crate) enum Write {
    Put { part: Part, encode: Encode, held: Held },
    Delete { part: Part, key: Key, held: Held },
    Check { part: Part, key: Key, held: Held },
    Update(Update),
    Blind(Place),
}

impl Write {
    pub(crate) fn put<T: Stored + Clone + 'static>(thing: &T, version: u64, held: Held) -> Self {
        let thing = thing.clone();
        let encode: Encode =
            Box::new(move |keys| Box::pin(async move { crate::item::encode(&thing, version, keys).await }));
        Self::Put { part: T::PART, encode, held }
    }
}

/// One change of the table. Either all of it is written or nothing.
#[derive(Default)]
pub struct Change {
    pub(crate) writes: Vec<Write>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) audit: Vec<AuditFact>,
    pub(crate) answer: Option<Answered>,
}

impl Change {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a thing that must not exist yet; else [`crate::Error::Exists`].
    pub fn create<T: Stored + Clone + 'static>(&mut self, thing: &T) -> &mut Self {
        self.put(thing, 1, Held::Absent)
    }

    /// Replaces a thing by what became of it, if it is still as it was read; else [`crate::Error::Conflict`].
    pub fn replace<T: Stored + Clone + 'static>(&mut self, read: &Versioned<T>, thing: &T) -> &mut Self {
        self.put(thing, read.version + 1, Held::Version(read.version))
    }

    /// Writes a thing whatever stands there: for what is the same whoever writes it.
    pub fn set<T: Stored + Clone + 'static>(&mut self, thing: &T) -> &mut Self {
        self.put(thing, 1, Held::Always)
    }

    /// Deletes a thing if it is still as it was read; else [`crate::Error::Conflict`].
    pub fn delete<T: Stored>(&mut self, read: &Versioned<T>) -> &mut Self {
        self.writes.push(Write::Delete { part: T::PART, key: read.value.key(), held: Held::Version(read.version) });
        self
    }

    /// Deletes whatever stands at a key.
    pub fn clear(&mut self, part: Part, key: Key) -> &mut Self {
        self.writes.push(Write::Delete { part, key, held: Held::Always });
        self
    }

    /// Holds the change to a thing that it does not write: it must still be as it was read; else [`crate::Error::Conflict`].
    pub fn check<T: Stored>(&mut self, read: &Versioned<T>) -> &mut Self {
        self.writes.push(Write::Check { part: T::PART, key: read.value.key(), held: Held::Version(read.version) });
        self
    }

    /// Changes an item in place.
    pub fn update(&mut self, update: Update) -> &mut Self {
        self.writes.push(Write::Update(update));
        self
    }

    /// Puts an effect into the outbox.
    pub fn effect(&mut self, effect: Effect) -> &mut Self {
        self.effects.push(effect);
        self
    }

    /// Puts effects into the outbox.
    pub fn effects(&mut self, effects: impl IntoIterator<Item = Effect>) -> &mut Self {
        self.effects.extend(effects);
        self
    }

    /// Adds a fact to the audit trail.
    pub fn audit(&mut self, fact: AuditFact) -> &mut Self {
        self.audit.push(fact);
        self
    }

    /// Keeps the answer under the caller's idempotency key.
    pub fn answer(&mut self, answer: Answered) -> &mut Self {
        self.answer = Some(answer);
        self
    }

    fn put<T: Stored + Clone + 'static>(&mut self, thing: &T, version: u64, held: Held) -> &mut Self {
        self.writes.push(Write::put(thing, version, held));
        self
    }
}

/// A change in place, with its own condition.
#[derive(Debug, Clone)]
pub struct Update {
    pub(crate) part: Part,
    pub(crate) key: Key,
    pub(crate) expression: String,
    pub(crate) condition: Option<String>,
    pub(crate) counter: Option<(&'static str, SignedDuration)>,
    pub(crate) names: HashMap<String, String>,
    pub(crate) values: HashMap<String, AttributeValue>,
}

impl Update {
    /// An update of the item at `key` by a DynamoDB update expression. The thing's own fields stand under `body`.
    pub fn new(part: Part, key: Key, expression: impl Into<String>) -> Self {
        Self {
            part,
            key,
            expression: expression.into(),
            condition: None,
            counter: None,
            names: HashMap::new(),
            values: HashMap::new(),
        }
    }

    /// Only when this holds; else [`crate::Error::Conflict`].
    pub fn when(mut self, condition: impl Into<String>) -> Self {
        self.condition = Some(condition.into());
        self
    }

    /// The condition is a counter's limit: when it does not hold, [`crate::Error::LimitReached`] with this name and wait.
    pub const fn counts(mut self, counter: &'static str, wait: SignedDuration) -> Self {
        self.counter = Some((counter, wait));
        self
    }

    /// A name used in the expressions, for example `#used` for `usedAt`.
    pub fn name(mut self, alias: &str, name: &str) -> Self {
        self.names.insert(alias.to_owned(), name.to_owned());
        self
    }

    /// A text used in the expressions.
    pub fn text(self, alias: &str, text: impl Into<String>) -> Self {
        self.value(alias, AttributeValue::S(text.into()))
    }

    /// A number used in the expressions.
    pub fn number(self, alias: &str, number: i64) -> Self {
        self.value(alias, AttributeValue::N(number.to_string()))
    }

    /// Any value used in the expressions.
    pub fn value(mut self, alias: &str, value: AttributeValue) -> Self {
        self.values.insert(alias.to_owned(), value);
        self
    }
}
