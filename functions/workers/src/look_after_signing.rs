//! `look-after-signing`: reminds those who were asked to sign a contract and did not, every week; and makes a contract a draft again that not
//! everybody signed within sixty days.

use api::{KeySet, Part, Touch};
use domain::submission::Submission;
use jiff::Timestamp;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::{Deserialize, Serialize};
use store::submission_course::{SigningDue, to_look_after};
use store::{Change, Error};

use crate::stopped::Stopped;

/// Looks after contracts that wait for signatures.
pub struct LookAfterSigning;

/// How many are looked at in one run; the rest is for the next.
const MOST: u16 = 200;

/// A schedule's tick; what it says does not matter.
#[derive(Debug, Deserialize)]
pub struct Tick {}

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LookedAfter {
    /// How many contracts were looked after.
    contracts: u32,
}

impl Worker for LookAfterSigning {
    const JOB: Job = Job {
        name: "look-after-signing",
        summary: "Reminds those who were asked to sign a contract, and lets signatures lapse that never became whole",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::write(Part::Submission)
            .and(Touch::list(Part::Submission))
            .and(Touch::delete(Part::Submission))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 512,
        timeout_seconds: 55,
    };
    type Event = Tick;
    type Outcome = LookedAfter;

    async fn run(cx: &Context, _: Tick) -> Result<LookedAfter, Failure> {
        let (mut came_to, mut stopped) = (LookedAfter::default(), Stopped::default());
        let due = cx.store().list::<SigningDue>(to_look_after().limit(MOST)).await?;
        for due in due.items {
            // What comes first stands first.
            if due.at > cx.now() {
                break;
            }
            match look_after(cx, &due, cx.now()).await {
                Ok(true) => came_to.contracts += 1,
                Ok(false) => {}
                // Somebody signs at this moment, or another run was here, or it cannot be read.
                Err(error) => stopped.note(&due.submission, error),
            }
        }
        stopped.or(came_to)
    }
}

async fn look_after(cx: &Context, due: &SigningDue, now: Timestamp) -> Result<bool, Error> {
    // The index is read a moment late; what counts is the submission itself.
    let read = cx.store().get::<Submission>(store::submission::key(&due.submission)).await?;
    let Some(read) = read else { return Ok(false) };
    let Some(decided) = read.value.clone().look_after(now) else { return Ok(false) };
    let mut change = Change::new();
    change.follow(&read, &decided);
    cx.commit(change).await?;
    Ok(true)
}
