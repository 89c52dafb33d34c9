//! `open-counter-order`: where an order without an account stands, for whoever holds its secret. Whether it was paid is asked of the partner who
//! took the payment, never of the browser.

use api::{FileTouch, KeySet, Part, ProblemType, Route, Touch};
use domain::account::Token;
use domain::document::DownloadLink;
use domain::effect::{Effect, Print};
use domain::order::{CounterOpener, CounterOrder, CounterState, CounterView};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery, TICKET_LIFE};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error, Versioned};
use till::Till;

use crate::problems::Refused;

/// Opens an order without an account.
pub struct OpenCounterOrder;

/// What opens it.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenCounterOrderInput {
    /// The secret that was told when it was ordered, or mailed.
    pub token: String,
}

/// The order with the way to its file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedCounterOrder {
    /// The order.
    pub order: CounterView,
    /// A link that downloads it, for a few minutes; absent while there is nothing to download.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
}

impl Endpoint for OpenCounterOrder {
    const ROUTE: Route = Route::post("open-counter-order", "/v1/counter-orders/opening")
        .summary("Where an order without an account stands, for whoever holds its secret")
        .touches(&[Touch::write(Part::Order), Touch::put(Part::Outbox)])
        .keys(&[KeySet::Data])
        .files(&[FileTouch::ReadPapers])
        .problems(&[ProblemType::LinkNotUsable]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = OpenCounterOrderInput;
    type Output = OpenedCounterOrder;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OpenedCounterOrder>, Refused> {
        let token = Token::presented(&call.input.token).hash();
        let opener = cx.store().get::<CounterOpener>(store::order::opener_key(&token)).await?;
        let opener = opener.ok_or(Refused::LinkNotUsable)?;
        let order = cx.store().get::<CounterOrder>(store::order::counter_key(&opener.order)).await?;
        let order = order.ok_or(Refused::LinkNotUsable)?;
        let order = if order.state == CounterState::ToPay { settled(cx, order).await? } else { order.value };
        let download = if order.is_readable(cx.now()) {
            let url = cx.files().download_link(&order.file_key(), &order.file_name()).await?;
            Some(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) })
        } else {
            None
        };
        Ok(OpenedCounterOrder { order: order.view(), download }.into())
    }
}

/// The order as its payment leaves it.
async fn settled(cx: &Context, order: Versioned<CounterOrder>) -> Result<CounterOrder, Refused> {
    let settings = cx.config().till.as_ref().ok_or(Refused::NoTill)?;
    let known = Till::at(settings).look(&order.payment).await?;
    let Some(after) = order.after_payment(known.state, known.amount_cents, cx.now()) else { return Ok(order.value) };
    let mut change = Change::new();
    change.replace(&order, &after);
    if after.state == CounterState::Making {
        change.effect(Effect::Print(Print::CounterOrder { order: after.id.clone() }));
    }
    match cx.commit(change).await {
        // Somebody else saw the payment first.
        Ok(()) | Err(Error::Conflict(Part::Order)) => Ok(after),
        Err(error) => Err(error.into()),
    }
}
