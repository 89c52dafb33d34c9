//! Invoices (facturen): one for each month an organisation spent anything in, domain.md 4.1. An invoice is made once, of the totals of a
//! closed month, and its amounts never change; what changes is where its payment stands.

pub mod chase;
mod debit;
pub mod number;
pub mod terms;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::days;
use crate::ids::{AccountId, InvoiceId, OrganisationId};
use crate::language::Language;
use crate::price::PriceList;
use crate::spend::{CodeMonth, Month, Product, Sum};

pub use chase::{Ahead, Step};
pub use debit::InCollection;
pub use number::{InvoiceNumber, Series};
pub use terms::{PaymentTerms, Seller};

/// An invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invoice {
    /// Its name at Balie.
    pub id: InvoiceId,
    /// Who pays.
    pub organisation: OrganisationId,
    /// Its number on paper: the next of the organisation's own series.
    pub number: InvoiceNumber,
    /// The month it is for. Its lines are exactly the lines of that month.
    pub month: Month,
    /// When it was made.
    pub made_at: Timestamp,
    /// The last day to pay without a reminder.
    pub due_on: Date,
    /// The version of the terms of payment it was made under, and stays under.
    pub terms: String,
    /// How many lines are behind it, and what is to be paid for them.
    pub sum: Sum,
    /// The same by rate of VAT, the lowest rate first.
    pub rates: Vec<AtRate>,
    /// The same by product, in the order of their codes.
    pub products: Vec<OfProduct>,
    /// Where its payment stands.
    pub standing: Standing,
    /// The collection that has it, when it is paid by direct debit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub debit: Option<InCollection>,
    /// Its paper, once that was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<InvoicePaper>,
}

/// What is charged at one rate of VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "InvoiceAtRate")]
pub struct AtRate {
    /// The rate; nought for products of the register, which carry no VAT (domain.md 4.1).
    pub vat_percent: u8,
    /// What it comes to.
    #[serde(flatten)]
    pub sum: Sum,
}

/// What is charged for one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "InvoiceOfProduct")]
pub struct OfProduct {
    /// Which.
    pub product: Product,
    /// The rate of VAT on it.
    pub vat_percent: u8,
    /// What it comes to.
    #[serde(flatten)]
    pub sum: Sum,
}

/// Where the payment of an invoice stands. The days are those of Europe/Amsterdam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Standing {
    /// To be paid by its due date.
    Open {},
    /// A reminder was sent.
    Reminded {
        /// When.
        on: Date,
        /// The last day to pay without a fee.
        until: Date,
    },
    /// A notice with a fee was sent.
    Dunned {
        /// When.
        on: Date,
        /// The last day to pay before it goes to the collector.
        until: Date,
        /// The fee, in cents.
        fee_cents: i64,
    },
    /// It is with the collector.
    WithCollector {
        /// Since when.
        on: Date,
        /// The fee, in cents.
        fee_cents: i64,
    },
    /// It was paid.
    Paid {
        /// The day the money came in.
        on: Date,
        /// What came in, in cents.
        cents: i64,
        /// Who of the desk wrote it down.
        by: AccountId,
    },
    /// It is taken back: nothing is to be paid.
    Credited {
        /// When.
        on: Date,
        /// Who of the desk wrote it down.
        by: AccountId,
        /// The note that says so.
        note: CreditNote,
    },
}

/// A credit note (creditnota): takes an invoice back whole, as a paper with a number of the same series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CreditNote {
    /// Its number.
    pub number: InvoiceNumber,
    /// When it was made.
    pub at: Timestamp,
    /// The language of its paper, once that was set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Language>,
}

/// The name of a standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InvoiceState {
    /// To be paid by its due date.
    Open,
    /// A reminder was sent.
    Reminded,
    /// A notice with a fee was sent.
    Dunned,
    /// It is with the collector.
    WithCollector,
    /// It was paid.
    Paid,
    /// It is taken back.
    Credited,
}

