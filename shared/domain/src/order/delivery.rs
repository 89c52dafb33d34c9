//! What becomes of an order: delivered and charged, put off, or given up.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Order, State};
use crate::ids::{LineId, OrderId, OrganisationId};
use crate::register::NoAnswer;
use crate::spend::{Line, Month};

/// For how long an order is tried before it is given up.
pub const PATIENCE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// How long it is put off: first shortly, as the register asks (IPD1003: in five minutes), later by the hour.
const SOON: SignedDuration = SignedDuration::from_mins(5);
const LATER: SignedDuration = SignedDuration::from_hours(1);

/// Why an order takes longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "OrderWaits")]
pub enum Waits {
    /// The register works on this company (IPD1002, IPD1003).
    BeingProcessed,
    /// The register cannot be reached, or fails.
    RegisterDown,
}

/// Why an order was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotDelivered {
    /// The register has nothing of this kind about this company (IPD5200).
    NothingFound,
    /// The register does not give it out (IPD0005).
    NotGivenOut,
    /// It was tried for three days.
    GivenUp,
}

impl NotDelivered {
    /// Every reason, for the list the client has words for.
    pub const ALL: [Self; 3] = [Self::NothingFound, Self::NotGivenOut, Self::GivenUp];
}

/// An order that is tried again later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Postponed {
    /// When.
    pub again_at: Timestamp,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// Which order.
    pub order: OrderId,
}

impl Order {
    /// Whether there is still something to be done for it.
    pub const fn is_being_made(&self) -> bool {
        matches!(self.state, State::Making { .. })
    }

    /// The order delivered, and the line it is charged with, counted in `month`: the one it was ordered in, or a later one when that was
    /// closed.
    pub fn delivered(&self, line: LineId, month: Month, now: Timestamp) -> (Self, Line) {
        let readable = SignedDuration::from_hours(i64::from(self.readable_days).saturating_mul(24));
        let until = now.saturating_add(readable).unwrap_or(Timestamp::MAX);
        let charged = Line {
            id: line.clone(),
            organisation: self.organisation.clone(),
            month,
            late: month != self.month(),
            at: self.at,
            order: Some(self.id.clone()),
            code: Some(self.code.clone()),
            by: self.by.clone(),
            by_name: self.by_name.clone(),
            product: self.product.into(),
            subject: Some(self.subject.clone()),
            reference: self.reference.as_ref().map(ToString::to_string),
            net_cents: self.cents,
            vat_cents: 0,
            vat_percent: 0,
        };
        (Self { state: State::Ready { at: now, until, line, month }, ..self.clone() }, charged)
    }

    /// The order as it is when the register gave no answer: put off until a moment, or given up. What the register does not give out, it will
    /// not give out later either.
    pub fn without_answer(&self, why: NoAnswer, now: Timestamp) -> (Self, Option<Postponed>) {
        let waits = match why {
            NoAnswer::NotGivenOut => return (self.failed(NotDelivered::NotGivenOut, now), None),
            NoAnswer::Busy => Waits::BeingProcessed,
            NoAnswer::NotConnected | NoAnswer::Unreachable | NoAnswer::Failed => Waits::RegisterDown,
        };
        let age = now.duration_since(self.at);
        if age >= PATIENCE {
            return (self.failed(NotDelivered::GivenUp, now), None);
        }
        let pause = if age < LATER { SOON } else { LATER };
        let again_at = now.saturating_add(pause).unwrap_or(Timestamp::MAX);
        let postponed = Postponed { again_at, organisation: self.organisation.clone(), order: self.id.clone() };
        (Self { state: State::Making { waits: Some(waits) }, ..self.clone() }, Some(postponed))
    }

    /// The order given up. Nothing is charged.
    pub fn failed(&self, why: NotDelivered, now: Timestamp) -> Self {
        Self { state: State::Failed { at: now, why }, ..self.clone() }
    }

    /// Whether it came to its end so long after it was ordered that nobody waits on the page any more.
    pub fn took_longer_than(&self, awaited: SignedDuration) -> bool {
        match &self.state {
            State::Ready { at, .. } | State::Failed { at, .. } => at.duration_since(self.at) > awaited,
            State::Making { .. } => false,
        }
    }

    /// Whether what was delivered may still be read.
    pub fn is_readable(&self, now: Timestamp) -> bool {
        match &self.state {
            State::Ready { until, .. } => now < *until,
            State::Making { .. } | State::Failed { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn line() -> LineId {
        LineId::new(now(), &Sevens)
    }

    #[test]
    fn what_is_delivered_is_charged_once_with_everything_an_invoice_must_explain() {
        let order = order();
        let (ready, line) = order.delivered(line(), order.month(), now());
        assert_eq!((line.net_cents, line.vat_cents, line.gross_cents(), line.late), (235, 0, 235, false));
        assert_eq!((line.product.as_str(), line.code.clone()), ("extract", Some(order.code)));
        assert_eq!(line.reference.as_deref(), Some("PO 4711"));
        assert!(ready.is_readable(now()) && !ready.is_being_made());
        assert!(!ready.is_readable(now() + SignedDuration::from_hours(30 * 24)));
    }

    #[test]
    fn a_month_that_was_closed_meanwhile_makes_the_line_late() {
        let order = order();
        let (_, line) = order.delivered(line(), order.month().next(), now());
        assert!(line.late && line.month == order.month().next());
    }

    #[test]
    fn what_is_being_processed_is_put_off_and_in_the_end_given_up_without_a_line() {
        let order = order();
        let (waiting, postponed) = order.without_answer(NoAnswer::Busy, now());
        assert_eq!(waiting.state, State::Making { waits: Some(Waits::BeingProcessed) });
        assert_eq!(postponed.unwrap().again_at, now() + SOON);
        let (_, postponed) = order.without_answer(NoAnswer::Unreachable, now() + LATER);
        assert_eq!(postponed.unwrap().again_at, now() + LATER + LATER);
        let (failed, postponed) = order.without_answer(NoAnswer::Busy, now() + PATIENCE);
        assert!(postponed.is_none() && matches!(failed.state, State::Failed { why: NotDelivered::GivenUp, .. }));
    }

    #[test]
    fn what_is_not_given_out_fails_at_once() {
        let (failed, postponed) = order().without_answer(NoAnswer::NotGivenOut, now());
        assert!(postponed.is_none() && matches!(failed.state, State::Failed { why: NotDelivered::NotGivenOut, .. }));
        assert!(!failed.is_readable(now()));
    }
}
