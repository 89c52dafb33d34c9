//! Learning of published editions: what staff publish reaches every process within a minute, without a release.
//!
//! A process asks once a minute for the heads, and reads whole only what it does not know yet. The asking goes beside loading the caller,
//! under a tally and a log line of its own, so that what an operation costs does not depend on when it was called.

use std::sync::Arc;
use std::time::Instant;

use api::{Part, Touch};
use domain::edition::{self, Edition, Head};
use jiff::Timestamp;
use store::Error;
use tokio::sync::Mutex;

use crate::app::App;
use crate::context::Context;
use crate::log::{self, Line};

/// What learning touches.
pub(crate) const TOUCHES: [Touch; 1] = [Touch::read(Part::Edition).and(Touch::list(Part::Edition))];

/// When a process learned last.
#[derive(Default)]
pub(crate) struct Learned(Mutex<Option<Timestamp>>);

impl Learned {
    /// The next request asks anew.
    pub(crate) async fn forget(&self) {
        *self.0.lock().await = None;
    }
}

/// Learns of what was published, unless this process did so within the last minute.
pub(crate) async fn learn(app: &Arc<App>) -> Result<(), Error> {
    let mut last = app.learned().0.lock().await;
    let now = app.now();
    if last.is_some_and(|last| now.duration_since(last) < edition::LEARNED_EVERY) {
        return Ok(());
    }
    let began = Instant::now();
    let cx = Context::new(Arc::clone(app), app.store().tallied().limited_to(TOUCHES), None);
    let outcome = ask(&cx).await;
    let told = if outcome.is_ok() { "ok" } else { "failed" };
    let line =
        Line { operation: "learn-editions", organisation: None, outcome: told, status: None, took: began.elapsed() };
    log::request(app, &cx, &line);
    outcome?;
    edition::settle(now);
    *last = Some(now);
    Ok(())
}

async fn ask(cx: &Context) -> Result<(), Error> {
    let heads = cx.store().list::<Head>(store::edition::heads()).await?;
    for head in heads.items.into_iter().map(|head| head.value) {
        if edition::knows(head.table, &head.version) {
            continue;
        }
        let Some(edition) = cx.store().get::<Edition>(store::edition::key(head.table, &head.version)).await? else {
            continue;
        };
        if let Err(error) = edition::learn(&edition) {
            // Published by a later build than this one. Nothing here can start under it, so nothing here decides by it.
            tracing::error!(table = head.table.name(), version = head.version, %error, "an edition cannot be read");
        }
    }
    Ok(())
}
