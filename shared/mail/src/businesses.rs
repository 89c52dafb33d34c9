//! Letters about member businesses: who opened one, who is out of it again, and that a letter with a PIN is locked. Never a PIN.

use jiff::Timestamp;

use crate::compose::{Content, Writer, one_line};

/// What happened to a business, for one of its people.
#[derive(Clone, Copy)]
pub struct BusinessNews<'a> {
    /// What.
    pub event: BusinessEvent,
    /// What the business is called.
    pub business: &'a str,
    /// Its number.
    pub number: &'a str,
    /// The address of whom it is about; empty when that is the reader, or nobody.
    pub who: &'a str,
    /// When.
    pub at: Timestamp,
}

/// What happened to a business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BusinessEvent {
    /// Somebody opened it.
    Opened,
    /// The reader opened it.
    OpenedByYou,
    /// Somebody was removed from it.
    Removed,
    /// The reader was removed from it.
    RemovedYou,
    /// Somebody left it.
    Left,
    /// The reader left it.
    LeftByYou,
    /// Its letter was tried too often.
    LetterLocked,
}

impl BusinessNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.event {
            BusinessEvent::Opened => "business-opened",
            BusinessEvent::OpenedByYou => "business-opened-by-you",
            BusinessEvent::Removed => "business-person-removed",
            BusinessEvent::RemovedYou => "business-closed-to-you",
            BusinessEvent::Left => "business-person-left",
            BusinessEvent::LeftByYou => "business-left",
            BusinessEvent::LetterLocked => "business-letter-locked",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn businesses(&self, news: &BusinessNews<'_>) -> Content {
        let letters = &self.words.letters;
        let sheet = match news.event {
            BusinessEvent::Opened => &letters.business_opened,
            BusinessEvent::OpenedByYou => &letters.business_opened_by_you,
            BusinessEvent::Removed => &letters.business_person_removed,
            BusinessEvent::RemovedYou => &letters.business_closed_to_you,
            BusinessEvent::Left => &letters.business_person_left,
            BusinessEvent::LeftByYou => &letters.business_left,
            BusinessEvent::LetterLocked => &letters.business_letter_locked,
        };
        let (business, who) = (one_line(news.business), one_line(news.who));
        let values =
            [("business", business.as_str()), ("number", news.number), ("who", &who), ("at", &self.at(news.at))];
        self.sheet(sheet, &values, "/businesses")
    }
}
