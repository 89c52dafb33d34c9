//! A filled form as whoever fills it in sees it, until it is sent; what comes after is told by the operations of `submissions`.

use domain::form::{Answers, Complaint, Form, FormId};
use domain::ids::{AccountId, BusinessId, SubmissionId};
use domain::language::Language;
use domain::submission::{Outcome, State, StateName, Submission};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which filled form.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionPath {
    /// Its id.
    pub submission_id: SubmissionId,
}

/// A filled form, without its answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilledFormSummary {
    /// Its id.
    pub submission_id: SubmissionId,
    /// Which form.
    pub form: FormId,
    /// Which edition of it.
    pub edition: u32,
    /// For which business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_id: Option<BusinessId>,
    /// Whether the caller began it himself.
    pub own: bool,
    /// Where it stands.
    pub state: StateName,
    /// Since when; absent for drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How the desk decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What the desk asked back, or said to its decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The language it is filled in and printed in.
    pub language: Language,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When its answers last changed.
    pub changed_at: Timestamp,
    /// When it vanishes by itself, if nobody touches it; only drafts do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vanishes_at: Option<Timestamp>,
    /// Raised whenever its answers are kept: send it back with the next ones.
    pub revision: u64,
}

/// A filled form, opened.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilledForm {
    /// Everything but the answers.
    #[serde(flatten)]
    pub summary: FilledFormSummary,
    /// What was answered, by the names of the fields.
    pub answers: Answers,
    /// The form, in the edition that `edition` names.
    pub definition: Form,
    /// What was answered under an older edition and is no longer asked: names of fields that fell away.
    pub left: Vec<String>,
    /// Whether its form was taken back meanwhile: it can be read and not be sent.
    pub form_withdrawn: bool,
    /// The one it was copied from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<SubmissionId>,
    /// The contract it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<SubmissionId>,
}

/// A filled form that was saved.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SavedForm {
    /// Everything but the answers.
    #[serde(flatten)]
    pub summary: FilledFormSummary,
    /// What will not do yet; what is missing is not among it.
    pub complaints: Vec<Complaint>,
}

/// A filled form without its answers. `version` is that of its item.
pub(crate) fn summary(submission: &Submission, account: &AccountId) -> FilledFormSummary {
    let (outcome, why) = match &submission.state {
        State::Settled { outcome, why, .. } => (Some(*outcome), why.clone()),
        State::AskedBack { why, .. } => (None, Some(why.clone())),
        State::Draft | State::ToSign { .. } | State::WithDesk { .. } | State::Withdrawn { .. } => (None, None),
    };
    FilledFormSummary {
        submission_id: submission.id.clone(),
        form: submission.form.clone(),
        edition: submission.edition,
        business_id: submission.business.clone(),
        own: submission.account == *account,
        state: submission.state.name(),
        since: submission.state.since(),
        outcome,
        why,
        language: submission.language,
        begun_at: submission.begun_at,
        changed_at: submission.changed_at,
        vanishes_at: submission.vanishes_at(),
        revision: submission.revision,
    }
}
