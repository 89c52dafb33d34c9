//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::means::MeansRefusal;
use domain::organisation::PeopleRefusal;
use domain::upgrade::Refusal;

/// Why an operation on means and people refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// Somebody changed it since it was read.
    ChangedMeanwhile,
    /// The rules for means refuse it.
    Means(MeansRefusal),
    /// The rules for people refuse it.
    People(PeopleRefusal),
    /// The rules for upgrades refuse it.
    Upgrade(Refusal),
    /// There is no price for it.
    NotPriced,
    /// What was typed cannot be a code; this costs no try.
    NotACode,
    /// The code is not right.
    WrongCode {
        /// How often it may still be tried.
        tries_left: u8,
    },
    /// The code can no longer be used.
    CodeVoid,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::Means(MeansRefusal::WrongStatus) => Self::of(ProblemType::WrongStage),
            Refused::Means(MeansRefusal::UpgradeOpen) => Self::of(ProblemType::AlreadyOpen),
            Refused::Means(MeansRefusal::NotATerm) => Self::field("/termYears", "not-a-term"),
            Refused::Means(MeansRefusal::TooEarly) => Self::field("/termYears", "too-early-to-renew"),
            Refused::People(PeopleRefusal::OutOfReach) => Self::of(ProblemType::Forbidden),
            Refused::People(PeopleRefusal::LastMainUser) => Self::of(ProblemType::LastMainUser),
            Refused::People(PeopleRefusal::ByHandingOver) => Self::field("/role", "by-handing-over"),
            Refused::People(PeopleRefusal::HasIt) => Self::of(ProblemType::WrongStage),
            Refused::Upgrade(refusal) => Self::from(refusal),
            Refused::NotPriced => Self::field("/termYears", "not-a-term"),
            Refused::NotACode => Self::field("/code", "not-a-code"),
            Refused::WrongCode { tries_left } => Self::of(ProblemType::WrongCode).tries_left(tries_left),
            Refused::CodeVoid => Self::of(ProblemType::CodeVoid),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<MeansRefusal> for Refused {
    fn from(refusal: MeansRefusal) -> Self {
        Self::Means(refusal)
    }
}

impl From<PeopleRefusal> for Refused {
    fn from(refusal: PeopleRefusal) -> Self {
        Self::People(refusal)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
