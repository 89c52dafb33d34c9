//! Overviews of what was spent: asked for, scheduled, ready.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | overview somebody asked for | `OVERVIEW#<org>#<account>` | `OVERVIEW#<overview>` | `OVERVIEW#UNTIL#<day>` under the overview |
//! | overview that came by schedule | `OVERVIEW#<org>#SCHEDULED` | `OVERVIEW#<overview>` | the same |
//! | subscription | `OVERVIEW#<org>` | `SUBSCRIPTION` | `OVERVIEW#SUBSCRIBED#<0..31>` under the organisation |
//! | that a month or year was sent | `OVERVIEW#<org>` | `SENT#<pace>#<month>` | |
//! | how far sending a shard is | `OVERVIEW#RUN#<pace>#<month>` | `SHARD#<00..31>` | |
//!
//! What somebody asked for stands under his own account, so nobody else's request can name it (S44); what came by schedule is read by the main
//! user alone.

use api::Part;
use domain::ids::{AccountId, OrganisationId, OverviewId};
use domain::overview::{Overview, Pace, Run, SHARDS, Sent, Subscription};
use domain::spend::Month;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// How long after its day an overview that nobody deleted is cleared away by the table.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(5 * 24);

/// Where an overview is: of whoever asked for it, or of the schedule.
pub fn key(organisation: &OrganisationId, owner: Option<&AccountId>, id: &OverviewId) -> Key {
    Key::new(owned(organisation, owner), format!("OVERVIEW#{id}"))
}

/// Somebody's overviews, or those of the schedule, the latest first.
pub fn of_owner(organisation: &OrganisationId, owner: Option<&AccountId>) -> Range {
    Range::of(owned(organisation, owner)).prefix("OVERVIEW#").descending()
}

/// Every overview that is to be deleted on a day.
pub fn until(day: Date) -> Range {
    Range::of_index(until_partition(day))
}

/// Where the subscription of an organisation is.
pub fn subscription_key(organisation: &OrganisationId) -> Key {
    Key::new(partition(organisation), "SUBSCRIPTION")
}

/// The subscriptions of a shard, by organisation.
pub fn subscribed(shard: u8) -> Range {
    Range::of_index(shard_partition(shard))
}

/// Where it is noted that an overview was sent.
pub fn sent_key(organisation: &OrganisationId, pace: Pace, until: Month) -> Key {
    Key::new(partition(organisation), format!("SENT#{pace}#{until}"))
}

/// Where it is read how far sending a shard is.
pub fn run_key(pace: Pace, until: Month, shard: u8) -> Key {
    Key::new(format!("{}RUN#{pace}#{until}", Part::Overview.prefix()), format!("SHARD#{shard:02}"))
}

/// How far sending each shard is.
pub fn runs(pace: Pace, until: Month) -> Range {
    Range::of(run_key(pace, until, 0).pk).prefix("SHARD#")
}

fn partition(organisation: &OrganisationId) -> String {
    format!("{}{organisation}", Part::Overview.prefix())
}

fn owned(organisation: &OrganisationId, owner: Option<&AccountId>) -> String {
    format!("{}#{}", partition(organisation), owner.map_or("SCHEDULED", AccountId::as_str))
}

fn until_partition(day: Date) -> String {
    format!("{}UNTIL#{day}", Part::Overview.prefix())
}

fn shard_partition(shard: u8) -> String {
    format!("{}SUBSCRIBED#{shard}", Part::Overview.prefix())
}

fn shard_of(organisation: &OrganisationId) -> u8 {
    // The last characters of an id are drawn; two of them, because one has a bias of its own.
    let drawn =
        organisation.as_str().bytes().rev().take(2).fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    drawn % SHARDS
}

impl Stored for Overview {
    const PART: Part = Part::Overview;
    const KIND: &'static str = "overview";

    fn key(&self) -> Key {
        key(&self.organisation, self.owner.as_ref(), &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        let day = self.until().to_zoned(TimeZone::UTC).date();
        Some(IndexKey::new(until_partition(day), self.id.as_str()))
    }

    fn expires(&self) -> Option<Timestamp> {
        self.until().checked_add(FORGOTTEN).ok()
    }
}

impl Stored for Subscription {
    const PART: Part = Part::Overview;
    const KIND: &'static str = "overview-subscription";

    fn key(&self) -> Key {
        subscription_key(&self.organisation)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(shard_partition(shard_of(&self.organisation)), self.organisation.as_str()))
    }
}

impl Stored for Sent {
    const PART: Part = Part::Overview;
    const KIND: &'static str = "overview-sent";

    fn key(&self) -> Key {
        sent_key(&self.organisation, self.pace, self.until)
    }
}

impl Stored for Run {
    const PART: Part = Part::Overview;
    const KIND: &'static str = "overview-run";

    fn key(&self) -> Key {
        run_key(self.pace, self.until, self.shard)
    }
}
