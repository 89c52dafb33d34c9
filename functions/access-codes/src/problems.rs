//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::access_code::CodeRefusal;
use domain::account::link::LinkNotUsable;
use domain::organisation::PeopleRefusal;
use jiff::SignedDuration;

/// Why an operation on access codes refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// Somebody changed it since it was read.
    ChangedMeanwhile,
    /// A field needs attention.
    Field(&'static str, &'static str),
    /// The rules for codes refuse it; about the field that names the person, where one does.
    Code(CodeRefusal, &'static str),
    /// The rules for people refuse it.
    People(PeopleRefusal),
    /// The link cannot be used any more.
    LinkNotUsable,
    /// Too many tries.
    TooMany(SignedDuration),
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::Field(pointer, code) => Self::field(pointer, code),
            Refused::Code(CodeRefusal::HasOne, pointer) => Self::field(pointer, "has-a-code"),
            Refused::Code(CodeRefusal::Ended, _) => Self::of(ProblemType::WrongStage),
            Refused::Code(CodeRefusal::OfMainUser, _) => Self::of(ProblemType::LastMainUser),
            Refused::People(PeopleRefusal::HasIt) => Self::field("/accountId", "is-main-user"),
            Refused::People(PeopleRefusal::OutOfReach | PeopleRefusal::ByHandingOver) => {
                Self::of(ProblemType::Forbidden)
            }
            Refused::People(PeopleRefusal::LastMainUser) => Self::of(ProblemType::LastMainUser),
            Refused::LinkNotUsable => Self::of(ProblemType::LinkNotUsable),
            Refused::TooMany(wait) => {
                let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds.max(1))
            }
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<CodeRefusal> for Refused {
    fn from(refusal: CodeRefusal) -> Self {
        Self::Code(refusal, "")
    }
}

impl From<PeopleRefusal> for Refused {
    fn from(refusal: PeopleRefusal) -> Self {
        Self::People(refusal)
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
