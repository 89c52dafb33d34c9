//! Days: civil dates in Europe/Amsterdam, where rules speak of days, and the working days of the office.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;

/// The date it is in Europe/Amsterdam at an instant. A day of a rule is always a day there, whatever the customer's clock says.
pub fn amsterdam(at: Timestamp) -> Date {
    // The time zone is compiled in; a test holds that it is found.
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).date()
}

/// How many days lie from `earlier` to `later`; negative when it is the other way round.
pub fn between(earlier: Date, later: Date) -> i64 {
    earlier.duration_until(later).as_hours() / 24
}

/// Whether the office works on this date: not in a weekend, not on a Dutch public holiday.
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The `count`th working day after `day`; `day` itself does not count. The end of time is its own answer.
pub fn working_days_after(day: Date, count: u8) -> Date {
    let mut reached = day;
    let mut left = count;
    while left > 0 {
        let Ok(next) = reached.tomorrow() else { return reached };
        reached = next;
        if is_working_day(reached) {
            left -= 1;
        }
    }
    reached
}

/// The days on which Dutch offices are closed: New Year, Easter Monday, King's Day, Ascension, Whit Monday, Christmas; Liberation Day in
/// its five-yearly celebration.
fn is_holiday(day: Date) -> bool {
    let (month, dom) = (day.month(), day.day());
    let kings_day = || {
        let on = date(day.year(), 4, 27);
        // When the 27th is a Sunday it is kept the day before.
        day == if on.weekday() == Weekday::Sunday { date(day.year(), 4, 26) } else { on }
    };
    let since_easter = || between(easter(day.year()), day);
    matches!((month, dom), (1, 1) | (12, 25 | 26))
        || (month == 5 && dom == 5 && day.year() % 5 == 0)
        || kings_day()
        || matches!(since_easter(), 1 | 39 | 50)
}

/// Easter Sunday of a year of the Gregorian calendar (the anonymous rule printed in Nature, 1876; Meeus, Jones and Butcher). The letters
/// are those of the rule, so that it can be held beside it.
fn easter(year: i16) -> Date {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let from_january = h + l - 7 * m + 114;
    let month = i8::try_from(from_january / 31).unwrap_or(4);
    let day = i8::try_from(from_january % 31 + 1).unwrap_or(1);
    Date::new(year, month, day).unwrap_or(Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_amsterdam_summer_and_winter() {
        assert!(TimeZone::get("Europe/Amsterdam").is_ok());
        assert_eq!(amsterdam("2026-11-22T22:59:59Z".parse().unwrap()), date(2026, 11, 22));
        assert_eq!(amsterdam("2026-11-22T23:00:00Z".parse().unwrap()), date(2026, 11, 23));
        assert_eq!(amsterdam("2026-07-01T21:59:59Z".parse().unwrap()), date(2026, 7, 1));
        assert_eq!(amsterdam("2026-07-01T22:00:00Z".parse().unwrap()), date(2026, 7, 2));
    }

    #[test]
    fn days_are_counted_over_the_change_of_the_clock() {
        assert_eq!(between(date(2026, 3, 20), date(2026, 4, 3)), 14);
        assert_eq!(between(date(2026, 4, 3), date(2026, 3, 20)), -14);
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for (year, month, day) in
            [(2019, 4, 21), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn holidays_and_weekends_are_no_working_days() {
        let closed = [
            date(2026, 1, 1),
            date(2026, 4, 6),
            date(2026, 4, 27),
            date(2025, 4, 26),
            date(2025, 5, 5),
            date(2026, 5, 14),
            date(2026, 5, 25),
            date(2026, 12, 25),
            date(2026, 11, 22),
        ];
        for day in closed {
            assert!(!is_working_day(day), "{day}");
        }
        for day in [date(2026, 5, 5), date(2026, 4, 3), date(2026, 11, 23)] {
            assert!(is_working_day(day), "{day}");
        }
    }

    #[test]
    fn a_promise_steps_over_christmas_and_the_weekend() {
        // Thursday 24 December 2026: 25 is Christmas, 26 and 27 a weekend.
        assert_eq!(working_days_after(date(2026, 12, 24), 3), date(2026, 12, 30));
        assert_eq!(working_days_after(date(2026, 11, 20), 1), date(2026, 11, 23));
        assert_eq!(working_days_after(date(2026, 11, 20), 0), date(2026, 11, 20));
        assert_eq!(working_days_after(Date::MAX, 5), Date::MAX);
    }
}
