//! The edge of time and chance for the engines: what the cloud would stamp on events and mails. Never used for a rule of the business;
//! those take their time from the context.

use jiff::Timestamp;

/// Now, by the machine's clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the engines stand where the cloud stands: outside, where time comes from"
)]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A number nobody can guess, for request ids and message ids.
pub fn token() -> u128 {
    rand::random()
}