/// The paper of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InvoicePaper {
    /// The language it is in.
    pub language: Language,
    /// When it was set.
    pub made_at: Timestamp,
    /// Whether every line stands on it.
    pub annexed: bool,
}

/// What a month came to, to be invoiced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// Which organisation's.
    pub organisation: OrganisationId,
    /// Which month.
    pub month: Month,
    /// What it came to by product, in the order of their codes.
    pub products: Vec<OfProduct>,
}

/// Why an invoice is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// The month is not over in Europe/Amsterdam.
    #[error("the month is not over")]
    NotOver,
    /// Nothing was spent in it.
    #[error("there is nothing to invoice")]
    Nothing,
    /// There are no terms of payment.
    #[error("there are no terms of payment")]
    NoTerms,
}

/// Why something is not written down about an invoice. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceRefusal {
    /// It was paid or taken back already.
    #[error("it is settled already")]
    Settled,
    /// The day lies before the invoice or after today.
    #[error("not a day on which it can have been paid")]
    NotADay,
}

impl Closing {
    /// A month by the totals of its access codes, which were kept as its lines were written: what the page shows is what is invoiced.
    pub fn of(organisation: OrganisationId, month: Month, totals: &[CodeMonth]) -> Self {
        let mut products = BTreeMap::<&Product, Sum>::new();
        for (product, sum) in totals.iter().flat_map(|total| &total.products) {
            let whole = products.entry(product).or_default();
            *whole = whole.plus(*sum);
        }
        // A rate changes on the first of a month if it changes; what carries no VAT is told by there being none.
        let charged = PriceList::on(month.last_day()).map_or(0, |prices| prices.vat_percent);
        let products = products.into_iter().map(|(product, sum)| {
            let vat_percent = if sum.vat_cents == 0 { 0 } else { charged };
            OfProduct { product: product.clone(), vat_percent, sum }
        });
        Self { organisation, month, products: products.collect() }
    }
}

impl Invoice {
    /// The invoice of a month, under the terms in force on the day it is made.
    pub fn make(closing: Closing, id: InvoiceId, number: InvoiceNumber, now: Timestamp) -> Result<Self, NotMade> {
        let today = days::amsterdam(now);
        if closing.month.last_day() >= today {
            return Err(NotMade::NotOver);
        }
        let Closing { organisation, month, products } = closing;
        let sum: Sum = products.iter().map(|part| part.sum).sum();
        if sum.lines == 0 {
            return Err(NotMade::Nothing);
        }
        let terms = PaymentTerms::on(today).ok_or(NotMade::NoTerms)?;
        Ok(Self {
            id,
            organisation,
            number,
            month,
            made_at: now,
            due_on: today.saturating_add(i64::from(terms.days_to_pay).days()),
            terms: terms.version.clone(),
            sum,
            rates: by_rate(&products),
            products,
            standing: Standing::Open {},
            debit: None,
            paper: None,
        })
    }

    /// The day it was made, in Europe/Amsterdam.
    pub fn made_on(&self) -> Date {
        days::amsterdam(self.made_at)
    }

    /// The fee that came on top, in cents.
    pub const fn fee_cents(&self) -> i64 {
        match self.standing {
            Standing::Dunned { fee_cents, .. } | Standing::WithCollector { fee_cents, .. } => fee_cents,
            Standing::Open {} | Standing::Reminded { .. } | Standing::Paid { .. } | Standing::Credited { .. } => 0,
        }
    }

    /// What is still to be paid, in cents.
    pub const fn to_pay_cents(&self) -> i64 {
        match self.standing {
            Standing::Open {} | Standing::Reminded { .. } => self.sum.gross_cents,
            Standing::Dunned { fee_cents, .. } | Standing::WithCollector { fee_cents, .. } => {
                self.sum.gross_cents.saturating_add(fee_cents)
            }
            Standing::Paid { .. } | Standing::Credited { .. } => 0,
        }
    }

