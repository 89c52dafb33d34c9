//! Letters about being identified. They go to the person himself, and lead to his page at the partner where there is something to choose.

use domain::upgrade::identification::Appointment;
use jiff::Timestamp;

use crate::compose::{Content, Writer, one_line};
use crate::letter::Case;

/// What there is to tell of being identified. A page for booking is a secret between the partner and the person.
#[derive(Clone, Copy)]
pub enum IdentityNews<'a> {
    /// Choose a place and a time.
    Invited {
        /// The person's page at the partner.
        book: &'a str,
        /// Until when.
        until: Timestamp,
    },
    /// The same, once more.
    Reminded {
        /// The person's page at the partner.
        book: &'a str,
        /// Until when.
        until: Timestamp,
    },
    /// An appointment was made, or its hours became known.
    Booked {
        /// Where and when.
        appointment: &'a Appointment,
        /// Whether the hours are known.
        exactly: bool,
        /// The person's page at the partner.
        book: &'a str,
    },
    /// Something on the document is not what was entered.
    Mismatch,
    /// Nobody was there.
    Missed {
        /// The person's page at the partner.
        book: &'a str,
        /// Until when.
        until: Timestamp,
    },
    /// The time is over.
    Expired,
}

impl IdentityNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "identity-invited",
            Self::Reminded { .. } => "identity-reminded",
            Self::Booked { exactly: false, .. } => "identity-booked",
            Self::Booked { exactly: true, .. } => "identity-window-known",
            Self::Mismatch => "identity-mismatch",
            Self::Missed { .. } => "identity-missed",
            Self::Expired => "identity-expired",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn identity(&self, case: &Case<'_>, news: &IdentityNews<'_>) -> Content {
        let letters = &self.words.letters;
        let home = format!("/upgrades/{}", case.upgrade);
        let by = |sheet, book: &str, until: Timestamp| {
            self.about(sheet, case, &[("until", &self.at(until))], &home).leading_to(book)
        };
        match news {
            IdentityNews::Invited { book, until } => by(&letters.identity_invited, book, *until),
            IdentityNews::Reminded { book, until } => by(&letters.identity_reminded, book, *until),
            IdentityNews::Missed { book, until } => by(&letters.identity_missed, book, *until),
            IdentityNews::Booked { appointment, exactly, book } => {
                let sheet = if *exactly { &letters.identity_window_known } else { &letters.identity_booked };
                let place = appointment
                    .place
                    .as_ref()
                    .map_or_else(|| self.words.parts.at_a_distance.clone(), |place| one_line(place.as_str()));
                let (begins, ends) = (self.at(appointment.from), self.at(appointment.until));
                let values = [("place", place.as_str()), ("begins", begins.as_str()), ("ends", ends.as_str())];
                self.about(sheet, case, &values, &home).leading_to(book)
            }
            IdentityNews::Mismatch => self.about(&letters.identity_mismatch, case, &[], &home),
            IdentityNews::Expired => self.about(&letters.identity_expired, case, &[], &home),
        }
    }
}
