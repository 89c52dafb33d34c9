//! `sweep-outbox`: performs what the stream left over, and measures how long the oldest effect waits. After a long outage of the mail
//! service nothing is lost: it is later (S53).

use jiff::SignedDuration;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::outbox::{Lane, SHARDS, Waiting, key, partition};
use store::{Change, Error, Range};

use crate::effects::{self, FILES, KEYS, Outcome, TOUCHES};

/// Performs what was left over.
pub struct SweepOutbox;

/// What waits for less than this is the stream's.
const FRESH: SignedDuration = SignedDuration::from_secs(15);
/// What is to be printed and was not in anybody's hands for this long, the stream has given up on.
const LEFT_OVER: SignedDuration = SignedDuration::from_mins(2);
/// What was never begun, the stream has dropped after this long: it keeps a record for an hour (infra, the event source).
const DROPPED: SignedDuration = SignedDuration::from_mins(70);
/// How many of one partition are looked at in one run.
const MOST: u16 = 100;

/// A schedule's tick; what it says does not matter.
#[derive(Debug, Deserialize)]
pub struct Tick {}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Swept {
    /// How many were performed.
    performed: u32,
    /// How many still wait.
    left: u32,
}

impl Worker for SweepOutbox {
    const JOB: Job = Job {
        name: "sweep-outbox",
        summary: "Performs effects that were left over, and measures how long the oldest waits",
        trigger: Trigger::Every("rate(1 minute)"),
        touches: TOUCHES,
        keys: KEYS,
        makes_keys: false,
        files: FILES,
        sends_mail: true,
        memory_mb: 1024,
        timeout_seconds: 55,
    };
    type Event = Tick;
    type Outcome = Swept;

    async fn run(cx: &Context, _: Tick) -> Result<Swept, Failure> {
        let mut swept = Swept::default();
        let mut oldest = SignedDuration::ZERO;
        for shard in 0..SHARDS {
            let waiting = cx.store().list::<Waiting>(Range::of(partition(shard)).limit(MOST)).await?;
            for waiting in waiting.items {
                let age = cx.now().duration_since(waiting.since);
                if age < FRESH {
                    continue;
                }
                match effects::perform(cx, &key(&waiting.id)).await {
                    Ok(Outcome::Done) => {
                        swept.performed += 1;
                        continue;
                    }
                    Ok(Outcome::Held) => swept.left += 1,
                    Err(failure) => {
                        tracing::warn!(%failure, "an effect failed and will be tried again");
                        swept.left += 1;
                    }
                }
                oldest = oldest.max(age);
            }
        }
        swept.left += reprint(cx).await?;
        cx.metric("OutboxAge", "Seconds", oldest.as_secs_f64());
        Ok(swept)
    }
}

/// What is to be printed is not printed here, for this job knows no typesetter: what the stream has given up on, or what died in somebody's
/// hands, is put into its lane anew, under another name, and so the stream tells of it again. Answers how many those were.
async fn reprint(cx: &Context) -> Result<u32, Failure> {
    let mut again = 0;
    for partition in Lane::Press.partitions() {
        let waiting = cx.store().list::<Waiting>(Range::of(partition).limit(MOST)).await?;
        for waiting in waiting.items {
            // What nobody has begun stands in the stream's own row, however long that is: only what the stream has dropped is lost.
            let patience = if waiting.attempts == 0 { DROPPED } else { LEFT_OVER };
            let touched = waiting.held_until.unwrap_or(waiting.since);
            if cx.now().duration_since(touched) < patience {
                continue;
            }
            let mut change = Change::new();
            change.delete(&waiting).effect(waiting.effect.clone());
            match cx.commit(change).await {
                Ok(()) => again += 1,
                // Somebody has just taken it in hand.
                Err(Error::Conflict(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(again)
}
