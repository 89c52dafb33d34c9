//! `settle-counter-orders`: orders without an account whose payer closed the page before it said what became of the payment.

use api::{KeySet, Part, Touch};
use domain::effect::{Effect, Print};
use domain::order::{CounterOrder, CounterState};
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::{Change, Error, Versioned};
use till::Till;

use crate::stopped::Stopped;

/// Settles orders without an account.
pub struct SettleCounterOrders;

/// How many are read at once.
const MOST: u16 = 200;

/// A schedule's tick; what it says does not matter.
#[derive(Debug, Deserialize)]
pub struct Tick {}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Settled {
    /// How many came to an end, paid or not.
    settled: u32,
}

impl Worker for SettleCounterOrders {
    const JOB: Job = Job {
        name: "settle-counter-orders",
        summary: "Asks what became of payments for orders without an account",
        trigger: Trigger::Every("rate(5 minutes)"),
        touches: &[Touch::list(Part::Order).and(Touch::write(Part::Order))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 120,
    };
    type Event = Tick;
    type Outcome = Settled;

    async fn run(cx: &Context, _: Tick) -> Result<Settled, Failure> {
        let (mut settled, mut stopped) = (Settled::default(), Stopped::default());
        let Some(settings) = cx.config().till.as_ref() else { return Ok(settled) };
        let till = Till::at(settings);
        // Whoever is still paying keeps nobody waiting who has paid: all are looked at, to the end of the list.
        let mut after = None;
        loop {
            let page = cx.store().list::<CounterOrder>(store::order::to_pay().limit(MOST).after(after)).await?;
            for order in page.items {
                match settle(cx, &till, &order).await {
                    Ok(went) => settled.settled += u32::from(went),
                    // The payer looked himself, or it cannot be settled.
                    Err(error) => stopped.note(&order.id, error),
                }
            }
            after = page.next_cursor;
            if after.is_none() {
                return stopped.or(settled);
            }
        }
    }
}

/// Takes one order on when something became of its payment. Whether it did.
async fn settle(cx: &Context, till: &Till, order: &Versioned<CounterOrder>) -> Result<bool, Error> {
    let Ok(known) = till.look(&order.payment).await else { return Ok(false) };
    let Some(after) = order.after_payment(known.state, known.amount_cents, cx.now()) else { return Ok(false) };
    let mut change = Change::new();
    change.replace(order, &after);
    if after.state == CounterState::Making {
        change.effect(Effect::Print(Print::CounterOrder { order: after.id.clone() }));
    }
    cx.commit(change).await?;
    Ok(true)
}
