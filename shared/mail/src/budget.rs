//! The letter about a budget: so much of it is spent this month.

use domain::amount::euros;
use domain::spend::Month;

use crate::compose::{Content, Writer, one_line};
use crate::moment::month;

/// What there is to tell of the budget of an access code.
#[derive(Clone, Copy)]
pub struct BudgetNews<'a> {
    /// Who pays.
    pub organisation: &'a str,
    /// The label of the code.
    pub label: &'a str,
    /// The month.
    pub month: Month,
    /// What was reached: 80 or 100 percent.
    pub percent: u8,
    /// What is spent by now, in cents.
    pub spent_cents: i64,
    /// The budget, in cents.
    pub budget_cents: i64,
}

impl BudgetNews<'_> {
    /// Whether all of it is spent.
    const fn is_full(&self) -> bool {
        self.percent >= 100
    }

    pub(crate) const fn kind(&self) -> &'static str {
        if self.is_full() { "budget-reached" } else { "budget-near" }
    }
}

impl Writer<'_> {
    pub(crate) fn budget(&self, news: &BudgetNews<'_>) -> Content {
        let letters = &self.words.letters;
        let sheet = if news.is_full() { &letters.budget_reached } else { &letters.budget_near };
        let values = [
            ("organisation", &*one_line(news.organisation)),
            ("label", &one_line(news.label)),
            ("month", &month(&self.words.frame, news.month)),
            ("percent", &news.percent.to_string()),
            ("spent", &euros(self.language, news.spent_cents)),
            ("budget", &euros(self.language, news.budget_cents)),
        ];
        self.sheet(sheet, &values, &format!("/spend?from={0}&to={0}", news.month))
    }
}
