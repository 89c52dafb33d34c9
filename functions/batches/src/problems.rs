//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::batch::{NotATable, NotSendable};
use sheet::NotReadable;

/// Why an operation on batches refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such batch, or not for this caller (S44).
    NotFound,
    /// The content did not arrive as a file.
    NotAFile,
    /// No rows can be read from the file.
    NotReadable(NotReadable),
    /// The rows are not those of a batch.
    NotATable(NotATable),
    /// It is not sent.
    NotSendable(NotSendable),
    /// The template cannot be made.
    NoTemplate,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::NotAFile => Self::field("/content", "not-a-file"),
            Refused::NotReadable(why) => Self::field("/content", why.code()),
            Refused::NotATable(why) => Self::field("/content", why.code()),
            Refused::NotSendable(NotSendable::SentBefore) => Self::of(ProblemType::WrongStage),
            Refused::NotSendable(NotSendable::NothingGood) => Self::field("", "no-good-rows"),
            Refused::NotSendable(NotSendable::FaultyRows) => Self::field("/leaveOutFaulty", "faulty-rows"),
            Refused::NoTemplate => Self::of(ProblemType::Internal),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
