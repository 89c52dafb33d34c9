//! The mails of orders.

use domain::effect::OrderEffect;
use domain::order::{Order, State};
use mail::{Letter, OrderNews, OrderOutcome};
use runtime::{Context, Failure};
use store::outbox::Waiting;

use super::upgrades::tell;

/// Performs one; answers the id of the mail that was handed over, when there was one.
pub(crate) async fn perform(cx: &Context, waiting: &Waiting, effect: &OrderEffect) -> Result<Option<String>, Failure> {
    match effect {
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
