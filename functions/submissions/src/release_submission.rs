//! `release-submission`: whoever has a filled form in hand lets go of it.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::submission::Submission;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Staff};

use crate::cases::{self, SubmissionPath};
use crate::problems::Refused;

/// Releases a filled form.
pub struct ReleaseSubmission;

impl Endpoint for ReleaseSubmission {
    const ROUTE: Route = Route::post("release-submission", "/v1/desk/submissions/{submissionId}/release")
        .summary("Let go of a filled form that was taken in hand")
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let load = || cases::at_desk(cx, &call.path.submission_id);
        let decide = |submission: Submission, now| submission.release(call.caller.account_id(), now);
        Ok(cases::change(cx, load, decide).await?.into())
    }
}
