//! Work that nobody asks for by a request: on the table's stream, on a finished upload, on a schedule.

use std::sync::Arc;
use std::time::Instant;

use api::{FileTouch, KeySet, Touch};
use futures::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::outbox::Lane;

use crate::app::App;
use crate::context::Context;
use crate::editions;
use crate::log::{self, Line};
use crate::run::work;

/// What sets a job in motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// What comes into a lane of the outbox; the event is that of the table's DynamoDB stream.
    Outbox(Lane),
    /// A file that arrived in quarantine; the event is that of S3.
    UploadCreated,
    /// A schedule, as EventBridge writes it: `rate(5 minutes)`.
    Every(&'static str),
}

/// A job: the counterpart of a route.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Its name, kebab-case: also the file, the binary and the test.
    pub name: &'static str,
    /// One sentence on what it does.
    pub summary: &'static str,
    /// What sets it in motion.
    pub trigger: Trigger,
    /// The parts of the table it touches.
    pub touches: &'static [Touch],
    /// The kinds of keys it reads.
    pub keys: &'static [KeySet],
    /// Whether it makes and retires keys.
    pub makes_keys: bool,
    /// What it does with files.
    pub files: &'static [FileTouch],
    /// Whether it hands over mail.
    pub sends_mail: bool,
    /// Memory in MB.
    pub memory_mb: u32,
    /// How long it may take, in seconds.
    pub timeout_seconds: u32,
}

/// A job failed; whatever set it in motion will do so again.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// At the table.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// At the bucket.
    #[error(transparent)]
    File(#[from] crate::files::FileError),
    /// At the mail service.
    #[error(transparent)]
    Post(#[from] crate::post::NotHandedOver),
    /// The event is not one this job reads.
    #[error("the event cannot be read: {0}")]
    Event(String),
    /// Something else; the text names no person and no secret.
    #[error("{0}")]
    Other(String),
}

/// Something Balie does by itself.
pub trait Worker: Send + Sync + 'static {
    /// What sets it in motion and what it touches.
    const JOB: Job;
    /// The event it reads.
    type Event: DeserializeOwned + Send;
    /// What it answers: for a stream, which records failed.
    type Outcome: Serialize + Send;
    /// The disk it may write to, in MB: what Lambda gives by itself, unless it says otherwise.
    const DISK_MB: u32 = 512;

    /// Does the work. May be called twice with one event: the second time must change nothing.
    fn run(cx: &Context, event: Self::Event) -> impl Future<Output = Result<Self::Outcome, Failure>> + Send;
}

/// A worker without its types.
#[derive(Clone, Copy)]
pub struct JobEntry {
    /// Its job.
    pub job: Job,
    /// The disk it may write to, in MB.
    pub disk_mb: u32,
    /// Runs it on an event.
    pub call: fn(Arc<App>, Value) -> BoxFuture<'static, Result<Value, Failure>>,
    /// Runs it as its function does, until the process ends.
    pub serve: fn() -> Result<(), lambda_runtime::Error>,
}

/// The worker as an entry.
pub fn job<W: Worker>() -> JobEntry {
    JobEntry { job: W::JOB, disk_mb: W::DISK_MB, call: |app, event| Box::pin(call::<W>(app, event)), serve: work::<W> }
}

async fn call<W: Worker>(app: Arc<App>, event: Value) -> Result<Value, Failure> {
    let began = Instant::now();
    let store = app.store().tallied().limited_to(W::JOB.all_touches()).with_keys(W::JOB.keys);
    if W::JOB.learns_editions() {
        editions::learn(&app).await?;
    }
    let cx = Context::new(Arc::clone(&app), store, None);
    let done = match serde_json::from_value(event) {
        Ok(event) => W::run(&cx, event).await,
        Err(error) => Err(Failure::Event(error.to_string())),
    };
    let outcome = if done.is_ok() { "ok" } else { "failed" };
    if let Err(failure) = &done {
        tracing::error!(job = W::JOB.name, %failure, "a job failed");
    }
    let line = Line { operation: W::JOB.name, organisation: None, outcome, status: None, took: began.elapsed() };
    log::request(&app, &cx, &line);
    serde_json::to_value(done?).map_err(|error| Failure::Other(error.to_string()))
}

impl Job {
    /// Whether it may meet a case, and so must know the editions cases start under.
    fn learns_editions(&self) -> bool {
        self.touches.iter().any(|touch| touch.part == api::Part::Organisation)
    }

    /// Everything it touches, with the outbox and the audit trail that every change may add to.
    pub fn all_touches(&self) -> Vec<Touch> {
        let mut touches = self.touches.to_vec();
        touches.extend([api::Part::Outbox, api::Part::Audit].map(Touch::put));
        if self.learns_editions() {
            touches.extend(editions::TOUCHES);
        }
        touches
    }
}

impl Context {
    /// Reports a measurement as a metric of its own.
    pub fn metric(&self, name: &str, unit: &str, value: f64) {
        log::metric(self.app(), self.now(), name, unit, value);
    }
}
