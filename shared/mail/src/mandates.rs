//! Letters about direct-debit mandates, to each of those who opened the business; and the code somebody signs one with, in a mail of its own. Of
//! the account only what others may see.

use domain::ids::{BusinessId, MandateId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::compose::{Content, Writer, labelled, one_line};
use crate::moment::day;

/// What there is to tell of a mandate.
#[derive(Clone, Copy)]
pub struct MandateLetter<'a> {
    /// What happened.
    pub what: MandateEvent<'a>,
    /// Whose mandate, for the link.
    pub business: &'a BusinessId,
    /// What the business is called.
    pub business_name: &'a str,
    /// Which, for the link.
    pub mandate: &'a MandateId,
    /// What creditor and banks call it.
    pub reference: &'a str,
    /// Who collects.
    pub creditor: &'a str,
    /// The account, all but its end hidden.
    pub account: &'a str,
}

/// What happened to a mandate.
#[derive(Clone, Copy)]
pub enum MandateEvent<'a> {
    /// Somebody wants to sign it.
    Code {
        /// Six digits.
        code: &'a str,
        /// Until when it works.
        until: Timestamp,
    },
    /// It was signed.
    Given {
        /// Whether it is B2B: then the bank is to be told.
        b2b: bool,
    },
    /// A change was signed.
    Changed,
    /// It was revoked.
    Revoked,
    /// It is about to lapse.
    AboutToLapse {
        /// The last day.
        on: Date,
    },
    /// It lapsed.
    Lapsed {
        /// The first day on which nothing can be collected.
        on: Date,
    },
}

impl MandateLetter<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.what {
            MandateEvent::Code { .. } => "mandate-code",
            MandateEvent::Given { b2b: false } => "mandate-given",
            MandateEvent::Given { b2b: true } => "mandate-given-b2b",
            MandateEvent::Changed => "mandate-changed",
            MandateEvent::Revoked => "mandate-revoked",
            MandateEvent::AboutToLapse { .. } => "mandate-about-to-lapse",
            MandateEvent::Lapsed { .. } => "mandate-lapsed",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn mandates(&self, news: &MandateLetter<'_>) -> Content {
        let (letters, frame) = (&self.words.letters, &self.words.frame);
        let (sheet, said) = match news.what {
            MandateEvent::Code { until, .. } => (&letters.mandate_code, self.at(until)),
            MandateEvent::Given { b2b: false } => (&letters.mandate_given, String::new()),
            MandateEvent::Given { b2b: true } => (&letters.mandate_given_b2b, String::new()),
            MandateEvent::Changed => (&letters.mandate_changed, String::new()),
            MandateEvent::Revoked => (&letters.mandate_revoked, String::new()),
            MandateEvent::AboutToLapse { on } => (&letters.mandate_about_to_lapse, day(frame, on)),
            MandateEvent::Lapsed { on } => (&letters.mandate_lapsed, day(frame, on)),
        };
        let values = [
            ("business", &*one_line(news.business_name)),
            ("reference", news.reference),
            ("creditor", &one_line(news.creditor)),
            ("account", news.account),
            ("on", &said),
        ];
        let link = format!("/businesses/{}/mandates/{}", news.business, news.mandate);
        let mut content = self.sheet(sheet, &values, &link);
        if let MandateEvent::Code { code, .. } = news.what {
            content.secret = labelled(sheet.secret.as_ref(), code);
        }
        content
    }
}
