//! A period of what was spent under a filter, as sums of totals: what the page, every download and every invoice show alike.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CodeMonth, Line, Month, Product, Sum};
use crate::access_code::CodeLabel;
use crate::ids::AccessCodeId;

/// How many months are looked at together at most.
pub const MOST_MONTHS: usize = 24;

/// Whole months, both among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SpendPeriod")]
pub struct Period {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
}

/// The months are none, or too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPeriod {
    /// It ends before it begins.
    #[error("ends before it begins")]
    EndsFirst,
    /// More than [`MOST_MONTHS`].
    #[error("is longer than two years")]
    TooLong,
}

impl Period {
    /// From one month to another.
    pub fn new(from: Month, to: Month) -> Result<Self, NotAPeriod> {
        if to < from {
            return Err(NotAPeriod::EndsFirst);
        }
        let period = Self { from, to };
        if period.months().take(MOST_MONTHS + 1).count() > MOST_MONTHS { Err(NotAPeriod::TooLong) } else { Ok(period) }
    }

    /// One month.
    pub const fn of(month: Month) -> Self {
        Self { from: month, to: month }
    }

    /// The twelve months that end with this one.
    pub fn year_to(month: Month) -> Self {
        let from = std::iter::successors(Some(month), |month| Some(month.previous())).nth(11).unwrap_or(month);
        Self { from, to: month }
    }

    /// Its months, the earliest first.
    pub fn months(self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.from), |month| Some(month.next())).take_while(move |month| *month <= self.to)
    }

    /// Whether a month is among them.
    pub fn holds(self, month: Month) -> bool {
        (self.from..=self.to).contains(&month)
    }
}

/// Whose spend: that of a code, or of the organisation as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of this code.
    Code(AccessCodeId),
    /// Put down to no code: what Balie charges to the organisation.
    Nobody,
}

/// Which of an organisation's spend is looked at; nothing set is everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one code.
    pub whose: Option<Whose>,
    /// Of codes under one label, whatever its case.
    pub label: Option<CodeLabel>,
    /// Of one product.
    pub product: Option<Product>,
}

/// Lines that stand together: of one code, under one label, of one product.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// The code, if any.
    pub code: Option<AccessCodeId>,
    /// The label it had.
    pub label: Option<CodeLabel>,
    /// What was paid for.
    pub product: Product,
}

impl Group {
    /// The group of a line.
    pub fn of(line: &Line) -> Self {
        let code = line.code.as_ref();
        Self {
            code: code.map(|code| code.id.clone()),
            label: code.map(|code| code.label.clone()),
            product: line.product.clone(),
        }
    }
}

impl Filter {
    /// Whether it lets everything through.
    pub const fn is_open(&self) -> bool {
        self.whose.is_none() && self.label.is_none() && self.product.is_none()
    }

    /// Whether a line comes through.
    pub fn holds(&self, line: &Line) -> bool {
        let group = Group::of(line);
        self.holds_code(group.code.as_ref(), group.label.as_ref()) && self.holds_product(&group.product)
    }

    /// What of these totals comes through.
    pub fn narrow(&self, totals: Vec<CodeMonth>) -> Vec<CodeMonth> {
        let mut narrowed = totals;
        narrowed.retain(|total| self.holds_code(total.code.as_ref(), total.label.as_ref()));
        for total in &mut narrowed {
            total.products.retain(|product, _| self.holds_product(product));
        }
        narrowed.retain(|total| !total.products.is_empty());
        narrowed
    }

    fn holds_code(&self, code: Option<&AccessCodeId>, label: Option<&CodeLabel>) -> bool {
        let whose = self.whose.as_ref().is_none_or(|whose| match whose {
            Whose::Code(wanted) => code == Some(wanted),
            Whose::Nobody => code.is_none(),
        });
        let labelled = self.label.as_ref().is_none_or(|wanted| {
            label.is_some_and(|label| label.as_str().to_lowercase() == wanted.as_str().to_lowercase())
        });
        whose && labelled
    }

