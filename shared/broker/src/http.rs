//! Asking the broker, over the HTTP and TLS stack the SDK already links. Nothing is followed: a redirect is no answer.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use http::Uri;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::time::timeout;

/// How long the broker gets for one answer.
const PATIENCE: Duration = Duration::from_secs(8);
/// The most that is read of one answer.
const MOST_BYTES: usize = 256 * 1024;

/// What went wrong at the broker. No text of his (S60).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No answer in time.
    #[error("no answer")]
    NoAnswer,
    /// The answer is not what was agreed, or names an address he may not be reached at.
    #[error("an answer that cannot be used")]
    Unreadable,
    /// The request cannot be made: a mistake of ours, or in the settings.
    #[error("a request that cannot be made")]
    NotMade,
}

/// HTTP to the broker: over TLS, or to this machine when he is there.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    connector: Arc<Connector>,
    local: bool,
}

/// Whether an address may be asked or be sent a browser to: HTTPS, or on this machine when that is where the broker is.
fn scheme_of(address: &str) -> Option<bool> {
    let uri: Uri = address.parse().ok()?;
    match (uri.scheme_str()?, uri.host()?) {
        ("https", _) => Some(false),
        ("http", "localhost" | "127.0.0.1") => Some(true),
        _ => None,
    }
}

impl Http {
    /// To a broker at this address; `None` when he may not be reached there.
    pub(crate) fn to(issuer: &str) -> Option<Self> {
        let local = scheme_of(issuer)?;
        let builder = Connector::builder();
        let connector = match local {
            true => builder.build_http(),
            false => builder.tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build(),
        };
        Some(Self { connector: Arc::new(connector), local })
    }

    /// Whether the broker may name this address as one of his: what is asked over TLS never leads away from it.
    pub(crate) fn may_reach(&self, address: &str) -> bool {
        scheme_of(address) == Some(self.local)
    }

    async fn fetch(self, request: HttpRequest) -> Result<HttpResponse, Trouble> {
        if !self.may_reach(&request.uri().to_string()) {
            return Err(Trouble::Unreadable);
        }
        let request = request.map(SdkBody::from).try_into().map_err(|_| Trouble::NotMade)?;
        timeout(PATIENCE, self.answer(request)).await.map_err(|_| Trouble::NoAnswer)?
    }

    async fn answer(&self, request: aws_smithy_runtime_api::http::Request) -> Result<HttpResponse, Trouble> {
        let answer = self.connector.call(request).await.map_err(|_| Trouble::NoAnswer)?;
        let status = answer.status().as_u16();
        let kind = answer.headers().get("content-type").map(str::to_owned);
        let mut stream = ByteStream::new(answer.into_body());
        let mut body = Vec::new();
        while let Some(bytes) = stream.next().await {
            body.extend_from_slice(&bytes.map_err(|_| Trouble::NoAnswer)?);
            if body.len() > MOST_BYTES {
                return Err(Trouble::Unreadable);
            }
        }
        let mut built = http::Response::builder().status(status);
        if let Some(kind) = kind {
            built = built.header("content-type", kind);
        }
        built.body(body).map_err(|_| Trouble::Unreadable)
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = Trouble;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Trouble>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.clone().fetch(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_broker_is_reached_over_tls_or_on_this_machine_and_never_leads_from_one_to_the_other() {
        let far = Http::to("https://broker.example").unwrap();
        assert!(far.may_reach("https://elsewhere.example/token"));
        assert!(!far.may_reach("http://127.0.0.1/token") && !far.may_reach("http://broker.example/token"));
        let here = Http::to("http://127.0.0.1:9/broker").unwrap();
        assert!(here.may_reach("http://localhost:9/token") && !here.may_reach("https://broker.example/token"));
        for bad in ["", "http://broker.example", "ftp://broker.example", "broker.example"] {
            assert!(Http::to(bad).is_none(), "{bad}");
        }
    }
}
