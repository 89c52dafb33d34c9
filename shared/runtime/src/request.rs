//! A request, as far as endpoints care for it beyond their own parameters.

use std::net::IpAddr;
use std::sync::Arc;

use api::Problem;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use http::HeaderMap;
use lambda_http::RequestExt;
use lambda_http::request::RequestContext;
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;

use crate::config::Edge;
use crate::json;

/// The circumstances of a request. It has no `Debug`: its headers hold cookies and tokens (S60).
#[derive(Clone)]
pub struct Request {
    /// The viewer's address.
    pub address: Option<IpAddr>,
    /// The browser or app, as it names itself; empty when it does not.
    pub user_agent: String,
    path: String,
    headers: HeaderMap,
    body: Arc<[u8]>,
}

impl Request {
    pub(crate) fn of(event: &lambda_http::Request, edge: Option<&Edge>) -> Self {
        let headers = event.headers().clone();
        let user_agent = text(&headers, "user-agent").unwrap_or_default().chars().take(400).collect();
        let (path, body) = (event.uri().path().to_owned(), Arc::from(event.body().as_ref()));
        Self { address: address(event, edge), user_agent, path, headers, body }
    }

    /// The path, as it was called.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The body as it came, byte for byte: for whoever holds a signature against it.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, read as strictly as any: for whoever reads it only after its signature has shown whose it is.
    ///
    /// # Errors
    /// When it is not sound, or not such a thing; each complaint points at its field.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        // How large it may be was held when it came.
        json::read(&self.body, self.body.len())
    }

    /// A header's value, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        text(&self.headers, name)
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie(&self.headers, name)
    }

    /// The viewer's network: the address without what tells one household from another (the last byte of v4, all after /48 of v6).
    pub fn network(&self) -> Option<String> {
        self.address.map(domain::account::session::place)
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The value of the first cookie of this name.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(http::header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))
}

/// Who is at the other end: what the distribution in front says, if the request shows that it came through it; else the connection itself.
/// Never `X-Forwarded-For`, which anyone may send (S13).
fn address(event: &lambda_http::Request, edge: Option<&Edge>) -> Option<IpAddr> {
    if let Some(edge) = edge.filter(|edge| came_through(event.headers(), edge)) {
        return text(event.headers(), &edge.viewer_header)?.parse().ok();
    }
    match event.request_context_ref()? {
        RequestContext::ApiGatewayV2(context) => context.http.source_ip.as_deref()?.parse().ok(),
        #[allow(
            unreachable_patterns,
            clippy::wildcard_enum_match_arm,
            reason = "which others exist depends on features elsewhere"
        )]
        _ => None,
    }
}

fn came_through(headers: &HeaderMap, edge: &Edge) -> bool {
    let shown = text(headers, Edge::PROOF_HEADER).unwrap_or_default();
    verify_slices_are_equal(shown.as_bytes(), edge.secret.expose_secret().as_bytes()).is_ok()
}

/// The cookies Balie sets (S24): `__Host-`, so bound to this very host, to HTTPS, and to no path.
pub mod cookies {
    /// The access token.
    pub const ACCESS: &str = "__Host-balie-access";
    /// The refresh token.
    pub const REFRESH: &str = "__Host-balie-refresh";
    /// The browser that began a log-in at the broker of eHerkenning, or waits to be linked (S38).
    pub const BROKER: &str = "__Host-balie-broker";
    /// That this device has logged in before (S14).
    pub const DEVICE: &str = "__Host-balie-device";

    /// A `Set-Cookie` value that no script can read and no other site can send.
    pub fn set(name: &str, value: &str, seconds: i64) -> String {
        format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={seconds}")
    }

    /// A `Set-Cookie` value that removes a cookie.
    pub fn clear(name: &str) -> String {
        set(name, "", 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)]) -> lambda_http::Request {
        let headers: serde_json::Map<_, _> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let http = serde_json::json!({"method": "GET", "path": "/", "protocol": "HTTP/1.1", "sourceIp": "198.51.100.9", "userAgent": ""});
        let event = serde_json::json!({
            "version": "2.0", "routeKey": "GET /", "rawPath": "/", "rawQueryString": "", "headers": headers,
            "requestContext": {"accountId": "0", "apiId": "a", "domainName": "d", "domainPrefix": "d", "http": http,
                "requestId": "r", "routeKey": "GET /", "stage": "$default", "time": "", "timeEpoch": 0},
            "isBase64Encoded": false,
        });
        lambda_http::request::from_str(&event.to_string()).unwrap()
    }

    #[test]
    fn an_address_is_believed_only_from_the_distribution() {
        let edge = Edge { viewer_header: "x-balie-visitor".to_owned(), secret: "proof".to_owned().into() };
        let of = |headers: &[(&str, &str)], edge: Option<&Edge>| {
            Request::of(&request(headers), edge).address.map(|address| address.to_string())
        };
        let through = [("x-balie-visitor", "203.0.113.7"), ("x-balie-edge", "proof")];
        assert_eq!(of(&through, Some(&edge)).as_deref(), Some("203.0.113.7"));
        let around =
            [("x-balie-visitor", "203.0.113.7"), ("x-balie-edge", "guess"), ("x-forwarded-for", "203.0.113.8")];
        assert_eq!(of(&around, Some(&edge)).as_deref(), Some("198.51.100.9"));
        assert_eq!(of(&through, None).as_deref(), Some("198.51.100.9"));
    }
}
