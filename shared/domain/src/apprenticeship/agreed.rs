//! What follows from what was agreed on, where it was.

use jiff::civil::Date;

use super::duration;
use super::rules::Rules;
use super::terms::Terms;

/// Days a week; five, as long as nothing else was said.
pub(super) fn days_a_week(terms: &Terms) -> u8 {
    terms.days_a_week.filter(|days| (1..=7).contains(days)).unwrap_or(5)
}

impl Terms {
    /// The last day when training lasts as long as it may.
    pub(super) fn regular_end(&self, rules: &Rules) -> Option<Date> {
        let (start, standard) = self.start.zip(self.standard_months)?;
        Some(duration::last_day(start, duration::months(standard, self, rules))).filter(|end| *end > start)
    }

    /// How many years of training the contract begins, when it says from when until when.
    pub(super) fn years_of_training(&self) -> Option<usize> {
        let (start, end) = self.start.zip(self.end).filter(|(start, end)| start < end)?;
        Some(duration::years(start, end))
    }
}
