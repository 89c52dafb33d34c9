//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::spend::NotAPeriod;

/// Why an operation on overviews refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such overview, or not for this caller (S44).
    NotFound,
    /// The months are no period.
    Period(NotAPeriod),
    /// The period has not begun yet.
    NotBegun,
    /// The caller has no access code, so nothing was spent by him.
    NoAccessCode,
    /// Only the main user asks for the codes of others.
    CodesOfOthers,
    /// No code at all was named, or too many.
    NoCodes,
    /// No pace was named.
    NoPace,
    /// Several of the caller's are being made already.
    TooMany,
    /// The bucket does not answer.
    File,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::Period(NotAPeriod::EndsFirst) => Self::field("/to", "before-from"),
            Refused::Period(NotAPeriod::TooLong) => Self::field("/to", "period-too-long"),
            Refused::NotBegun => Self::field("/from", "in-future"),
            Refused::NoAccessCode => Self::of(ProblemType::NoAccessCode),
            Refused::CodesOfOthers => Self::field("/codes", "codes-of-others"),
            Refused::NoCodes => Self::field("/codes", "missing"),
            Refused::NoPace => Self::field("/paces", "missing"),
            Refused::TooMany => Self::of(ProblemType::TooManyAttempts).retry_after(60),
            Refused::File => Self::of(ProblemType::Unavailable).retry_after(5),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<NotAPeriod> for Refused {
    fn from(why: NotAPeriod) -> Self {
        Self::Period(why)
    }
}
