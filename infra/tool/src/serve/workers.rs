//! The workers, wired to what sets them in motion here: the table's stream, uploads, the clock.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use dynoxide::Database;
use runtime::{App, Job, JobEntry, Trigger};
use store::outbox::Lane;
use tokio::sync::mpsc;

use super::engines::streams::{self, Checkpoint, Source};
use super::engines::uploads::{self, Arrived};
use super::engines::{Deliver, dynamodb};
use super::schedules::{self, Progress, Scheduled};
use super::state::State;

/// Why the workers cannot be wired.
#[derive(Debug, thiserror::Error)]
pub enum WorkersError {
    /// A schedule that is not a rate.
    #[error("{0} has a schedule that cannot be read: {1}")]
    Schedule(&'static str, &'static str),
    /// More than one worker wants the uploads; a bucket's notification goes to one.
    #[error("{0} and {1} both wait for uploads")]
    TwoForUploads(&'static str, &'static str),
}

/// The workers, ready to be set in motion.
pub struct Workers {
    streams: Vec<(Job, Lane, Deliver)>,
    uploads: Option<(Job, Deliver)>,
    scheduled: Vec<Scheduled>,
}

impl Workers {
    /// The workers among these jobs.
    ///
    /// # Errors
    /// When a trigger cannot be wired.
    pub fn of(jobs: Vec<JobEntry>, app: &Arc<App>) -> Result<Self, WorkersError> {
        let mut workers = Self { streams: Vec::new(), uploads: None, scheduled: Vec::new() };
        for JobEntry { job, call, .. } in jobs {
            let app = app.clone();
            let deliver: Deliver = Arc::new(move |event| {
                let running = call(app.clone(), event);
                // On a task of its own: a panic fails this event and not the stream.
                Box::pin(async move {
                    match tokio::spawn(running).await {
                        Ok(done) => done.map_err(|failure| failure.to_string()),
                        Err(broken) => Err(broken.to_string()),
                    }
                })
            });
            match job.trigger {
                Trigger::Outbox(lane) => workers.streams.push((job, lane, deliver)),
                Trigger::UploadCreated => {
                    if let Some((other, _)) = &workers.uploads {
                        return Err(WorkersError::TwoForUploads(other.name, job.name));
                    }
                    workers.uploads = Some((job, deliver));
                }
                Trigger::Every(pace) => {
                    let every = schedules::pace(pace).ok_or(WorkersError::Schedule(job.name, pace))?;
                    workers.scheduled.push(Scheduled { name: job.name, every, run: deliver });
                }
            }
        }
        Ok(workers)
    }

    /// The scheduled ones, to be run by hand.
    pub fn by_name(&self) -> BTreeMap<&'static str, Deliver> {
        self.scheduled.iter().map(|scheduled| (scheduled.name, scheduled.run.clone())).collect()
    }

    /// Sets them in motion; answers how far the scheduled ones are.
    pub fn start(
        self,
        database: &Database,
        state: &State,
        arrivals: mpsc::UnboundedReceiver<Arrived>,
        app: Arc<App>,
    ) -> Progress {
        for (job, lane, deliver) in self.streams {
            let (database, checkpoint) = (database.clone(), state.checkpoint(job.name));
            tokio::spawn(async move {
                loop {
                    let place = Checkpoint::at(checkpoint.clone());
                    if let Err(error) =
                        streams::follow(database.clone(), dynamodb::TABLE, Source::of(lane), place, deliver.clone())
                            .await
                    {
                        tracing::error!(worker = job.name, %error, "the table's stream was lost and is taken up again");
                    }
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            });
        }
        if let Some((_, deliver)) = self.uploads {
            tokio::spawn(uploads::raise(arrivals, deliver));
        }
        let mut progress = Progress::default();
        for scheduled in self.scheduled {
            let app = app.clone();
            tokio::spawn(schedules::keep(scheduled, move || app.now(), progress.of_another()));
        }
        progress
    }
}
