//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::upgrade::Refusal;
use paper::PaperError;
use runtime::FileError;
use store::Error;

/// Why an operation on contracts refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// What was typed is not a code of a paper at all.
    NotACode,
    /// The data changed after the paper was made.
    Void,
    /// The rules refuse it.
    Refusal(Refusal),
    /// The table refuses or fails.
    Store(Error),
    /// The bucket does not answer.
    File,
    /// The paper could not be set.
    Paper(PaperError),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::NotACode => Self::field("/code", "not-a-code"),
            Refused::Void => Self::of(ProblemType::PaperVoid),
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::Store(error) => runtime::problem_of(&error),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
            Refused::Paper(_) => Self::of(ProblemType::Internal),
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

impl From<FileError> for Refused {
    fn from(_: FileError) -> Self {
        Self::File
    }
}

impl From<PaperError> for Refused {
    fn from(error: PaperError) -> Self {
        Self::Paper(error)
    }
}
