//! `monthly-overviews`: once a month is over, sets in motion that whoever subscribed gets an overview of it, and in January of the year. It only
//! begins each shard; the effects go through the organisations part by part ([`crate::effects`]), many shards side by side. Run again, it
//! begins nothing twice, and has those seen to whose month was not shut yet.

use api::{KeySet, Part, Touch};
use domain::effect::Effect;
use domain::overview::{Pace, Run, SHARDS};
use domain::spend::Month;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error};

use crate::sweep_outbox::Tick;

/// Sends overviews by schedule.
pub struct MonthlyOverviews;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Begun {
    /// How many shards were begun, or begun anew.
    begun: u32,
}

impl Worker for MonthlyOverviews {
    const JOB: Job = Job {
        name: "monthly-overviews",
        summary: "Has everybody who subscribed sent an overview of the month that is over",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::list(Part::Overview).and(Touch::put(Part::Overview))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 60,
    };
    type Event = Tick;
    type Outcome = Begun;

    async fn run(cx: &Context, _: Tick) -> Result<Begun, Failure> {
        let until = Month::of(cx.now()).previous();
        let mut begun = Begun::default();
        for pace in Pace::ALL.into_iter().filter(|pace| pace.is_due_after(until)) {
            let runs = cx.store().list::<Run>(store::overview::runs(pace, until)).await?.items;
            for shard in 0..SHARDS {
                let mut change = Change::new();
                match runs.iter().find(|run| run.shard == shard) {
                    None => begin(&mut change, Run::begin(pace, until, shard)),
                    Some(run) => match run.value.clone().again() {
                        Some((again, effect)) => {
                            change.replace(run, &again).effect(effect);
                        }
                        None => continue,
                    },
                }
                match cx.commit(change).await {
                    Ok(()) => begun.begun += 1,
                    // Another run of this job was quicker.
                    Err(Error::Exists(_) | Error::Conflict(_)) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(begun)
    }
}

fn begin(change: &mut Change, (run, effect): (Run, Effect)) {
    change.create(&run).effect(effect);
}
