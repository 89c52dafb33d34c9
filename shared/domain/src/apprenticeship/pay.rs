//! The least pay: by the year the training starts, for each year of it (section 17 BBiG).

use super::duration;
use super::rules::Rules;
use super::terms::Terms;

/// The least pay of a year of training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Least {
    /// A month, in cents.
    pub cents: i64,
    /// Whether it is that of the year of start. That of a year to come is made known by November before it; until it is published here, the
    /// latest one there is is what we have.
    pub known: bool,
}

/// The least pay a month in the `nth` year of training (counted from nought); nothing when the start lies before the law.
pub(super) fn least(rules: &Rules, year_of_start: i16, nth: usize, terms: &Terms) -> Option<Least> {
    let table = &rules.pay.by_year_of_start;
    let known = table.contains_key(&year_of_start);
    let (_, of_start) = table.range(..=year_of_start).next_back()?;
    // Part-time makes longer; for the time that is added the pay need not rise any more (section 17 (5) sentence 3).
    let last = match (terms.share(), terms.standard_months) {
        (Some(_), Some(standard)) => duration::regular_years(standard).saturating_sub(1),
        _ => usize::MAX,
    };
    let nth = nth.saturating_add(credited_years(rules, terms)).min(last).min(of_start.len().saturating_sub(1));
    Some(Least { cents: in_part_time(*of_start.get(nth)?, terms.share()), known })
}

/// Whole years of school that count as training (section 7 BBiG): pay begins with the year after them.
fn credited_years(rules: &Rules, terms: &Terms) -> usize {
    let counts = terms.ground.and_then(|ground| rules.ground(ground)).is_some_and(|ground| ground.counts_for_pay);
    if counts { usize::from(terms.less() / 12) } else { 0 }
}

/// That of part-time: it may be lower by the percentage the hours are (section 17 (5) sentence 2), rounded up to the cent.
fn in_part_time(full: i64, percent: Option<u8>) -> i64 {
    match percent {
        Some(percent) => full.saturating_mul(i64::from(percent)).saturating_add(99) / 100,
        None => full,
    }
}
