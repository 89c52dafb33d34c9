//! `get-submission`: a filled form with its answers and the form they are answers to. A draft opens under the edition of today, even when it was
//! begun under an older one: what that no longer asks is told, and falls away with the next save.

use api::{KeySet, Part, Route, Touch};
use domain::form::{FormEdition, carry};
use domain::submission::Submission;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use store::Versioned;

use crate::problems::Refused;
use crate::views::{FilledForm, SubmissionPath, summary};

/// Opens a filled form.
pub struct GetSubmission;

impl Endpoint for GetSubmission {
    const ROUTE: Route = Route::get("get-submission", "/v1/submissions/{submissionId}")
        .summary("A filled form with its answers")
        .touches(&[Touch::read(Part::Submission), Touch::read(Part::Business), Touch::read(Part::Form)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FilledForm;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FilledForm>, Refused> {
        let read = load(cx, &call.caller, &call.path).await?;
        let (edition, form_withdrawn) = edition_of(cx, &read).await?;
        let mut summary = summary(&read, call.caller.account_id());
        let carried = carry(&edition.form, &read.answers, true);
        summary.edition = edition.number;
        Ok(FilledForm {
            summary,
            answers: carried.answers,
            definition: edition.form,
            left: carried.left.into_iter().collect(),
            form_withdrawn,
            copied_from: read.copied_from.clone(),
            about: read.about.clone(),
        }
        .into())
    }
}

/// A filled form the caller may see; anything else is not there (S44).
pub(crate) async fn load(
    cx: &Context,
    caller: &Person,
    path: &SubmissionPath,
) -> Result<Versioned<Submission>, Refused> {
    caller.submission(cx, &path.submission_id).await?.ok_or(Refused::NotFound)
}

/// The edition a filled form goes by: a draft by the one of today, anything else by its own; and whether the form was taken back.
pub(crate) async fn edition_of(cx: &Context, submission: &Submission) -> Result<(FormEdition, bool), Refused> {
    let shelf = cx.store().shelf(&submission.form).await?;
    let offered = shelf.offered(cx.today());
    let number = if submission.is_draft() { offered.map(|edition| edition.number) } else { None };
    let number = number.unwrap_or(submission.edition);
    let edition = cx.store().form_edition(&submission.form, number).await?.ok_or(Refused::NotFound)?;
    Ok((edition, offered.is_none()))
}
