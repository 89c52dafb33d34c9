//! Filling in: begun, saved as often as one likes, gone on with on another device, sent, or discarded. A draft nobody touches vanishes.

use jiff::{SignedDuration, Timestamp};

use super::{Course, State, Submission};
use crate::chance::Chance;
use crate::form::{Answers, FormEdition};
use crate::ids::{AccountId, BusinessId, SubmissionId};
use crate::language::Language;

/// How long a draft is kept after it was last changed (S58): ninety days. The page tells the day.
pub const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What somebody sets out to fill in.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Who.
    pub account: AccountId,
    /// For which business, if for one.
    pub business: Option<BusinessId>,
    /// In which language.
    pub language: Language,
    /// The one it is copied from.
    pub copied_from: Option<SubmissionId>,
    /// The contract it is about.
    pub about: Option<SubmissionId>,
    /// What is answered already: copied, or nothing.
    pub answers: Answers,
}

impl Submission {
    /// A new draft of an edition of a form.
    pub fn begin(edition: &FormEdition, beginning: Beginning, now: Timestamp, chance: &dyn Chance) -> Self {
        let Beginning { account, business, language, copied_from, about, answers } = beginning;
        Self {
            id: SubmissionId::new(now, chance),
            form: edition.form.id.clone(),
            edition: edition.number,
            account,
            business,
            answers,
            language,
            copied_from,
            about,
            begun_at: now,
            changed_at: now,
            state: State::Draft,
            signing: None,
            course: Course::default(),
        }
    }

    /// Whether its answers can be changed: while it is a draft, and while the desk waits for what it asked back.
    pub const fn is_open(&self) -> bool {
        match self.state {
            State::Draft | State::AskedBack { .. } => true,
            State::ToSign { .. } | State::WithDesk { .. } | State::Settled { .. } | State::Withdrawn { .. } => false,
        }
    }

    /// Whether files can be handed in with it: while it is open, and scans of what was signed in pen while signatures are asked.
    pub const fn takes_files(&self) -> bool {
        self.is_open() || matches!(self.state, State::ToSign { .. })
    }

    /// Whether it may still move to a newer edition of its form: only while it never was sent.
    pub const fn is_draft(&self) -> bool {
        matches!(self.state, State::Draft)
    }

    /// When it vanishes by itself, if nobody touches it: drafts only.
    pub fn vanishes_at(&self) -> Option<Timestamp> {
        if self.is_draft() { self.changed_at.checked_add(KEPT).ok() } else { None }
    }

    /// Whether it has vanished, though the table may not have cleared it away yet.
    pub fn is_gone(&self, now: Timestamp) -> bool {
        self.vanishes_at().is_some_and(|at| at <= now)
    }

    /// With these answers, given under this edition. `None` when it is no longer open.
    pub fn filled_in(self, answers: Answers, edition: u32, language: Language, now: Timestamp) -> Option<Self> {
        let open = self.is_open();
        open.then_some(Self { answers, edition, language, changed_at: now, ..self })
    }
}
