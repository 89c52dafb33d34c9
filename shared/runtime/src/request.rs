//! A request, as far as endpoints care for it beyond their own parameters.

use std::net::IpAddr;

use http::HeaderMap;
use lambda_http::RequestExt;
use lambda_http::request::RequestContext;

/// The circumstances of a request.
#[derive(Debug, Clone)]
pub struct Request {
    /// The viewer's address.
    pub address: Option<IpAddr>,
    /// The browser or app, as it names itself; empty when it does not.
    pub user_agent: String,
    path: String,
    headers: HeaderMap,
}

impl Request {
    pub(crate) fn of(event: &lambda_http::Request, viewer_header: Option<&str>) -> Self {
        let headers = event.headers().clone();
        let user_agent = text(&headers, "user-agent").unwrap_or_default().chars().take(400).collect();
        Self { address: address(event, viewer_header), user_agent, path: event.uri().path().to_owned(), headers }
    }

    /// The path, as it was called.
    pub fn path(&self) -> &str {
        &self.path
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

/// Who is at the other end: what the distribution in front says when there is one, else the connection itself. Never `X-Forwarded-For`,
/// which anyone may send.
fn address(event: &lambda_http::Request, viewer_header: Option<&str>) -> Option<IpAddr> {
    if let Some(name) = viewer_header {
        let told = text(event.headers(), name)?;
        // CloudFront-Viewer-Address is `address:port`, v6 without brackets.
        let (address, _) = told.rsplit_once(':')?;
        return address.parse().ok();
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

/// The cookies Balie sets (S24): `__Host-`, so bound to this very host, to HTTPS, and to no path.
pub mod cookies {
    /// The access token.
    pub const ACCESS: &str = "__Host-balie-access";
    /// The refresh token.
    pub const REFRESH: &str = "__Host-balie-refresh";
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
