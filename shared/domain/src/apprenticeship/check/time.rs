//! Working time. Limits are said in hours.

use super::super::rules::Rules;
use super::super::terms::Terms;
use super::minors::is_minor;
use super::{CONTENT, Said};
use crate::form::Answers;

pub(super) fn check(answers: &Answers, terms: &Terms, rules: &Rules, said: &mut Said) {
    for (field, read) in [("dailyHours", terms.daily_minutes), ("weeklyHours", terms.weekly_minutes)] {
        if answers.text(field).is_some() && read.is_none() {
            said.error(&format!("/{field}"), "not-hours", "", None);
        }
    }
    let minor = is_minor(terms);
    let (day, week, paragraph) = if minor {
        (rules.minors.most_minutes_a_day, rules.minors.most_minutes_a_week, &rules.minors.paragraph_day)
    } else {
        (rules.adults.most_minutes_a_day, rules.adults.most_minutes_a_week, &rules.adults.paragraph)
    };
    let hours = |minutes: u16| Some(i64::from(minutes / 60));
    if let Some(daily) = terms.daily_minutes.filter(|daily| *daily > day) {
        // Half an hour more on some days, when others of the same week are shorter.
        let others_are_shorter = terms
            .weekly_minutes
            .zip(terms.days_a_week)
            .is_some_and(|(weekly, days)| weekly <= week && u32::from(weekly) < u32::from(daily) * u32::from(days));
        if minor && daily <= rules.minors.most_minutes_a_day_when_others_are_shorter && others_are_shorter {
            said.warn("/dailyHours", "day-longer-when-others-are-shorter", paragraph, hours(day));
        } else {
            said.error("/dailyHours", "day-too-long", paragraph, hours(day));
        }
    }
    if terms.weekly_minutes.is_some_and(|weekly| weekly > week) {
        said.error("/weeklyHours", "week-too-long", paragraph, hours(week));
    }
    if minor && terms.days_a_week.is_some_and(|days| days > rules.minors.most_days_a_week) {
        let limit = Some(i64::from(rules.minors.most_days_a_week));
        said.error("/daysAWeek", "too-many-days", &rules.minors.paragraph_days, limit);
    }
    if let (Some(daily), Some(weekly), Some(days)) = (terms.daily_minutes, terms.weekly_minutes, terms.days_a_week)
        && u32::from(weekly) > u32::from(daily) * u32::from(days.max(1))
        && weekly <= week
    {
        said.warn("/weeklyHours", "week-does-not-fit-days", CONTENT, None);
    }
}
