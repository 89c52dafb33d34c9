//! Somebody who takes payments, to play with: the interface of `shared/till`, and a page where one pays or does not.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use domain::order::Payments;
use jiff::Timestamp;
use serde::Deserialize;
use till::{Known, Opened};

/// The key it takes. It opens nothing but this stand-in, on loopback.
const KEY: &str = "embedded-till";

/// The stand-in.
#[derive(Clone)]
pub struct StandIn {
    here: String,
    clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    payments: Arc<Mutex<BTreeMap<String, Payment>>>,
}

#[derive(Clone)]
struct Payment {
    state: Payments,
    amount_cents: i64,
    description: String,
    return_url: String,
    expires_at: Timestamp,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    amount_cents: i64,
    description: String,
    reference: String,
    return_url: String,
    expires_at: Timestamp,
}

/// What the payer pressed.
#[derive(Deserialize)]
struct Pressed {
    outcome: String,
}

/// How functions here reach it.
pub fn settings(here: &str) -> till::Settings {
    till::Settings { url: format!("{here}/till"), key: KEY.to_owned().into() }
}

impl StandIn {
    /// One without any payment. `clock` tells the time that Balie goes by.
    pub fn new(here: String, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { here, clock: Arc::new(clock), payments: Arc::default() }
    }

    /// Its interface and its page.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/till/payments", post(open))
            .route("/till/payments/{id}", get(look))
            .route("/till/payments/{id}/refunds", post(give_back))
            .route("/till/pay/{id}", get(page).post(pressed))
            .with_state(self.clone())
    }

    fn change<T>(&self, id: &str, change: impl FnOnce(&mut Payment) -> T) -> Result<T, StatusCode> {
        let mut payments = self.payments.lock().unwrap_or_else(PoisonError::into_inner);
        let payment = payments.get_mut(id).ok_or(StatusCode::NOT_FOUND)?;
        if payment.state == Payments::Open && (self.clock)() > payment.expires_at {
            payment.state = Payments::Failed;
        }
        Ok(change(payment))
    }
}

fn admitted(headers: &HeaderMap) -> Result<(), StatusCode> {
    let key = headers.get(header::AUTHORIZATION).and_then(|key| key.to_str().ok());
    if key == Some(&format!("Bearer {KEY}")) { Ok(()) } else { Err(StatusCode::UNAUTHORIZED) }
}

fn known(payment: &Payment) -> Json<Known> {
    Json(Known { state: payment.state, amount_cents: payment.amount_cents })
}

async fn open(
    State(till): State<StandIn>,
    headers: HeaderMap,
    Json(wanted): Json<Wanted>,
) -> Result<Json<Opened>, StatusCode> {
    admitted(&headers)?;
    let Wanted { amount_cents, description, reference, return_url, expires_at } = wanted;
    let payment = Payment { state: Payments::Open, amount_cents, description, return_url, expires_at };
    till.payments.lock().unwrap_or_else(PoisonError::into_inner).insert(reference.clone(), payment);
    Ok(Json(Opened { pay_url: format!("{}/till/pay/{reference}", till.here), id: reference }))
}

async fn look(
    State(till): State<StandIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Known>, StatusCode> {
    admitted(&headers)?;
    till.change(&id, |payment| known(payment))
}

async fn give_back(
    State(till): State<StandIn>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Known>, StatusCode> {
    admitted(&headers)?;
    till.change(&id, |payment| {
        if payment.state == Payments::Paid {
            payment.state = Payments::GivenBack;
        }
        known(payment)
    })
}

async fn page(State(till): State<StandIn>, Path(id): Path<String>) -> Result<Html<String>, StatusCode> {
    let payment = till.change(&id, |payment| payment.clone())?;
    let amount = format!("{},{:02}", payment.amount_cents / 100, payment.amount_cents % 100);
    let what = payment.description.replace('&', "&amp;").replace('<', "&lt;");
    Ok(Html(format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Stand-in for a payment</title><main><h1>Stand-in for a payment</h1>\
         <p>Nobody's money: this page stands in for iDEAL or a card on one machine.</p>\
         <p>{what}: <strong>EUR {amount}</strong></p>\
         <form method=\"post\"><p><button name=\"outcome\" value=\"paid\">Pay</button> \
         <button name=\"outcome\" value=\"failed\">Call off</button></p></form></main></html>"
    )))
}

async fn pressed(State(till): State<StandIn>, Path(id): Path<String>, Form(pressed): Form<Pressed>) -> Response {
    let changed = till.change(&id, |payment| {
        if payment.state == Payments::Open {
            payment.state = if pressed.outcome == "paid" { Payments::Paid } else { Payments::Failed };
        }
        payment.return_url.clone()
    });
    match changed {
        Ok(return_url) => Redirect::to(&return_url).into_response(),
        Err(status) => status.into_response(),
    }
}
