//! Logging in with eHerkenning through a broker: the seam, and OpenID Connect behind it.
//!
//! A log-in goes out ([`Broker::start`]) and comes back ([`Broker::finish`]) with an [`Assertion`], or not at all. Whatever speaks another
//! protocol with a broker (SAML, the scheme's own) is another implementation of the same two steps; what is kept between them is one opaque
//! text that only the implementation reads. What follows from an assertion (whose account, which branch, that it is taken once) is not here.

mod claims;
mod client_key;
mod http;
mod oidc;
mod provider;
mod settings;

use domain::account::Token;
use domain::account::eherkenning::Assertion;
use domain::chance::Chance;
use domain::language::Language;
use domain::level::AssuranceLevel;
use jiff::Timestamp;

pub use client_key::ClientKey;
pub use http::Trouble;
pub use oidc::OpenIdBroker;
pub use settings::{ClientAuthentication, NotUsable, Settings};

/// A log-in that is about to begin.
#[derive(Clone, Copy)]
pub struct Beginning<'a> {
    /// Where the browser is to come back to: a page of ours.
    pub return_to: &'a str,
    /// The level that is asked at least.
    pub least: AssuranceLevel,
    /// The language of the page it begins on.
    pub language: Language,
    /// When.
    pub now: Timestamp,
    /// What the secrets are drawn from.
    pub chance: &'a dyn Chance,
}

/// A log-in that began.
#[derive(Debug)]
pub struct Started {
    /// Where to send the browser.
    pub redirect_to: String,
    /// What the browser brings back and the log-in is found by.
    pub state: Token,
    /// What [`Broker::finish`] must know again. Nobody but us may read it.
    pub remembered: String,
}

/// What a browser brought back.
#[derive(Debug, Clone, Copy)]
pub struct Return<'a> {
    /// What can be exchanged for an assertion.
    pub code: Option<&'a str>,
    /// Why there is none.
    pub error: Option<&'a str>,
    /// Who sent the browser back, when the broker says so (RFC 9207).
    pub issuer: Option<&'a str>,
    /// Where it was to come back to, as the log-in began.
    pub return_to: &'a str,
}

/// Why there is no assertion. What is said is for the log: it never holds anything of a person or a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAsserted {
    /// The person cancelled, or the broker could not make sure of him (S41).
    #[error("cancelled at the broker")]
    Cancelled,
    /// The broker cannot be asked.
    #[error("the broker cannot be asked: {0}")]
    Trouble(#[from] Trouble),
    /// What came back is not the answer to what was asked, or cannot be trusted.
    #[error("not acceptable: {0}")]
    Refused(&'static str),
    /// The level is below what was asked, or is none we know (S39).
    #[error("the level is not enough")]
    Level,
}

/// A way to log in through a broker.
pub trait Broker: Send + Sync {
    /// Begins a log-in: where to send the browser, and what to remember until it comes back.
    fn start(&self, beginning: Beginning<'_>) -> impl Future<Output = Result<Started, Trouble>> + Send;

    /// Concludes a log-in with what the browser brought back. `key` is what Balie shows the broker to be Balie.
    fn finish(
        &self,
        remembered: &str,
        brought: Return<'_>,
        key: &ClientKey,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> impl Future<Output = Result<Assertion, NotAsserted>> + Send;
}
