//! `reopen-submission`: a contract that waits for signatures is taken back into hand, to be changed. Every signature under it is void, and
//! whoever was asked to sign is told.

use api::{KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person};

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Takes a contract back into hand.
pub struct ReopenSubmission;

impl Endpoint for ReopenSubmission {
    const ROUTE: Route = Route::post("reopen-submission", "/v1/submissions/{submissionId}/reopening")
        .summary("Take a contract that waits for signatures back into hand: every signature is void")
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission)), Touch::read(Part::Business)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let load = || cases::own(cx, &call.caller, &call.path.submission_id);
        let decide = |submission: domain::submission::Submission, now| submission.reopen(call.caller.account_id(), now);
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
