//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::ids::UpgradeId;
use domain::upgrade::Refusal;

/// Why an operation on means and upgrades refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// This caller may not do this.
    Forbidden,
    /// The company is not the one the caller manages.
    NotYourOrganisation,
    /// The person asked for one before that is still open.
    AskedBefore(UpgradeId),
    /// The register knows no such company.
    UnknownCompany,
    /// Too many were asked for.
    TooMany(jiff::SignedDuration),
    /// The rules refuse it.
    Refusal(Refusal),
    /// The branch is not the one the caller's log-in is bound to (S40).
    OutsideYourBranch,
    /// No upgrade of this means waits for a code.
    NothingToActivate,
    /// What was typed cannot be an activation code; this costs no try.
    NotACode,
    /// The code is not right.
    WrongCode {
        /// How often it may still be tried.
        tries_left: u8,
    },
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Forbidden => Self::of(ProblemType::Forbidden),
            Refused::NotYourOrganisation => Self::field("/kvkNumber", "not-your-organisation"),
            Refused::AskedBefore(upgrade) => Self::of(ProblemType::AlreadyOpen).existing(upgrade),
            Refused::UnknownCompany => Self::field("/kvkNumber", "unknown-company"),
            Refused::TooMany(wait) => {
                Self::of(ProblemType::TooManyAttempts).retry_after(wait.as_secs().max(1).unsigned_abs())
            }
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::OutsideYourBranch => Self::field("/organisation/establishmentNumber", "outside-your-branch"),
            Refused::NothingToActivate => Self::of(ProblemType::WrongStage),
            Refused::NotACode => Self::field("/code", "not-a-code"),
            Refused::WrongCode { tries_left } => Self::of(ProblemType::WrongCode).tries_left(tries_left),
            // Somebody else's hand was quicker with the same code on the same means.
            Refused::Store(store::Error::Exists(api::Part::Discount)) => {
                Self::field("/authorisations/discountCode", "discount-already-used")
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

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
