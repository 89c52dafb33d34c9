//! Invoices, the series their numbers come from, and which are due to be chased.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | invoice | `INVOICE#<org>` | `INVOICE#<invoice>` | `INVOICE#DUE#<0..15>` under the day of its next step, while there is one |
//! | series | `INVOICE#<org>` | `SERIES` | |
//! | which invoice a number is | `INVOICE#NUMBER#<number>` | `NUMBER` | |
//! | that a shard of a month is done | `INVOICE#RUN#<month>` | `<shard>` | |
//!
//! An invoice, its number, the step of the series and the head of its month are written in one transaction: there is no number without its
//! invoice, no invoice without its month, and no month twice.

use api::Part;
use domain::ids::{InvoiceId, OrganisationId};
use domain::invoice::{Invoice, InvoiceNumber, Series};
use domain::spend::{Invoiced, Month};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;
use crate::spend;

/// Over how many partitions of the index what is to be chased is spread.
pub const DUE_SHARDS: u8 = 16;

/// Where an invoice is.
pub fn key(organisation: &OrganisationId, id: &InvoiceId) -> Key {
    Key::new(partition(organisation), format!("INVOICE#{id}"))
}

/// The invoices of an organisation, the latest first.
pub fn of_organisation(organisation: &OrganisationId) -> Range {
    Range::of(partition(organisation)).prefix("INVOICE#").descending()
}

/// Where the series of an organisation is.
pub fn series_key(organisation: &OrganisationId) -> Key {
    Key::new(partition(organisation), "SERIES")
}

/// Where it is read which invoice a number is.
pub fn number_key(number: &InvoiceNumber) -> Key {
    Key::new(format!("{}NUMBER#{number}", Part::Invoice.prefix()), "NUMBER")
}

/// What is to be chased, the earliest day first, in one of [`DUE_SHARDS`] partitions.
pub fn due(shard: u8) -> Range {
    Range::of_index(due_partition(shard))
}

/// Where it is noted that everything of a shard of a month is invoiced.
pub fn run_key(month: Month, shard: u8) -> Key {
    Key::new(format!("{}RUN#{month}", Part::Invoice.prefix()), format!("{shard:02}"))
}

/// Adds an invoice that was made: with what its number leads to, the series after it, and the head of its month. On commit,
/// [`crate::Error::Conflict`] or [`crate::Error::Exists`] says that somebody else drew a number, or made this invoice, in between.
pub fn make(change: &mut Change, invoice: &Invoice, before: Option<&Versioned<Series>>, after: &Series) {
    match before {
        Some(before) => change.replace(before, after),
        None => change.create(after),
    };
    change.create(invoice).create(&Numbered::of(invoice));
    let invoiced = Invoiced { id: invoice.id.clone(), number: invoice.number.to_string() };
    spend::invoice(change, &invoice.organisation, invoice.month, &invoiced);
}

/// Adds that an invoice was taken back: with what the number of the note leads to, and the series after it.
pub fn credit(
    change: &mut Change,
    (read, credited): (&Versioned<Invoice>, &Invoice),
    (before, after): (&Versioned<Series>, &Series),
) {
    change.replace(read, credited).replace(before, after);
    if let Some(note) = credited.credit_note() {
        change.create(&Numbered { number: note.number.clone(), ..Numbered::of(credited) });
    }
}

fn partition(organisation: &OrganisationId) -> String {
    format!("{}{organisation}", Part::Invoice.prefix())
}

fn due_partition(shard: u8) -> String {
    format!("{}DUE#{shard:02}", Part::Invoice.prefix())
}

/// Which invoice a number is, its own or that of the note that took it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Numbered {
    /// The number.
    pub number: InvoiceNumber,
    /// Whose.
    pub organisation: OrganisationId,
    /// Which.
    pub invoice: InvoiceId,
}

impl Numbered {
    fn of(invoice: &Invoice) -> Self {
        Self { number: invoice.number.clone(), organisation: invoice.organisation.clone(), invoice: invoice.id.clone() }
    }
}

/// That every organisation of a shard of a month has its invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunDone {
    /// Which month.
    pub month: Month,
    /// Which shard of its index.
    pub shard: u8,
    /// When it was found so.
    pub at: Timestamp,
}

impl Stored for Invoice {
    const PART: Part = Part::Invoice;
    const KIND: &'static str = "invoice";

    fn key(&self) -> Key {
        key(&self.organisation, &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        let (_, on) = self.next_step()?;
        let shard = self.id.as_str().bytes().last().unwrap_or_default() % DUE_SHARDS;
        Some(IndexKey::new(due_partition(shard), format!("{on}#{}", self.id)))
    }
}

impl Stored for Series {
    const PART: Part = Part::Invoice;
    const KIND: &'static str = "invoice-series";

    fn key(&self) -> Key {
        series_key(&self.organisation)
    }
}

impl Stored for Numbered {
    const PART: Part = Part::Invoice;
    const KIND: &'static str = "invoice-number";

    fn key(&self) -> Key {
        number_key(&self.number)
    }
}

impl Stored for RunDone {
    const PART: Part = Part::Invoice;
    const KIND: &'static str = "invoice-run";

    fn key(&self) -> Key {
        run_key(self.month, self.shard)
    }
}
