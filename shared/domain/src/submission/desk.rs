//! What the desk does with what was handed in: it takes it in hand, asks back, decides, and writes.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::audit::Actor;
use crate::chance::Chance;
use crate::effect::{Print, SubmissionEffect};
use crate::form::{Aftermath, Form, FormKind};
use crate::ids::{AccountId, MessageId, SubmissionId};
use crate::name::{Name, Note};
use crate::submission::decided::{Decided, Deciding, Refusal};
use crate::submission::timeline::{By, What};
use crate::submission::{After, Outcome, Printed, RegisterNumber, Signing, State, Submission};
use crate::taking::{Colleague, Taken};
use crate::upgrade::messages::Side;

/// How long somebody of the desk has a submission in hand.
const TAKE: SignedDuration = SignedDuration::from_mins(30);
/// Within how many days the desk has looked at what was handed in: two to six weeks are told where such contracts are checked (domain.md 6).
pub const DESK_DAYS: i64 = 42;

/// How many messages a side writes about one submission within a day, as on a question to the service desk.
const MOST_PER_DAY: usize = 20;

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SubmissionMessageSide")]
pub enum Writer {
    /// Whoever filled it in.
    Customer,
    /// The desk.
    Desk,
}

/// Something that was written about a submission. Its text is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its name; sorts by time.
    pub id: MessageId,
    /// About which submission.
    pub submission: SubmissionId,
    /// By whom.
    pub from: Writer,
    /// What he is called.
    pub name: Name,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: Note,
}

/// How the desk decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// A contract is entered in the register under this number.
    Register(RegisterNumber),
    /// A request is granted.
    Grant,
    /// A notice is taken note of.
    Note,
    /// It is refused.
    Refuse(Note),
}

impl Submission {
    /// Somebody of the desk takes it in hand for half an hour. Taking what one has goes on from now.
    ///
    /// # Errors
    /// When it does not wait for the desk, is his own, or in a colleague's hands.
    pub fn take(self, by: Colleague<'_>, now: Timestamp) -> Result<Decided, Refusal> {
        self.at_desk(by.account, now)?;
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.taken = Some(Taken::now(by, now, TAKE));
        Ok(deciding.finish(Actor::Staff { account: by.account.clone() }, "take-submission"))
    }

