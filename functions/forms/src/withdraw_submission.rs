//! `withdraw-submission`: takes back what was sent, as long as the desk has not decided.

use api::{KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};
use store::{Change, Versioned};

use crate::get_submission::load;
use crate::problems::Refused;
use crate::views::{FilledFormSummary, SubmissionPath, summary};

/// Takes back what was sent.
pub struct WithdrawSubmission;

impl Endpoint for WithdrawSubmission {
    const ROUTE: Route = Route::post("withdraw-submission", "/v1/submissions/{submissionId}/withdraw")
        .summary("Take back what was sent and is not decided yet")
        .idempotent()
        .touches(&[Touch::write(Part::Submission).and(Touch::delete(Part::Submission)), Touch::read(Part::Business)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile, ProblemType::WrongStage]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = FilledFormSummary;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<FilledFormSummary>, Refused> {
        let account = call.caller.account_id();
        let withdrawn = runtime::decide(
            cx,
            || load(cx, &call.caller, &call.path),
            |read: &Versioned<_>| {
                let decided = domain::submission::Submission::withdraw(read.value.clone(), account, cx.now())?;
                let told = summary(&decided.submission, account);
                let mut change = Change::new();
                change.follow(read, &decided);
                Ok::<_, Refused>((change, told))
            },
        );
        Ok(withdrawn.await?.into())
    }
}
