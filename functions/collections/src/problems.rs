//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::collection::{CollectionRefusal, Dropped, NotReturnable, UnknownCreditor};
use sheet::NotReadable;

/// Why an operation on collections refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller (S44).
    NotFound,
    /// The collection, or the mandate under a debit, stands elsewhere.
    WrongStage,
    /// Somebody changed it since it was read.
    ChangedMeanwhile,
    /// There is no mandate of that reference.
    UnknownMandate,
    /// Nothing can be collected under the mandate.
    NotCollectable(Dropped),
    /// The mandate is for one collection and stands in this one already.
    Twice,
    /// The content did not arrive as a file.
    NotAFile,
    /// No rows can be read from the file.
    NotReadable(NotReadable),
    /// There is no row in the file.
    NoRows,
    /// The collection refuses.
    Collection(CollectionRefusal),
    /// The return is not written down.
    NotReturnable(NotReturnable),
    /// Nobody is named as creditor.
    NoCreditor,
    /// A file cannot be written.
    NotWritten,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::WrongStage | Refused::Collection(CollectionRefusal::WrongState) => {
                Self::of(ProblemType::WrongStage)
            }
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::UnknownMandate => Self::field("/reference", "unknown-mandate"),
            Refused::NotCollectable(why) => Self::field("/reference", why.code()),
            Refused::Twice => Self::field("/reference", "twice"),
            Refused::NotAFile => Self::field("/content", "not-a-file"),
            Refused::NotReadable(why) => Self::field("/content", why.code()),
            Refused::NoRows => Self::field("/content", "no-rows"),
            Refused::Collection(CollectionRefusal::NotABankDay) => Self::field("/on", "not-a-bank-day"),
            Refused::Collection(CollectionRefusal::TooSoon) => Self::field("/on", "too-soon"),
            Refused::Collection(CollectionRefusal::NotADay) => Self::field("/on", "not-a-day-of-payment"),
            Refused::Collection(CollectionRefusal::Empty) => Self::field("", "nothing-to-collect"),
            Refused::Collection(CollectionRefusal::Full) => Self::field("", "too-many-debits"),
            Refused::NotReturnable(NotReturnable::NotCollected) => Self::of(ProblemType::WrongStage),
            Refused::NotReturnable(NotReturnable::NoRefund) => Self::field("/reason", "no-refund"),
            Refused::NotReturnable(NotReturnable::NotADay) => Self::field("/on", "not-a-day-of-return"),
            Refused::NoCreditor | Refused::NotWritten => Self::of(ProblemType::Internal),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<CollectionRefusal> for Refused {
    fn from(refusal: CollectionRefusal) -> Self {
        Self::Collection(refusal)
    }
}

impl From<UnknownCreditor> for Refused {
    fn from(_: UnknownCreditor) -> Self {
        Self::NoCreditor
    }
}

impl From<NotReturnable> for Refused {
    fn from(refusal: NotReturnable) -> Self {
        Self::NotReturnable(refusal)
    }
}

impl From<Dropped> for Refused {
    fn from(why: Dropped) -> Self {
        Self::NotCollectable(why)
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
