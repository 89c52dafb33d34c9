//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::means::MeansRefusal;
use domain::upgrade::Refusal;

/// Why an operation of the desk refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such case.
    NotFound,
    /// The rules refuse it.
    Refusal(Refusal),
    /// The rules for means refuse it.
    Means(MeansRefusal),
    /// Nobody is born tomorrow.
    BornInTheFuture,
    /// What was looked for is no number of a means, no code and no number in the register.
    NothingToFind,
    /// A check that failed needs a reason, and one that passed has none.
    ReasonMissing,
    /// See [`Refused::ReasonMissing`].
    ReasonWithoutFailure,
    /// The table refuses or fails.
    Store(store::Error),
    /// The bucket does not answer.
    File,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::Means(MeansRefusal::UpgradeOpen) => Self::of(ProblemType::AlreadyOpen),
            Refused::Means(MeansRefusal::WrongStatus | MeansRefusal::NotATerm | MeansRefusal::TooEarly) => {
                Self::of(ProblemType::WrongStage)
            }
            Refused::BornInTheFuture => Self::field("/person/birthDate", "in-the-future"),
            Refused::NothingToFind => Self::field("/query", "invalid"),
            Refused::ReasonMissing => Self::field("/reason", "missing"),
            Refused::ReasonWithoutFailure => Self::field("/reason", "unknown"),
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

impl From<MeansRefusal> for Refused {
    fn from(refusal: MeansRefusal) -> Self {
        Self::Means(refusal)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
