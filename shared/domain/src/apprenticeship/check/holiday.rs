//! Holiday of each calendar year. Limits are days, or how many years are missing.

use std::collections::BTreeSet;

use super::super::rules::Rules;
use super::super::terms::Terms;
use super::super::{agreed, holiday};
use super::{CONTENT, Said};

pub(super) fn check(terms: &Terms, rules: &Rules, whole: bool, said: &mut Said) {
    let Some((start, end)) = terms.start.zip(terms.end).filter(|(start, end)| start < end) else { return };
    let mut named = BTreeSet::new();
    for (at, line) in terms.holiday.iter().enumerate() {
        let Some(year) = line.year else { continue };
        if !(start.year()..=end.year()).contains(&year) {
            said.error(&format!("/holiday/{at}/year"), "holiday-year-outside", CONTENT, None);
            continue;
        }
        if !named.insert(year) {
            said.error(&format!("/holiday/{at}/year"), "holiday-year-twice", CONTENT, None);
            continue;
        }
        let (Some(born), Some(days)) = (terms.born, line.days) else { continue };
        let Some((all, rule)) = holiday::least(rules, born, year, agreed::days_a_week(terms)) else { continue };
        let least = i64::from(holiday::due(all, year, start, end));
        if days < least {
            said.error(&format!("/holiday/{at}/days"), "holiday-too-short", &rule.paragraph, Some(least));
        }
    }
    let missing = (start.year()..=end.year()).filter(|year| !named.contains(year)).count();
    // Whoever wrote down one year is told of the others at once.
    if missing > 0 && (whole || !named.is_empty()) {
        said.error("/holiday", "holiday-missing", CONTENT, i64::try_from(missing).ok());
    }
}
