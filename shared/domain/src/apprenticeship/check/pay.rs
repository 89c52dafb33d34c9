//! Pay of each year of training. Limits are cents a month.

use super::super::rules::Rules;
use super::super::terms::{Terms, pay_field};
use super::super::{duration, pay};
use super::Said;

pub(super) fn check(terms: &Terms, rules: &Rules, whole: bool, said: &mut Said) {
    let paragraph = &rules.pay.paragraph;
    let (Some(start), years) = (terms.start, terms.years_of_training()) else { return };
    let mut before: Option<i64> = None;
    let mut unknown = false;
    for (nth, paid) in terms.monthly_pay.iter().enumerate() {
        let pointer = format!("/{}", pay_field(nth));
        let asked = years.is_some_and(|years| nth < years);
        let Some(paid) = *paid else {
            if asked && whole {
                said.error(&pointer, "pay-missing", paragraph, None);
            }
            continue;
        };
        // Years beyond the end may stand there, from before the end was changed: nobody is paid for them.
        if years.is_some_and(|years| nth >= years) {
            said.warn(&pointer, "pay-after-the-end", paragraph, None);
            continue;
        }
        let least = pay::least(rules, start.year(), nth, terms);
        unknown |= least.is_some_and(|least| !least.known);
        match least {
            // An agreement the business is bound by may set less (section 17 (3)).
            Some(least) if paid < least.cents && terms.collectively_bound => {
                said.warn(&pointer, "below-least-pay-by-agreement", paragraph, Some(least.cents));
            }
            Some(least) if paid < least.cents && least.known => {
                said.error(&pointer, "below-least-pay", paragraph, Some(least.cents));
            }
            Some(least) if paid < least.cents => {
                said.warn(&pointer, "below-least-pay-of-the-year-before", paragraph, Some(least.cents));
            }
            _ if before.is_some_and(|before| paid <= before) && rises(nth, terms) => {
                said.error(&pointer, "pay-does-not-rise", paragraph, before);
            }
            _ => {}
        }
        before = Some(paid);
    }
    if unknown {
        said.warn("/start", "least-pay-unknown", paragraph, None);
    }
}

/// Whether pay must be more than the year before: at least every year, but not in the time part-time adds (section 17 (5) sentence 3).
fn rises(nth: usize, terms: &Terms) -> bool {
    match (terms.share(), terms.standard_months) {
        (Some(_), Some(standard)) => nth < duration::regular_years(standard),
        _ => true,
    }
}
