//! `remind-customers`: reminds whoever must act, tells before anything lapses, calls off what nobody comes back to, and holds the dates that
//! were promised against how long the queues really are. It reads what is due and what waits at the desk, never everything; done twice, it
//! does once, because each step is kept with the case.

use api::{KeySet, Part, Touch};
use domain::upgrade::queue::{Ages, Queue};
use domain::upgrade::{Decided, Refusal, Upgrade};
use jiff::Timestamp;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::upgrade::{Case, DUE_SHARDS, due, queue};
use store::{Error, Range};

use crate::sweep_outbox::Tick;

/// Reminds customers.
pub struct RemindCustomers;

/// How many cases are read at a time.
const PAGE: u16 = 50;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminded {
    /// How many were reminded, warned or called off.
    reminded: u32,
    /// How many promises moved.
    moved: u32,
    /// How many will be tried again by the next run.
    left: u32,
}

impl Worker for RemindCustomers {
    const JOB: Job = Job {
        name: "remind-customers",
        summary: "Reminds whoever must act, calls off what nobody comes back to, and holds promises against the queues",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[
            Touch::read(Part::Queue).and(Touch::list(Part::Queue)),
            Touch::list(Part::Due),
            Touch::write(Part::Organisation),
            Touch::list(Part::Timeline).and(Touch::put(Part::Timeline)),
            // What is called off gives its discount code back.
            Touch::delete(Part::Discount),
        ],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 512,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = Reminded;

    async fn run(cx: &Context, _: Tick) -> Result<Reminded, Failure> {
        let mut reminded = Reminded::default();
        let ages = cx.store().queue_figures(cx.today()).await?.ages();
        for shard in 0..DUE_SHARDS {
            for upgrade in all(cx, due(shard), |upgrade| upgrade.due_at().is_some_and(|at| at <= cx.now())).await? {
                reminded.look_after(cx, &upgrade, &ages).await;
            }
        }
        for standing in Queue::ALL {
            for upgrade in all(cx, queue(standing), |_| true).await? {
                reminded.look_after(cx, &upgrade, &ages).await;
            }
        }
        Ok(reminded)
    }
}

/// Everything at the beginning of a range for which `wanted` holds. Read to its end before anything is changed, for what is changed moves.
async fn all(cx: &Context, range: Range, wanted: impl Fn(&Upgrade) -> bool) -> Result<Vec<Upgrade>, Error> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = cx.store().list::<Upgrade>(range.clone().limit(PAGE).after(after)).await?;
        let read = page.items.len();
        let upgrades = page.items.into_iter().map(|upgrade| upgrade.value).take_while(|upgrade| wanted(upgrade));
        let before = found.len();
        found.extend(upgrades);
        after = page.next_cursor;
        // What is not yet due ends the reading: everything after it is later still.
        if after.is_none() || found.len() - before < read {
            return Ok(found);
        }
    }
}

impl Reminded {
    /// One case; what fails waits for the next run, and the others do not wait for it.
    async fn look_after(&mut self, cx: &Context, seen: &Upgrade, ages: &Ages) {
        let nudge = |case: &Case, now: Timestamp| case.upgrade.value.clone().nudge(&case.means, now);
        let hold = |case: &Case, now: Timestamp| case.upgrade.value.clone().hold_promise(ages.clone(), now);
        // What the index shows is enough to know that there is nothing to do, and mostly there is nothing.
        for (what, count) in
            [(attempt(cx, seen, nudge).await, &mut self.reminded), (attempt(cx, seen, hold).await, &mut self.moved)]
        {
            match what {
                Ok(done) => *count += u32::from(done),
                Err(failure) => {
                    tracing::warn!(%failure, upgrade = %seen.id, "a case could not be looked after and will be tried again");
                    self.left += 1;
                }
            }
        }
    }
}

/// Decides on the case as it is now and keeps it; answers whether there was anything. Whoever came between has acted, and is looked at again
/// by the next run.
async fn attempt(
    cx: &Context,
    seen: &Upgrade,
    decide: impl Fn(&Case, Timestamp) -> Result<Option<Decided>, Refusal> + Send + Sync,
) -> Result<bool, Failure> {
    let Some(case) = Case::load(cx.store(), &seen.organisation, &seen.id).await? else { return Ok(false) };
    let decided = decide(&case, cx.now()).map_err(|refusal| Failure::Other(refusal.to_string()))?;
    let Some(decided) = decided else { return Ok(false) };
    match cx.commit(case.change(&decided)).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
