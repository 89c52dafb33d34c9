//! `resume-orders`: orders that were put off, because the register works on the company or cannot be reached, are tried again when their time
//! has come.

use api::{KeySet, Part, Touch};
use domain::effect::{Effect, Print};
use domain::order::Postponed;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::Change;

use crate::stopped::Stopped;

/// Tries orders again.
pub struct ResumeOrders;

/// How many are taken up in one run; the next run takes the next ones.
const MOST: u16 = 500;

/// A schedule's tick; what it says does not matter.
#[derive(Debug, Deserialize)]
pub struct Tick {}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Resumed {
    /// How many orders are tried again.
    resumed: u32,
}

impl Worker for ResumeOrders {
    const JOB: Job = Job {
        name: "resume-orders",
        summary: "Tries orders again that the register did not deliver at once",
        trigger: Trigger::Every("rate(5 minutes)"),
        touches: &[Touch::list(Part::Order).and(Touch::delete(Part::Order))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 60,
    };
    type Event = Tick;
    type Outcome = Resumed;

    async fn run(cx: &Context, _: Tick) -> Result<Resumed, Failure> {
        let (mut resumed, mut stopped) = (Resumed::default(), Stopped::default());
        let page = cx.store().list::<Postponed>(store::order::postponed().limit(MOST)).await?;
        for postponed in page.items.iter().take_while(|postponed| postponed.again_at <= cx.now()) {
            let (organisation, order) = (postponed.organisation.clone(), postponed.order.clone());
            let mut change = Change::new();
            change.delete(postponed).effect(Effect::Print(Print::Order { organisation, order }));
            match cx.commit(change).await {
                Ok(()) => resumed.resumed += 1,
                // Another run took it up, or it cannot be.
                Err(error) => stopped.note(&postponed.order, error),
            }
        }
        stopped.or(resumed)
    }
}
