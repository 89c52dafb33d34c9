//! Filling in: begun, saved as often as one likes, gone on with on another device, sent, or discarded. A draft nobody touches vanishes.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value as Json;

use super::{Course, State, Submission};
use crate::chance::Chance;
use crate::folder::upload::after_drafts;
use crate::form::{Answers, FormEdition};
use crate::ids::{AccountId, BusinessId, SubmissionId, VersionId};
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
            revision: 1,
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

    /// Whether an answer names this file.
    pub fn names_file(&self, file: &VersionId) -> bool {
        self.answers.0.values().any(|answer| mentions(answer, file.as_str()))
    }

    /// When it is to be looked again whether a file that came with it is still wanted; `None` when it never need be. Only a draft vanishes by
    /// itself, and only what waits for signatures becomes a draft again by itself.
    pub fn files_looked_at(&self, now: Timestamp) -> Option<Timestamp> {
        match self.state {
            State::Draft => Some(after_drafts(self.changed_at).max(now)),
            State::ToSign { .. } => Some(after_drafts(now)),
            State::WithDesk { .. } | State::AskedBack { .. } | State::Settled { .. } | State::Withdrawn { .. } => None,
        }
    }

    /// With these answers, given under this edition. `None` when it is no longer open.
    pub fn filled_in(self, answers: Answers, edition: u32, language: Language, now: Timestamp) -> Option<Self> {
        let open = self.is_open();
        open.then_some(Self {
            answers,
            revision: self.revision.saturating_add(1),
            edition,
            language,
            changed_at: now,
            ..self
        })
    }
}

fn mentions(answer: &Json, file: &str) -> bool {
    match answer {
        Json::String(text) => text == file,
        Json::Array(items) => items.iter().any(|item| mentions(item, file)),
        Json::Object(fields) => fields.values().any(|field| mentions(field, file)),
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
    }
}
