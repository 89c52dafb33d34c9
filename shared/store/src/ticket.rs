//! Questions to the service desk: each with its messages in a partition of its own, because whoever asks may belong to nobody. While the desk
//! or whoever asked has to act, a question stands in the index by state and topic, the longest waiting first; a signpost leads to it from its
//! number, another from the account that asked.

use api::Part;
use domain::account::TokenHash;
use domain::ids::{AccountId, MessageId, TicketId};
use domain::ticket::{Decided, Message, Reference, State, StateName, Ticket, TicketLink, Topic};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// How long a question is kept after the last that happened to it: two years, then the table clears it away (S58).
const KEPT: SignedDuration = SignedDuration::from_hours(2 * 365 * 24);

fn partition(id: &TicketId) -> String {
    format!("{}{id}", Part::Ticket.prefix())
}

fn queue_partition(waits_for_desk: bool, topic: Topic) -> String {
    let state = if waits_for_desk { "DESK" } else { "CUSTOMER" };
    format!("{}QUEUE#{state}#{}", Part::Ticket.prefix(), topic.name())
}

fn kept_until(at: Timestamp) -> Option<Timestamp> {
    at.checked_add(KEPT).ok()
}

/// Where a question is.
pub fn key(id: &TicketId) -> Key {
    Key::new(partition(id), "TICKET")
}

/// Everything written on a question, oldest first.
pub fn messages(id: &TicketId) -> Range {
    Range::of(partition(id)).prefix("MESSAGE#")
}

fn message_key(ticket: &TicketId, id: &MessageId) -> Key {
    Key::new(partition(ticket), format!("MESSAGE#{id}"))
}

/// Where the question of a number is named.
pub fn reference_key(reference: &Reference) -> Key {
    Key::new(format!("{}REF#{}", Part::Ticket.prefix(), reference.digits()), "REF")
}

/// The questions of an account, the latest first.
pub fn of_account(account: &AccountId) -> Range {
    Range::of(format!("{}OF#{account}", Part::Ticket.prefix())).descending()
}

/// Questions about a topic that wait for the desk, or for whoever asked; the longest waiting first.
pub fn queue(waits_for_desk: bool, topic: Topic) -> Range {
    Range::of_index(queue_partition(waits_for_desk, topic))
}

/// Where a link to a question is.
pub fn link_key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "TICKET")
}

/// Leads from a number to its question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Numbered {
    /// The number.
    pub reference: Reference,
    /// The question.
    pub ticket: TicketId,
    /// When it was asked.
    pub at: Timestamp,
}

/// Leads from an account to a question it asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The account.
    pub account: AccountId,
    /// The question.
    pub ticket: TicketId,
    /// When it was asked.
    pub at: Timestamp,
}

impl Stored for Ticket {
    const PART: Part = Part::Ticket;
    const KIND: &'static str = "ticket";
    // Who asks and what he tells (S58).
    const SEALED: &'static [&'static str] = &["contact", "situation"];

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        let waits_for_desk = match self.state.name() {
            StateName::Open | StateName::Reopened => true,
            StateName::WaitingForCustomer => false,
            StateName::Closed => return None,
        };
        let since = self.state.since().as_millisecond().max(0);
        Some(IndexKey::new(queue_partition(waits_for_desk, self.topic), format!("{since:015}#{}", self.id)))
    }

    fn expires(&self) -> Option<Timestamp> {
        match self.state {
            // The desk has not answered: it stays until it has.
            State::Open { .. } => None,
            State::WaitingForCustomer { since } | State::Closed { since } => kept_until(since),
        }
    }
}

impl Stored for Message {
    const PART: Part = Part::Ticket;
    const KIND: &'static str = "ticket-message";
    const SEALED: &'static [&'static str] = &["text", "name"];

    fn key(&self) -> Key {
        message_key(&self.ticket, &self.id)
    }

    fn expires(&self) -> Option<Timestamp> {
        kept_until(self.at)
    }
}

impl Stored for Numbered {
    const PART: Part = Part::Ticket;
    const KIND: &'static str = "ticket-number";

    fn key(&self) -> Key {
        reference_key(&self.reference)
    }

    fn expires(&self) -> Option<Timestamp> {
        kept_until(self.at)
    }
}

impl Stored for Asked {
    const PART: Part = Part::Ticket;
    const KIND: &'static str = "ticket-asked";

    fn key(&self) -> Key {
        Key::new(format!("{}OF#{}", Part::Ticket.prefix(), self.account), self.ticket.as_str())
    }

    fn expires(&self) -> Option<Timestamp> {
        kept_until(self.at)
    }
}

impl Stored for TicketLink {
    const PART: Part = Part::Link;
    const KIND: &'static str = "ticket-link";

    fn key(&self) -> Key {
        link_key(&self.hash)
    }

    // Longer than it opens anything: an effect that is performed again must find what became of its link, or it would make it anew.
    fn expires(&self) -> Option<Timestamp> {
        self.expires_at.checked_add(SignedDuration::from_hours(7 * 24)).ok()
    }
}

impl Change {
    /// Everything that asking a question writes; else [`crate::Error::Exists`] when its number is taken.
    pub fn ask(&mut self, decided: &Decided) -> &mut Self {
        let Ticket { id, reference, opened_at: at, .. } = &decided.ticket;
        self.create(&decided.ticket).create(&Numbered { reference: *reference, ticket: id.clone(), at: *at });
        if let Some(account) = decided.ticket.account() {
            self.create(&Asked { account: account.clone(), ticket: id.clone(), at: *at });
        }
        self.told(decided)
    }

    /// Everything a decision on a question changes.
    pub fn go_on(&mut self, read: &Versioned<Ticket>, decided: &Decided) -> &mut Self {
        self.replace(read, &decided.ticket).told(decided)
    }

    fn told(&mut self, decided: &Decided) -> &mut Self {
        if let Some(message) = &decided.message {
            self.create(message);
        }
        self.effects(decided.effects.iter().cloned()).audit(decided.audit.clone())
    }
}
