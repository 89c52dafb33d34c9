//! The web client, as the distribution in front of the bucket serves it in AWS: files, and for every other path the page that routes.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};
use tower::ServiceExt as _;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

/// Where the client was built, and what its pages may do.
struct Client {
    dist: PathBuf,
    policy: HeaderValue,
}

/// Serves the client built in `dist`. Its pages may talk to their own origin and upload to `documents`, and nowhere else (S54).
///
/// # Errors
/// When `documents` is not an origin.
pub fn router(dist: &Path, documents: &str) -> Result<Router, header::InvalidHeaderValue> {
    let policy = HeaderValue::try_from(format!(
        "default-src 'self'; connect-src 'self' {documents}; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    ))?;
    let client = Arc::new(Client { dist: dist.to_owned(), policy });
    Ok(Router::new()
        .fallback(answer)
        .with_state(client.clone())
        .layer(middleware::from_fn_with_state(client, guard))
        .layer(CompressionLayer::new()))
}

/// The headers every page and file carries (S54). The policy for transport is left out: here there is none.
async fn guard(State(client): State<Arc<Client>>, request: Request, next: Next) -> Response {
    let hashed = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let found = response.status().is_success();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, client.policy.clone());
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(), geolocation=(), microphone=()"));
    // Files under assets/ carry a hash of their content in their name.
    let keep = if hashed && found { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

async fn answer(State(client): State<Arc<Client>>, request: Request) -> Response {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let index = client.dist.join("index.html");
    if !index.is_file() {
        return (StatusCode::SERVICE_UNAVAILABLE, Html(NOT_BUILT)).into_response();
    }
    let names_a_file = request.uri().path().rsplit('/').next().is_some_and(|last| last.contains('.'));
    let asked = ServeDir::new(&client.dist).oneshot(request).await;
    match asked {
        Ok(found) if found.status() != StatusCode::NOT_FOUND => found.map(axum::body::Body::new),
        // A missing file is missing; any other path is a page of the client, which finds its way itself.
        Ok(_) if names_a_file => StatusCode::NOT_FOUND.into_response(),
        Ok(_) => match tokio::fs::read_to_string(index).await {
            Ok(page) => Html(page).into_response(),
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        Err(never) => match never {},
    }
}

const NOT_BUILT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Balie</title><main><h1>The web client is not built yet</h1>\
    <p>Stop Balie and type <code>make run</code>, or build the client alone: <code>make web</code>. The API answers already, and the \
    <a href=/mailbox>mailbox</a> shows what was mailed.</p></main>";

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(dist: &Path, path: &str) -> (StatusCode, http::HeaderMap, String) {
        let request = http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        let response = router(dist, "http://localhost:9000").unwrap().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_path_that_is_no_file_is_a_page_of_the_client() {
        let dist = tempfile::tempdir().unwrap();
        std::fs::create_dir(dist.path().join("assets")).unwrap();
        std::fs::write(dist.path().join("index.html"), "the client").unwrap();
        std::fs::write(dist.path().join("assets/a.js"), "code").unwrap();

        for page in ["/", "/upgrades/upg_1", "/desk"] {
            let (status, headers, body) = get(dist.path(), page).await;
            assert_eq!((status, body.as_str()), (StatusCode::OK, "the client"), "{page}");
            assert_eq!(headers["cache-control"], "no-cache");
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.contains("connect-src 'self' http://localhost:9000;"), "{policy}");
        }
        let (status, headers, body) = get(dist.path(), "/assets/a.js").await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "code"));
        assert!(headers["cache-control"].to_str().unwrap().contains("immutable"));
        assert_eq!(get(dist.path(), "/assets/b.js").await.0, StatusCode::NOT_FOUND);
        assert_ne!(get(dist.path(), "/../Cargo.toml").await.2, "the client");
    }

    #[tokio::test]
    async fn a_client_that_is_not_built_says_how_to_build_it() {
        let nowhere = tempfile::tempdir().unwrap();
        let (status, _, body) = get(nowhere.path(), "/").await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(body.contains("make run"));
    }
}
