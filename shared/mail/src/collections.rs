//! Letters about debits: that money will be collected (the pre-notification of the scheme), that it will not after all, that it came back
//! (domain.md 2.4).

use domain::amount::euros;
use domain::collection::Returned;
use domain::ids::{BusinessId, MandateId};
use jiff::civil::Date;

use crate::compose::{Content, Item, Writer, one_line};
use crate::moment::day;

/// What there is to tell of a debit.
#[derive(Clone, Copy)]
pub struct CollectionNews<'a> {
    /// What happened.
    pub what: CollectionEvent,
    /// Whose account, for the link.
    pub business: &'a BusinessId,
    /// What the business is called.
    pub business_name: &'a str,
    /// Under which mandate, for the link.
    pub mandate: &'a MandateId,
    /// What the mandate is called.
    pub reference: &'a str,
    /// Who collects.
    pub creditor: &'a str,
    /// Its identifier in the scheme.
    pub creditor_id: &'a str,
    /// How much, in cents.
    pub cents: i64,
    /// The day the money goes, or went.
    pub on: Date,
    /// What for.
    pub text: &'a str,
}

/// What happened to a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectionEvent {
    /// It will be collected.
    Ahead,
    /// It was announced and is not collected after all.
    Cancelled,
    /// The bank gave it back.
    Returned(Returned),
}

impl CollectionNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.what {
            CollectionEvent::Ahead => "collection-ahead",
            CollectionEvent::Cancelled => "collection-cancelled",
            CollectionEvent::Returned(_) => "collection-returned",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn collections(&self, news: &CollectionNews<'_>) -> Content {
        let (letters, frame) = (&self.words.letters, &self.words.frame);
        let (sheet, returned) = match news.what {
            CollectionEvent::Ahead => (&letters.collection_ahead, None),
            CollectionEvent::Cancelled => (&letters.collection_cancelled, None),
            CollectionEvent::Returned(returned) => (&letters.collection_returned, Some(returned)),
        };
        let values = [
            ("business", &*one_line(news.business_name)),
            ("reference", news.reference),
            ("creditor", &one_line(news.creditor)),
            ("creditorId", news.creditor_id),
            ("amount", &euros(self.language, news.cents)),
            ("on", &day(frame, news.on)),
            ("text", &one_line(news.text)),
            ("returned", &returned.map(|returned| day(frame, returned.on)).unwrap_or_default()),
        ];
        let link = format!("/businesses/{}/mandates/{}", news.business, news.mandate);
        let mut content = self.sheet(sheet, &values, &link);
        let reason = returned.and_then(|returned| self.terms.return_reasons.get(&returned.reason));
        content.items = reason.map(Item::from).into_iter().collect();
        content
    }
}
