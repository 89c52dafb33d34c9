//! Questions to the service desk, with their threads (seed 000: "describe the situation as clearly as possible"). Anybody may ask: somebody
//! who is logged in finds the answer in his account, a stranger by a link from the mail. No mail ever holds what was written.

mod answering;
mod asking;
pub mod link;
mod question;
mod reference;
mod state;
#[cfg(test)]
mod tests;
mod topic;
mod view;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::audit::{Actor, AuditFact, Trail};
use crate::chance::Chance;
use crate::effect::Effect;
use crate::ids::{AccountId, MessageId, TicketId};
use crate::language::Language;
use crate::name::{Name, Note};
use crate::taking::Taken;
use crate::upgrade::messages::{Side, Thread};

pub use link::TicketLink;
pub use question::{Asker, Contact, Question, Situation};
pub use reference::{NotAReference, Reference};
pub use state::{State, StateName};
pub use topic::Topic;
pub use view::{ContactView, DeskTicketView, TicketSummary, TicketView, WaitingTicket};

/// A question to the service desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its number, for the phone.
    pub reference: Reference,
    /// What it is about.
    pub topic: Topic,
    /// Who asks.
    pub asker: Asker,
    /// How he is reached.
    pub contact: Contact,
    /// Where it happened.
    pub situation: Situation,
    /// The language he is answered in.
    pub language: Language,
    /// When it was asked.
    pub opened_at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// Who has it in hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// How much was written, and read.
    #[serde(default)]
    pub thread: Thread,
    /// The link that opens it, of somebody without an account; the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<TokenHash>,
}

/// A message of a question, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Of which question.
    pub ticket: TicketId,
    /// Who wrote.
    pub from: Side,
    /// Whose account wrote; absent for a stranger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<AccountId>,
    /// What he is called.
    pub name: Name,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: Note,
}

/// What a decision on a question comes to.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The question as it is then.
    pub ticket: Ticket,
    /// What was written.
    pub message: Option<Message>,
    /// What it sets in motion.
    pub effects: Vec<Effect>,
    /// What is kept of it for good.
    pub audit: AuditFact,
}

/// Why something cannot be done with a question.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is closed.
    #[error("the question is closed")]
    Closed,
    /// A colleague has it in hand.
    #[error("a colleague has it in hand")]
    TakenByAnother {
        /// Who.
        name: Name,
        /// Until when.
        until: Timestamp,
    },
    /// Nobody answers his own question.
    #[error("nobody answers his own question")]
    OwnQuestion,
    /// Too much was written within a day.
    #[error("too many messages within a day")]
    TooMany {
        /// How long to wait.
        wait: SignedDuration,
    },
}

/// How many messages a side writes on one question within a day.
const MOST_PER_DAY: usize = 20;

impl Ticket {
    /// Who has it in hand at this moment; a take that lapsed holds nobody off.
    pub fn holder(&self, now: Timestamp) -> Option<&Taken> {
        self.taken.as_ref().filter(|taken| taken.holds(now))
    }

    /// The account of whoever asked.
    pub const fn account(&self) -> Option<&AccountId> {
        match &self.asker {
            Asker::Stranger {} => None,
            Asker::Person { account, .. } => Some(account),
        }
    }

    const fn not_closed(&self) -> Result<(), Refusal> {
        match self.state {
            State::Open { .. } | State::WaitingForCustomer { .. } => Ok(()),
            State::Closed { .. } => Err(Refusal::Closed),
        }
    }

    fn count(&mut self, from: Side, by: Option<&AccountId>, now: Timestamp) -> Result<(), Refusal> {
        self.thread.count_message(from, by, MOST_PER_DAY, now).map_err(|wait| Refusal::TooMany { wait })
    }

    fn message(
        &self,
        from: Side,
        author: Option<AccountId>,
        name: Name,
        text: &Note,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Message {
        let id = MessageId::new(now, chance);
        Message { id, ticket: self.id.clone(), from, author, name, at: now, text: text.clone() }
    }

    fn decided(self, message: Option<Message>, effects: Vec<Effect>, actor: Actor, action: &str) -> Decided {
        let audit = AuditFact {
            trail: Trail::Ticket { ticket: self.id.clone() },
            actor,
            action: format!("{action}-ticket"),
            object: self.id.to_string(),
            result: format!("{:?}", self.state.name()).to_lowercase(),
        };
        Decided { ticket: self, message, effects, audit }
    }
}
