//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::account::link::LinkNotUsable;
use domain::submission::Refusal;
use jiff::SignedDuration;
use runtime::FileError;

/// Why an operation on what was handed in refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// The link was replaced, is too old, or never was: one answer for all of them (S10).
    LinkNotUsable,
    /// The rules refuse it.
    Refusal(Refusal),
    /// What was typed cannot be a code; this costs no try.
    NotACode,
    /// The code is not right.
    WrongCode {
        /// How often it may still be tried.
        tries_left: u8,
    },
    /// A reason is needed to refuse.
    WhyMissing,
    /// The scan is not there, or cannot be used: it is still being inspected, or was refused.
    ScanNotUsable,
    /// Too many mails.
    TooMany(SignedDuration),
    /// The bucket does not answer.
    File,
    /// The table refuses or fails.
    Store(store::Error),
}

fn too_many(wait: SignedDuration) -> Problem {
    Problem::of(ProblemType::TooManyAttempts).retry_after(u64::try_from(wait.as_secs()).unwrap_or(1).max(1))
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::LinkNotUsable => Self::of(ProblemType::LinkNotUsable),
            Refused::NotACode => Self::field("/code", "six-digits"),
            Refused::WrongCode { tries_left } => Self::of(ProblemType::WrongCode).tries_left(tries_left),
            Refused::WhyMissing => Self::field("/why", "missing"),
            Refused::ScanNotUsable => Self::field("/scan", "not-usable"),
            Refused::TooMany(wait) => too_many(wait),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
            Refused::Refusal(refusal) => match refusal {
                Refusal::WrongState => Self::of(ProblemType::WrongStage),
                Refusal::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
                Refusal::NoSuchSigner => Self::of(ProblemType::NotFound),
                Refusal::Unfit { pointer, code } => Self::field(&pointer, code),
                Refusal::TooOften { wait } => too_many(wait),
                Refusal::OwnSubmission => Self::of(ProblemType::Forbidden),
                Refusal::TakenByAnother { name, until } => {
                    Self::of(ProblemType::TakenByAnother).held_by(name.to_string(), until)
                }
                Refusal::CodeVoid => Self::of(ProblemType::CodeVoid),
            },
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

impl From<FileError> for Refused {
    fn from(_: FileError) -> Self {
        Self::File
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
