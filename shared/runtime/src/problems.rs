//! What the table's errors are to the outside: the same in every capability.

use api::{Problem, ProblemType};
use store::Error;

/// The problem behind an error of the table. What went wrong inside is logged here, once, and not told.
pub fn problem_of(error: &Error) -> Problem {
    match error {
        Error::Exists(_) => Problem::of(ProblemType::AlreadyOpen),
        Error::Conflict(_) => Problem::of(ProblemType::ChangedMeanwhile),
        Error::LimitReached { .. } => Problem::of(ProblemType::TooManyAttempts),
        Error::NotACursor => Problem::field("/cursor", "invalid"),
        Error::Unavailable(what) => {
            tracing::warn!(what, "the table is unavailable");
            Problem::of(ProblemType::Unavailable).retry_after(5)
        }
        // Answered before: the operation gives that answer instead of this problem.
        Error::AnsweredBefore(_) => Problem::of(ProblemType::ChangedMeanwhile),
        Error::Corrupt(_) | Error::Denied { .. } | Error::KeyDenied(_) => {
            tracing::error!(%error, "the table cannot be used as it should");
            Problem::of(ProblemType::Internal)
        }
    }
}
