//! `write-on-submission`: whoever filled a form in writes to the desk about it.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::submission::{Submission, Writer};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Writes about a filled form.
pub struct WriteOnSubmission;

/// What is written.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteOnSubmissionInput {
    /// It.
    pub text: Note,
}

impl Endpoint for WriteOnSubmission {
    const ROUTE: Route = Route::post("write-on-submission", "/v1/submissions/{submissionId}/messages")
        .summary("Write to the desk about a filled form")
        .idempotent()
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission)), Touch::read(Part::Business)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = WriteOnSubmissionInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let name = call.caller.account.called();
        let by = (call.caller.account_id(), &name);
        let load = || cases::own(cx, &call.caller, &call.path.submission_id);
        let decide =
            |submission: Submission, now| submission.write(Writer::Customer, by, &call.input.text, now, cx.chance());
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
