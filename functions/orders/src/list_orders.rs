//! `list-orders`: one's own orders, or for the main user everybody's; of one month or of all.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::order::{Order, OrderView};
use domain::organisation::Role;
use domain::spend::Month;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;

/// Lists orders.
pub struct ListOrders;

/// Which orders.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListOrdersQuery {
    /// Whose: one's own when absent.
    pub whose: Option<Whose>,
    /// The month they were made in; all months when absent.
    pub month: Option<Month>,
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

/// Whose orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "WhoseOrders")]
pub enum Whose {
    /// The caller's.
    Own,
    /// Everybody's: the main user's to see.
    All,
}

impl Endpoint for ListOrders {
    const ROUTE: Route = Route::get("list-orders", "/v1/orders")
        .summary("Orders of products of the business register, the latest first; everybody's for the main user")
        .touches(&[Touch::list(Part::Order)])
        .keys(&[KeySet::Data]);
    type Caller = Member;
    type Path = NoPath;
    type Query = ListOrdersQuery;
    type Input = NoInput;
    type Output = Page<OrderView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<OrderView>>, Refused> {
        let (caller, query) = (&call.caller, call.query);
        let (organisation, account) = (caller.organisation(), caller.account_id());
        let range = match query.whose.unwrap_or(Whose::Own) {
            Whose::Own => store::order::of_account(organisation, account, query.month),
            Whose::All if caller.membership.role == Role::MainUser => {
                store::order::of_organisation(organisation, query.month)
            }
            Whose::All => return Err(Refused::NotTheMainUser),
        };
        let limit = PageQuery::default().limit();
        let page = cx.store().list::<Order>(range.limit(limit).after(query.cursor)).await?;
        Ok(page.map(|order| order.view(account, cx.now())).into())
    }
}
