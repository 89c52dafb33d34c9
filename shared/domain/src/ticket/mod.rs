//! Questions to the service desk, with their threads (seed 000: "describe the situation as clearly as possible"). Anybody may ask: somebody
//! who is logged in finds the answer in his account, a stranger by a link from the mail. No mail ever holds what was written.

pub mod link;
mod reference;
#[cfg(test)]
mod tests;
mod view;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::audit::{Actor, AuditFact, Trail};
use crate::chance::Chance;
use crate::effect::{Effect, TicketEffect};
use crate::email::Email;
use crate::ids::{AccountId, MessageId, OrganisationId, TicketId, TraceId};
use crate::language::Language;
use crate::name::{Name, Note};
use crate::phone::Telephone;
use crate::taking::{Colleague, Taken};
use crate::upgrade::messages::{Side, Thread};

pub use link::TicketLink;
pub use reference::{NotAReference, Reference};
pub use view::{ContactView, DeskTicketView, TicketSummary, TicketView, WaitingTicket};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Logging in: password, locked, second step.
    LogIn,
    /// Another e-mail address for the account, for whoever has lost the old mailbox (seed 003).
    ChangeAddress,
    /// Access codes, labels, the main user.
    AccessCodes,
    /// Logging in with eHerkenning, and linking it.
    EHerkenning,
    /// Ordering products of the register.
    Orders,
    /// Invoices, and what they are for.
    Invoices,
    /// What was spent: overviews and downloads.
    Spend,
    /// Applying for a first means.
    Apply,
    /// Raising a means.
    Upgrade,
    /// Many users from a table.
    Batches,
    /// More than five users, several companies, a management module.
    ManyUsers,
    /// Anything else.
    Other,
}

impl Topic {
    /// Every topic, in the order they are offered.
    pub const ALL: [Self; 12] = [
        Self::LogIn,
        Self::ChangeAddress,
        Self::AccessCodes,
        Self::EHerkenning,
        Self::Orders,
        Self::Invoices,
        Self::Spend,
        Self::Apply,
        Self::Upgrade,
        Self::Batches,
        Self::ManyUsers,
        Self::Other,
    ];

    /// The name on the wire and in keys.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LogIn => "log-in",
            Self::ChangeAddress => "change-address",
            Self::AccessCodes => "access-codes",
            Self::EHerkenning => "e-herkenning",
            Self::Orders => "orders",
            Self::Invoices => "invoices",
            Self::Spend => "spend",
            Self::Apply => "apply",
            Self::Upgrade => "upgrade",
            Self::Batches => "batches",
            Self::ManyUsers => "many-users",
            Self::Other => "other",
        }
    }
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Asker {
    /// Somebody who is not logged in; whether he has an account is not looked at (S10).
    Stranger {},
    /// Somebody who was logged in.
    Person {
        /// His account.
        account: AccountId,
        /// The organisation he acted for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organisation: Option<OrganisationId>,
    },
}

/// How whoever asks is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// His name.
    pub name: Name,
    /// Where mails go.
    pub email: Email,
    /// The number to be called at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Telephone>,
}

/// Where it happened, and what must be known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "TicketSituation")]
pub struct Situation {
    /// On which page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Name>,
    /// What the page said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Name>,
    /// The number the page showed with it: the request, in our logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace_id: Option<TraceId>,
    /// Which address the account has, for a question about changing it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_email: Option<Email>,
    /// Which address it is to get.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_email: Option<Email>,
}

/// Where a question stands: exactly what is true there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// The desk has to act.
    Open {
        /// Since when.
        since: Timestamp,
        /// Whether it had been closed before.
        again: bool,
    },
    /// Whoever asked has to act.
    WaitingForCustomer {
        /// Since when.
        since: Timestamp,
    },
    /// It is answered.
    Closed {
        /// Since when.
        since: Timestamp,
    },
}

/// The name of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "TicketState")]
pub enum StateName {
    /// The desk has to act.
    Open,
    /// The desk has to act once more.
    Reopened,
    /// Whoever asked has to act.
    WaitingForCustomer,
    /// It is answered.
    Closed,
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Open { again: false, .. } => StateName::Open,
            Self::Open { again: true, .. } => StateName::Reopened,
            Self::WaitingForCustomer { .. } => StateName::WaitingForCustomer,
            Self::Closed { .. } => StateName::Closed,
        }
    }

    /// Since when it is so.
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Open { since, .. } | Self::WaitingForCustomer { since } | Self::Closed { since } => *since,
        }
    }
}

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

/// A question as it is put.
#[derive(Debug, Clone)]
pub struct Question {
    /// What it is about.
    pub topic: Topic,
    /// What happened.
    pub text: Note,
    /// Where.
    pub situation: Situation,
    /// Who asks.
    pub asker: Asker,
    /// How he is reached.
    pub contact: Contact,
    /// The language of the page.
    pub language: Language,
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

/// How long somebody of the desk has a question in hand: as long as a case.
const TAKE: SignedDuration = SignedDuration::from_mins(30);

/// How many messages a side writes on one question within a day.
const MOST_PER_DAY: usize = 20;

impl Ticket {
    /// Puts a question to the desk. Whoever asks is told its number by mail.
    ///
    /// # Errors
    /// None in practice: a first message is never too many.
    pub fn ask(question: Question, now: Timestamp, chance: &dyn Chance) -> Result<Decided, Refusal> {
        let Question { topic, text, situation, asker, contact, language } = question;
        let ticket = Self {
            id: TicketId::new(now, chance),
            reference: Reference::draw(chance),
            topic,
            asker,
            contact,
            situation,
            language,
            opened_at: now,
            state: State::Open { since: now, again: false },
            taken: None,
            thread: Thread::default(),
            link: None,
        };
        let mut decided = ticket.write_as_customer(&text, "ask", now, chance)?;
        decided.effects.insert(0, Effect::Ticket(TicketEffect::Confirm { ticket: decided.ticket.id.clone() }));
        Ok(decided)
    }

