//! `discard-mandate`: throws away what waits to be signed: a draft, or a change of a mandate that is good, which stays as it is.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::mandate::State;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person};
use store::Change;

use crate::mandates::{MandatePath, change, fact, find};
use crate::problems::Refused;

/// Throws away what waits to be signed.
pub struct DiscardMandate;

impl Endpoint for DiscardMandate {
    const ROUTE: Route = Route::delete("discard-mandate", "/v1/businesses/{business}/mandates/{mandate}/unsigned")
        .summary("Throw away what waits to be signed: a draft, or a change of a mandate")
        .touches(&[Touch::read(Part::Business), Touch::write(Part::Mandate).and(Touch::delete(Part::Mandate))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Person;
    type Path = MandatePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let (caller, path, by) = (&call.caller, &call.path, call.caller.account_id());
        let load = || async { find(cx, caller, path).await };
        let discarded = runtime::decide(cx, load, |mandate| {
            if let State::Draft { .. } = mandate.state {
                let mut gone = Change::new();
                store::mandate::remove(&mut gone, mandate);
                gone.audit(fact(mandate, by, "discard-mandate", "draft"));
                return Ok((gone, Empty {}));
            }
            let decided = mandate.value.clone().withdraw_change(by, cx.now())?;
            Ok((change(mandate, &decided, (by, &[]), ("discard-mandate", "change")), Empty {}))
        });
        Ok(discarded.await?.into())
    }
}
