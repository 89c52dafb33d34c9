//! The partner who takes payments made at once (iDEAL, card; domain.md 4.1): asked to open a payment, asked what became of it, asked to give it
//! back. What a browser says of a payment is never believed; only the partner is.
//!
//! The shape is ours, kept to what every such partner offers: `POST /payments`, `GET /payments/{id}`, `POST /payments/{id}/refunds`.

use std::time::Duration;

use aws_smithy_http_client::Connector;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::http::Request;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use domain::order::Payments;
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;

/// How long the partner gets for one answer: a customer waits for it.
const PATIENCE: Duration = Duration::from_secs(8);
/// The most that is read of one answer.
const MOST_BYTES: usize = 64 * 1024;

/// Where the partner is, and with which key.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its address, without a slash at the end.
    pub url: String,
    /// The key; never logged.
    pub key: SecretString,
}

/// The partner.
#[derive(Debug)]
pub struct Till {
    settings: Settings,
    connector: Connector,
}

/// A payment to be made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Wanted<'a> {
    /// How much, in cents.
    pub amount_cents: i64,
    /// What for, as it stands on the statement.
    pub description: &'a str,
    /// Our name for it.
    pub reference: &'a str,
    /// Where the browser goes afterwards. It says nothing of who pays.
    pub return_url: &'a str,
    /// Until when it can be paid: nobody looks at a payment for ever, and no money comes in that nobody looks at.
    pub expires_at: Timestamp,
}

/// A payment that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// The partner's name for it.
    pub id: String,
    /// Where it is paid.
    pub pay_url: String,
}

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Known {
    /// What became of it.
    pub state: Payments,
    /// How much was to be paid, in cents.
    pub amount_cents: i64,
}

/// The partner gives no answer that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the partner who takes payments gives no answer")]
pub struct NoAnswer;

impl Till {
    /// The partner at these settings. Plain for an address on the own machine, else with the system's roots.
    pub fn at(settings: &Settings) -> Self {
        let builder = Connector::builder();
        let connector = if settings.url.starts_with("http://localhost") || settings.url.starts_with("http://127.0.0.1")
        {
            builder.build_http()
        } else {
            builder.tls_provider(Provider::Rustls(CryptoMode::AwsLc)).build()
        };
        Self { settings: settings.clone(), connector }
    }

    /// Opens a payment.
    ///
    /// # Errors
    /// When the partner gives no answer.
    pub async fn open(&self, wanted: &Wanted<'_>) -> Result<Opened, NoAnswer> {
        let body = serde_json::to_vec(wanted).map_err(|_| NoAnswer)?;
        self.ask("POST", "/payments", body).await
    }

    /// What became of a payment.
    ///
    /// # Errors
    /// When the partner gives no answer.
    pub async fn look(&self, id: &str) -> Result<Known, NoAnswer> {
        self.ask("GET", &format!("/payments/{id}"), Vec::new()).await
    }

    /// Gives a payment back. Giving it back twice gives it back once.
    ///
    /// # Errors
    /// When the partner gives no answer.
    pub async fn give_back(&self, id: &str) -> Result<Known, NoAnswer> {
        self.ask("POST", &format!("/payments/{id}/refunds"), b"{}".to_vec()).await
    }

    async fn ask<T: DeserializeOwned>(&self, method: &str, path: &str, body: Vec<u8>) -> Result<T, NoAnswer> {
        let answer = timeout(PATIENCE, self.exchange(method, path, body)).await.map_err(|_| NoAnswer)??;
        serde_json::from_slice(&answer).map_err(|_| NoAnswer)
    }

    async fn exchange(&self, method: &str, path: &str, body: Vec<u8>) -> Result<Vec<u8>, NoAnswer> {
        let mut request = Request::new(SdkBody::from(body));
        request.set_method(method).map_err(|_| NoAnswer)?;
        request.set_uri(format!("{}{path}", self.settings.url)).map_err(|_| NoAnswer)?;
        let headers = request.headers_mut();
        headers.try_insert("content-type", "application/json").map_err(|_| NoAnswer)?;
        let bearer = format!("Bearer {}", self.settings.key.expose_secret());
        headers.try_insert("authorization", bearer).map_err(|_| NoAnswer)?;
        let response = self.connector.call(request).await.map_err(|_| NoAnswer)?;
        if !response.status().is_success() {
            return Err(NoAnswer);
        }
        let mut stream = ByteStream::new(response.into_body());
        let mut read = Vec::new();
        while let Some(bytes) = stream.next().await {
            read.extend_from_slice(&bytes.map_err(|_| NoAnswer)?);
            if read.len() > MOST_BYTES {
                return Err(NoAnswer);
            }
        }
        Ok(read)
    }
}
