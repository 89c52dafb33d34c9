//! What a decision on a submission comes to.

use jiff::{SignedDuration, Timestamp};

use crate::audit::{Actor, AuditFact, Trail};
use crate::effect::{Effect, SubmissionEffect};
use crate::ids::SubmissionId;
use crate::name::Name;
use crate::submission::timeline::{By, Entry, What};
use crate::submission::{Message, State, Submission};

/// Why something cannot be done with a submission.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not where it stands now.
    #[error("not where it stands now")]
    WrongState,
    /// Somebody changed it since it was looked at.
    #[error("it was changed since it was looked at")]
    ChangedMeanwhile,
    /// Nobody of that name signs it.
    #[error("nobody of that name signs it")]
    NoSuchSigner,
    /// An answer will not do.
    #[error("{pointer} will not do: {code}")]
    Unfit {
        /// Which, as a JSON pointer.
        pointer: String,
        /// What is wrong.
        code: &'static str,
    },
    /// Too often.
    #[error("too often")]
    TooOften {
        /// How long to wait.
        wait: SignedDuration,
    },
    /// Nobody decides on what he handed in himself.
    #[error("it is his own")]
    OwnSubmission,
    /// A colleague has it in hand.
    #[error("a colleague has it in hand")]
    TakenByAnother {
        /// Who.
        name: Name,
        /// Until when.
        until: Timestamp,
    },
    /// There is no code that is good.
    #[error("there is no code that is good")]
    CodeVoid,
}

impl Refusal {
    pub(crate) fn unfit(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::Unfit { pointer: pointer.into(), code }
    }
}

/// What a decision comes to: kept in one transaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The submission as it is now.
    pub submission: Submission,
    /// New entries for its timeline.
    pub entries: Vec<Entry>,
    /// What was written.
    pub message: Option<Message>,
    /// What is set in motion.
    pub effects: Vec<Effect>,
    /// What the audit trail keeps.
    pub audit: AuditFact,
}

/// A decision in the making.
pub(super) struct Deciding {
    pub submission: Submission,
    entries: Vec<Entry>,
    message: Option<Message>,
    effects: Vec<Effect>,
    pub now: Timestamp,
}

impl Deciding {
    pub fn on(submission: Submission, now: Timestamp) -> Self {
        Self { submission, entries: Vec::new(), message: None, effects: Vec::new(), now }
    }

    pub fn tell(&mut self, by: By, what: What) {
        let course = &mut self.submission.course;
        course.entries = course.entries.saturating_add(1);
        let (submission, number, at) = (self.submission.id.clone(), self.submission.course.entries, self.now);
        self.entries.push(Entry { submission, number, at, by, what });
    }

    pub fn effect(&mut self, effect: impl FnOnce(SubmissionId) -> SubmissionEffect) {
        self.effects.push(Effect::Submission(effect(self.submission.id.clone())));
    }

    pub fn print(&mut self, print: impl FnOnce(SubmissionId) -> crate::effect::Print) {
        self.effects.push(Effect::Print(print(self.submission.id.clone())));
    }

    pub fn write(&mut self, message: Message) {
        self.message = Some(message);
    }

    /// Ends it. The trail is that of whoever filled it in.
    pub fn finish(self, actor: Actor, action: &str) -> Decided {
        let audit = AuditFact {
            trail: Trail::Account { account: self.submission.account.clone() },
            actor,
            action: action.to_owned(),
            object: self.submission.id.to_string(),
            result: self.submission.state.name().word().to_owned(),
        };
        let Self { submission, entries, message, effects, now: _ } = self;
        Decided { submission, entries, message, effects, audit }
    }
}

impl State {
    /// Since when it is so.
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Draft => None,
            Self::ToSign { since } | Self::WithDesk { since } | Self::AskedBack { since, .. } => Some(*since),
            Self::Settled { at, .. } | Self::Withdrawn { at } => Some(*at),
        }
    }

    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Draft => StateName::Draft,
            Self::ToSign { .. } => StateName::ToSign,
            Self::WithDesk { .. } => StateName::WithDesk,
            Self::AskedBack { .. } => StateName::AskedBack,
            Self::Settled { .. } => StateName::Settled,
            Self::Withdrawn { .. } => StateName::Withdrawn,
        }
    }
}

/// The name of where a submission stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SubmissionStateName")]
pub enum StateName {
    /// Being filled in.
    Draft,
    /// It waits for signatures.
    ToSign,
    /// The desk checks it.
    WithDesk,
    /// The desk asked back.
    AskedBack,
    /// The desk decided.
    Settled,
    /// It was taken back.
    Withdrawn,
}

impl StateName {
    /// The name on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::ToSign => "to-sign",
            Self::WithDesk => "with-desk",
            Self::AskedBack => "asked-back",
            Self::Settled => "settled",
            Self::Withdrawn => "withdrawn",
        }
    }
}
