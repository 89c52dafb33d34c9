//! One GET over the HTTP stack the SDK already links.

use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use domain::register::NoAnswer;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::time::timeout;

/// What is asked for, and what is put up with for it.
pub(crate) struct Wanted {
    media_type: &'static str,
    /// How long the register gets for one answer.
    patience: Duration,
    /// The most that is read of one answer.
    most_bytes: usize,
}

/// Data. A customer waits for it; the largest company with every official is far below two megabytes.
pub(crate) const JSON: Wanted =
    Wanted { media_type: "application/json", patience: Duration::from_secs(4), most_bytes: 2 * 1024 * 1024 };

/// A file. Nobody waits for it, and scanned annual accounts are large.
pub(crate) const PDF: Wanted =
    Wanted { media_type: "application/pdf", patience: Duration::from_secs(30), most_bytes: 20 * 1024 * 1024 };

/// A connection to the register.
#[derive(Debug)]
pub(crate) struct Http {
    connector: Connector,
}

impl Http {
    /// Plain for an address on the own machine, else with the system's roots.
    pub(crate) fn new(base: &str) -> Self {
        let builder = Connector::builder();
        let connector = if base.starts_with("http://") {
            builder.build_http()
        } else {
            builder.tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build()
        };
        Self { connector }
    }

    /// Gives status and body. The key stands in a header and nowhere else.
    pub(crate) async fn get(&self, url: &str, key: &SecretString, wanted: &Wanted) -> Result<(u16, Vec<u8>), NoAnswer> {
        timeout(wanted.patience, self.fetch(url, key, wanted)).await.map_err(|_| NoAnswer::Unreachable)?
    }

    async fn fetch(&self, url: &str, key: &SecretString, wanted: &Wanted) -> Result<(u16, Vec<u8>), NoAnswer> {
        let mut request = Request::new(SdkBody::empty());
        request.set_uri(url).map_err(|_| NoAnswer::NotConnected)?;
        let headers = request.headers_mut();
        headers.try_insert("accept", wanted.media_type).map_err(|_| NoAnswer::NotConnected)?;
        headers.try_insert("apikey", key.expose_secret().to_owned()).map_err(|_| NoAnswer::NotConnected)?;
        let response = self.connector.call(request).await.map_err(|_| NoAnswer::Unreachable)?;
        let status = response.status().as_u16();
        let mut stream = ByteStream::new(response.into_body());
        let mut body = Vec::new();
        while let Some(bytes) = stream.next().await {
            body.extend_from_slice(&bytes.map_err(|_| NoAnswer::Unreachable)?);
            if body.len() > wanted.most_bytes {
                return Err(NoAnswer::Failed);
            }
        }
        Ok((status, body))
    }
}
