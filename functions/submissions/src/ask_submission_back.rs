//! `ask-submission-back`: the desk gives a filled form back with a question: its owner mends it and sends it again. Signatures under it are void.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::submission::Submission;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Asks back.
pub struct AskSubmissionBack;

/// What is asked.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskSubmissionBackInput {
    /// What must be mended, for whoever filled it in.
    pub why: Note,
}

impl Endpoint for AskSubmissionBack {
    const ROUTE: Route = Route::post("ask-submission-back", "/v1/desk/submissions/{submissionId}/questions")
        .summary("Give a filled form back with a question: it is mended and sent again, signatures under it are void")
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = AskSubmissionBackInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let load = || cases::at_desk(cx, &call.path.submission_id);
        let decide = |submission: Submission, now| submission.ask_back(call.caller.account_id(), &call.input.why, now);
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
