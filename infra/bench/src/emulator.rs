//! The Lambda runtime API, as far as a function needs it: hands out events one at a time and takes the answers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};

/// One emulated service; a function under measurement is pointed at its address.
pub struct Emulator {
    /// `host:port`, for `AWS_LAMBDA_RUNTIME_API`.
    pub address: String,
    events: mpsc::UnboundedSender<String>,
    answers: mpsc::UnboundedReceiver<Value>,
    polls: mpsc::UnboundedReceiver<()>,
}

struct Shared {
    events: Mutex<mpsc::UnboundedReceiver<String>>,
    answers: mpsc::UnboundedSender<Value>,
    polls: mpsc::UnboundedSender<()>,
    number: AtomicU64,
}

impl Emulator {
    /// Starts one on a free port of loopback.
    pub async fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let (events, to_hand_out) = mpsc::unbounded_channel();
        let (taken, answers) = mpsc::unbounded_channel();
        let (polled, polls) = mpsc::unbounded_channel();
        let shared =
            Shared { events: Mutex::new(to_hand_out), answers: taken, polls: polled, number: AtomicU64::new(0) };
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(answer))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
            .route("/2018-06-01/runtime/init/error", post(failed))
            .with_state(Arc::new(shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, events, answers, polls })
    }

    /// Waits until the function asks for its next event: it is set up, or done with the one before.
    pub async fn is_ready(&mut self) {
        self.polls.recv().await;
    }

    /// Invokes the function that is listening and gives what it answered.
    pub async fn invoke(&mut self, event: String) -> Option<Value> {
        self.events.send(event).ok()?;
        self.answers.recv().await
    }
}

async fn next(State(shared): State<Arc<Shared>>) -> Response {
    // Nobody may be waiting for this any more; then it does not matter.
    let _ = shared.polls.send(());
    let Some(event) = shared.events.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    let number = shared.number.fetch_add(1, Ordering::Relaxed);
    let mut headers = HeaderMap::new();
    let mut set = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    set("lambda-runtime-aws-request-id", format!("00000000-0000-0000-0000-{number:012}"));
    set("lambda-runtime-deadline-ms", "4102444800000".to_owned());
    set("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-central-1:000000000000:function:bench".to_owned());
    set("content-type", "application/json".to_owned());
    (headers, event).into_response()
}

async fn answer(State(shared): State<Arc<Shared>>, body: Bytes) -> StatusCode {
    let told = shared.answers.send(serde_json::from_slice(&body).unwrap_or(Value::Null));
    if told.is_ok() { StatusCode::ACCEPTED } else { StatusCode::GONE }
}

async fn failed(State(shared): State<Arc<Shared>>, body: Bytes) -> StatusCode {
    let text = String::from_utf8_lossy(&body).into_owned();
    let told = shared.answers.send(serde_json::json!({"failed": text}));
    if told.is_ok() { StatusCode::ACCEPTED } else { StatusCode::GONE }
}
