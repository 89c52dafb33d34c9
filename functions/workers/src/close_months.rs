//! `close-months`: once an hour, the months that are over by the calendar of Amsterdam are invoiced. The job only sets out one effect for each
//! shard of a month that is not known to be done; each shard sets out its organisations in parts, and each organisation is closed by itself
//! (`effects/invoices.rs`). Every step may be done again at any moment and changes nothing then, so the job is restarted by running again.

use api::{KeySet, Part, Touch};
use domain::effect::{Effect, InvoiceEffect};
use domain::spend::Month;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::Change;

use crate::sweep_outbox::Tick;

/// Closes months.
pub struct CloseMonths;

/// How many months back is looked: an outage of so long is made up for.
pub(crate) const MONTHS: usize = 3;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SetOut {
    /// How many shards are looked at.
    shards: u32,
}

impl Worker for CloseMonths {
    const JOB: Job = Job {
        name: "close-months",
        summary: "Sets out the invoices of months that are over",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::read(Part::Invoice)],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 60,
    };
    type Event = Tick;
    type Outcome = SetOut;

    async fn run(cx: &Context, _: Tick) -> Result<SetOut, Failure> {
        let mut set_out = SetOut::default();
        let mut month = Month::with(cx.today());
        for _ in 0..MONTHS {
            month = month.previous();
            let shards: Vec<_> = (0..store::spend::SHARDS).collect();
            let keys = shards.iter().map(|shard| store::invoice::run_key(month, *shard)).collect();
            let done = cx.store().batch(keys).await?;
            let mut change = Change::new();
            for shard in shards {
                if !done.contains_key(&store::invoice::run_key(month, shard)) {
                    change.effect(Effect::Invoice(InvoiceEffect::CloseShard {
                        month,
                        shard,
                        after: None,
                        open: false,
                    }));
                    set_out.shards += 1;
                }
            }
            cx.commit(change).await?;
        }
        Ok(set_out)
    }
}
