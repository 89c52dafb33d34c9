//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::account::link::LinkNotUsable;
use domain::ticket::Refusal;
use jiff::SignedDuration;

/// Why an operation on questions refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such question, or not for this caller: both look alike (S44).
    NotFound,
    /// The link was replaced, is too old, or never was: one answer for all of them (S10).
    LinkNotUsable,
    /// The rules refuse it.
    Refusal(Refusal),
    /// Too many questions, or too many mails.
    TooMany(SignedDuration),
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::LinkNotUsable => Self::of(ProblemType::LinkNotUsable),
            Refused::Refusal(Refusal::Closed) => Self::of(ProblemType::WrongStage),
            Refused::Refusal(Refusal::OwnQuestion) => Self::of(ProblemType::Forbidden),
            Refused::Refusal(Refusal::TakenByAnother { name, until }) => {
                Self::of(ProblemType::TakenByAnother).held_by(name.to_string(), until)
            }
            Refused::Refusal(Refusal::TooMany { wait }) | Refused::TooMany(wait) => {
                Self::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
            }
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<LinkNotUsable> for Refused {
    fn from(_: LinkNotUsable) -> Self {
        Self::LinkNotUsable
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
