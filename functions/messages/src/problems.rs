//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::upgrade::Refusal;

/// Why an operation on messages refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such upgrade, or not for this caller: both look alike (S44).
    NotFound,
    /// The rules refuse it.
    Refusal(Refusal),
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
