//! Overviews of what was spent (bestedingsoverzicht): asked for, or sent every month to whoever subscribed; made in the background, and kept
//! for thirty days under My account > Overviews, domain.md 4.1.

mod format;
mod schedule;
mod totals;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use format::Format;
pub use schedule::{Pace, Run, SHARDS, Sent, Subscription};
pub use totals::{CodeTotal, Totals};

use crate::effect::{Effect, OverviewEffect, Print};
use crate::ids::{AccessCodeId, AccountId, OrganisationId, OverviewId};
use crate::language::Language;
use crate::spend::{Line, Period, Sum};

/// For how long an overview stands ready (issue 4).
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How many of somebody's overviews may be waiting or being made at once.
pub const MOST_AT_ONCE: usize = 5;
/// How often making one is begun before it is given up.
pub const MOST_ATTEMPTS: u32 = 8;
/// The most lines that are printed on paper: about a hundred and twenty pages. Above it the paper has the totals and says where the lines are.
pub const MOST_LINES_ON_PAPER: u64 = 3_000;

/// Which codes an overview is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "codes", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Codes {
    /// All of the organisation, and what is on no code: for the main user only.
    All,
    /// These.
    These {
        /// The codes.
        these: Vec<AccessCodeId>,
    },
}

impl Codes {
    /// Whether a line is among them.
    pub fn hold(&self, line: &Line) -> bool {
        match self {
            Self::All => true,
            Self::These { these } => line.code.as_ref().is_some_and(|code| these.contains(&code.id)),
        }
    }

    /// Whether they are no more than this one code.
    pub fn are_within(&self, own: Option<&AccessCodeId>) -> bool {
        match self {
            Self::All => false,
            Self::These { these } => these.iter().all(|code| Some(code) == own),
        }
    }
}

/// What an overview is about and how it is to look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// Whole months.
    pub period: Period,
    /// Which codes.
    pub codes: Codes,
    /// The kind of file.
    pub format: Format,
    /// The language of headings, totals and mail.
    pub language: Language,
}

/// An overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// Its name.
    pub id: OverviewId,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Who asked for it; none for one that comes by schedule, which is the main user's, whoever that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<AccountId>,
    /// By which schedule it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
    /// What was asked for.
    pub wish: Wish,
    /// When.
    pub asked_at: Timestamp,
    /// How far it is.
    pub state: State,
}

/// How far an overview is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// Nobody has begun.
    Waiting,
    /// It is being made.
    Making {
        /// How much of it is done, 0 to 100.
        progress: u8,
    },
    /// It stands ready.
    Ready {
        /// Since when.
        at: Timestamp,
        /// What is in it.
        sum: Sum,
        /// How large the file is.
        bytes: u64,
        /// Until when.
        until: Timestamp,
    },
    /// It could not be made.
    Failed {
        /// Since when.
        at: Timestamp,
    },
}

impl Overview {
    /// One that is asked for now, with what sets its making in motion.
    pub fn ask(
        id: OverviewId,
        organisation: OrganisationId,
        (owner, pace): (Option<AccountId>, Option<Pace>),
        wish: Wish,
        now: Timestamp,
    ) -> (Self, Effect) {
        let overview = Self { id, organisation, owner, pace, wish, asked_at: now, state: State::Waiting };
        let print = Print::Overview {
            organisation: overview.organisation.clone(),
            owner: overview.owner.clone(),
            overview: overview.id.clone(),
        };
        (overview, Effect::Print(print))
    }

    /// Whether it is still to be made.
    pub const fn is_open(&self) -> bool {
        match self.state {
            State::Waiting | State::Making { .. } => true,
            State::Ready { .. } | State::Failed { .. } => false,
        }
    }

    /// Whether it may be downloaded.
    pub fn is_downloadable(&self, now: Timestamp) -> bool {
        match self.state {
            State::Ready { until, .. } => now < until,
            State::Waiting | State::Making { .. } | State::Failed { .. } => false,
        }
    }

    /// When it is deleted, at the latest.
    pub fn until(&self) -> Timestamp {
        match self.state {
            State::Ready { until, .. } => until,
            State::Waiting | State::Making { .. } | State::Failed { .. } => {
                self.asked_at.saturating_add(KEPT).unwrap_or(self.asked_at)
            }
        }
    }

    /// So much of it is done.
    #[must_use]
    pub fn at_progress(self, progress: u8) -> Self {
        Self { state: State::Making { progress: progress.min(100) }, ..self }
    }

    /// It stands ready, with what tells so.
    pub fn made(self, sum: Sum, bytes: u64, now: Timestamp) -> (Self, Effect) {
        let until = now.saturating_add(KEPT).unwrap_or(now);
        let overview = Self { state: State::Ready { at: now, sum, bytes, until }, ..self };
        let told = overview.told();
        (overview, told)
    }

    /// It could not be made, with what tells so.
    pub fn failed(self, now: Timestamp) -> (Self, Effect) {
        let overview = Self { state: State::Failed { at: now }, ..self };
        let told = overview.told();
        (overview, told)
    }

    fn told(&self) -> Effect {
        Effect::Overview(OverviewEffect::TellMade {
            organisation: self.organisation.clone(),
            owner: self.owner.clone(),
            overview: self.id.clone(),
        })
    }

    /// Where the file lies in the bucket.
    pub fn file_key(&self) -> String {
        format!("overviews/{}/{}", self.organisation, self.id)
    }

    /// What the file is called when it is downloaded.
    pub fn file_name(&self) -> String {
        let word = match self.wish.language {
            Language::Dutch => "bestedingen",
            Language::German => "ausgaben",
            Language::English => "spend",
        };
        let Period { from, to } = self.wish.period;
        let months = if from == to { from.to_string() } else { format!("{from}-{to}") };
        format!("{word}-{months}.{}", self.wish.format.extension())
    }
}

#[cfg(test)]
mod tests;
