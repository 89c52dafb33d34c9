//! Letters about a case between its events: that the other side wrote, that the promised date moved, and what is told when nothing happens.

use domain::ids::{MeansId, OrganisationId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::compose::{Content, Writer};
use crate::letter::{Case, Missing};
use crate::moment::day;

/// What there is to tell. What was written in a message never stands in a mail (S52).
#[derive(Clone, Copy)]
pub enum DeskNews<'a> {
    /// The desk wrote to the customer.
    MessageForCustomer,
    /// The customer wrote to the desk.
    MessageForDesk {
        /// Whose case it is, for the link.
        organisation: &'a OrganisationId,
    },
    /// The promised date moved because cases wait longer than was expected.
    PromiseMoved {
        /// The new date.
        promised_for: Date,
    },
    /// The promised date moved because somebody who signs or identifies is not done yet.
    PromiseWaits {
        /// The new date.
        promised_for: Date,
    },
    /// A draft was begun and not gone on with.
    Unfinished,
    /// Something is still missing.
    StillMissing {
        /// What.
        missing: &'a [Missing],
    },
    /// The activation code lapses soon.
    CodeLapses {
        /// The means to activate.
        means: &'a MeansId,
        /// When.
        until: Timestamp,
    },
    /// The case will be called off.
    WillBeCalledOff {
        /// When.
        on: Date,
    },
    /// It was called off.
    CalledOff,
}

impl DeskNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::MessageForCustomer => "message-for-customer",
            Self::MessageForDesk { .. } => "message-for-desk",
            Self::PromiseMoved { .. } => "promise-moved",
            Self::PromiseWaits { .. } => "promise-waits",
            Self::Unfinished => "unfinished",
            Self::StillMissing { .. } => "still-missing",
            Self::CodeLapses { .. } => "code-lapses",
            Self::WillBeCalledOff { .. } => "will-be-called-off",
            Self::CalledOff => "called-off",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn desk(&self, case: &Case<'_>, news: &DeskNews<'_>) -> Content {
        let letters = &self.words.letters;
        let home = format!("/upgrades/{}", case.upgrade);
        let date = |on: Date| day(&self.words.frame, on);
        match news {
            DeskNews::MessageForCustomer => self.about(&letters.message_for_customer, case, &[], &home),
            DeskNews::MessageForDesk { organisation } => {
                let place = format!("/desk/organisations/{organisation}/upgrades/{}", case.upgrade);
                self.about(&letters.message_for_desk, case, &[], &place)
            }
            DeskNews::PromiseMoved { promised_for } => {
                self.about(&letters.promise_moved, case, &[("date", &date(*promised_for))], &home)
            }
            DeskNews::PromiseWaits { promised_for } => {
                self.about(&letters.promise_waits, case, &[("date", &date(*promised_for))], &home)
            }
            DeskNews::Unfinished => self.about(&letters.unfinished, case, &[], &home),
            DeskNews::StillMissing { missing } => {
                self.about(&letters.still_missing, case, &[], &home).listing(self.all_missing(missing))
            }
            DeskNews::CodeLapses { means, until } => {
                let place = format!("/means/{means}/activate");
                self.about(&letters.code_lapses, case, &[("until", &self.at(*until))], &place)
            }
            DeskNews::WillBeCalledOff { on } => {
                self.about(&letters.will_be_called_off, case, &[("date", &date(*on))], &home)
            }
            DeskNews::CalledOff => self.about(&letters.called_off, case, &[], "/means"),
        }
    }
}