    fn holds_product(&self, product: &Product) -> bool {
        self.product.as_ref().is_none_or(|wanted| wanted == product)
    }
}

/// What was spent under one code and label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendOfCode")]
pub struct OfCode {
    /// The code; none for what was put down to no code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_id: Option<AccessCodeId>,
    /// The label it had then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<CodeLabel>,
    /// Together.
    pub sum: Sum,
}

/// What was spent on one product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendOfProduct")]
pub struct OfProduct {
    /// What was paid for.
    pub product: Product,
    /// Together.
    pub sum: Sum,
}

/// What was spent in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendOfMonth")]
pub struct OfMonth {
    /// The month.
    pub month: Month,
    /// Together.
    pub sum: Sum,
}

/// A period in sums. Codes, products and months each add up to the total, to the cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendSummary")]
pub struct Summary {
    /// Everything.
    pub total: Sum,
    /// By code and label, the most expensive first.
    pub codes: Vec<OfCode>,
    /// By product, the most expensive first.
    pub products: Vec<OfProduct>,
    /// By month, the earliest first, with those in which nothing was spent.
    pub months: Vec<OfMonth>,
}

impl Summary {
    /// The sums of these totals in a period; totals of other months are left out.
    pub fn of(totals: &[CodeMonth], period: Period) -> Self {
        let mut codes = BTreeMap::<_, Sum>::new();
        let mut products = BTreeMap::<_, Sum>::new();
        let mut months: BTreeMap<_, Sum> = period.months().map(|month| (month, Sum::default())).collect();
        let mut all = Sum::default();
        for total in totals.iter().filter(|total| period.holds(total.month)) {
            let sum = total.sum();
            add(codes.entry((total.code.clone(), total.label.clone())).or_default(), sum);
            add(months.entry(total.month).or_default(), sum);
            add(&mut all, sum);
            for (product, sum) in &total.products {
                add(products.entry(product.clone()).or_default(), *sum);
            }
        }
        let codes = codes.into_iter().map(|((code_id, label), sum)| OfCode { code_id, label, sum });
        let products = products.into_iter().map(|(product, sum)| OfProduct { product, sum });
        Self {
            total: all,
            codes: dearest_first(codes, |of| of.sum),
            products: dearest_first(products, |of| of.sum),
            months: months.into_iter().map(|(month, sum)| OfMonth { month, sum }).collect(),
        }
    }
}

/// The groups a page of `limit` lines can come from when it begins in month `at` (or at the latest), and the earliest month it reaches into:
/// totals tell how many lines each month has. The month it begins in may be half shown already, so it counts for nothing.
pub fn reach(totals: &[CodeMonth], at: Option<Month>, limit: usize) -> Option<(Vec<Group>, Month)> {
    let mut months = BTreeMap::<Month, Vec<&CodeMonth>>::new();
    for total in totals.iter().filter(|total| at.is_none_or(|at| total.month <= at)) {
        months.entry(total.month).or_default().push(total);
    }
    let (mut groups, mut earliest, mut lines) = (BTreeSet::new(), None, 0usize);
    for (month, totals) in months.into_iter().rev() {
        if lines > limit {
            break;
        }
        earliest = Some(month);
        for total in totals {
            for (product, sum) in &total.products {
                groups.insert(Group { code: total.code.clone(), label: total.label.clone(), product: product.clone() });
                if at != Some(month) {
                    lines = lines.saturating_add(usize::try_from(sum.lines).unwrap_or_default());
                }
            }
        }
    }
    Some((groups.into_iter().collect(), earliest?))
}

fn add(to: &mut Sum, sum: Sum) {
    *to = to.plus(sum);
}

