//! What each refusal of this capability becomes on the wire: the one table of it.

use api::{Problem, ProblemType};
use domain::spend::NotAPeriod;

/// Why an operation on spend refuses.
#[derive(Debug)]
pub enum Refused {
    /// There is no such code, invoice or budget, or not for this caller (S44).
    NotFound,
    /// The months are no period.
    NotAPeriod(NotAPeriod),
    /// A budget of nothing or less, or of more than anybody spends.
    NotABudget,
    /// The table refuses or fails.
    Store(store::Error),
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotFound => Self::of(ProblemType::NotFound),
            Refused::NotAPeriod(NotAPeriod::EndsFirst) => Self::field("/to", "before-from"),
            Refused::NotAPeriod(NotAPeriod::TooLong) => Self::field("/to", "too-many-months"),
            Refused::NotABudget => Self::field("/monthlyCents", "not-a-budget"),
            Refused::Store(error) => runtime::problem_of(&error),
        }
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}
