//! What follows when an invoice is not paid: a reminder, a notice with a fee, the collector. Each follows the day after the one before it ran
//! out, and gives its days from when it was really sent, so that nobody has less time because Balie was late.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Invoice, PaymentTerms, Standing};

/// A step after the due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "InvoiceStep")]
pub enum Step {
    /// A reminder, free of charge.
    Reminder,
    /// A notice with a fee.
    Dunning,
    /// It goes to the collector.
    Collector,
}

/// A step that lies ahead, if nothing is paid before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "InvoiceAhead")]
pub struct Ahead {
    /// Which.
    pub step: Step,
    /// The day.
    pub on: Date,
    /// The last day to pay after it; none when it is the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What comes on top then, in cents.
    pub fee_cents: i64,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 3] = [Self::Reminder, Self::Dunning, Self::Collector];
}

impl Invoice {
    /// The next step and its day; none when nothing follows.
    pub fn next_step(&self) -> Option<(Step, Date)> {
        let (step, until) = match self.standing {
            Standing::Open {} => (Step::Reminder, self.due_on),
            Standing::Reminded { until, .. } => (Step::Dunning, until),
            Standing::Dunned { until, .. } => (Step::Collector, until),
            Standing::WithCollector { .. } | Standing::Paid { .. } | Standing::Credited { .. } => return None,
        };
        // An invoice over nothing is never chased, nor one that is about to be collected.
        (self.sum.gross_cents > 0 && self.debit.is_none()).then(|| (step, until.saturating_add(1.day())))
    }

    /// The invoice after its next step, if that is due.
    pub fn chase(self, today: Date) -> Option<(Self, Step)> {
        let (step, on) = self.next_step()?;
        let terms = self.payment_terms()?;
        if on > today {
            return None;
        }
        let after = |days: u16| today.saturating_add(i64::from(days).days());
        let standing = match step {
            Step::Reminder => Standing::Reminded { on: today, until: after(terms.days_after_reminder) },
            Step::Dunning => {
                let fee_cents = terms.dunning_fee_cents;
                Standing::Dunned { on: today, until: after(terms.days_after_dunning), fee_cents }
            }
            Step::Collector => Standing::WithCollector { on: today, fee_cents: self.fee_cents() },
        };
        Some((Self { standing, ..self }, step))
    }

    /// The steps that lie ahead, each on the day it follows if the one before it goes out on its own day.
    pub fn ahead(&self) -> Vec<Ahead> {
        let (Some((first, mut on)), Some(terms)) = (self.next_step(), self.payment_terms()) else { return Vec::new() };
        let mut ahead = Vec::new();
        for step in Step::ALL.into_iter().skip_while(|step| *step != first) {
            let (days, fee_cents) = match step {
                Step::Reminder => (Some(terms.days_after_reminder), 0),
                Step::Dunning => (Some(terms.days_after_dunning), terms.dunning_fee_cents),
                Step::Collector => (None, 0),
            };
            let until = days.map(|days| on.saturating_add(i64::from(days).days()));
            ahead.push(Ahead { step, on, until, fee_cents });
            on = until.unwrap_or(on).saturating_add(1.day());
        }
        ahead
    }

    /// The terms it is under.
    pub fn payment_terms(&self) -> Option<&'static PaymentTerms> {
        PaymentTerms::named(&self.terms)
    }
}
