//! Start, end, shortening, part-time, probation.

use jiff::civil::Date;

use super::super::rules::{Rules, cited};
use super::super::terms::{Ground, Terms};
use super::super::{age, duration};
use super::{CONTENT, Said};

/// Where it is said that the regulation sets how long training lasts.
const REGULATION: (&str, &str) = ("§ 5 BBiG", "§ 26 HwO");

/// A few days at the end of a month are how schools and examinations fall.
const NEAR_DAYS: i32 = 31;

pub(super) fn check(terms: &Terms, rules: &Rules, today: Date, said: &mut Said) {
    if terms.start.is_some_and(|start| start < today) {
        said.warn("/start", "starts-in-the-past", CONTENT, None);
    }
    shortening(terms, rules, said);
    if terms.part_time && terms.part_time_percent.is_some_and(|percent| percent < rules.part_time.least_percent) {
        let paragraph = cited(&rules.part_time.paragraph, &rules.part_time.craft, terms.craft);
        let least = i64::from(rules.part_time.least_percent);
        said.error("/partTimePercent", "part-time-too-little", &paragraph, Some(least));
    }
    end(terms, rules, said);
    if let Some(months) = terms.probation_months {
        let rule = &rules.probation;
        if months < rule.least_months {
            said.error("/probationMonths", "probation-too-short", &rule.paragraph, Some(i64::from(rule.least_months)));
        }
        if months > rule.most_months {
            said.error("/probationMonths", "probation-too-long", &rule.paragraph, Some(i64::from(rule.most_months)));
        }
    }
}

fn shortening(terms: &Terms, rules: &Rules, said: &mut Said) {
    if !terms.shortened {
        return;
    }
    let rule = terms.ground.and_then(|ground| rules.ground(ground));
    let own = rule.and_then(|rule| rule.paragraph.as_deref().zip(rule.craft.as_deref()));
    let (paragraph, craft) = own.unwrap_or((&rules.shortening.paragraph, &rules.shortening.craft));
    let paragraph = cited(paragraph, craft, terms.craft);
    if let (Some(Ground::Over21), Some(born), Some(start)) = (terms.ground, terms.born, terms.start)
        && age::on(born, start) < 21
    {
        said.error("/shorteningGround", "not-over-21", &paragraph, Some(21));
    }
    let (Some(rule), Some(months)) = (rule, terms.shortening_months) else { return };
    let least = terms.standard_months.and_then(|standard| {
        let least = *rules.shortening.least_months.get(&standard)?;
        (standard.saturating_sub(months) < least).then_some(least)
    });
    // How much a ground is worth is recommended, not law: the chamber decides (section 8 (3)).
    if months > rule.most_months {
        said.warn("/shorteningMonths", "shortened-too-much", &paragraph, Some(i64::from(rule.most_months)));
    } else if let Some(step) = rule.in_steps_of.filter(|step| *step > 0 && !months.is_multiple_of(*step)) {
        said.error("/shorteningMonths", "shortened-not-in-steps", &paragraph, Some(i64::from(step)));
    } else if let Some(least) = least {
        said.warn("/shorteningMonths", "shortened-below-least", &paragraph, Some(i64::from(least)));
    }
}

fn end(terms: &Terms, rules: &Rules, said: &mut Said) {
    let (Some(start), Some(end)) = (terms.start, terms.end) else { return };
    if end <= start {
        said.error("/end", "ends-before-it-starts", CONTENT, None);
        return;
    }
    let Some(standard) = terms.standard_months else { return };
    // Shortened, but by how much is not said yet: nothing to compare with.
    if (terms.shortened && terms.shortening_months.is_none()) || (terms.part_time && terms.part_time_percent.is_none())
    {
        return;
    }
    let months = duration::months(standard, terms, rules);
    let last = duration::last_day(start, months);
    if end == last {
        return;
    }
    let near = end.until(last).is_ok_and(|span| span.get_days().abs() <= NEAR_DAYS);
    let shortening = cited(&rules.shortening.paragraph, &rules.shortening.craft, terms.craft);
    let longer = if terms.share().is_some() {
        cited(&rules.part_time.paragraph, &rules.part_time.craft, terms.craft)
    } else {
        cited(REGULATION.0, REGULATION.1, terms.craft)
    };
    let limit = Some(i64::from(months));
    match (near, end > last, terms.shortened) {
        (true, _, _) => said.warn("/end", "end-a-few-days-off", &cited(REGULATION.0, REGULATION.1, terms.craft), limit),
        (false, true, _) => said.error("/end", "longer-than-the-regulation", &longer, limit),
        (false, false, true) => said.error("/end", "shorter-than-agreed", &shortening, limit),
        (false, false, false) => said.error("/end", "shorter-without-a-ground", &shortening, limit),
    }
}
