//! `send-submission`: hands a filled form in. The whole of it is checked by the code that checked it while it was typed: errors stop it, and
//! whoever sends in spite of a warning says that he saw it. A contract then goes to those who sign it, anything else to the desk.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{Effect, SubmissionEffect};
use domain::form::{Complaint, Severity, judge};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::attached;
use crate::get_submission::{edition_of, load};
use crate::problems::Refused;
use crate::views::{FilledFormSummary, SubmissionPath, summary};

/// Hands a filled form in.
pub struct SendSubmission;

/// What is handed in.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendSubmissionInput {
    /// The revision that was looked through.
    pub revision: u64,
    /// The warnings that were read, and are meant so.
    #[serde(default)]
    pub confirmed: Vec<ConfirmedWarning>,
}

/// A warning that was read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfirmedWarning {
    /// The answer, as in the complaint.
    pub pointer: String,
    /// The code, as in the complaint.
    pub code: String,
}

impl Endpoint for SendSubmission {
    const ROUTE: Route = Route::post("send-submission", "/v1/submissions/{submissionId}/send")
        .summary("Hand in a filled form")
        .idempotent()
        .touches(&[
            Touch::write(Part::Submission).and(Touch::delete(Part::Submission)),
            Touch::read(Part::Business),
            Touch::read(Part::Form),
            Touch::list(Part::Folder),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile, ProblemType::WrongStage, ProblemType::WarningsUnconfirmed]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = SendSubmissionInput;
    type Output = FilledFormSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FilledFormSummary>, Refused> {
        let read = load(cx, &call.caller, &call.path).await?;
        if !read.is_open() {
            return Err(Refused::WrongState);
        }
        let (edition, withdrawn) = edition_of(cx, &read).await?;
        if withdrawn && read.is_draft() {
            return Err(Refused::WrongState);
        }
        if read.revision != call.input.revision || edition.number != read.edition {
            return Err(Refused::ChangedMeanwhile);
        }
        let complaints = judge(&edition.form, &read.answers, true, cx.today());
        let files = attached::look(cx, &read, &edition.form).await?;
        passes(&complaints, files.faults, &call.input.confirmed)?;
        let account = call.caller.account_id();
        let decided = read.value.clone().hand_in(&edition.form, account, cx.now(), cx.chance())?;
        let sent = summary(&decided.submission, account);
        let mut change = Change::new();
        change.follow(&read, &decided);
        // What was seen by others once stays, whatever the answers name since.
        if files.some_replaced && read.course.sent_at.is_none() {
            let submission = read.id.clone();
            change.effect(Effect::Submission(SubmissionEffect::RemoveReplaced { submission, sent_at: cx.now() }));
        }
        cx.keep(change, &sent).await?;
        Ok(sent.into())
    }
}

fn passes(
    complaints: &[Complaint],
    files: Vec<(String, &'static str)>,
    confirmed: &[ConfirmedWarning],
) -> Result<(), Refused> {
    let told = |complaint: &Complaint| (complaint.pointer.clone(), complaint.code);
    let errors = complaints.iter().filter(|one| one.severity == Severity::Error).map(told);
    let errors: Vec<_> = errors.chain(files).collect();
    if !errors.is_empty() {
        return Err(Refused::Answers(errors));
    }
    let read = |complaint: &Complaint| {
        confirmed.iter().any(|seen| seen.pointer == complaint.pointer && seen.code == complaint.code)
    };
    let unread: Vec<_> = complaints.iter().filter(|complaint| !read(complaint)).map(told).collect();
    if unread.is_empty() { Ok(()) } else { Err(Refused::Unconfirmed(unread)) }
}
