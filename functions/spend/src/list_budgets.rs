//! `list-budgets`: the budgets of all codes for the main user, for everybody else that of his own code.

use api::{Page, Part, Route, Touch};
use domain::spend::Budget;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath, NoQuery};

use crate::asked::Scope;
use crate::budgets::{BudgetView, views};
use crate::problems::Refused;

/// Lists budgets.
pub struct ListBudgets;

impl Endpoint for ListBudgets {
    const ROUTE: Route = Route::get("list-budgets", "/v1/spend/budgets")
        .summary("Budgets of access codes, with what was spent of them this month")
        .touches(&[Touch::read(Part::Spend).and(Touch::list(Part::Spend))]);
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Page<BudgetView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<BudgetView>>, Refused> {
        let organisation = call.caller.organisation();
        let budgets: Vec<Budget> = match Scope::of(&call.caller) {
            Scope::Everything => {
                let page = cx.store().list::<Budget>(store::spend::budgets(organisation)).await?;
                page.items.into_iter().map(|budget| budget.value).collect()
            }
            Scope::Own(own) => {
                let budget = cx.store().get::<Budget>(store::spend::budget_key(organisation, &own)).await?;
                budget.into_iter().map(|budget| budget.value).collect()
            }
            Scope::Nothing => Vec::new(),
        };
        Ok(Page { items: views(cx, organisation, &budgets).await?, next_cursor: None }.into())
    }
}
