//! What the desk does with a question: takes it in hand, answers it, closes it.

use jiff::{SignedDuration, Timestamp};

use super::{Decided, Message, Refusal, State, Ticket};
use crate::audit::Actor;
use crate::chance::Chance;
use crate::effect::{Effect, TicketEffect};
use crate::ids::AccountId;
use crate::name::Note;
use crate::taking::{Colleague, Taken};
use crate::upgrade::messages::Side;

/// How long somebody of the desk has a question in hand: as long as a case.
const TAKE: SignedDuration = SignedDuration::from_mins(30);

impl Ticket {
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

    fn by_desk(self, message: Option<Message>, effects: Vec<Effect>, by: &AccountId, action: &str) -> Decided {
        self.decided(message, effects, Actor::Staff { account: by.clone() }, action)
    }
}
