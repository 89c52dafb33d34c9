//! The way out for mail: SES.

use aws_config::SdkConfig;
use aws_sdk_ses::Client;
use aws_sdk_ses::error::ProvideErrorMetadata;
use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::RawMessage;
use domain::email::Email;

use crate::config::Config;

/// Hands mails over to SES.
#[derive(Clone)]
pub struct Post {
    client: Client,
    from: String,
}

/// A mail could not be handed over; trying again later is right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mail cannot be handed over: {0}")]
pub struct NotHandedOver(String);

impl Post {
    pub(crate) fn new(config: &Config, sdk: &SdkConfig) -> Self {
        Self { client: Client::new(sdk), from: config.mail_from.clone() }
    }

    /// The address mails come from.
    pub fn from(&self) -> &str {
        &self.from
    }

    /// Hands one MIME message over; answers the id SES gave it (S53).
    pub async fn send(&self, to: &Email, mime: Vec<u8>) -> Result<String, NotHandedOver> {
        let message =
            RawMessage::builder().data(Blob::new(mime)).build().map_err(|error| NotHandedOver(error.to_string()))?;
        let sent =
            self.client.send_raw_email().destinations(to.as_str()).source(&self.from).raw_message(message).send().await;
        match sent {
            Ok(sent) => Ok(sent.message_id),
            Err(error) => Err(NotHandedOver(error.code().unwrap_or("no answer").to_owned())),
        }
    }
}
