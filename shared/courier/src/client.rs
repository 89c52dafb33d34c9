//! Asking the partner, over the HTTP stack the SDK already links. One attempt: trying again is the outbox's, under the same key.

use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use domain::upgrade::identification::Reference;
use http::Uri;
use jiff::Timestamp;
use serde::Serialize;
use tokio::time::timeout;

use crate::signature;
use crate::words::{Assigned, AssignmentRequest};

/// How long the partner gets for one answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// The most that is read of one answer.
const MOST_BYTES: usize = 64 * 1024;
/// The longest name and address that are taken from him.
const LONGEST_ID: usize = 100;
const LONGEST_URL: usize = 500;

/// The address is not one the partner may be reached at: it is not HTTPS, nor on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the partner's address is not one of HTTPS")]
pub struct NotConnected;

/// What went wrong. No text of the partner's, and nobody's name (S60).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No answer in time.
    #[error("the partner does not answer")]
    NoAnswer,
    /// He answered with an error; trying again may help.
    #[error("the partner answers with {0}")]
    Refused(u16),
    /// The answer is not what was agreed.
    #[error("the partner's answer cannot be used")]
    Unreadable,
    /// The request cannot be made: a mistake of ours.
    #[error("the request to the partner cannot be made")]
    NotMade,
}

/// The partner, at his address.
#[derive(Debug)]
pub struct Courier {
    post: SignedPost,
    base: String,
    authority: String,
}

/// Posting signed JSON, to the partner or from him.
#[derive(Debug)]
pub struct SignedPost {
    connector: Connector,
}

impl Courier {
    /// The partner at `base`, such as `https://api.partner.example/v1`.
    ///
    /// # Errors
    /// When that is neither HTTPS nor on this machine.
    pub fn at(base: &str) -> Result<Self, NotConnected> {
        let base = base.trim_end_matches('/').to_owned();
        let authority = base.parse().ok().as_ref().and_then(origin).ok_or(NotConnected)?;
        Ok(Self { post: SignedPost::to(&base)?, base, authority })
    }

    /// Asks for somebody to be identified. Under the same idempotency key the partner makes one assignment and answers the same.
    ///
    /// # Errors
    /// When he does not answer, refuses, or names a page that is not under his own address (S52).
    pub async fn assign(
        &self,
        request: &AssignmentRequest,
        idempotency_key: &str,
        secret: &[u8],
        now: Timestamp,
    ) -> Result<Assigned, Trouble> {
        let answer = self.post("/assignments", request, idempotency_key, secret, now).await?;
        let assigned: Assigned = serde_json::from_slice(&answer).map_err(|_| Trouble::Unreadable)?;
        let own = assigned.booking_url.parse::<Uri>().ok().and_then(|uri| origin(&uri)) == Some(self.authority.clone());
        let short = assigned.assignment_id.len() <= LONGEST_ID && assigned.booking_url.len() <= LONGEST_URL;
        if own && short { Ok(assigned) } else { Err(Trouble::Unreadable) }
    }

    /// Tells that somebody need not be identified any more. Calling off twice is calling off once; an assignment that is at an end or
    /// never came to be is none to call off.
    ///
    /// # Errors
    /// When he does not answer, or refuses.
    pub async fn call_off(
        &self,
        reference: &Reference,
        idempotency_key: &str,
        secret: &[u8],
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let path = format!("/assignments/{reference}/cancellation");
        match self.post(&path, &serde_json::json!({"reference": reference}), idempotency_key, secret, now).await {
            Ok(_) | Err(Trouble::Refused(404 | 409 | 410)) => Ok(()),
            Err(trouble) => Err(trouble),
        }
    }

    async fn post(
        &self,
        path: &str,
        body: &(impl Serialize + Sync),
        idempotency_key: &str,
        secret: &[u8],
        now: Timestamp,
    ) -> Result<Vec<u8>, Trouble> {
        let body = serde_json::to_vec(body).map_err(|_| Trouble::NotMade)?;
        self.post.send(&format!("{}{path}", self.base), body, idempotency_key, secret, now).await
    }
}

impl SignedPost {
    /// To an address like this one.
    ///
    /// # Errors
    /// When that is neither HTTPS nor on this machine.
    pub fn to(address: &str) -> Result<Self, NotConnected> {
        let uri: Uri = address.parse().map_err(|_| NotConnected)?;
        let host = uri.host().ok_or(NotConnected)?;
        let builder = Connector::builder();
        let connector = match uri.scheme_str() {
            Some("https") => builder.tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build(),
            Some("http") if matches!(host, "localhost" | "127.0.0.1") => builder.build_http(),
            Some(_) | None => return Err(NotConnected),
        };
        Ok(Self { connector })
    }

    /// Posts a body of JSON; gives the body of a good answer.
    ///
    /// # Errors
    /// When there is no answer, or not a good one.
    pub async fn send(
        &self,
        url: &str,
        body: Vec<u8>,
        idempotency_key: &str,
        secret: &[u8],
        now: Timestamp,
    ) -> Result<Vec<u8>, Trouble> {
        let signed = signature::sign(secret, now, &body);
        let mut request = Request::new(SdkBody::from(body));
        request.set_method("POST").map_err(|_| Trouble::NotMade)?;
        request.set_uri(url).map_err(|_| Trouble::NotMade)?;
        let headers = request.headers_mut();
        for (name, value) in [
            ("accept", "application/json"),
            ("content-type", "application/json"),
            ("idempotency-key", idempotency_key),
            (signature::HEADER, &signed),
        ] {
            headers.try_insert(name, value.to_owned()).map_err(|_| Trouble::NotMade)?;
        }
        timeout(PATIENCE, self.fetch(request)).await.map_err(|_| Trouble::NoAnswer)?
    }

    async fn fetch(&self, request: Request) -> Result<Vec<u8>, Trouble> {
        let response = self.connector.call(request).await.map_err(|_| Trouble::NoAnswer)?;
        let status = response.status().as_u16();
        let mut stream = ByteStream::new(response.into_body());
        let mut body = Vec::new();
        while let Some(bytes) = stream.next().await {
            body.extend_from_slice(&bytes.map_err(|_| Trouble::NoAnswer)?);
            if body.len() > MOST_BYTES {
                return Err(Trouble::Unreadable);
            }
        }
        if (200..300).contains(&status) { Ok(body) } else { Err(Trouble::Refused(status)) }
    }
}

/// Scheme, host and port.
fn origin(uri: &Uri) -> Option<String> {
    Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_partner_is_reached_over_https_or_on_this_machine() {
        assert!(Courier::at("https://api.partner.example/v1").is_ok());
        assert!(Courier::at("http://localhost:8080/courier").is_ok());
        for bad in [
            "",
            "http://api.partner.example",
            "ftp://partner.example",
            "partner.example",
            "http://localhost.evil.example",
        ] {
            assert_eq!(Courier::at(bad).err(), Some(NotConnected), "{bad}");
        }
    }
}
