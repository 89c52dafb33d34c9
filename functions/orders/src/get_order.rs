//! `get-order`: one order and, while what was delivered is readable, a link that downloads it for a few minutes.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::ids::OrderId;
use domain::order::{OpenedOrder, Order};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::problems::Refused;

/// Shows an order.
pub struct GetOrder;

/// Which order.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderPath {
    /// Its id.
    pub order_id: OrderId,
}

impl Endpoint for GetOrder {
    const ROUTE: Route = Route::get("get-order", "/v1/orders/{orderId}")
        .summary("One order and, while it is readable, a link that downloads it")
        .touches(&[Touch::read(Part::Order)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers]);
    type Caller = Member;
    type Path = OrderPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OpenedOrder;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedOrder>, Refused> {
        let order = load(cx, &call.caller, &call.path.order_id).await?;
        let readable = order.is_readable(cx.now());
        let download = if readable {
            let url = cx.files().download_link(&order.file_key(), &order.file_name()).await?;
            Some(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) })
        } else {
            None
        };
        let on_page = readable && !order.product.is_a_file();
        Ok(OpenedOrder { order: order.view(call.caller.account_id(), cx.now()), download, on_page }.into())
    }
}

/// The order, when there is one and the caller may see it. It is looked for among his organisation's only (S44).
pub(crate) async fn load(cx: &Context, caller: &Member, id: &OrderId) -> Result<Order, Refused> {
    let order = cx.store().get::<Order>(store::order::key(caller.organisation(), id)).await?;
    let order = order.filter(|order| order.is_shown_to(&caller.membership)).ok_or(Refused::NotFound)?;
    Ok(order.value)
}
