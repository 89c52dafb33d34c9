//! `save-submission`: keeps the answers, as often as one likes and in whatever state they are. Whoever saves over what another device, or a
//! colleague, saved meanwhile is told, and nothing of either is lost.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::form::{Answers, judge};
use domain::language::Language;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::get_submission::{edition_of, load};
use crate::problems::Refused;
use crate::views::{SavedForm, SubmissionPath, summary};

/// Keeps answers.
pub struct SaveSubmission;

/// The answers.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveSubmissionInput {
    /// The revision that was changed.
    pub revision: u64,
    /// The edition they are answers to.
    pub edition: u32,
    /// The language it is filled in and printed in.
    pub language: Language,
    /// All answers, by the names of the fields. What does not fit yet is kept too, and complained about.
    pub answers: Answers,
}

impl Endpoint for SaveSubmission {
    const ROUTE: Route = Route::put("save-submission", "/v1/submissions/{submissionId}/answers")
        .summary("Keep the answers to a form, finished or not")
        .touches(&[Touch::write(Part::Submission), Touch::read(Part::Business), Touch::read(Part::Form)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile, ProblemType::WrongStage]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = SaveSubmissionInput;
    type Output = SavedForm;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SavedForm>, Refused> {
        let SaveSubmissionInput { revision, edition: under, language, answers } = call.input;
        let read = load(cx, &call.caller, &call.path).await?;
        if !read.is_open() {
            return Err(Refused::WrongState);
        }
        let (edition, _) = edition_of(cx, &read).await?;
        if read.revision != revision || edition.number != under {
            return Err(Refused::ChangedMeanwhile);
        }
        let complaints = judge(&edition.form, &answers, false, cx.today());
        // Answers to what is not asked have no place on the page: they would be kept, and never be seen again.
        let strange: Vec<_> = complaints.iter().filter(|complaint| complaint.code == "unknown").collect();
        if !strange.is_empty() {
            return Err(Refused::Answers(strange.into_iter().map(|one| (one.pointer.clone(), one.code)).collect()));
        }
        let filled = read.value.clone().filled_in(answers, under, language, cx.now()).ok_or(Refused::WrongState)?;
        let mut change = Change::new();
        change.replace(&read, &filled);
        cx.commit(change).await?;
        let summary = summary(&filled, call.caller.account_id());
        Ok(SavedForm { summary, complaints }.into())
    }
}
