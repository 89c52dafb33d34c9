//! The desk's queues: for what a case waits there, since when, and how long cases really wait. A case stands in one queue at a time, by the
//! first thing the desk has to do about it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::upgrade::checklist::{Check, CheckState, WaitingFor};
use crate::upgrade::{Stage, Upgrade};

/// For what a case waits at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Queue {
    /// Somebody must look at what was entered, or at who the user is.
    Data,
    /// An extract that no machine could read, or that leaves a question.
    Extract,
    /// Whether those who sign may bind the organisation.
    Powers,
    /// Signatures on paper.
    Signatures,
    /// Identification did not give what was entered, or must be judged.
    Identification,
    /// Everything is judged: approve or refuse.
    Decision,
    /// One colleague approved; a second one must.
    SecondApproval,
    /// The customer wrote, and nothing else waits for the desk.
    Message,
}

impl Queue {
    /// Every queue, in the order a case goes through them.
    pub const ALL: [Self; 8] = [
        Self::Data,
        Self::Extract,
        Self::Powers,
        Self::Signatures,
        Self::Identification,
        Self::Decision,
        Self::SecondApproval,
        Self::Message,
    ];

    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Extract => "extract",
            Self::Powers => "powers",
            Self::Signatures => "signatures",
            Self::Identification => "identification",
            Self::Decision => "decision",
            Self::SecondApproval => "second-approval",
            Self::Message => "message",
        }
    }

    /// The queue in which a check is judged.
    pub const fn of(check: Check) -> Self {
        match check {
            Check::DataMatchesRegistration | Check::UserIdentity => Self::Data,
            Check::ExtractInDate => Self::Extract,
            Check::PowerToRepresent => Self::Powers,
            Check::FormSigned => Self::Signatures,
            Check::Identification => Self::Identification,
            Check::Payment => Self::Decision,
        }
    }
}

/// Where a case stands at the desk, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// In which queue.
    pub queue: Queue,
    /// Since when.
    pub since: Timestamp,
}

/// That a case left a queue or came into one: what the figures of the queues are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueMove {
    /// The queue it left, and how long it had waited there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Left>,
    /// The queue it came into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<Queue>,
    /// When.
    pub at: Timestamp,
}

/// A wait that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Left {
    /// In which queue.
    pub queue: Queue,
    /// How many minutes.
    pub minutes: u32,
    /// How many working days of the office.
    pub working_days: u16,
}

/// How many working days nine of ten cases of late waited at most, by queue. What a promise is held against.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ages(pub BTreeMap<Queue, u16>);

impl Ages {
    /// How long one waits in a queue; nothing when nothing is known.
    pub fn of(&self, queue: Queue) -> u16 {
        self.0.get(&queue).copied().unwrap_or_default()
    }
}

/// How long cases waited of late in one queue: how many left it after so many working days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits {
    by_days: BTreeMap<u16, u32>,
}

impl Waits {
    /// Above this all waits are counted as one: nobody promises a month.
    pub const LONGEST: u16 = 20;

    /// Adds cases that waited so many working days.
    pub fn add(&mut self, working_days: u16, cases: u32) {
        *self.by_days.entry(working_days.min(Self::LONGEST)).or_default() += cases;
    }

    /// How many cases.
    pub fn cases(&self) -> u32 {
        self.by_days.values().sum()
    }

    /// What nine of ten waited at most, in working days; `None` of fewer than five cases, of which nothing follows.
    pub fn nine_of_ten(&self) -> Option<u16> {
        let cases = self.cases();
        if cases < 5 {
            return None;
        }
        let mut left = (cases * 9).div_ceil(10);
        for (days, count) in &self.by_days {
            left = left.saturating_sub(*count);
            if left == 0 {
                return Some(*days);
            }
        }
        None
    }
}

impl Upgrade {
    /// The queue it belongs in now: while it is judged, by the first thing the desk has to do about it; else because the customer wrote.
    pub fn queue(&self) -> Option<Queue> {
        if let Stage::InReview(review) = &self.stage
            && review.waiting_since.is_some()
        {
            return Some(self.queue_of_review());
        }
        (self.at_desk.thread.unread_by_desk > 0 && !self.stage.name().is_end()).then_some(Queue::Message)
    }

    fn queue_of_review(&self) -> Queue {
        let waits_for = |wanted: fn(WaitingFor) -> bool| {
            let waiting = self.checklist.iter().filter(
                move |(_, state)| matches!(state, CheckState::Waiting { waiting_for, .. } if wanted(*waiting_for)),
            );
            waiting.map(|(check, _)| Queue::of(check)).min()
        };
        // What the desk itself must judge comes before what comes to it from outside.
        let next = waits_for(|whom| whom == WaitingFor::Staff).or_else(|| waits_for(WaitingFor::at_the_desk));
        next.unwrap_or(if self.at_desk.approvals.is_empty() { Queue::Decision } else { Queue::SecondApproval })
    }

    /// The queues a case at the desk still has before it, the one it stands in included.
    pub(crate) fn queues_ahead(&self) -> impl Iterator<Item = Queue> {
        let waiting = self
            .checklist
            .iter()
            .filter(|(_, state)| matches!(state, CheckState::Waiting { waiting_for, .. } if waiting_for.at_the_desk()));
        let mut queues: Vec<_> = waiting.map(|(check, _)| Queue::of(check)).chain([Queue::Decision]).collect();
        queues.sort_unstable();
        queues.dedup();
        queues.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_the_wire_are_the_names_of_the_partitions() {
        for queue in Queue::ALL {
            assert_eq!(serde_json::to_value(queue).unwrap(), queue.name());
        }
        assert!(Queue::ALL.is_sorted());
    }

    #[test]
    fn nine_of_ten_is_what_nine_of_ten_waited_at_most() {
        let mut waits = Waits::default();
        assert_eq!(waits.nine_of_ten(), None);
        waits.add(0, 4);
        assert_eq!(waits.nine_of_ten(), None, "of four cases nothing follows");
        waits.add(1, 4);
        waits.add(6, 1);
        waits.add(9, 1);
        assert_eq!(waits.cases(), 10);
        assert_eq!(waits.nine_of_ten(), Some(6));
        waits.add(400, 100);
        assert_eq!(waits.nine_of_ten(), Some(Waits::LONGEST));
    }
}
