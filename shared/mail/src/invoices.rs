//! Letters about invoices: that there is one, and what follows when it is not paid (domain.md 4.1).

use domain::amount::euros;
use domain::ids::InvoiceId;
use domain::invoice::{InvoiceNumber, Step};
use domain::spend::Month;
use jiff::civil::Date;

use crate::compose::{Content, Writer, one_line};
use crate::moment::{day, month};

/// What there is to tell.
#[derive(Clone, Copy)]
pub struct InvoiceNews<'a> {
    /// What happened.
    pub what: InvoiceEvent,
    /// The invoice, for the link.
    pub invoice: &'a InvoiceId,
    /// Its number.
    pub number: &'a InvoiceNumber,
    /// Who pays.
    pub organisation: &'a str,
    /// The month it is for.
    pub month: Month,
    /// What is to be paid by now, in cents, a fee included; for one that was taken back, what was to be.
    pub to_pay_cents: i64,
    /// The last day to pay; for what is with the collector, the day it went there; for one that was taken
    /// back, the day of that.
    pub until: Date,
    /// What was added for not paying, in cents.
    pub fee_cents: i64,
}

/// What happened to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvoiceEvent {
    /// It was made.
    Made,
    /// It was not paid.
    Unpaid(Step),
    /// It was taken back.
    Credited,
}

impl InvoiceNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.what {
            InvoiceEvent::Made => "invoice-made",
            InvoiceEvent::Unpaid(Step::Reminder) => "invoice-reminder",
            InvoiceEvent::Unpaid(Step::Dunning) => "invoice-dunning",
            InvoiceEvent::Unpaid(Step::Collector) => "invoice-collector",
            InvoiceEvent::Credited => "invoice-credited",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn invoices(&self, news: &InvoiceNews<'_>) -> Content {
        let letters = &self.words.letters;
        let sheet = match news.what {
            InvoiceEvent::Made => &letters.invoice_made,
            InvoiceEvent::Unpaid(Step::Reminder) => &letters.invoice_reminder,
            InvoiceEvent::Unpaid(Step::Dunning) => &letters.invoice_dunning,
            InvoiceEvent::Unpaid(Step::Collector) => &letters.invoice_collector,
            InvoiceEvent::Credited => &letters.invoice_credited,
        };
        let frame = &self.words.frame;
        let values = [
            ("number", news.number.as_str()),
            ("organisation", &one_line(news.organisation)),
            ("month", &month(frame, news.month)),
            ("amount", &euros(self.language, news.to_pay_cents)),
            ("until", &day(frame, news.until)),
            ("fee", &euros(self.language, news.fee_cents)),
        ];
        self.sheet(sheet, &values, &format!("/invoices/{}", news.invoice))
    }
}
