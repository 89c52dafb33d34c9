//! `delete-overviews`: deletes overviews whose thirty days are over: first the file, then the note of it, so that what dies in between is deleted
//! once more and nothing stays behind that nobody knows of.

use api::{FileTouch, KeySet, Part, Touch};
use domain::overview::Overview;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Versioned};

use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Deletes overviews.
pub struct DeleteOverviews;

/// How many days back it is looked for what an earlier run left.
const DAYS: i32 = 4;
/// How many are looked at in one turn.
const PAGE: u16 = 100;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Deleted {
    /// How many were deleted.
    deleted: u32,
}

impl Worker for DeleteOverviews {
    const JOB: Job = Job {
        name: "delete-overviews",
        summary: "Deletes overviews whose thirty days are over",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::list(Part::Overview).and(Touch::delete(Part::Overview))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[FileTouch::DeleteOverviews],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = Deleted;

    async fn run(cx: &Context, _: Tick) -> Result<Deleted, Failure> {
        let (mut deleted, mut stopped) = (Deleted::default(), Stopped::default());
        let today = cx.now().to_zoned(TimeZone::UTC).date();
        for back in 0..=DAYS {
            let day = today.saturating_sub(back.days());
            let mut after = None;
            loop {
                let range = store::overview::until(day).limit(PAGE).after(after);
                let page = cx.store().list::<Overview>(range).await?;
                for overview in page.items.iter().filter(|overview| overview.until() <= cx.now()) {
                    match delete(cx, overview).await {
                        Ok(()) => deleted.deleted += 1,
                        Err(failure) => stopped.note(&overview.id, failure),
                    }
                }
                after = page.next_cursor;
                if after.is_none() {
                    break;
                }
            }
        }
        stopped.or(deleted)
    }
}

async fn delete(cx: &Context, overview: &Versioned<Overview>) -> Result<(), Failure> {
    cx.files().remove(&overview.file_key()).await?;
    let mut change = Change::new();
    change.delete(overview);
    Ok(cx.commit(change).await?)
}
