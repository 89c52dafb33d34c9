//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::register::NoAnswer;
use store::counter::NotAdmitted;

/// Why a company is not shown.
#[derive(Debug)]
pub enum Refused {
    /// Neither a name nor a number was given, or both.
    NothingToLookFor,
    /// The register knows no such company.
    NotFound,
    /// The register gives no answer.
    NoAnswer(NoAnswer),
    /// Too much was asked, or counting failed.
    NotAdmitted(NotAdmitted),
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NothingToLookFor => Self::field("/name", "missing"),
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::NoAnswer(_) => Self::of(ProblemType::Unavailable),
            Refused::NotAdmitted(NotAdmitted::TooMany { retry_after }) => {
                let seconds = u64::try_from(retry_after.as_secs()).unwrap_or(1).max(1);
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds)
            }
            Refused::NotAdmitted(NotAdmitted::Store(error)) | Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<NoAnswer> for Refused {
    fn from(why: NoAnswer) -> Self {
        Self::NoAnswer(why)
    }
}

impl From<NotAdmitted> for Refused {
    fn from(why: NotAdmitted) -> Self {
        Self::NotAdmitted(why)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