    /// He lets it out of hand.
    ///
    /// # Errors
    /// When a colleague has it in hand.
    pub fn release(self, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.free_for(by, now)?;
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.taken = None;
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, "release-submission"))
    }

    /// The desk asks back: the answers can be changed, every signature is void, and it is sent again.
    ///
    /// # Errors
    /// When it does not wait for the desk, is his own, or in a colleague's hands.
    pub fn ask_back(self, by: &AccountId, why: &Note, now: Timestamp) -> Result<Decided, Refusal> {
        self.at_desk(by, now)?;
        let mut deciding = Deciding::on(self, now);
        deciding.void_signatures();
        deciding.submission.course.taken = None;
        deciding.submission.state = State::AskedBack { since: now, why: why.as_str().to_owned() };
        deciding.tell(By::Staff, What::AskedBack {});
        deciding.effect(|submission| SubmissionEffect::TellAskedBack { submission });
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, "ask-submission-back"))
    }

    /// The desk decides. What is entered in the register gets its certificate, and its owner is told when that is made; of anything else he is
    /// told at once.
    ///
    /// # Errors
    /// When it does not wait for the desk, is his own or in a colleague's hands, or when that is no decision on such a form.
    pub fn settle(self, form: &Form, by: &AccountId, decision: Decision, now: Timestamp) -> Result<Decided, Refusal> {
        self.at_desk(by, now)?;
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.taken = None;
        let (outcome, why, what) = match (form.kind, decision) {
            (FormKind::Contract, Decision::Register(number)) => {
                deciding.submission.course.register = Some(number.clone());
                (Outcome::Registered, None, What::Registered { number })
            }
            (FormKind::Request, Decision::Grant) => (Outcome::Granted, None, What::Granted {}),
            (FormKind::Notice, Decision::Note) => (Outcome::Noted, None, What::Noted {}),
            (FormKind::Contract | FormKind::Request | FormKind::Notice, Decision::Refuse(why)) => {
                (Outcome::Refused, Some(why.as_str().to_owned()), What::Refused {})
            }
            (
                FormKind::Contract | FormKind::Request | FormKind::Notice,
                Decision::Register(_) | Decision::Grant | Decision::Note,
            ) => return Err(Refusal::WrongState),
        };
        deciding.submission.state = State::Settled { at: now, outcome, why };
        deciding.tell(By::Staff, what);
        if outcome == Outcome::Registered {
            deciding.print(|submission| Print::Certificate { submission });
        } else {
            deciding.effect(|submission| SubmissionEffect::TellSettled { submission });
        }
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, "settle-submission"))
    }

    /// What is about this contract was noted: from that day on it is changed, or ended.
    pub fn overtaken(self, by: &Self, staff: &AccountId, what: Aftermath, on: Date, now: Timestamp) -> Decided {
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.after.push(After { by: by.id.clone(), what, on });
        deciding.tell(By::Staff, What::Overtaken { by: by.id.clone(), what, on });
        deciding.finish(Actor::Staff { account: staff.clone() }, "overtake-submission")
    }

    /// The contract this is about, what becomes of it, and from when: by the form and the answers.
    pub fn aftermath(&self, form: &Form) -> Option<(&SubmissionId, Aftermath, Date)> {
        let about = form.about.as_ref()?;
        Some((self.about.as_ref()?, about.what, self.answers.date(&about.on)?))
    }

    /// Somebody writes about it, as long as anything can come of it.
    ///
    /// # Errors
    /// When it is still a draft, or was taken back, or too much was written within a day; for the desk also when it is his own.
    pub fn write(
        self,
        from: Writer,
        by: (&AccountId, &Name),
        text: &Note,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<Decided, Refusal> {
        if matches!(self.state, State::Draft | State::Withdrawn { .. }) {
            return Err(Refusal::WrongState);
        }
        let id = MessageId::new(now, chance);
        let (account, name) = (by.0.clone(), by.1.clone());
        let message = Message { id, submission: self.id.clone(), from, name, at: now, text: text.clone() };
        if from == Writer::Desk && self.account == account {
            return Err(Refusal::OwnSubmission);
        }
        let mut deciding = Deciding::on(self, now);
        let side = match from {
            Writer::Customer => Side::Customer,
            Writer::Desk => Side::Desk,
        };
        let counted = deciding.submission.course.thread.count_message(side, Some(&account), MOST_PER_DAY, now);
        counted.map_err(|wait| Refusal::TooOften { wait })?;
        deciding.write(message);
        let actor = match from {
            Writer::Customer => {
                deciding.tell(By::Customer, What::Written {});
                Actor::Person { account }
            }
            Writer::Desk => {
                deciding.tell(By::Staff, What::Written {});
                deciding.effect(|submission| SubmissionEffect::TellWritten { submission });
                Actor::Staff { account }
            }
        };
        Ok(deciding.finish(actor, "write-on-submission"))
    }

    /// Whoever filled it in takes it back, before the desk decided. Whoever signed is told that it counts for nothing.
    ///
    /// # Errors
    /// When it is a draft still, or decided.
    pub fn withdraw(self, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        match self.state {
            State::ToSign { .. } | State::WithDesk { .. } | State::AskedBack { .. } => {}
            State::Draft | State::Settled { .. } | State::Withdrawn { .. } => return Err(Refusal::WrongState),
        }
        let mut deciding = Deciding::on(self, now);
        deciding.void_signatures();
        deciding.submission.course.taken = None;
        deciding.submission.state = State::Withdrawn { at: now };
        deciding.tell(By::Customer, What::Withdrawn {});
        Ok(deciding.finish(Actor::Person { account: by.clone() }, "withdraw-submission"))
    }

    /// Its paper was made, as it is now. `None` when that was done before, or when there is nothing to make a paper of.
    pub fn printed(self, now: Timestamp) -> Option<Decided> {
        let (fingerprint, signed) = (self.fingerprint(), self.signing.as_ref().map_or(0, Signing::signed));
        let made = self.course.paper.as_ref();
        if made.is_some_and(|paper| paper.fingerprint == fingerprint && paper.signed == signed) {
            return None;
        }
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.paper = Some(Printed { fingerprint, signed, made_at: now });
        Some(deciding.finish(Actor::Balie, "print-submission"))
    }

    /// Its certificate was made: whoever filled it in is told. `None` when it was before.
    pub fn certified(self, now: Timestamp) -> Option<Decided> {
        if self.course.certificate_at.is_some() || self.course.register.is_none() {
            return None;
        }
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.certificate_at = Some(now);
        deciding.tell(By::Balie, What::CertificateMade {});
        deciding.effect(|submission| SubmissionEffect::TellSettled { submission });
        Some(deciding.finish(Actor::Balie, "certify-submission"))
    }

    /// Who has it in hand at this moment; a take that lapsed holds nobody off.
    pub fn holder(&self, now: Timestamp) -> Option<&Taken> {
        self.course.taken.as_ref().filter(|taken| taken.holds(now))
    }

    fn at_desk(&self, by: &AccountId, now: Timestamp) -> Result<(), Refusal> {
        if !matches!(self.state, State::WithDesk { .. }) {
            return Err(Refusal::WrongState);
        }
        self.free_for(by, now)
    }

    fn free_for(&self, by: &AccountId, now: Timestamp) -> Result<(), Refusal> {
        if self.account == *by {
            return Err(Refusal::OwnSubmission);
        }
        match self.holder(now) {
            Some(taken) if taken.by != *by => {
                Err(Refusal::TakenByAnother { name: taken.name.clone(), until: taken.until })
            }
            Some(_) | None => Ok(()),
        }
    }
}
