//! The broker's published configuration and keys: read when first needed, and again when they are an hour old or a token names a key that is
//! not among them, which nobody can make us do more than once a minute.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{AdditionalProviderMetadata, IssuerUrl, ProviderMetadata};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;

use crate::http::{Http, Trouble};

/// How long they are gone by.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How long they are gone by when the broker does not answer meanwhile.
const STALE: SignedDuration = SignedDuration::from_hours(24);
/// How often they are read again because a key is not among them.
const APART: SignedDuration = SignedDuration::from_mins(1);

/// What we look at beyond the configuration every provider publishes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Beyond {
    /// Whether he names himself when he sends a browser back (RFC 9207). Then he must.
    #[serde(default)]
    pub(crate) authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Beyond {}

/// What he publishes.
pub(crate) type Published = ProviderMetadata<
    Beyond,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// The broker, as he presents himself.
#[derive(Debug)]
pub(crate) struct Provider {
    http: Http,
    issuer: IssuerUrl,
    held: Mutex<Option<Held>>,
}

#[derive(Debug, Clone)]
struct Held {
    published: Arc<Published>,
    since: Timestamp,
}

/// How new what is published must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needed {
    /// Of this hour.
    Ordinary,
    /// Newer than what a key was just not found in.
    Newer,
}

impl Provider {
    pub(crate) fn new(http: Http, issuer: IssuerUrl) -> Self {
        Self { http, issuer, held: Mutex::default() }
    }

    /// What he publishes. One asks at a time; whoever waited finds what the other read.
    pub(crate) async fn published(&self, needed: Needed, now: Timestamp) -> Result<Arc<Published>, Trouble> {
        let mut held = self.held.lock().await;
        let age = held.as_ref().map(|held| now.duration_since(held.since).abs());
        let good_for = match needed {
            Needed::Ordinary => FRESH,
            Needed::Newer => APART,
        };
        if let (Some(held), Some(age)) = (held.as_ref(), age)
            && age < good_for
        {
            return Ok(Arc::clone(&held.published));
        }
        match self.read().await {
            Ok(published) => {
                let published = Arc::new(published);
                *held = Some(Held { published: Arc::clone(&published), since: now });
                Ok(published)
            }
            Err(trouble) => match (held.as_ref(), age) {
                (Some(held), Some(age)) if age < STALE => Ok(Arc::clone(&held.published)),
                (_, _) => Err(trouble),
            },
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the library's list, which may grow")]
    async fn read(&self) -> Result<Published, Trouble> {
        let published =
            Published::discover_async(self.issuer.clone(), &self.http).await.map_err(|error| match error {
                openidconnect::DiscoveryError::Request(trouble) => trouble,
                _ => Trouble::Unreadable,
            })?;
        let addresses = [
            Some(published.authorization_endpoint().as_str()),
            published.token_endpoint().map(|token| token.as_str()),
            Some(published.jwks_uri().as_str()),
        ];
        // Without an address for tokens there is no code to exchange, and a browser is not sent away from TLS.
        let sound = addresses.iter().all(|address| address.is_some_and(|address| self.http.may_reach(address)));
        if sound { Ok(published) } else { Err(Trouble::Unreadable) }
    }
}
