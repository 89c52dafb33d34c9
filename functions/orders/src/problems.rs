//! From what this capability refuses to what is told outside.

use api::{Problem, ProblemType};
use domain::order::NotOrdered;
use domain::register::NoAnswer;
use runtime::FileError;
use store::Error;
use store::counter::NotAdmitted;

/// Why an operation on orders refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such order, or not for this caller: both look alike (S44).
    NotFound,
    /// The rules refuse it.
    NotOrdered(NotOrdered),
    /// The register knows no such company.
    UnknownCompany,
    /// The register gives no answer.
    NoAnswer(NoAnswer),
    /// There is no list of products in force.
    NoProducts,
    /// Only the main user sees everybody's orders.
    NotTheMainUser,
    /// Too much was ordered, or counting failed.
    NotAdmitted(NotAdmitted),
    /// The table refuses or fails.
    Store(Error),
    /// Payments made at once are not taken here, or whoever takes them does not answer.
    NoTill,
    /// The secret opens no order.
    LinkNotUsable,
    /// The bucket does not answer.
    File,
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::NotOrdered(why) => match why {
                NotOrdered::NoAccessCode => Self::of(ProblemType::NoAccessCode),
                NotOrdered::NotOffered => Self::field("/product", "not-offered"),
                NotOrdered::NoMandate => Self::field("/payment", "no-mandate"),
                NotOrdered::FilingMissing => Self::field("/filing", "missing"),
                NotOrdered::PriceChanged => Self::field("/cents", "price-changed"),
            },
            Refused::UnknownCompany => Self::field("/kvkNumber", "unknown-company"),
            Refused::NoAnswer(why) => {
                tracing::warn!(%why, "the register gave no answer");
                Self::of(ProblemType::Unavailable).retry_after(30)
            }
            Refused::NoProducts => Self::of(ProblemType::Internal),
            Refused::NotTheMainUser => Self::of(ProblemType::Forbidden),
            Refused::NotAdmitted(NotAdmitted::TooMany { retry_after }) => {
                let seconds = u64::try_from(retry_after.as_secs()).unwrap_or(1).max(1);
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds)
            }
            Refused::NotAdmitted(NotAdmitted::Store(error)) | Refused::Store(error) => runtime::problem_of(&error),
            Refused::NoTill => Self::of(ProblemType::Unavailable).retry_after(30),
            Refused::LinkNotUsable => Self::of(ProblemType::LinkNotUsable),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
        }
    }
}

impl From<NotOrdered> for Refused {
    fn from(why: NotOrdered) -> Self {
        Self::NotOrdered(why)
    }
}

impl From<NoAnswer> for Refused {
    fn from(why: NoAnswer) -> Self {
        Self::NoAnswer(why)
    }
}

impl From<till::NoAnswer> for Refused {
    fn from(_: till::NoAnswer) -> Self {
        tracing::warn!("the partner who takes payments gives no answer");
        Self::NoTill
    }
}

impl From<NotAdmitted> for Refused {
    fn from(why: NotAdmitted) -> Self {
        Self::NotAdmitted(why)
    }
}

impl From<FileError> for Refused {
    fn from(error: FileError) -> Self {
        tracing::warn!(%error, "a file of an order cannot be had");
        Self::File
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}
