//! What can go wrong at the table. Something that is absent is `None`, not an error.

use api::{KeySet, Part};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use crate::idempotency::Answered;

/// What went wrong at the table.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is such an item already (a uniqueness that must hold).
    #[error("an item of {0:?} exists already")]
    Exists(Part),
    /// The item is not as it was read, or its condition no longer holds. Nothing was written.
    #[error("an item of {0:?} changed meanwhile")]
    Conflict(Part),
    /// A counter stands at its limit. Nothing was written.
    #[error("counter {counter} stands at its limit")]
    LimitReached {
        /// Which counter, by the name it was given.
        counter: &'static str,
        /// How long until a further attempt has a chance.
        wait: jiff::SignedDuration,
    },
    /// The write was made before under the same idempotency key; here is what was answered then.
    #[error("answered before")]
    AnsweredBefore(Box<Answered>),
    /// The table did not answer, or is throttling. Nothing is known to be written; trying again is safe for every [`crate::Change`].
    #[error("the table is unavailable: {0}")]
    Unavailable(String),
    /// An item cannot be read as what it should be.
    #[error("an item cannot be read: {0}")]
    Corrupt(String),
    /// The route did not declare this touch: the deployed function would not be allowed to do it.
    #[error("{what} on {part:?} is not among the route's touches")]
    Denied {
        /// The part.
        part: Part,
        /// What was tried.
        what: &'static str,
    },
    /// The route did not declare this kind of key: the deployed function would not be allowed to read it.
    #[error("keys of {0:?} are not among the route's keys")]
    KeyDenied(KeySet),
    /// A cursor that is not one of ours.
    #[error("not a cursor of this list")]
    NotACursor,
}

impl Error {
    /// From the SDK, for calls without a condition.
    pub(crate) fn of<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Self {
        let code = error.code().unwrap_or("no answer");
        Self::Unavailable(match error.message() {
            // A validation error is a mistake of ours; its text names attributes, never values.
            Some(message) if code == "ValidationException" => format!("{code}: {message}"),
            Some(_) | None => code.to_owned(),
        })
    }
}
