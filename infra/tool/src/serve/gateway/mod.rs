//! API Gateway on one machine: finds the operation, hands it the event the real gateway would, and turns its answer into a response. The
//! operation runs through the same adapter as in a function, so what works here was given exactly what AWS gives.

pub mod event;
pub mod routes;

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use api::{Problem, ProblemType};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures::future::BoxFuture;
use http::{HeaderValue, StatusCode, header};
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Context, LambdaEvent, Service, service_fn};

use self::event::Stamp;
use self::routes::{Matched, Routes};
use super::instant;

/// The gateway takes no larger body.
const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// The gateway waits no longer for a function.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// An operation, as the gateway calls it.
pub type Call =
    Arc<dyn Fn(lambda_http::Request) -> BoxFuture<'static, lambda_http::Response<lambda_http::Body>> + Send + Sync>;

/// The gateway in front of every operation.
pub struct Gateway {
    routes: Routes<Call>,
    origin: String,
}

impl Gateway {
    /// A gateway for these operations, each with method and path. `origin` is where problem types stand under.
    pub fn new(operations: impl IntoIterator<Item = (&'static str, &'static str, Call)>, origin: String) -> Self {
        Self { routes: Routes::new(operations), origin }
    }

    /// Whether this path is the gateway's rather than the web client's.
    pub fn owns(&self, path: &str) -> bool {
        self.routes.owns(path)
    }

    /// Answers a request that came from `source`.
    pub async fn answer(&self, request: http::Request<Body>, source: IpAddr) -> Response {
        let at = instant::now();
        let token = instant::token();
        let stamp = Stamp {
            request_id: format!("{:016x}", token as u64),
            source,
            at,
            trace: format!("Root=1-{:08x}-{:024x}", at.as_second(), token >> 32),
        };
        let (parts, body) = request.into_parts();
        let Some(Matched { target, key, parameters }) = self.routes.find(parts.method.as_str(), parts.uri.path())
        else {
            return self.problem(ProblemType::NotFound, &stamp);
        };
        let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
            return self.problem(ProblemType::TooLarge, &stamp);
        };
        let event = event::event(&parts, &body, &key, &parameters, &stamp);
        match invoke(target.clone(), event.to_string(), &stamp).await {
            Ok(response) => response,
            Err(Failed::TooLong) => self.problem(ProblemType::Unavailable, &stamp),
            Err(Failed::Broken(reason)) => {
                tracing::error!(route = key, request_id = stamp.request_id, reason, "an operation broke");
                self.problem(ProblemType::Internal, &stamp)
            }
        }
    }

    fn problem(&self, kind: ProblemType, stamp: &Stamp) -> Response {
        let body = Problem::of(kind).body(&self.origin, &stamp.request_id);
        let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&body).unwrap_or_default();
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
        ];
        (status, headers, Bytes::from(body)).into_response()
    }
}

enum Failed {
    TooLong,
    Broken(String),
}

/// Runs the operation as Lambda does: to its end even when the caller has hung up, and a panic breaks this one request only.
async fn invoke(call: Call, event: String, stamp: &Stamp) -> Result<Response, Failed> {
    // From text, not from a value: the adapter keeps the raw text while it looks which kind of event it is.
    let payload: LambdaRequest = serde_json::from_str(&event).map_err(|error| Failed::Broken(error.to_string()))?;
    let mut context = Context::default();
    context.request_id.clone_from(&stamp.request_id);
    context.xray_trace_id = Some(stamp.trace.clone());
    context.deadline =
        (stamp.at.as_millisecond() + i64::try_from(LONGEST_WAIT.as_millis()).unwrap_or(i64::MAX)).unsigned_abs();
    let running = tokio::spawn(async move {
        let mut adapter = Adapter::from(service_fn(move |request| {
            let answering = call(request);
            async move { Ok::<_, Infallible>(answering.await) }
        }));
        adapter.call(LambdaEvent::new(payload, context)).await
    });
    let answer = match tokio::time::timeout(LONGEST_WAIT, running).await {
        Ok(Ok(Ok(answer))) => answer,
        Ok(Ok(Err(never))) => match never {},
        Ok(Err(broken)) => return Err(Failed::Broken(broken.to_string())),
        Err(_) => return Err(Failed::TooLong),
    };
    let answer = serde_json::to_value(&answer).map_err(|error| Failed::Broken(error.to_string()))?;
    event::response(&answer).ok_or_else(|| Failed::Broken("not an answer the gateway understands".to_owned()))
}

#[cfg(test)]
mod tests {
    use lambda_http::RequestExt as _;
    use serde_json::Value;

    use super::*;

    fn gateway() -> Gateway {
        let hello: Call = Arc::new(|request| {
            let name = request.path_parameters().first("name").unwrap_or_default().to_owned();
            Box::pin(async move {
                assert_ne!(name, "panic");
                let body = lambda_http::Body::Text(format!("{{\"hello\":\"{name}\"}}"));
                lambda_http::Response::builder()
                    .status(201)
                    .header("content-type", "application/json")
                    .header("set-cookie", "a=1")
                    .header("set-cookie", "b=2")
                    .body(body)
                    .unwrap()
            })
        });
        Gateway::new([("POST", "/v1/hello/{name}", hello)], "http://localhost:8080".to_owned())
    }

    async fn ask(request: http::Request<Body>) -> (StatusCode, http::HeaderMap, Value) {
        let response = gateway().answer(request, [127, 0, 0, 1].into()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, headers, serde_json::from_slice(&body).unwrap())
    }

    fn post(path: &str, body: impl Into<Body>) -> http::Request<Body> {
        http::Request::post(path).header("content-type", "application/json").body(body.into()).unwrap()
    }

    #[tokio::test]
    async fn an_answer_comes_through_whole() {
        let (status, headers, body) = ask(post("/v1/hello/zo%C3%AB", "{}")).await;
        assert_eq!((status, body["hello"].as_str()), (StatusCode::CREATED, Some("zoë")));
        assert_eq!(headers.get_all("set-cookie").iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
    }

    #[tokio::test]
    async fn a_path_nobody_serves_is_a_problem_like_any_other() {
        let (status, headers, body) = ask(post("/v1/nothing", "{}")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(headers["content-type"], "application/problem+json");
        assert_eq!(body["type"], "http://localhost:8080/problems/not-found");
    }

    #[tokio::test]
    async fn a_body_larger_than_the_gateway_takes_is_refused() {
        let (status, _, body) = ask(post("/v1/hello/x", vec![b' '; LARGEST_BODY + 1])).await;
        assert_eq!((status, body["title"].as_str()), (StatusCode::PAYLOAD_TOO_LARGE, Some("Too large")));
    }

    #[tokio::test]
    async fn a_panic_breaks_one_request_and_says_nothing() {
        let (status, _, body) = ask(post("/v1/hello/panic", "{}")).await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!body.to_string().contains("panic"));
    }
}
