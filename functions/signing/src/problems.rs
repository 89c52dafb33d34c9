//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::account::factors::WrongCode;
use domain::account::link::LinkNotUsable;
use domain::upgrade::Refusal;
use jiff::SignedDuration;
use store::counter::NotAdmitted;

/// Why an operation of the signing room refuses.
#[derive(Debug)]
pub enum Refused {
    /// The link was replaced, is too old, or never was: one answer for all of them (S10).
    LinkNotUsable,
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// The rules refuse it.
    Refusal(Refusal),
    /// What was typed cannot be a code; this costs no try.
    NotACode,
    /// The code is not right.
    WrongCode {
        /// How often it may still be tried.
        tries_left: Option<u8>,
    },
    /// Whoever is logged in is not the signer, or has no authenticator app.
    NotTheSigner,
    /// Too many tries, or too many mails.
    TooMany(SignedDuration),
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::LinkNotUsable => Self::of(ProblemType::LinkNotUsable),
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Refusal(refusal) => Self::from(refusal),
            Refused::NotACode => Self::field("/code", "six-digits"),
            Refused::WrongCode { tries_left: Some(left) } => Self::of(ProblemType::WrongCode).tries_left(left),
            Refused::WrongCode { tries_left: None } => Self::of(ProblemType::WrongCode),
            Refused::NotTheSigner => Self::of(ProblemType::Forbidden),
            Refused::TooMany(wait) => {
                let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds.max(1))
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

impl From<LinkNotUsable> for Refused {
    fn from(_: LinkNotUsable) -> Self {
        Self::LinkNotUsable
    }
}

impl From<WrongCode> for Refused {
    fn from(_: WrongCode) -> Self {
        Self::WrongCode { tries_left: None }
    }
}

impl From<NotAdmitted> for Refused {
    fn from(not: NotAdmitted) -> Self {
        match not {
            NotAdmitted::TooMany { retry_after } => Self::TooMany(retry_after),
            NotAdmitted::Store(error) => Self::Store(error),
        }
    }
}
