//! `end-overview-subscription`: the organisation gets no overviews by itself any more. Those that stand ready stay.

use api::{KeySet, Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use runtime::{Answer, Call, Context, Empty, Endpoint, MainUser, NoInput, NoPath, NoQuery};
use store::Change;

use crate::problems::Refused;

/// Ends the subscription.
pub struct EndOverviewSubscription;

impl Endpoint for EndOverviewSubscription {
    const ROUTE: Route = Route::delete("end-overview-subscription", "/v1/overview-subscription")
        .summary("Have your organisation get no overviews by itself any more")
        .touches(&[Touch::delete(Part::Overview), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data]);
    type Caller = MainUser;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let organisation = call.caller.organisation();
        let mut change = Change::new();
        change.clear(Part::Overview, store::overview::subscription_key(organisation)).audit(AuditFact {
            trail: Trail::Organisation { organisation: organisation.clone() },
            actor: Actor::Person { account: call.caller.account_id().clone() },
            action: "end-overview-subscription".to_owned(),
            object: organisation.to_string(),
            result: "ended".to_owned(),
        });
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
