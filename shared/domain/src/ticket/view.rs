//! A question as it stands on the wire: to whoever asked, and to the desk.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Asker, Message, Situation, StateName, Ticket, Topic};
use crate::email::Email;
use crate::ids::{AccountId, TicketId};
use crate::name::Name;
use crate::phone::Telephone;
use crate::taking::{Taken, TakenView};
use crate::ticket::Reference;
use crate::upgrade::messages::{MessageView, Side};

/// A question in a list of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketSummary {
    /// Its id.
    pub ticket_id: TicketId,
    /// Its number, for the phone.
    pub reference: Reference,
    /// What it is about.
    pub topic: Topic,
    /// Where it stands.
    pub state: StateName,
    /// When it was asked.
    pub opened_at: Timestamp,
    /// Since when it stands there.
    pub since: Timestamp,
    /// How many answers are new.
    pub unread: u32,
}

/// A question with its thread, as whoever asked sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TicketView {
    /// The question.
    pub ticket: TicketSummary,
    /// On which page, with which error.
    pub situation: Situation,
    /// What was written, oldest first.
    pub messages: Vec<MessageView>,
}

/// A question in the desk's queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingTicket {
    /// Its id.
    pub ticket_id: TicketId,
    /// Its number.
    pub reference: Reference,
    /// What it is about.
    pub topic: Topic,
    /// Where it stands.
    pub state: StateName,
    /// When it was asked.
    pub opened_at: Timestamp,
    /// Since when it stands there.
    pub since: Timestamp,
    /// How many messages nobody here has read.
    pub unread: u32,
    /// Whether whoever asks was logged in.
    pub logged_in: bool,
    /// Who has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenView>,
}

/// A question with everything the desk needs to answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskTicketView {
    /// The question.
    pub ticket: WaitingTicket,
    /// Who asks, as he says.
    pub contact: ContactView,
    /// On which page, with which error.
    pub situation: Situation,
    /// What was written, oldest first.
    pub messages: Vec<MessageView>,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// The name; of somebody who is not logged in: what he says, and nobody has checked it.
    pub name: Name,
    /// Where mails go.
    pub email: Email,
    /// The number to be called at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Telephone>,
    /// His account, when he was logged in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<AccountId>,
}

impl Ticket {
    /// The question in a list of whoever asked.
    pub fn summary(&self) -> TicketSummary {
        TicketSummary {
            ticket_id: self.id.clone(),
            reference: self.reference,
            topic: self.topic,
            state: self.state.name(),
            opened_at: self.opened_at,
            since: self.state.since(),
            unread: self.thread.unread_by_customer,
        }
    }

    /// The question in the desk's queue.
    pub fn waiting(&self, now: Timestamp) -> WaitingTicket {
        let taken = self.holder(now);
        WaitingTicket {
            ticket_id: self.id.clone(),
            reference: self.reference,
            topic: self.topic,
            state: self.state.name(),
            opened_at: self.opened_at,
            since: self.state.since(),
            unread: self.thread.unread_by_desk,
            logged_in: self.asker != Asker::Stranger {},
            taken: taken.map(Taken::view),
        }
    }

    /// The question with its thread, for whoever asked.
    pub fn view<'m>(&self, messages: impl IntoIterator<Item = &'m Message>) -> TicketView {
        let messages = messages.into_iter().map(|message| self.told(message, Side::Customer)).collect();
        TicketView { ticket: self.summary(), situation: self.situation.clone(), messages }
    }

    /// The question with its thread, for the desk.
    pub fn desk_view<'m>(&self, messages: impl IntoIterator<Item = &'m Message>, now: Timestamp) -> DeskTicketView {
        let messages = messages.into_iter().map(|message| self.told(message, Side::Desk)).collect();
        let account_id = match &self.asker {
            Asker::Stranger {} => None,
            Asker::Person { account, .. } => Some(account.clone()),
        };
        let contact = ContactView {
            name: self.contact.name.clone(),
            email: self.contact.email.clone(),
            phone: self.contact.phone.clone(),
            account_id,
        };
        DeskTicketView { ticket: self.waiting(now), contact, situation: self.situation.clone(), messages }
    }

    /// A message as `viewer` sees it: names of the desk's people are for the desk.
    fn told(&self, message: &Message, viewer: Side) -> MessageView {
        MessageView {
            message_id: message.id.clone(),
            from: message.from,
            name: (viewer == Side::Desk || message.from == Side::Customer).then(|| message.name.clone()),
            at: message.at,
            text: message.text.clone(),
            read_at: self.thread.read_at(message.from, message.at),
        }
    }
}
