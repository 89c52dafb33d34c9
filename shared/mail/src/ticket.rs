//! Letters about questions to the service desk: their number, and where the answer is read. What was asked and answered never stands in a
//! mail (S52): anybody may have typed the address it goes to.

use domain::ids::{OrganisationId, TicketId, UpgradeId};
use domain::ticket::Reference;
use jiff::Timestamp;

use crate::compose::{Content, Writer};
use crate::words::fill;

/// What there is to tell of a question.
#[derive(Clone, Copy)]
pub enum TicketNews<'a> {
    /// To whoever asked.
    ForAsker {
        /// What happened.
        event: TicketEvent,
        /// Where he reads on.
        place: Place<'a>,
    },
    /// To the desk: something waits to be read.
    ForDesk {
        /// Which question, for the link.
        ticket: &'a TicketId,
    },
}

/// What happened to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketEvent {
    /// It came in.
    Received,
    /// There is an answer.
    Answered,
    /// It was closed.
    Closed,
    /// Somebody asked for the way to it once more.
    Found,
}

/// Where whoever asked reads the answer.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// Behind a link of his own.
    Link {
        /// The secret of the link.
        token: &'a str,
        /// Until when the link works.
        until: Timestamp,
    },
    /// In his account.
    Account {
        /// Which question.
        ticket: &'a TicketId,
    },
}

/// A case on which a customer wrote and which nobody has in hand: for the desk's mailbox, without a word of whose it is.
#[derive(Clone, Copy)]
pub struct Untaken<'a> {
    /// Whose case, for the link.
    pub organisation: &'a OrganisationId,
    /// Which case.
    pub upgrade: &'a UpgradeId,
}

impl TicketNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::ForAsker { event: TicketEvent::Received, .. } => "ticket-received",
            Self::ForAsker { event: TicketEvent::Answered, .. } => "ticket-answered",
            Self::ForAsker { event: TicketEvent::Closed, .. } => "ticket-closed",
            Self::ForAsker { event: TicketEvent::Found, .. } => "ticket-found",
            Self::ForDesk { .. } => "ticket-for-desk",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn ticket(&self, reference: Reference, news: &TicketNews<'_>) -> Content {
        let letters = &self.words.letters;
        let (event, place) = match news {
            TicketNews::ForAsker { event, place } => (event, place),
            TicketNews::ForDesk { ticket } => {
                let values = [("reference", &*reference.to_string())];
                return self.sheet(&letters.ticket_for_desk, &values, &format!("/desk/tickets/{ticket}"));
            }
        };
        let sheet = match event {
            TicketEvent::Received => &letters.ticket_received,
            TicketEvent::Answered => &letters.ticket_answered,
            TicketEvent::Closed => &letters.ticket_closed,
            TicketEvent::Found => &letters.ticket_found,
        };
        let (how, path) = match place {
            Place::Link { token, until } => {
                let how = fill(&self.words.parts.ticket_by_link, &[("until", &self.at(*until))]);
                (how, format!("/help/thread#token={token}"))
            }
            Place::Account { ticket } => {
                (self.words.parts.ticket_by_account.clone(), format!("/help/questions/{ticket}"))
            }
        };
        self.sheet(sheet, &[("reference", &reference.to_string()), ("how", &how)], &path)
    }

    pub(crate) fn untaken(&self, case: &Untaken<'_>) -> Content {
        let path = format!("/desk/organisations/{}/upgrades/{}", case.organisation, case.upgrade);
        self.sheet(&self.words.letters.untaken_case, &[], &path)
    }
}
