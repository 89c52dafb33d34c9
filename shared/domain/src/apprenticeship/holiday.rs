//! Holiday: by age at the start of each calendar year, and by the days a week.

use jiff::civil::{Date, date};

use super::age;
use super::rules::{LeastHoliday, Rules};

/// The least days of a whole calendar year, and where that is said. The law counts in a week of six days; of five, it is five sixths,
/// half a day and more a whole one (domain.md 6: 25/23/21/20).
pub(super) fn least(rules: &Rules, born: Date, year: i16, days_a_week: u8) -> Option<(u8, &LeastHoliday)> {
    let age = age::on(born, date(year, 1, 1));
    let rule = rules.holiday.iter().find(|rule| rule.under.is_none_or(|under| age < under))?;
    let days = u16::from(rule.in_six_day_week) * u16::from(days_a_week.min(6));
    Some((u8::try_from((days + 3) / 6).unwrap_or(u8::MAX), rule))
}

/// The share of a year's days that is due when training covers only part of it: a twelfth for each whole month (section 5 BUrlG), half a day
/// and more a whole one. The whole of it when the training ends in the second half of the year after six months.
pub(super) fn share(whole: u8, year: i16, start: Date, end: Date) -> u8 {
    let ends_late = end.year() == year && end.month() > 6 && start.year() < year;
    let starts_early = start.year() == year
        && start.month() <= 6
        && (end.year() > year || end.month() > 6)
        && start.day() == 1
        && start.month() == 1;
    let within = start.year() < year && end.year() > year;
    if within || ends_late || starts_early {
        return whole;
    }
    let months = whole_months(year, start, end);
    let twelfths = u16::from(whole) * u16::from(months);
    u8::try_from((twelfths + 6) / 12).unwrap_or(u8::MAX)
}

fn whole_months(year: i16, start: Date, end: Date) -> u8 {
    let counted = (1..=12).filter(|month| {
        let first = date(year, *month, 1);
        start <= first && first.last_of_month() <= end
    });
    u8::try_from(counted.count()).unwrap_or(12)
}
