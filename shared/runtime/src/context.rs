//! What an endpoint or a worker acts with.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::chance::Chance;
use domain::ids::{AccountId, TraceId};
use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use register::Register;
use serde::Serialize;
use store::counter::{Counter, NotAdmitted};
use store::idempotency::Answered;
use store::{Change, Circumstances, Error, Keys, Store};

use crate::app::App;
use crate::config::Config;
use crate::files::Files;
use crate::post::Post;

/// One request, or one run of a worker: the time it happens at, what it may touch, and what it has used.
pub struct Context {
    app: Arc<App>,
    store: Store,
    now: Timestamp,
    trace: TraceId,
    network: Option<String>,
    pub(crate) idempotency: Option<Pending>,
    pub(crate) replay: Mutex<Option<Answered>>,
    pub(crate) counted: Counted,
}

/// A write that carries an idempotency key and was not answered before.
pub(crate) struct Pending {
    pub(crate) account: AccountId,
    pub(crate) key: String,
    pub(crate) fingerprint: String,
}

/// What the metrics count besides requests.
#[derive(Default)]
pub(crate) struct Counted {
    pub(crate) hashes: AtomicU32,
    pub(crate) mails: AtomicU32,
}

impl Context {
    pub(crate) fn new(app: Arc<App>, store: Store, network: Option<String>) -> Self {
        let now = app.now();
        let trace = TraceId::new(now, app.chance());
        let (idempotency, replay, counted) = (None, Mutex::new(None), Counted::default());
        Self { app, store, now, trace, network, idempotency, replay, counted }
    }

    /// A context for tools and tests that act outside any request: with the whole table.
    pub fn of_tool(app: Arc<App>) -> Self {
        let store = app.store().tallied();
        Self::new(app, store, None)
    }

    /// The time this request happens at; the same from its beginning to its end.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// The time as it is at this moment: for work that takes long, and must tell that it is still at it.
    pub fn by_now(&self) -> Timestamp {
        self.app.now()
    }

    /// The day this request happens on, in Europe/Amsterdam: what rules that speak of days go by.
    pub fn today(&self) -> Date {
        self.now.to_zoned(TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)).date()
    }

    /// The source of chance.
    pub fn chance(&self) -> &dyn Chance {
        self.app.chance()
    }

    /// The table, held to what the route declared.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        self.store.keys()
    }

    /// The bucket of uploads.
    pub fn files(&self) -> &Files {
        self.app.files()
    }

    /// The way out for mail.
    pub fn post(&self) -> &Post {
        self.app.post()
    }

    /// The business register.
    pub fn register(&self) -> &Register {
        self.app.register()
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.app.config
    }

    /// Names this request in the logs.
    pub const fn trace(&self) -> &TraceId {
        &self.trace
    }

    /// The caller's address, cut to its network.
    pub fn network(&self) -> Option<&str> {
        self.network.as_deref()
    }

    /// Counts a password hash made, for the metrics (S11).
    pub fn count_hash(&self) {
        self.counted.hashes.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a mail sent, for the metrics.
    pub fn count_mail(&self) {
        self.counted.mails.fetch_add(1, Ordering::Relaxed);
    }

    /// Writes a change, whole or not at all.
    pub async fn commit(&self, change: Change) -> Result<(), Error> {
        self.store.commit(change, self.circumstances()).await
    }

    /// Writes a change together with the answer that will be given, so that a repeated request (same `Idempotency-Key`) is answered the
    /// same and changes nothing. What every write that creates ends with.
    pub async fn keep<T: Serialize + Sync>(&self, mut change: Change, answer: &T) -> Result<(), Error> {
        if let Some(pending) = &self.idempotency {
            let answer = serde_json::to_string(answer).map_err(|error| Error::Corrupt(error.to_string()))?;
            change.answer(Answered {
                account: pending.account.clone(),
                key: pending.key.clone(),
                fingerprint: pending.fingerprint.clone(),
                answer,
                at: self.now,
            });
        }
        match self.commit(change).await {
            Err(Error::AnsweredBefore(answered)) => {
                *self.replay.lock().unwrap_or_else(PoisonError::into_inner) = Some((*answered).clone());
                Err(Error::AnsweredBefore(answered))
            }
            outcome => outcome,
        }
    }

    /// Counts one attempt under every one of `counters` before anything is verified, or does not let it through (S13, S16).
    ///
    /// # Errors
    /// When a limit is reached, or the table cannot count.
    pub async fn admit(&self, counters: &[Counter]) -> Result<(), NotAdmitted> {
        self.store.admit(counters, self.circumstances()).await
    }

    /// The next request of this process asks anew which editions were published: for whoever has just published one.
    pub async fn forget_editions(&self) {
        self.app.learned().forget().await;
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    fn circumstances(&self) -> Circumstances<'_> {
        Circumstances {
            now: self.now,
            chance: self.app.chance(),
            trace: self.trace.as_str(),
            network: self.network.as_deref(),
        }
    }
}
