//! `write-to-submitter`: the desk writes to whoever filled a form in; a mail tells that there is something to read.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::submission::{Submission, Writer};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Writes to whoever filled a form in.
pub struct WriteToSubmitter;

/// What is written.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteToSubmitterInput {
    /// It.
    pub text: Note,
}

impl Endpoint for WriteToSubmitter {
    const ROUTE: Route = Route::post("write-to-submitter", "/v1/desk/submissions/{submissionId}/messages")
        .summary("Write to whoever filled a form in")
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts]);
    type Caller = Staff;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = WriteToSubmitterInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let name = call.caller.account.called();
        let by = (call.caller.account_id(), &name);
        let load = || cases::at_desk(cx, &call.path.submission_id);
        let decide =
            |submission: Submission, now| submission.write(Writer::Desk, by, &call.input.text, now, cx.chance());
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
