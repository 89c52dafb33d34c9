//! What holds for whoever is not of age on the first day.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::age;
use super::super::rules::Rules;
use super::super::terms::{Custody, Terms};
use super::Said;

/// Whether the apprentice is not of age on the first day.
pub(super) fn is_minor(terms: &Terms) -> bool {
    terms.born.zip(terms.start).is_some_and(|(born, start)| start < age::of_age(born))
}

pub(super) fn check(terms: &Terms, rules: &Rules, whole: bool, today: Date, said: &mut Said) {
    let (Some(born), Some(start)) = (terms.born, terms.start) else { return };
    if !is_minor(terms) || born > today {
        return;
    }
    let rule = &rules.minors;
    if age::on(born, start) < rule.least_age {
        said.warn("/born", "younger-than-fifteen", &rule.paragraph_age, Some(i64::from(rule.least_age)));
    }
    if terms.guardians == 0 && whole {
        said.error("/guardians", "guardians-missing", &rule.paragraph_guardians, None);
    }
    if terms.guardians == 1 && terms.custody == Some(Custody::BothParents) {
        said.error("/guardians", "second-guardian-missing", &rule.paragraph_guardians, None);
    }
    let months = Some(i64::from(rule.certificate_months));
    let oldest = start.saturating_sub(i32::from(rule.certificate_months).months());
    match terms.examined {
        None if whole => said.warn("/medicalExamination", "certificate-missing", &rule.paragraph_certificate, months),
        None => {}
        Some(examined) if examined > today => {
            said.error("/medicalExamination", "in-the-future", &rule.paragraph_certificate, None);
        }
        Some(examined) if examined < oldest => {
            said.error("/medicalExamination", "certificate-too-old", &rule.paragraph_certificate, months);
        }
        Some(_) => {}
    }
}
