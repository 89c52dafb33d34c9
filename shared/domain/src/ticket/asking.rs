//! What whoever asked does with his question: puts it, writes on, reads the answer, closes it.

use jiff::Timestamp;

use super::{Decided, Question, Reference, Refusal, State, Ticket};
use crate::audit::Actor;
use crate::chance::Chance;
use crate::effect::{Effect, TicketEffect};
use crate::ids::TicketId;
use crate::name::Note;
use crate::upgrade::messages::{Side, Thread};

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
}
