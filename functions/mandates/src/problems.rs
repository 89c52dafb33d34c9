//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{FieldError, Problem, ProblemType};
use domain::account::factors::WrongCode;
use domain::mailed_code::CodeVoid;
use domain::mandate::MandateRefusal;
use jiff::SignedDuration;
use store::counter::NotAdmitted;

/// Why an operation on mandates refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such mandate or business, or not for this caller (S44).
    NotFound,
    /// Fields are wrong.
    Fields(Vec<FieldError>),
    /// The rules refuse it.
    Refusal(MandateRefusal),
    /// What was typed cannot be a code; this costs no try.
    NotACode,
    /// The code is not right.
    WrongCode {
        /// How often it may still be tried.
        tries_left: Option<u8>,
    },
    /// No code is good for what is to be signed.
    CodeVoid,
    /// Too many tries, or too many mails.
    TooMany(SignedDuration),
    /// Nobody collects yet: our mistake.
    NoCreditor,
    /// The bucket does not answer.
    File,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Fields(errors) => Self::fields(errors),
            Refused::Refusal(refusal) => of_refusal(refusal),
            Refused::NotACode => Self::field("/code", "six-digits"),
            Refused::WrongCode { tries_left: Some(left) } => Self::of(ProblemType::WrongCode).tries_left(left),
            Refused::WrongCode { tries_left: None } => Self::of(ProblemType::WrongCode),
            Refused::CodeVoid => Self::of(ProblemType::CodeVoid),
            Refused::TooMany(wait) => {
                let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds.max(1))
            }
            Refused::NoCreditor => Self::of(ProblemType::Internal),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

/// What would be another mandate is said at the field that makes it one.
fn of_refusal(refusal: MandateRefusal) -> Problem {
    match refusal {
        MandateRefusal::SchemeChanged => Problem::field("/scheme", "another-mandate"),
        MandateRefusal::FrequencyChanged => Problem::field("/frequency", "another-mandate"),
        MandateRefusal::CreditorChanged => Problem::field("", "another-creditor"),
        MandateRefusal::NothingChanges => Problem::field("/iban", "nothing-changes"),
        MandateRefusal::ChangedMeanwhile => Problem::of(ProblemType::ChangedMeanwhile),
        MandateRefusal::NotSigned
        | MandateRefusal::Revoked
        | MandateRefusal::Lapsed
        | MandateRefusal::UsedUp
        | MandateRefusal::AccountUseless
        | MandateRefusal::NothingWaits => Problem::of(ProblemType::WrongStage),
    }
}

impl From<MandateRefusal> for Refused {
    fn from(refusal: MandateRefusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<CodeVoid> for Refused {
    fn from(_: CodeVoid) -> Self {
        Self::CodeVoid
    }
}

impl From<WrongCode> for Refused {
    fn from(_: WrongCode) -> Self {
        Self::WrongCode { tries_left: None }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
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
