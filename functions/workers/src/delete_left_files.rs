//! `delete-left-files`: a form that nobody touches vanishes from the table by itself, and the table tells nobody. So the files of forms are looked at a
//! day after their form would have vanished: where it did, they go, with what else is left of it; where it is still there, they are looked at again.

use api::{FileTouch, KeySet, Part, Touch};
use domain::folder::upload::{Owner, Upload};
use domain::submission::Submission;
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::left_files;
use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Deletes the files of forms that vanished.
pub struct DeleteLeftFiles;

/// How many are looked at in one run; the rest is for the next.
const MOST: u16 = 200;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Looked {
    /// How many files were looked at.
    files: u32,
}

impl Worker for DeleteLeftFiles {
    const JOB: Job = Job {
        name: "delete-left-files",
        summary: "Deletes the files of forms that vanished because nobody touched them",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[
            Touch::list(Part::Folder).and(Touch::put(Part::Folder)).and(Touch::delete(Part::Folder)),
            Touch::read(Part::Submission).and(Touch::list(Part::Submission)).and(Touch::delete(Part::Submission)),
        ],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[FileTouch::DeleteReleased],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = Looked;

    async fn run(cx: &Context, _: Tick) -> Result<Looked, Failure> {
        let (mut looked, mut stopped) = (Looked::default(), Stopped::default());
        let attached = cx.store().list::<Upload>(store::folder::attached().limit(MOST)).await?;
        // What comes first stands first.
        for upload in attached.items.iter().take_while(|upload| upload.look_at.is_some_and(|at| at <= cx.now())) {
            match look(cx, upload).await {
                Ok(()) => looked.files += 1,
                Err(failure) => stopped.note(&upload.id, failure),
            }
        }
        stopped.or(looked)
    }
}

async fn look(cx: &Context, upload: &Versioned<Upload>) -> Result<(), Failure> {
    let Owner::Submission(id) = upload.owner() else { return Ok(()) };
    let submission = cx.store().get::<Submission>(store::submission::key(&id)).await?;
    let Some(submission) = submission.filter(|submission| !submission.is_gone(cx.now())) else {
        return left_files::remove(cx, &id).await;
    };
    // In a draft that is still worked on, another one took its place long ago.
    if submission.is_draft() && submission.course.sent_at.is_none() && !submission.names_file(&upload.id) {
        left_files::remove_one(cx, upload).await?;
        return Ok(());
    }
    let mut change = Change::new();
    change.replace(upload, &upload.value.clone().looked_after(submission.files_looked_at(cx.now())));
    match cx.commit(change).await {
        // Another run was here.
        Ok(()) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
