//! `revoke-mandate`: revokes a mandate, at once. What was announced under it is not collected any more.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::mandate::MandateView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Person};

use crate::mandates::{MandatePath, change, find, people};
use crate::problems::Refused;

/// Revokes a mandate.
pub struct RevokeMandate;

impl Endpoint for RevokeMandate {
    const ROUTE: Route = Route::post("revoke-mandate", "/v1/businesses/{business}/mandates/{mandate}/revocation")
        .summary("Revoke a mandate, at once")
        .touches(&[Touch::read(Part::Business).and(Touch::list(Part::Business)), Touch::write(Part::Mandate)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = MandateView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MandateView>, Refused> {
        let (caller, path, by) = (&call.caller, &call.path, call.caller.account_id());
        let load = || async {
            let mandate = find(cx, caller, path).await?;
            let people = people(cx, &path.business).await?;
            Ok::<_, Refused>((mandate, people))
        };
        let view = runtime::decide(cx, load, |(mandate, people)| {
            let decided = mandate.value.clone().revoke(by, cx.now())?;
            let view = decided.mandate.view();
            Ok((change(mandate, &decided, (by, people), ("revoke-mandate", "revoked")), view))
        });
        Ok(view.await?.into())
    }
}
