//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::invoice::InvoiceRefusal;

/// Why an operation on invoices refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such invoice, or not for this caller (S44).
    NotFound,
    /// Somebody changed it since it was read.
    ChangedMeanwhile,
    /// It was paid or taken back already.
    Settled,
    /// It cannot have been paid on that day.
    NotADay,
    /// The paper cannot be handed out now.
    File,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::Settled => Self::of(ProblemType::WrongStage),
            Refused::NotADay => Self::field("/paidOn", "not-a-day-of-payment"),
            Refused::File => Self::of(ProblemType::Unavailable),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<InvoiceRefusal> for Refused {
    fn from(refusal: InvoiceRefusal) -> Self {
        match refusal {
            InvoiceRefusal::Settled => Self::Settled,
            InvoiceRefusal::NotADay => Self::NotADay,
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
