//! `perform-effects`: performs what decisions set in motion, as the table's stream tells of it (S53). A record may come twice: the second
//! time changes nothing. What fails is told to the stream by name, and comes again.

use futures::StreamExt;
use futures::stream;
use runtime::stream::{Arrived, Changes, Failed};
use runtime::{Context, Failure, Job, Trigger, Worker};
use store::outbox::Lane;

use crate::effects::{self, FILES, KEYS, Outcome, TOUCHES};

/// Performs effects as they come into the outbox.
pub struct PerformEffects;

/// How many effects are performed side by side: below the rate at which a new mail service account may send.
const SIDE_BY_SIDE: usize = 8;

impl Worker for PerformEffects {
    const JOB: Job = Job {
        name: "perform-effects",
        summary: "Performs what decisions set in motion: mails, codes, links",
        trigger: Trigger::Outbox(Lane::Ordinary),
        touches: TOUCHES,
        keys: KEYS,
        makes_keys: false,
        files: FILES,
        sends_mail: true,
        // It hashes initial passwords.
        memory_mb: 1024,
        timeout_seconds: 60,
    };
    type Event = Changes;
    type Outcome = Failed;

    async fn run(cx: &Context, event: Changes) -> Result<Failed, Failure> {
        let outbox = event.new_in(Lane::Ordinary);
        let failed = stream::iter(outbox).map(|arrived| attempt(cx, arrived)).buffered(SIDE_BY_SIDE);
        Ok(Failed::of(failed.filter_map(std::future::ready).collect().await))
    }
}

/// Answers the number of a record that must come again.
async fn attempt(cx: &Context, arrived: Arrived) -> Option<String> {
    match effects::perform(cx, &arrived.key).await {
        Ok(Outcome::Done) => None,
        // In the hands of a worker that died a moment ago, or of one that is just now at it: look again soon.
        Ok(Outcome::Held) => Some(arrived.sequence),
        Err(failure) => {
            tracing::warn!(%failure, "an effect failed and will be tried again");
            Some(arrived.sequence)
        }
    }
}
