//! An extract that somebody without an account paid for: made, laid down, and told by mail. What cannot be delivered is given back.

use domain::effect::{Effect, OrderEffect};
use domain::ids::OrderId;
use domain::order::{COUNTER_PRODUCT, CounterOrder, CounterState, NotDelivered, Sheet};
use domain::register::NoAnswer;
use paper::{ProductSheet, Tie};
use register::Delivered;
use runtime::{Context, Failure};
use store::{Change, Error, Versioned};
use till::Till;

/// Makes it, unless it was made or given back before. While the register gives no answer it goes on waiting in the outbox.
pub(crate) async fn print(cx: &Context, id: &OrderId) -> Result<(), Failure> {
    let Some(order) = cx.store().get::<CounterOrder>(store::order::counter_key(id)).await? else { return Ok(()) };
    if order.state != CounterState::Making {
        return Ok(());
    }
    match cx.register().product(&order.subject.kvk_number, COUNTER_PRODUCT, None, cx.now()).await {
        Ok(Some(Delivered::Sheet(sheet))) => {
            cx.files().put(&order.file_key(), "application/pdf", typeset(cx, &order, &sheet)?).await?;
            keep(cx, &order, &order.delivered(cx.now())).await
        }
        Ok(Some(Delivered::File(_))) => Err(Failure::Other("an extract came as a file".to_owned())),
        Ok(None) => give_back(cx, &order, NotDelivered::NothingFound).await,
        Err(NoAnswer::NotGivenOut) => give_back(cx, &order, NotDelivered::NotGivenOut).await,
        Err(why) => Err(Failure::Other(format!("an extract that was paid waits: {why}"))),
    }
}

async fn give_back(cx: &Context, order: &Versioned<CounterOrder>, why: NotDelivered) -> Result<(), Failure> {
    let settings = cx.config().till.as_ref();
    let settings = settings.ok_or_else(|| Failure::Other("nobody takes payments here".to_owned()))?;
    let back = Till::at(settings).give_back(&order.payment).await;
    back.map_err(|error| Failure::Other(error.to_string()))?;
    keep(cx, order, &order.in_state(CounterState::Failed { why })).await
}

fn typeset(cx: &Context, order: &CounterOrder, sheet: &Sheet) -> Result<Vec<u8>, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Other(error.to_string());
    let json = serde_json::to_vec(sheet).map_err(|error| failed(&error))?;
    let tie = Tie {
        case: order.id.to_string(),
        code: None,
        link: format!("{}/products", cx.config().origin),
        fingerprint: domain::order::fingerprint(&json),
        made_on: cx.today(),
    };
    let printed = ProductSheet {
        tie,
        product: COUNTER_PRODUCT.code(),
        company: &order.subject.name,
        kvk_number: order.subject.kvk_number.as_str(),
        reference: None,
        delivered: sheet,
    };
    paper::product(&printed, order.language).map_err(|error| failed(&error))
}

async fn keep(cx: &Context, before: &Versioned<CounterOrder>, after: &CounterOrder) -> Result<(), Failure> {
    let mut change = Change::new();
    change.replace(before, after);
    change.effect(Effect::Order(OrderEffect::TellCounterOutcome { order: after.id.clone() }));
    match cx.commit(change).await {
        Ok(()) | Err(Error::Conflict(api::Part::Order)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
