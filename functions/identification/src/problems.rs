//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::upgrade::Refusal;

/// Why an operation on being identified refuses.
#[derive(Debug)]
pub enum Refused {
    /// The message is not known to be the partner's: nothing more is told.
    NotGenuine,
    /// The event is the partner's, and not one that was agreed.
    Unreadable(Problem),
    /// What is told of the event cannot be.
    NotSound,
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// The rules refuse it.
    Refusal(Refusal),
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotGenuine => Self::of(ProblemType::Unauthenticated),
            Refused::Unreadable(problem) => problem,
            Refused::NotSound => Self::field("/what", "invalid"),
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
