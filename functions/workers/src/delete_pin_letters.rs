//! `delete-pin-letters`: deletes the files of letters that lay ready for two weeks: first the file, then the note of it, so that what dies in between
//! is deleted once more. The PIN goes on opening its business: only the printing of it is over.

use api::{FileTouch, KeySet, Part, Touch};
use domain::business::PinLetter;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Versioned};

use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Deletes the files of letters.
pub struct DeletePinLetters;

/// How many are looked at in one turn.
const PAGE: u16 = 100;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tidied {
    /// How many files were deleted.
    deleted: u32,
}

impl Worker for DeletePinLetters {
    const JOB: Job = Job {
        name: "delete-pin-letters",
        summary: "Deletes the files of letters with a PIN that lay ready for two weeks",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[Touch::list(Part::Business).and(Touch::put(Part::Business))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[FileTouch::DeletePinLetters],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = Tidied;

    async fn run(cx: &Context, _: Tick) -> Result<Tidied, Failure> {
        let (mut tidied, mut stopped, mut after) = (Tidied::default(), Stopped::default(), None);
        loop {
            let range = store::business::letters_to_tidy(cx.now()).limit(PAGE).after(after);
            let page = cx.store().list::<PinLetter>(range).await?;
            for letter in &page.items {
                let Some(without) = letter.without_file() else { continue };
                // Where it was tried, used or replaced meanwhile, the next run looks again.
                match tidy(cx, letter, &without).await {
                    Ok(()) => tidied.deleted += 1,
                    Err(failure) => stopped.note(&letter.id, failure),
                }
            }
            after = page.next_cursor;
            if after.is_none() {
                return stopped.or(tidied);
            }
        }
    }
}

async fn tidy(cx: &Context, letter: &Versioned<PinLetter>, without: &PinLetter) -> Result<(), Failure> {
    cx.files().remove(&letter.file_key()).await?;
    let mut change = Change::new();
    change.replace(letter, without);
    Ok(cx.commit(change).await?)
}