fn dearest_first<T>(all: impl Iterator<Item = T>, sum: impl Fn(&T) -> Sum) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(|one| std::cmp::Reverse(sum(one).gross_cents));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn total(at: &str, code: Option<char>, label: &str, products: &[(&str, i64, i64)]) -> CodeMonth {
        CodeMonth {
            month: month(at),
            code: code.map(|code| format!("cod_01jdc5{}", code.to_string().repeat(20)).parse().unwrap()),
            label: code.map(|_| label.parse().unwrap()),
            products: products
                .iter()
                .map(|(name, lines, net)| (name.parse().unwrap(), Sum::new(*lines, *net, 0)))
                .collect(),
        }
    }

    fn totals() -> Vec<CodeMonth> {
        vec![
            total("2026-08", Some('a'), "Inkoop", &[("extract", 100, 23_500)]),
            total("2026-10", Some('a'), "Inkoop", &[("extract", 2, 470), ("history", 1, 235)]),
            total("2026-10", Some('b'), "Verkoop", &[("extract", 3, 705)]),
            total("2026-11", Some('a'), "Inkoop Noord", &[("history", 4, 940)]),
            total("2026-11", None, "", &[("upgrade", 1, 5_000)]),
        ]
    }

    #[test]
    fn codes_products_and_months_each_add_up_to_the_total() {
        let period = Period::new(month("2026-09"), month("2026-11")).unwrap();
        let summary = Summary::of(&totals(), period);
        assert_eq!(summary.total, Sum::new(11, 470 + 235 + 705 + 940 + 5_000, 0));
        assert_eq!(summary.codes.iter().map(|of| of.sum).sum::<Sum>(), summary.total);
        assert_eq!(summary.products.iter().map(|of| of.sum).sum::<Sum>(), summary.total);
        assert_eq!(summary.months.iter().map(|of| of.sum).sum::<Sum>(), summary.total);
        assert_eq!(summary.months.len(), 3, "a month in which nothing was spent is shown as such");
        assert_eq!(summary.products.first().map(|of| of.product.as_str()), Some("upgrade"));
    }

    #[test]
    fn a_filter_narrows_totals_as_it_narrows_lines() {
        let label = Filter { label: Some("INKOOP".parse().unwrap()), ..Filter::default() };
        assert_eq!(label.narrow(totals()).iter().map(CodeMonth::sum).sum::<Sum>().lines, 103);
        let nobody = Filter { whose: Some(Whose::Nobody), ..Filter::default() };
        assert_eq!(nobody.narrow(totals()).len(), 1);
        let history = Filter { product: Some("history".parse().unwrap()), ..Filter::default() };
        assert_eq!(history.narrow(totals()).iter().map(CodeMonth::sum).sum::<Sum>(), Sum::new(5, 1_175, 0));
    }

    #[test]
    fn a_page_reaches_only_as_far_back_as_it_needs() {
        let totals = totals();
        let (groups, earliest) = reach(&totals, None, 4).unwrap();
        assert_eq!((groups.len(), earliest), (2, month("2026-11")), "five lines are there, and four are shown");
        let (groups, earliest) = reach(&totals, None, 5).unwrap();
        assert_eq!((groups.len(), earliest), (5, month("2026-10")));
        let (_, earliest) = reach(&totals, Some(month("2026-10")), 25).unwrap();
        assert_eq!(earliest, month("2026-08"), "what is left of the month it begins in is not known");
        assert_eq!(reach(&totals, Some(month("2026-07")), 25), None);
    }

    #[test]
    fn a_period_is_of_one_month_to_two_years() {
        assert_eq!(Period::new(month("2026-11"), month("2026-10")), Err(NotAPeriod::EndsFirst));
        assert_eq!(Period::new(month("2024-11"), month("2026-11")), Err(NotAPeriod::TooLong));
        assert_eq!(Period::new(month("2024-12"), month("2026-11")).map(|period| period.months().count()), Ok(24));
        assert_eq!(Period::year_to(month("2026-11")).from, month("2025-12"));
    }
}
