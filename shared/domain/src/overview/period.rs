//! Periods: whole months of the calendar, at most two years of them.

use serde::{Deserialize, Serialize};

use crate::spend::Month;

/// The most months an overview is about.
pub const MOST_MONTHS: usize = 24;

/// From one month to another, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
}

/// Months that are no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodRefusal {
    /// The last month comes before the first.
    #[error("the last month comes before the first")]
    Backwards,
    /// There are too many months.
    #[error("a period has at most 24 months")]
    TooLong,
}

impl Period {
    /// A period.
    ///
    /// # Errors
    /// When the last month comes before the first, or there are more than [`MOST_MONTHS`].
    pub fn new(from: Month, to: Month) -> Result<Self, PeriodRefusal> {
        let period = Self { from, to };
        if to < from {
            return Err(PeriodRefusal::Backwards);
        }
        if period.months().nth(MOST_MONTHS).is_some() { Err(PeriodRefusal::TooLong) } else { Ok(period) }
    }

    /// One month.
    pub const fn of(month: Month) -> Self {
        Self { from: month, to: month }
    }

    /// Its months, the earliest first.
    pub fn months(self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.from), |month| Some(month.next())).take_while(move |month| *month <= self.to)
    }
}
