//! The mails of orders.

use domain::account::Token;
use domain::effect::OrderEffect;
use domain::ids::OrderId;
use domain::order::{CounterOpener, CounterOrder, CounterState, Order, State};
use mail::{CounterNews, Letter, OrderNews, OrderOutcome};
use runtime::{Context, Failure};
use store::Change;
use store::outbox::Waiting;

use super::send;
use super::upgrades::tell;
use crate::drawn::Drawn;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &OrderEffect) -> Result<Option<String>, Failure> {
    match effect {
        OrderEffect::TellCounterOutcome { order } => tell_counter(cx, waiting, order).await,
        OrderEffect::TellOutcome { organisation, order } => {
            let Some(order) = cx.store().get::<Order>(store::order::key(organisation, order)).await? else {
                return Ok(None);
            };
            let outcome = match &order.state {
                State::Ready { until, .. } => OrderOutcome::Ready { until: *until },
                State::Failed { why, .. } => OrderOutcome::Failed { why: *why },
                State::Making { .. } => return Ok(None),
            };
            let news = OrderNews {
                order: &order.id,
                product: order.product,
                company: &order.subject.name,
                kvk_number: &order.subject.kvk_number,
                outcome,
            };
            tell(cx, waiting, &order.by, &Letter::Order(news)).await
        }
    }
}

/// Mails a link of its own: of the one the page has only the hash is known. Drawn the same every time, it is the same mail (S53).
async fn tell_counter(cx: &Context, waiting: &Waiting, order: &OrderId) -> Result<Option<String>, Failure> {
    let Some(order) = cx.store().get::<CounterOrder>(store::order::counter_key(order)).await? else { return Ok(None) };
    let token = Token::draw(&Drawn::of(cx, waiting).await?.chance("link"));
    let outcome = match order.state {
        CounterState::Ready { until } => OrderOutcome::Ready { until },
        CounterState::Failed { why } => OrderOutcome::Failed { why },
        CounterState::ToPay | CounterState::Making | CounterState::NotPaid => return Ok(None),
    };
    let mut change = Change::new();
    change.set(&CounterOpener { token: token.hash(), order: order.id.clone(), at: order.at });
    cx.commit(change).await?;
    let (company, kvk_number) = (order.subject.name.as_str(), &order.subject.kvk_number);
    let news = CounterNews { token: token.reveal(), company, kvk_number, outcome };
    send(cx, waiting, &order.email, order.language, &Letter::CounterOrder(news)).await
}
