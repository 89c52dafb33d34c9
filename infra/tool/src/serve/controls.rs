//! What a test may move that a customer may not: the clock, the mail service, a scheduled worker. Mounted only with `--test-controls`.
//! Every call must come as JSON, which a foreign page cannot send without asking first, and nobody answers it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use embedded::kvk::EmbeddedRegister;
use futures::future::BoxFuture;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::engines::Deliver;
use super::engines::ses::Outage;
use super::{instant, schedules};

/// Plants a number of people in a company.
pub type Crowding = Box<dyn Fn(String, usize) -> BoxFuture<'static, Result<(), String>> + Send + Sync>;

/// Plants a number of organisations that get overviews, each with so many lines.
pub type Subscribing = Box<dyn Fn(usize, usize) -> BoxFuture<'static, Result<(), String>> + Send + Sync>;

/// Plants a business that somebody has opened; answers its id and number.
pub type Opening = Box<dyn Fn(String) -> BoxFuture<'static, Result<(String, String), String>> + Send + Sync>;

/// Waits until the scheduled workers that are due by now have run.
pub type Settling = Box<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// What can be moved.
pub struct Controls {
    /// The mail service.
    pub outage: Outage,
    /// The business register.
    pub register: EmbeddedRegister,
    /// Moves the application's clock forward by seconds.
    pub advance: Box<dyn Fn(u64) + Send + Sync>,
    /// Plants many people with a means each in a company of the demo.
    pub crowd: Crowding,
    /// Books many lines of what was spent for a company of the demo.
    pub lines: Crowding,
    /// Plants many organisations that get an overview every month.
    pub subscribers: Subscribing,
    /// Plants a business that somebody has opened.
    pub opened_business: Opening,
    /// Waits until what is due by now has run.
    pub settled: Settling,
    /// The scheduled workers, by name.
    pub jobs: BTreeMap<&'static str, Deliver>,
    /// Where the engines listen, for a function that is run by hand beside this process.
    pub engines: Value,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Advance {
    advance_seconds: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Down {
    down: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Finished {
    kvk_number: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Crowd {
    kvk_number: String,
    count: usize,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Subscribers {
    count: usize,
    lines: usize,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OpenedBusiness {
    account_id: String,
}

/// What a worker is told that is run by hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    #[serde(default)]
    detail: Map<String, Value>,
}

/// The control surface.
pub fn router(controls: Controls) -> Router {
    Router::new()
        .route("/_test/clock", post(clock))
        .route("/_test/settled", post(settled))
        .route("/_test/ses", post(ses))
        .route("/_test/register", post(register))
        .route("/_test/register/finished", post(finished))
        .route("/_test/crowd", post(crowd))
        .route("/_test/lines", post(lines))
        .route("/_test/subscribers", post(subscribers))
        .route("/_test/opened-business", post(opened_business))
        .route("/_test/jobs/{name}", post(job))
        .route("/_test/engines", get(engines))
        .with_state(Arc::new(controls))
}

async fn clock(State(controls): State<Arc<Controls>>, Json(wanted): Json<Advance>) -> StatusCode {
    (controls.advance)(wanted.advance_seconds);
    StatusCode::NO_CONTENT
}

async fn settled(State(controls): State<Arc<Controls>>, Json(Nothing {}): Json<Nothing>) -> StatusCode {
    (controls.settled)().await;
    StatusCode::NO_CONTENT
}

async fn ses(State(controls): State<Arc<Controls>>, Json(wanted): Json<Down>) -> StatusCode {
    controls.outage.set(wanted.down);
    StatusCode::NO_CONTENT
}

async fn register(State(controls): State<Arc<Controls>>, Json(wanted): Json<Down>) -> StatusCode {
    controls.register.set_down(wanted.down);
    StatusCode::NO_CONTENT
}

async fn finished(State(controls): State<Arc<Controls>>, Json(finished): Json<Finished>) -> StatusCode {
    controls.register.finish(&finished.kvk_number);
    StatusCode::NO_CONTENT
}

async fn crowd(State(controls): State<Arc<Controls>>, Json(wanted): Json<Crowd>) -> Response {
    match (controls.crowd)(wanted.kvk_number, wanted.count).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"reason": reason}))).into_response(),
    }
}

async fn lines(State(controls): State<Arc<Controls>>, Json(wanted): Json<Crowd>) -> Response {
    match (controls.lines)(wanted.kvk_number, wanted.count).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"reason": reason}))).into_response(),
    }
}

async fn subscribers(State(controls): State<Arc<Controls>>, Json(wanted): Json<Subscribers>) -> Response {
    match (controls.subscribers)(wanted.count, wanted.lines).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"reason": reason}))).into_response(),
    }
}

async fn opened_business(State(controls): State<Arc<Controls>>, Json(wanted): Json<OpenedBusiness>) -> Response {
    match (controls.opened_business)(wanted.account_id).await {
        Ok((id, number)) => Json(json!({"id": id, "number": number})).into_response(),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"reason": reason}))).into_response(),
    }
}

async fn job(State(controls): State<Arc<Controls>>, Path(name): Path<String>, Json(order): Json<Order>) -> Response {
    let Some(run) = controls.jobs.get(name.as_str()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut event = schedules::event(&name, instant::now());
    if let Some(detail) = event.get_mut("detail") {
        *detail = Value::Object(order.detail);
    }
    match run(event).await {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(reason) => (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"reason": reason}))).into_response(),
    }
}

async fn engines(State(controls): State<Arc<Controls>>) -> Json<Value> {
    Json(controls.engines.clone())
}
