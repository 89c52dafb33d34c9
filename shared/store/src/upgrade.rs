//! Upgrades, in the partition of their organisation; the timeline of each in a partition of its own, because it grows.

use api::Part;
use domain::ids::{OrganisationId, UpgradeId};
use domain::means::Means;
use domain::upgrade::timeline::Entry;
use domain::upgrade::{Decided, Stage, Upgrade};

use crate::change::Change;
use crate::error::Error;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;
use crate::{Store, means, organisation};

/// How much of a timeline is shown at most: the latest. A case that goes well has about twelve entries.
const SHOWN: u16 = 100;

/// Where an upgrade is.
pub fn key(organisation: &OrganisationId, id: &UpgradeId) -> Key {
    Key::new(organisation::partition(organisation), format!("UPGRADE#{id}"))
}

/// The upgrades that wait for the desk, longest waiting first.
pub fn queue() -> Range {
    Range::of_index(format!("{}DESK", Part::Queue.prefix()))
}

/// The timeline of an upgrade.
pub fn timeline(id: &UpgradeId) -> Range {
    Range::of(timeline_partition(id)).prefix("ENTRY#")
}

fn timeline_partition(id: &UpgradeId) -> String {
    format!("{}{id}", Part::Timeline.prefix())
}

impl Stored for Upgrade {
    const PART: Part = Part::Organisation;
    const KIND: &'static str = "upgrade";
    // Personal data, and what staff wrote about it (S58).
    const SEALED: &'static [&'static str] =
        &["data", "stage", "checklist", "register", "signing", "identification", "atDesk"];

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }

    /// Stands in the queue as long as the next move is the desk's.
    fn index(&self) -> Option<IndexKey> {
        let Stage::InReview(review) = &self.stage else { return None };
        let since = review.waiting_since?.as_millisecond();
        Some(IndexKey::new(format!("{}DESK", Part::Queue.prefix()), format!("{since:015}#{}", self.id)))
    }
}

impl Stored for Entry {
    const PART: Part = Part::Timeline;
    const KIND: &'static str = "entry";

    fn key(&self) -> Key {
        Key::new(timeline_partition(&self.upgrade), format!("ENTRY#{:08}", self.number))
    }
}

/// An upgrade with what is needed to decide on it and to show it.
#[derive(Debug, Clone)]
pub struct Case {
    /// The upgrade.
    pub upgrade: Versioned<Upgrade>,
    /// The means it raises.
    pub means: Versioned<Means>,
    /// What happened, oldest first.
    pub timeline: Vec<Entry>,
}

impl Case {
    /// Loads an upgrade of this organisation in two rounds: the upgrade itself, then its means and its timeline side by side. `None` for
    /// what does not exist and for what belongs to somebody else, all alike (S44).
    pub async fn load(store: &Store, organisation: &OrganisationId, id: &UpgradeId) -> Result<Option<Self>, Error> {
        let Some(upgrade) = store.get::<Upgrade>(key(organisation, id)).await? else { return Ok(None) };
        let (means, entries) = tokio::try_join!(
            store.get::<Means>(means::key(organisation, &upgrade.means)),
            store.list::<Entry>(timeline(id).descending().limit(SHOWN)),
        )?;
        let means = means.ok_or_else(|| Error::Corrupt("the means of an upgrade is gone".to_owned()))?;
        let mut timeline: Vec<Entry> = entries.items.into_iter().map(|entry| entry.value).collect();
        timeline.reverse();
        Ok(Some(Self { upgrade, means, timeline }))
    }

    /// Everything a decision on this case changes, as one change.
    pub fn change(&self, decided: &Decided) -> Change {
        let mut change = Change::new();
        change.replace(&self.upgrade, &decided.upgrade);
        if let Some(means) = &decided.means {
            change.replace(&self.means, means);
        }
        change.follows(decided);
        change
    }

    /// The timeline with what a decision added.
    pub fn timeline_after(&self, decided: &Decided) -> Vec<Entry> {
        self.timeline.iter().chain(&decided.entries).cloned().collect()
    }
}

impl Change {
    /// Adds what goes with every decision on an upgrade: its entries, its effects, its audit fact.
    pub fn follows(&mut self, decided: &Decided) -> &mut Self {
        for entry in &decided.entries {
            self.create(entry);
        }
        self.effects(decided.effects.iter().cloned());
        self.audit(decided.audit.clone())
    }
}
