//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::upgrade::Refusal;
use jiff::SignedDuration;
use store::Error;

/// Why an operation on documents refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// The rules refuse it.
    Refusal(Refusal),
    /// More uploads were asked for than one person needs in a day (S51).
    TooMany(SignedDuration),
    /// The table refuses or fails.
    Store(Error),
    /// The bucket does not answer.
    File,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::TooMany(wait) => {
                Self::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
            }
            Refused::Store(error) => runtime::problem_of(&error),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}
