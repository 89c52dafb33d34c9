//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Part, Problem, ProblemType};
use domain::business::import::NotAnImport;
use jiff::SignedDuration;
use sheet::NotReadable;

/// Why an operation on businesses refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such thing, or not for this caller: both look alike (S44).
    NotFound,
    /// Somebody changed it since it was read.
    ChangedMeanwhile,
    /// A field needs attention.
    Field(&'static str, &'static str),
    /// What was typed is no number, no PIN, or neither: told before anything is looked up.
    Typed {
        /// Whether the number is one.
        number: bool,
        /// Whether the PIN is one.
        pin: bool,
    },
    /// No business has this number, its letter opens nothing, or the PIN is another: which of them is not told.
    WrongPin,
    /// It is open to the caller already.
    OpenAlready,
    /// There is no letter that can be fetched.
    NoLetter,
    /// Too many tries.
    TooMany(SignedDuration),
    /// The file cannot be read.
    NotReadable(NotReadable),
    /// The table is not one of businesses.
    NotAnImport(NotAnImport),
    /// The bucket does not answer.
    File,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::ChangedMeanwhile => Self::of(ProblemType::ChangedMeanwhile),
            Refused::Field(pointer, code) => Self::field(pointer, code),
            Refused::Typed { number, pin } => {
                let mut problem = Self::of(ProblemType::InvalidInput);
                if !number {
                    problem = problem.with_field("/companyNumber", "not-a-company-number");
                }
                if !pin {
                    problem = problem.with_field("/pin", "not-a-pin");
                }
                problem
            }
            Refused::WrongPin => Self::of(ProblemType::WrongCode),
            Refused::OpenAlready => Self::of(ProblemType::AlreadyOpen),
            Refused::NoLetter => Self::of(ProblemType::WrongStage),
            Refused::TooMany(wait) => {
                let seconds = u64::try_from(wait.as_secs()).unwrap_or_default();
                Self::of(ProblemType::TooManyAttempts).retry_after(seconds.max(1))
            }
            Refused::NotReadable(why) => Self::field("/content", why.code()),
            Refused::NotAnImport(NotAnImport::Headings) => Self::field("/content", "not-a-table"),
            Refused::NotAnImport(NotAnImport::TooManyRows) => Self::field("/content", "table-too-large"),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
            // A number is taken once.
            Refused::Store(store::Error::Exists(Part::Business)) => Self::field("/number", "taken"),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
