//! `remove-budget`: a code has no budget any more.

use api::{Part, Route, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::spend::Budget;
use runtime::{Answer, Call, Context, Empty, Endpoint, MainUser, NoInput, NoQuery};
use store::Change;

use crate::budgets::BudgetPath;
use crate::problems::Refused;

/// Removes a budget.
pub struct RemoveBudget;

impl Endpoint for RemoveBudget {
    const ROUTE: Route = Route::delete("remove-budget", "/v1/spend/budgets/{accessCodeId}")
        .summary("Remove the budget of an access code")
        .touches(&[Touch::read(Part::Spend).and(Touch::delete(Part::Spend)), Touch::put(Part::Audit)]);
    type Caller = MainUser;
    type Path = BudgetPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let organisation = call.caller.organisation().clone();
        let key = store::spend::budget_key(&organisation, &call.path.access_code_id);
        let budget = cx.store().get::<Budget>(key).await?.ok_or(Refused::NotFound)?;
        let mut change = Change::new();
        change.delete(&budget).audit(AuditFact {
            trail: Trail::Organisation { organisation },
            actor: Actor::Person { account: call.caller.account_id().clone() },
            action: Self::ROUTE.operation.to_owned(),
            object: budget.code.to_string(),
            result: "removed".to_owned(),
        });
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
