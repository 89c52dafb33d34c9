//! Budgets: what an access code should cost in a month at most, set by the main user. Nothing is refused above it; he and the code's holder
//! are told at 80 and at 100 percent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Month;
use crate::ids::{AccessCodeId, OrganisationId};

/// At how many percent somebody is told, each once a month.
pub const TOLD_AT: [u8; 2] = [80, 100];

/// The highest budget there can be, in cents: a million euro a month.
pub const MOST_CENTS: i64 = 100_000_000;

/// What a code should cost in a month at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Budget {
    /// In which organisation.
    pub organisation: OrganisationId,
    /// Of which code.
    pub code: AccessCodeId,
    /// How much a month, in cents, with VAT.
    pub monthly_cents: i64,
    /// Since when it is this much.
    pub since: Timestamp,
    /// What was told last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
}

/// What somebody was told of a budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// In which month.
    pub month: Month,
    /// That this much was reached, in percent.
    pub percent: u8,
}

/// The amount is no budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a budget is more than nothing and at most a million euro")]
pub struct NotABudget;

impl Budget {
    /// A budget from now on. What was told of another amount is told anew of this one.
    pub fn new(
        organisation: OrganisationId,
        code: AccessCodeId,
        monthly_cents: i64,
        now: Timestamp,
    ) -> Result<Self, NotABudget> {
        if !(1..=MOST_CENTS).contains(&monthly_cents) {
            return Err(NotABudget);
        }
        Ok(Self { organisation, code, monthly_cents, since: now, told: None })
    }

    /// How much of it is spent, in whole percent.
    pub fn percent(&self, spent_cents: i64) -> u32 {
        let percent = spent_cents.max(0).saturating_mul(100) / self.monthly_cents.max(1);
        u32::try_from(percent).unwrap_or(u32::MAX)
    }

    /// The budget after somebody was told what is to be told now, if there is something: the highest mark reached in this month that was
    /// not told yet. Whoever passes both at once is told of the higher one.
    pub fn tell(&self, month: Month, spent_cents: i64) -> Option<Self> {
        let reached = TOLD_AT.into_iter().filter(|mark| self.percent(spent_cents) >= u32::from(*mark)).max()?;
        let before = self.told.filter(|told| told.month == month).map_or(0, |told| told.percent);
        (reached > before).then(|| Self { told: Some(Told { month, percent: reached }), ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(cents: i64) -> Result<Budget, NotABudget> {
        let organisation = "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        let code = "cod_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        Budget::new(organisation, code, cents, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn each_mark_is_told_once_a_month() {
        let november: Month = "2026-11".parse().unwrap();
        let budget = budget(10_000).unwrap();
        assert_eq!(budget.tell(november, 7_999), None);
        let told = budget.tell(november, 8_000).unwrap();
        assert_eq!(told.told.map(|told| told.percent), Some(80));
        assert_eq!(told.tell(november, 9_999), None);
        let full = told.tell(november, 10_000).unwrap();
        assert_eq!(full.told.map(|told| told.percent), Some(100));
        assert_eq!(full.tell(november, 50_000), None);
        assert_eq!(full.tell(november.next(), 8_100).unwrap().told.map(|told| told.percent), Some(80));
        assert_eq!(budget.tell(november, 12_000).unwrap().told.map(|told| told.percent), Some(100));
    }

    #[test]
    fn a_budget_is_more_than_nothing() {
        for cents in [0, -1, MOST_CENTS + 1, i64::MAX] {
            assert_eq!(budget(cents), Err(NotABudget), "{cents}");
        }
        assert_eq!(budget(1).unwrap().percent(i64::MAX), u32::MAX);
        assert_eq!(budget(1_000).unwrap().percent(-5), 0);
    }
}
