//! `set-budget`: what a code should cost in a month at most. Nothing is refused above it; at 80 and at 100 percent the main user and the
//! code's holder get a mail.

use api::{Part, Route, Touch};
use domain::access_code::AccessCode;
use domain::audit::{Actor, AuditFact, Trail};
use domain::spend::Budget;
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::budgets::{BudgetPath, BudgetView, views};
use crate::problems::Refused;

/// Sets a budget.
pub struct SetBudget;

/// How much.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "NewBudget")]
pub struct NewBudget {
    /// How much a month, in cents, with VAT: from one cent to a million euro.
    pub monthly_cents: i64,
}

impl Endpoint for SetBudget {
    const ROUTE: Route = Route::put("set-budget", "/v1/spend/budgets/{accessCodeId}")
        .summary("Set what an access code should cost in a month at most")
        .touches(&[Touch::write(Part::Spend), Touch::read(Part::Organisation), Touch::put(Part::Audit)]);
    type Caller = MainUser;
    type Path = BudgetPath;
    type Query = NoQuery;
    type Input = NewBudget;
    type Output = BudgetView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BudgetView>, Refused> {
        let organisation = call.caller.organisation().clone();
        let key = store::access_code::key(&organisation, &call.path.access_code_id);
        let code = cx.store().get::<AccessCode>(key).await?.ok_or(Refused::NotFound)?.value.id;
        let budget = Budget::new(organisation.clone(), code, call.input.monthly_cents, cx.now());
        let budget = budget.map_err(|_| Refused::NotABudget)?;
        let mut change = Change::new();
        change.set(&budget).audit(AuditFact {
            trail: Trail::Organisation { organisation: organisation.clone() },
            actor: Actor::Person { account: call.caller.account_id().clone() },
            action: Self::ROUTE.operation.to_owned(),
            object: budget.code.to_string(),
            result: format!("{} cents a month", budget.monthly_cents),
        });
        cx.commit(change).await?;
        let view = views(cx, &organisation, &[budget]).await?.pop();
        Ok(view.ok_or(Refused::NotFound)?.into())
    }
}