    /// Whoever asked writes on: what was closed is open again.
    ///
    /// # Errors
    /// When he wrote too much within a day.
    pub fn customer_writes(mut self, text: &Note, now: Timestamp, chance: &dyn Chance) -> Result<Decided, Refusal> {
        self.state = match self.state {
            State::Open { since, again } => State::Open { since, again },
            State::WaitingForCustomer { .. } => State::Open { since: now, again: false },
            State::Closed { .. } => State::Open { since: now, again: true },
        };
        self.write_as_customer(text, "write", now, chance)
    }

    fn write_as_customer(
        mut self,
        text: &Note,
        action: &str,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Decided, Refusal> {
        let author = self.account().cloned();
        self.count(Side::Customer, author.as_ref(), now)?;
        let name = self.contact.name.clone();
        let message = self.message(Side::Customer, author.clone(), name, text, now, chance);
        let effects = vec![Effect::Ticket(TicketEffect::TellDesk { ticket: self.id.clone() })];
        let actor = author.map_or(Actor::Visitor, |account| Actor::Person { account });
        Ok(self.decided(Some(message), effects, actor, action))
    }

    /// Whoever asked closes his question: it is answered, or needs no answer any more. Writing on it opens it again.
    ///
    /// # Errors
    /// When it is closed.
    pub fn customer_closes(mut self, now: Timestamp) -> Result<Decided, Refusal> {
        self.not_closed()?;
        let author = self.account().cloned();
        self.thread.read_by(Side::Customer, author.as_ref(), now);
        self.taken = None;
        self.state = State::Closed { since: now };
        let actor = author.map_or(Actor::Visitor, |account| Actor::Person { account });
        Ok(self.decided(None, Vec::new(), actor, "close-own"))
    }

    /// Whoever asked has read what the desk wrote; `None` when nothing was new to him.
    pub fn customer_reads(mut self, now: Timestamp) -> Option<Decided> {
        if !self.thread.is_new_to(Side::Customer) {
            return None;
        }
        let author = self.account().cloned();
        self.thread.read_by(Side::Customer, author.as_ref(), now);
        let actor = author.map_or(Actor::Visitor, |account| Actor::Person { account });
        Some(self.decided(None, Vec::new(), actor, "read"))
    }

    /// Somebody of the desk takes the question in hand for a while. Taking what one has goes on from now.
    ///
    /// # Errors
    /// When it is closed, his own, or in a colleague's hands.
    pub fn take(mut self, by: Colleague<'_>, now: Timestamp) -> Result<Decided, Refusal> {
        self.free_for(by.account, now)?;
        self.not_closed()?;
        self.taken = Some(Taken::now(by, now, TAKE));
        self.thread.read_by(Side::Desk, Some(by.account), now);
        Ok(self.by_desk(None, Vec::new(), by.account, "take"))
    }

    /// He lets it out of hand.
    ///
    /// # Errors
    /// When a colleague has it in hand.
    pub fn release(mut self, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.free_for(by, now)?;
        self.taken = None;
        Ok(self.by_desk(None, Vec::new(), by, "release"))
    }

    /// The desk answers, and closes the question with it or waits for whoever asked. He is told by mail that there is an answer.
    ///
    /// # Errors
    /// When it is his own, in a colleague's hands, or too much was written within a day.
    pub fn answer(
        mut self,
        by: Colleague<'_>,
        text: &Note,
        closing: bool,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Decided, Refusal> {
        self.free_for(by.account, now)?;
        self.count(Side::Desk, Some(by.account), now)?;
        let message = self.message(Side::Desk, Some(by.account.clone()), by.name.clone(), text, now, chance);
        self.taken = None;
        self.thread.desk = Some(by.account.clone());
        self.state = if closing { State::Closed { since: now } } else { State::WaitingForCustomer { since: now } };
        let effects = vec![Effect::Ticket(TicketEffect::TellAnswer { ticket: self.id.clone() })];
        Ok(self.by_desk(Some(message), effects, by.account, if closing { "answer-and-close" } else { "answer" }))
    }

    /// The desk closes the question without another word. Whoever asked is told, and how to open it again.
    ///
    /// # Errors
    /// When it is closed, his own, or in a colleague's hands.
    pub fn close(mut self, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.free_for(by, now)?;
        self.not_closed()?;
        self.thread.read_by(Side::Desk, Some(by), now);
        self.taken = None;
        self.state = State::Closed { since: now };
        let effects = vec![Effect::Ticket(TicketEffect::TellClosed { ticket: self.id.clone() })];
        Ok(self.by_desk(None, effects, by, "close"))
    }

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

    fn free_for(&self, by: &AccountId, now: Timestamp) -> Result<(), Refusal> {
        if self.account() == Some(by) {
            return Err(Refusal::OwnQuestion);
        }
        match self.holder(now) {
            Some(taken) if taken.by != *by => {
                Err(Refusal::TakenByAnother { name: taken.name.clone(), until: taken.until })
            }
            Some(_) | None => Ok(()),
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

    fn by_desk(self, message: Option<Message>, effects: Vec<Effect>, by: &AccountId, action: &str) -> Decided {
        self.decided(message, effects, Actor::Staff { account: by.clone() }, action)
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
