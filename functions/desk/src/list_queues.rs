//! `list-queues`: every queue of the desk with how many cases stand in it, since when the oldest waits, and how long one waits there of late.

use api::{KeySet, Part, Route, Touch};
use domain::upgrade::Upgrade;
use domain::upgrade::queue::Queue;
use futures::future::try_join_all;
use jiff::Timestamp;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Lists the queues.
pub struct ListQueues;

/// Every queue.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Queues {
    /// In the order a case goes through them.
    pub queues: Vec<QueueView>,
}

/// One queue.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct QueueView {
    /// For what the cases wait.
    pub reason: Queue,
    /// How many stand there. Counted as they come and go, a moment behind.
    pub count: u32,
    /// Since when the oldest waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_since: Option<Timestamp>,
    /// How many working days nine of ten waited at most, of those that left of late; absent when there were too few.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usual_working_days: Option<u16>,
}

impl Endpoint for ListQueues {
    const ROUTE: Route = Route::get("list-queues", "/v1/desk/queues")
        .summary("The desk's queues, with how many wait in each and how long")
        .touches(&[Touch::read(Part::Queue).and(Touch::list(Part::Queue))])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Queues;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<Queues>, Refused> {
        let oldest = Queue::ALL.map(|queue| cx.store().list::<Upgrade>(store::upgrade::queue(queue).limit(1)));
        let (figures, oldest) = tokio::try_join!(cx.store().queue_figures(cx.today()), try_join_all(oldest))?;
        let queues = Queue::ALL.into_iter().zip(oldest).map(|(reason, oldest)| {
            let first = oldest.items.first().and_then(|upgrade| upgrade.at_desk.standing);
            QueueView {
                reason,
                // Whoever stands there is counted, even when the count is a moment behind.
                count: figures.standing.get(&reason).copied().unwrap_or_default().max(u32::from(first.is_some())),
                oldest_since: first.map(|standing| standing.since),
                usual_working_days: figures.waits.get(&reason).and_then(|waits| waits.nine_of_ten()),
            }
        });
        Ok(Queues { queues: queues.collect() }.into())
    }
}
