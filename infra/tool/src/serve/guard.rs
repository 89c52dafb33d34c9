//! Only this machine, by its own name: a page elsewhere whose name was pointed at loopback must find nothing here.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// Refuses requests that name another host than this machine.
pub async fn own_name_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if is_own(host) {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "this is http://localhost\n").into_response()
    }
}

fn is_own(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_is_refused() {
        assert!(is_own("localhost:8080") && is_own("127.0.0.1:8080") && is_own("localhost"));
        assert!(!is_own("evil.example:8080") && !is_own("localhost.evil.example") && !is_own(""));
    }
}
