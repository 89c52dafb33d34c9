//! What is left of a form that is gone, or that took other files: the files that came with it, its timeline, what was written about it. The bytes go
//! before the note of them: what dies in between is gone on with, and nothing stays behind that nobody knows of. Done twice, the second finds
//! nothing to do.

use domain::folder::upload::{Owner, Upload};
use domain::ids::SubmissionId;
use domain::submission::timeline::Entry;
use domain::submission::{Message, Submission};
use jiff::Timestamp;
use runtime::{Context, Failure};
use store::{Change, Error, Range, Stored, Versioned};

/// How many things are removed in one turn.
const AT_ONCE: u16 = 25;
/// How often the files are gone over anew when one was let in meanwhile.
const TRIES: usize = 12;

/// Removes everything that is left of a form, if it is gone. What is still inspected is dropped by whoever inspects it, who finds nobody waiting.
pub(crate) async fn remove(cx: &Context, submission: &SubmissionId) -> Result<(), Failure> {
    let there = cx.store().get::<Submission>(store::submission::key(submission)).await?;
    if there.is_some_and(|there| !there.is_gone(cx.now())) {
        return Ok(());
    }
    clear_all::<Entry>(cx, store::submission_course::timeline(submission)).await?;
    clear_all::<Message>(cx, store::submission_course::messages(submission)).await?;
    let files = store::folder::uploads(&Owner::Submission(submission.clone()));
    for _ in 0..TRIES {
        let mut overtaken = false;
        loop {
            let page = cx.store().list::<Upload>(files.clone().limit(AT_ONCE)).await?;
            if page.items.is_empty() {
                return Ok(());
            }
            for upload in &page.items {
                overtaken |= !remove_one(cx, upload).await?;
            }
            if overtaken {
                break;
            }
        }
    }
    Err(Failure::Other("the files of a form that is gone kept changing".to_owned()))
}

/// Removes the files that came before a form was sent for the first time and that it does not name.
pub(crate) async fn remove_replaced(cx: &Context, id: &SubmissionId, sent_at: Timestamp) -> Result<(), Failure> {
    let Some(submission) = cx.store().get::<Submission>(store::submission::key(id)).await? else { return Ok(()) };
    let mut after = None;
    loop {
        let range = store::folder::uploads(&Owner::Submission(id.clone())).limit(AT_ONCE).after(after);
        let page = cx.store().list::<Upload>(range).await?;
        for upload in &page.items {
            if upload.is_released() && upload.at < sent_at && !submission.names_file(&upload.id) {
                remove_one(cx, upload).await?;
            }
        }
        after = page.next_cursor;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Removes a file and then the note of it; `false` when it changed meanwhile.
pub(crate) async fn remove_one(cx: &Context, upload: &Versioned<Upload>) -> Result<bool, Failure> {
    cx.files().remove(&upload.released_key()).await?;
    let mut change = Change::new();
    change.delete(upload);
    match cx.commit(change).await {
        Ok(()) => Ok(true),
        // It was let in, or another worker is at it.
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Deletes what a range lists. What was gone already is gone.
async fn clear_all<T: Stored>(cx: &Context, range: Range) -> Result<(), Failure> {
    loop {
        let page = cx.store().list::<T>(range.clone().limit(AT_ONCE)).await?;
        if page.items.is_empty() {
            return Ok(());
        }
        let mut change = Change::new();
        for item in &page.items {
            change.clear(T::PART, item.value.key());
        }
        cx.commit(change).await?;
    }
}