    /// Where its payment stands, by name.
    pub const fn state(&self) -> InvoiceState {
        match self.standing {
            Standing::Open {} => InvoiceState::Open,
            Standing::Reminded { .. } => InvoiceState::Reminded,
            Standing::Dunned { .. } => InvoiceState::Dunned,
            Standing::WithCollector { .. } => InvoiceState::WithCollector,
            Standing::Paid { .. } => InvoiceState::Paid,
            Standing::Credited { .. } => InvoiceState::Credited,
        }
    }

    /// The money came in on a day: no reminder follows. What is paid is what was to be paid, the fee included when one came on top.
    pub fn paid(self, on: Date, by: &AccountId, today: Date) -> Result<Self, InvoiceRefusal> {
        let cents = self.unsettled()?;
        if on < self.made_on() || on > today {
            return Err(InvoiceRefusal::NotADay);
        }
        Ok(Self { standing: Standing::Paid { on, cents, by: by.clone() }, ..self })
    }

    /// It is taken back by a note with this number: nothing is to be paid any more.
    pub fn credited(self, by: &AccountId, number: InvoiceNumber, now: Timestamp) -> Result<Self, InvoiceRefusal> {
        self.unsettled()?;
        let note = CreditNote { number, at: now, paper: None };
        Ok(Self { standing: Standing::Credited { on: days::amsterdam(now), by: by.clone(), note }, ..self })
    }

    /// The note that took it back, if it was.
    pub const fn credit_note(&self) -> Option<&CreditNote> {
        match &self.standing {
            Standing::Credited { note, .. } => Some(note),
            Standing::Open {}
            | Standing::Reminded { .. }
            | Standing::Dunned { .. }
            | Standing::WithCollector { .. }
            | Standing::Paid { .. } => None,
        }
    }

    /// With the paper of its credit note.
    pub fn with_credit_paper(mut self, language: Language) -> Self {
        if let Standing::Credited { note, .. } = &mut self.standing {
            note.paper = Some(language);
        }
        self
    }

    /// With its paper.
    pub fn with_paper(self, paper: InvoicePaper) -> Self {
        Self { paper: Some(paper), ..self }
    }

    /// SHA-256 over what is charged, in hexadecimal: it stands on the paper and ties it to these amounts.
    pub fn fingerprint(&self) -> String {
        let charged =
            (&self.number, &self.organisation, self.month, self.made_at, self.due_on, self.sum, &self.products);
        // Tuples and structs keep their order, so the text is always the same.
        let text = serde_json::to_string(&charged).unwrap_or_default();
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Where its paper lies. The name holds ids only.
    pub fn file_key(&self) -> String {
        format!("papers/{}/invoices/{}.pdf", self.organisation, self.id)
    }

    /// Where the paper of its credit note lies.
    pub fn credit_file_key(&self) -> String {
        format!("papers/{}/invoices/{}-credit.pdf", self.organisation, self.id)
    }

    /// What is to be paid, of an invoice that is not settled.
    const fn unsettled(&self) -> Result<i64, InvoiceRefusal> {
        match self.standing {
            Standing::Paid { .. } | Standing::Credited { .. } => Err(InvoiceRefusal::Settled),
            Standing::Open {}
            | Standing::Reminded { .. }
            | Standing::Dunned { .. }
            | Standing::WithCollector { .. } => Ok(self.to_pay_cents()),
        }
    }
}

fn by_rate(products: &[OfProduct]) -> Vec<AtRate> {
    let mut rates: Vec<AtRate> = Vec::new();
    for part in products {
        match rates.iter_mut().find(|rate| rate.vat_percent == part.vat_percent) {
            Some(rate) => rate.sum = rate.sum.plus(part.sum),
            None => rates.push(AtRate { vat_percent: part.vat_percent, sum: part.sum }),
        }
    }
    rates.sort_by_key(|rate| rate.vat_percent);
    rates
}

#[cfg(test)]
mod tests;
