//! `Idempotency-Key`: what a client sends with a write that creates, so that sending it twice creates once.

use std::str::FromStr;

/// A key chosen by the client: 8 to 128 visible ASCII characters, best a UUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

/// The header's value cannot be an idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an idempotency key: 8 to 128 visible ASCII characters")]
pub struct NotAKey;

impl IdempotencyKey {
    /// The header that carries it.
    pub const HEADER: &'static str = "idempotency-key";

    /// The key as it was sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdempotencyKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let fits = (8..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAKey) }
    }
}
