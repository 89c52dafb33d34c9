//! Overviews that come by themselves: who subscribed, and how far sending them out is.

use std::fmt;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Codes, Format, Overview, Wish};
use crate::effect::{Effect, OverviewEffect};
use crate::ids::{AccountId, OrganisationId, OverviewId};
use crate::language::Language;
use crate::spend::{Month, Period};

/// Over how many shards the organisations that subscribed are spread, each sent out by itself.
pub const SHARDS: u8 = 32;

/// How often an overview comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "OverviewPace")]
pub enum Pace {
    /// Every month, about the month before.
    Monthly,
    /// Every January, about the year before.
    Yearly,
}

impl Pace {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Monthly, Self::Yearly];

    /// What it is about, when its last month is `until`.
    pub fn period(self, until: Month) -> Period {
        match self {
            Self::Monthly => Period::of(until),
            Self::Yearly => Period::year_to(until),
        }
    }

    /// Whether it is due after `month` has ended.
    pub fn is_due_after(self, month: Month) -> bool {
        match self {
            Self::Monthly => true,
            Self::Yearly => month.first_day().month() == 12,
        }
    }
}

impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        })
    }
}

/// What an organisation gets by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// How often; never empty, each once.
    pub paces: Vec<Pace>,
    /// As which file.
    pub format: Format,
    /// In which language.
    pub language: Language,
    /// Who subscribed.
    pub by: AccountId,
    /// When.
    pub since: Timestamp,
}

impl Subscription {
    /// The overview that is due, with what sets its making in motion and with what holds that it is sent once.
    pub fn due(&self, pace: Pace, until: Month, id: OverviewId, now: Timestamp) -> (Overview, Sent, Effect) {
        let wish = Wish { period: pace.period(until), codes: Codes::All, format: self.format, language: self.language };
        let sent = Sent { organisation: self.organisation.clone(), pace, until, overview: id.clone() };
        let (overview, effect) = Overview::ask(id, self.organisation.clone(), (None, Some(pace)), wish, now);
        (overview, sent, effect)
    }
}

/// That an organisation was sent its overview of a month or a year: made once, with the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// By which schedule.
    pub pace: Pace,
    /// The last month it is about.
    pub until: Month,
    /// The overview.
    pub overview: OverviewId,
}

/// How far sending out one shard is. Every part of it ends with a new place, held to the one it began at: so of two workers at one part, one
/// goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// By which schedule.
    pub pace: Pace,
    /// The last month it is about.
    pub until: Month,
    /// Which shard.
    pub shard: u8,
    /// Where the next part begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How many overviews were set in motion.
    pub sent: u32,
    /// How many organisations were passed over in this round because their month was not shut yet: another round will see to them.
    pub left: u32,
    /// When the shard was gone through; none while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Timestamp>,
}

impl Run {
    /// The first round, with what sets it in motion.
    pub fn begin(pace: Pace, until: Month, shard: u8) -> (Self, Effect) {
        let run = Self { pace, until, shard, after: None, sent: 0, left: 0, done_at: None };
        let effect = run.effect();
        (run, effect)
    }

    /// After a part: so many were sent and so many left, and it goes on after that place, or has come to its end.
    pub fn went(mut self, (sent, left): (u32, u32), after: Option<String>, now: Timestamp) -> (Self, Option<Effect>) {
        self.sent = self.sent.saturating_add(sent);
        self.left = self.left.saturating_add(left);
        self.done_at = after.is_none().then_some(now);
        self.after = after;
        let effect = self.done_at.is_none().then(|| self.effect());
        (self, effect)
    }

    /// Another round, for those that were passed over; none when there are none.
    pub fn again(self) -> Option<(Self, Effect)> {
        let due = self.done_at.is_some() && self.left > 0;
        let run = Self { after: None, left: 0, done_at: None, ..self };
        let effect = run.effect();
        due.then_some((run, effect))
    }

    fn effect(&self) -> Effect {
        Effect::Overview(OverviewEffect::SendShard { pace: self.pace, until: self.until, shard: self.shard })
    }
}
