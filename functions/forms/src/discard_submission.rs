//! `discard-submission`: throws a draft away, and with it the files that came with it. What was sent once is withdrawn instead, and stays.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, SubmissionEffect};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person};
use store::Change;

use crate::get_submission::load;
use crate::problems::Refused;
use crate::views::SubmissionPath;

/// Throws a draft away.
pub struct DiscardSubmission;

impl Endpoint for DiscardSubmission {
    const ROUTE: Route = Route::delete("discard-submission", "/v1/submissions/{submissionId}")
        .summary("Throw a draft away")
        .touches(&[Touch::read(Part::Submission).and(Touch::delete(Part::Submission)), Touch::read(Part::Business)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile, ProblemType::WrongStage]);
    type Caller = Person;
    type Path = SubmissionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let read = load(cx, &call.caller, &call.path).await?;
        if !read.is_draft() {
            return Err(Refused::WrongState);
        }
        let account = call.caller.account_id().clone();
        let mut change = Change::new();
        let left = SubmissionEffect::RemoveLeft { submission: read.id.clone() };
        change.delete(&read).effect(Effect::Submission(left)).audit(AuditFact {
            trail: Trail::Account { account: account.clone() },
            actor: Actor::Person { account },
            action: Self::ROUTE.operation.to_owned(),
            object: read.id.to_string(),
            result: "discarded".to_owned(),
        });
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
