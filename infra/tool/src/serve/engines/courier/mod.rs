//! A stand-in for the partner who identifies people: it takes assignments over the real protocol, gives each person a page for choosing
//! place and time, and lets whoever sits at this machine play what the courier finds. It signs its events and sends them to our own
//! endpoint, again and again until they are taken, as the real one does.

mod book;
mod events;
mod page;
mod prices;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use api::KeySet;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, middleware};
use courier::{Assigned, AssignmentRequest, signature};
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use store::Keys;

use self::book::{Assignment, Ledger};
pub use self::page::{escaped, from_own_page, page};

/// The stand-in.
#[derive(Clone)]
pub struct StandIn(Arc<Inner>);

struct Inner {
    ledger: Mutex<Ledger>,
    keys: Keys,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    origin: String,
}

impl StandIn {
    /// Opens the ledger at `file`. `origin` is where its pages are found; `clock` tells the time that Balie goes by.
    pub fn open(
        file: PathBuf,
        origin: String,
        keys: Keys,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> Self {
        let inner = Inner { ledger: Mutex::new(Ledger::open(file)), keys, clock: Box::new(clock), origin };
        Self(Arc::new(inner))
    }

    /// Its pages, and the partner's side of the protocol, under `/courier`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/courier", get(page::overview))
            .route("/courier/book/{token}", get(page::booking).post(page::book))
            .route("/courier/outcomes/{id}", post(page::play))
            .route("/courier/events/{id}", post(page::again))
            .layer(middleware::from_fn(from_own_page))
            .route("/courier/assignments", get(page::list).post(assign))
            .route("/courier/assignments/{reference}/cancellation", post(call_off))
            .layer(DefaultBodyLimit::max(64 * 1024))
            .with_state(self.clone())
    }

    fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    /// Works on the ledger and keeps it.
    fn with<T>(&self, work: impl FnOnce(&mut Ledger) -> T) -> T {
        let mut ledger = self.0.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let done = work(&mut ledger);
        ledger.keep();
        done
    }

    /// Whether Balie sent this: as strict as Balie itself is with what comes from here.
    async fn genuine(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        let Ok(keys) = self.0.keys.all(KeySet::Courier).await else { return false };
        let secrets = keys.iter().map(|key| key.secret.as_slice());
        let header = headers.get(signature::HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
        signature::verify(secrets, header, body, self.now()).is_ok()
    }
}

async fn assign(State(standin): State<StandIn>, headers: HeaderMap, body: Bytes) -> Response {
    if !standin.genuine(&headers, &body).await {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(request) = serde_json::from_slice::<AssignmentRequest>(&body) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    if key.is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let assigned = standin.with(|ledger| {
        let assignment = ledger.assign(key, request);
        let booking_url = format!("{}/courier/book/{}", standin.0.origin, assignment.token);
        Assigned { assignment_id: assignment.id, booking_url }
    });
    Json(assigned).into_response()
}

async fn call_off(
    State(standin): State<StandIn>,
    Path(reference): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    if !standin.genuine(&headers, &body).await {
        return StatusCode::UNAUTHORIZED;
    }
    let found = standin.with(|ledger| ledger.by_reference(&reference).map(Assignment::call_off).is_some());
    if found { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }
}

#[cfg(test)]
mod tests;
