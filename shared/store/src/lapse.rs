//! What is watched because it will lapse, in the partition of its organisation, and in the index under the day somebody is told of it; and the
//! secret addresses calendars are read at.

use api::Part;
use domain::account::TokenHash;
use domain::ids::{AccountId, OrganisationId};
use domain::lapse::{Feed, Subject, Watched};

use crate::change::Change;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::organisation::partition;
use crate::read::Range;

/// Where the watch over something is.
pub fn key(organisation: &OrganisationId, subject: &Subject) -> Key {
    Key::new(partition(organisation), format!("WATCHED#{}", subject.id()))
}

/// Everything that is watched, what is due first at the front.
pub fn due() -> Range {
    Range::of_index(due_partition())
}

fn due_partition() -> String {
    format!("{}LAPSE", Part::Queue.prefix())
}

impl Stored for Watched {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "watched";

    fn key(&self) -> Key {
        key(&self.organisation, &self.subject)
    }

    fn index(&self) -> Option<IndexKey> {
        let place = format!("{}#{}#{}", self.due, self.organisation, self.subject.id());
        Some(IndexKey::new(due_partition(), place))
    }
}

impl Change {
    /// Puts the watch over something in the place of the one that was; none any more when nothing more will be told of it.
    pub fn watch(&mut self, organisation: &OrganisationId, subject: &Subject, watched: Option<&Watched>) -> &mut Self {
        match watched {
            Some(watched) => self.set(watched),
            None => self.clear(Part::Organisation, key(organisation, subject)),
        }
    }
}

/// Where the calendar behind a secret is.
pub fn feed_key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "CALENDAR")
}

/// Where it is read at which secret somebody's calendar stands.
pub fn feed_of_key(organisation: &OrganisationId, account: &AccountId) -> Key {
    Key::new(partition(organisation), format!("CALENDAR#{account}"))
}

/// The calendar behind a secret.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct OpenFeed(pub Feed);

/// The feed, looked up by its secret.
impl Stored for OpenFeed {
    const PART: Part = Part::Link;
    const KIND: &'static str = "calendar";

    fn key(&self) -> Key {
        feed_key(&self.0.hash)
    }
}

/// The feed, looked up by its owner.
impl Stored for Feed {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "calendar-of";

    fn key(&self) -> Key {
        feed_of_key(&self.organisation, &self.account)
    }
}
