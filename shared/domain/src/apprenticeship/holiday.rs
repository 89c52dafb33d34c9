//! Holiday: by age at the start of each calendar year, and by the days a week.

use jiff::ToSpan;
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

/// What is due of a year's days. All of them once the training has lasted six months (section 4 BUrlG), unless it ends in the first half of the
/// year; else a twelfth for each whole month of it, half a day and more a whole one (section 5). Whoever starts on 1 July has his six months
/// full only when the year is over.
pub(super) fn due(whole: u8, year: i16, start: Date, end: Date) -> u8 {
    let (first, last) = (date(year, 1, 1), date(year, 12, 31));
    if end < first || start > last {
        return 0;
    }
    let waited = start.saturating_add(6.months());
    let full = if end < last { end.month() > 6 && waited <= end.tomorrow().unwrap_or(end) } else { waited <= last };
    if full {
        return whole;
    }
    let twelfths = u16::from(whole) * u16::from(whole_months(start.max(first), end.min(last)));
    u8::try_from((twelfths + 6) / 12).unwrap_or(u8::MAX)
}

fn whole_months(from: Date, until: Date) -> u8 {
    let after = until.tomorrow().unwrap_or(until);
    let months = (1..=12_i8).take_while(|months| from.saturating_add(i32::from(*months).months()) <= after);
    u8::try_from(months.count()).unwrap_or(12)
}

#[cfg(test)]
mod tests {
    use super::super::Rules;
    use super::*;

    #[test]
    fn the_younger_the_more_and_the_days_of_the_week_count() {
        let rules = Rules::on(date(2026, 9, 1)).unwrap();
        let least =
            |born: Date, days| least(rules, born, 2026, days).map(|(days, rule)| (days, rule.paragraph.as_str()));
        let young = "§ 19 JArbSchG";
        assert_eq!(least(date(2010, 1, 2), 5), Some((25, young)));
        assert_eq!(least(date(2010, 1, 1), 5), Some((23, young)), "sixteen on 1 January");
        assert_eq!(least(date(2008, 6, 1), 5), Some((21, young)), "of age in the middle of the year");
        assert_eq!(least(date(2008, 1, 1), 5), Some((20, "§ 3 BUrlG")));
        assert_eq!([6, 5, 4, 3, 2].map(|days| least(date(2010, 1, 2), days).unwrap().0), [30, 25, 20, 15, 10]);
        assert_eq!([6, 4, 3].map(|days| least(date(2000, 1, 1), days).unwrap().0), [24, 16, 12]);
    }

    #[test]
    fn parts_of_a_year_are_counted_in_twelfths_and_the_whole_is_due_after_six_months() {
        let due = |year, start, end| due(24, year, start, end);
        let (start, end) = (date(2026, 9, 1), date(2029, 8, 31));
        assert_eq!([2025, 2026, 2027, 2028, 2029, 2030].map(|year| due(year, start, end)), [0, 8, 24, 24, 24, 0]);
        assert_eq!(due(2026, date(2026, 8, 15), end), 8, "four whole months");
        assert_eq!(due(2026, date(2026, 7, 1), end), 12, "six months are full only when the year is over");
        assert_eq!(due(2026, date(2026, 6, 30), end), 24);
        assert_eq!(due(2030, start, date(2030, 2, 28)), 4, "it ends in the first half");
        assert_eq!(due(2030, start, date(2030, 6, 30)), 12);
        assert_eq!(due(2030, start, date(2030, 7, 1)), 24);
        assert_eq!(due(2026, date(2026, 5, 1), date(2026, 8, 31)), 8, "over before six months");
    }
}
