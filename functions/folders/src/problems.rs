//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{FieldError, Problem, ProblemType};
use domain::upgrade::Fault;
use runtime::receiving::NotReceived;

/// Why an operation on documents of a business refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// Only what one put there oneself, alone, can be deleted.
    NotYours,
    /// The file is not received.
    NotReceived(NotReceived),
    /// The input is not what it should be.
    Faults(Vec<Fault>),
    /// Somebody changed it since it was read.
    ChangedMeanwhile,
    /// Several are being made for this business already.
    TooMany,
    /// The bucket does not answer.
    File,
    /// The table refuses or fails.
    Store(store::Error),
}

impl Refused {
    /// One field is not what it should be.
    pub fn field(pointer: &str, code: &'static str) -> Self {
        Self::Faults(vec![Fault::at(pointer, code)])
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::NotYours => Self::of(ProblemType::NotYourUpload),
            Refused::NotReceived(why) => why.into(),
            Refused::Faults(faults) => Self::fields(faults.into_iter().map(FieldError::from).collect()),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::TooMany => Self::of(ProblemType::TooManyAttempts).retry_after(60),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<NotReceived> for Refused {
    fn from(why: NotReceived) -> Self {
        Self::NotReceived(why)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
