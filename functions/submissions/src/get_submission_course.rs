//! `get-submission-course`: where a filled form stands: what it waits for, for whom and until when, who signs, what happened, and its papers.

use api::{FileTouch, KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, Person};

use crate::cases::{self, InLanguage, SubmissionPath};
use crate::problems::Refused;
use crate::views::SubmissionCourse;

/// Tells where a filled form stands.
pub struct GetSubmissionCourse;

impl Endpoint for GetSubmissionCourse {
    const ROUTE: Route = Route::get("get-submission-course", "/v1/submissions/{submissionId}/course")
        .summary("Where a filled form stands, and everything that happened to it")
        .touches(&[
            Touch::read(Part::Submission).and(Touch::list(Part::Submission)),
            Touch::read(Part::Business),
            Touch::read(Part::Form).and(Touch::list(Part::Form)),
        ])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = InLanguage;
    type Input = NoInput;
    type Output = SubmissionCourse;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SubmissionCourse>, Refused> {
        let read = cases::own(cx, &call.caller, &call.path.submission_id).await?;
        let form = cases::form_of(cx, &read).await?;
        Ok(cases::course(cx, &read, &form, call.query.language, false).await?.into())
    }
}
