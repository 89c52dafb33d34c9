//! Upgrades, in the partition of their organisation; the timeline of each in a partition of its own, because it grows.

use api::Part;
use domain::effect::{DeskEffect, Effect};
use domain::ids::{OrganisationId, UpgradeId};
use domain::means::Means;
use domain::price::charge::Charge;
use domain::price::discount::Uses;
use domain::upgrade::queue::Queue;
use domain::upgrade::timeline::{Entry, What};
use domain::upgrade::{Decided, Upgrade};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::error::Error;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;
use crate::{Store, discount, means, organisation};

/// How much of a timeline is shown at most: the latest. A case that goes well has about twelve entries.
const SHOWN: u16 = 100;

/// Where an upgrade is.
pub fn key(organisation: &OrganisationId, id: &UpgradeId) -> Key {
    Key::new(organisation::partition(organisation), format!("UPGRADE#{id}"))
}

/// The upgrades that wait for the desk in one of its queues, longest waiting first.
pub fn queue(queue: Queue) -> Range {
    Range::of_index(queue_partition(queue))
}

fn queue_partition(queue: Queue) -> String {
    format!("{}{}", Part::Queue.prefix(), queue.name())
}

/// Over how many partitions what is due is spread.
pub const DUE_SHARDS: u8 = 4;

/// The upgrades Balie looks after by itself, the earliest due first. A sort key begins with the time, so that reading ends where the future
/// begins, however long nobody read.
pub fn due(shard: u8) -> Range {
    Range::of_index(due_partition(shard))
}

fn due_partition(shard: u8) -> String {
    format!("{}{shard}", Part::Due.prefix())
}

/// The upgrades of an organisation, oldest first.
pub fn of_organisation(organisation: &OrganisationId) -> Range {
    Range::of(organisation::partition(organisation)).prefix("UPGRADE#")
}

/// The upgrades of a means, by the number on paper.
pub fn of_means_number(number: &str) -> Range {
    Range::of_index(number_partition(number))
}

fn number_partition(number: &str) -> String {
    format!("{}MEANS#{}", Part::Timeline.prefix(), number.trim().to_uppercase())
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
    const SEALED: &'static [&'static str] = &[
        "data",
        "stage",
        "checklist",
        "register",
        "extract",
        "officialsExtracts",
        "signing",
        "identification",
        "atDesk",
    ];

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }

    /// Stands in a queue as long as the next move is the desk's; else where Balie looks when it is due to remind somebody.
    fn index(&self) -> Option<IndexKey> {
        if let Some(standing) = self.at_desk.standing {
            let since = standing.since.as_millisecond();
            return Some(IndexKey::new(queue_partition(standing.queue), format!("{since:015}#{}", self.id)));
        }
        let due = self.due_at()?.as_millisecond();
        let shard = self.id.as_str().bytes().last().unwrap_or_default() % DUE_SHARDS;
        Some(IndexKey::new(due_partition(shard), format!("{due:015}#{}", self.id)))
    }
}

impl Stored for Entry {
    const PART: Part = Part::Timeline;
    const KIND: &'static str = "entry";

    fn key(&self) -> Key {
        Key::new(timeline_partition(&self.upgrade), format!("ENTRY#{:08}", self.number))
    }
}

/// Where a case is found by what stands on its papers: beside its timeline, made when it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signpost {
    /// The upgrade.
    pub upgrade: UpgradeId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The number of its means.
    pub means_number: String,
}

impl Stored for Signpost {
    const PART: Part = Part::Timeline;
    const KIND: &'static str = "signpost";

    fn key(&self) -> Key {
        Key::new(timeline_partition(&self.upgrade), "SIGNPOST")
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(number_partition(&self.means_number), self.upgrade.as_str()))
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
        self.price(&decided.upgrade, &mut change);
        change.follows(decided);
        change
    }

    /// What a change means for money: a discount code is used once for each means (the table holds it, whoever comes at once), is given
    /// back when the upgrade is called off, and what was agreed is charged when it is activated.
    fn price(&self, after: &Upgrade, change: &mut Change) {
        let uses = Uses::of_change(&self.upgrade, after);
        if let Some(code) = &uses.released {
            change.clear(Part::Discount, discount::use_key(code, &after.means));
        }
        if let Some(taken) = &uses.taken {
            change.create(taken);
        }
        if let Some(charge) = Charge::of_change(&self.upgrade, after) {
            change.create(&charge);
        }
    }

    /// The timeline with what a decision added.
    pub fn timeline_after(&self, decided: &Decided) -> Vec<Entry> {
        self.timeline.iter().chain(&decided.entries).cloned().collect()
    }
}

impl Change {
    /// Adds what goes with every decision on an upgrade: its entries, its effects, its audit fact.
    pub fn follows(&mut self, decided: &Decided) -> &mut Self {
        let upgrade = &decided.upgrade;
        for entry in &decided.entries {
            self.create(entry);
            if matches!(entry.what, What::Started { .. }) {
                self.create(&Signpost {
                    upgrade: upgrade.id.clone(),
                    organisation: upgrade.organisation.clone(),
                    means_number: upgrade.means_number.clone(),
                });
            }
        }
        self.effects(decided.effects.iter().cloned());
        self.effects(decided.queue.map(|moved| Effect::Desk(DeskEffect::CountQueueMove { moved })));
        self.audit(decided.audit.clone())
    }
}
