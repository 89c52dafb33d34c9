//! `take-submission`: somebody of the desk takes a filled form in hand for a while, so that no colleague does the same work.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::submission::Submission;
use domain::taking::Colleague;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Staff};

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Takes a filled form.
pub struct TakeSubmission;

impl Endpoint for TakeSubmission {
    const ROUTE: Route = Route::post("take-submission", "/v1/desk/submissions/{submissionId}/taking")
        .summary("Take a filled form in hand for half an hour")
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let name = call.caller.account.called();
        let colleague = Colleague { account: call.caller.account_id(), name: &name };
        let load = || cases::at_desk(cx, &call.path.submission_id);
        let decide = |submission: Submission, now| submission.take(colleague, now);
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
