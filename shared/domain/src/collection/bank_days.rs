//! The days money can be collected on: bank days, and the days before it that the debtor is told (domain.md 2.4).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::days::Calendar;

/// The fewest days before the money goes that can be agreed for telling the debtor (domain.md 2.4).
const LEAST_NOTICE_DAYS: u8 = 1;

/// Whether the banks' settlement system (T2) is open: not in weekends, nor on its holidays.
pub fn is_bank_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !Calendar::Target.is_holiday(day)
}

/// The first bank day on or after a day.
pub fn bank_day_from(day: Date) -> Date {
    let mut reached = day;
    while !is_bank_day(reached) {
        let Ok(next) = reached.tomorrow() else { return reached };
        reached = next;
    }
    reached
}

/// The earliest day on which money can go that the debtor is told of today.
pub fn earliest(today: Date, notice_days: u8) -> Date {
    let days = i64::from(notice_days.max(LEAST_NOTICE_DAYS));
    bank_day_from(today.saturating_add(days.days()))
}

/// The earliest day on which money can go for which the bank gets its file today: the bank day after today, in both schemes.
pub fn earliest_by_file(today: Date) -> Date {
    bank_day_from(today.saturating_add(1.day()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn banks_rest_on_weekends_and_six_days_a_year_and_on_no_other() {
        let year = date(2026, 1, 1).series(1.day()).take_while(|day| day.year() == 2026);
        let weekdays = year.filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
        let closed: Vec<_> = weekdays.filter(|day| !is_bank_day(*day)).map(|day| (day.month(), day.day())).collect();
        // The 26th of December 2026 is a Saturday.
        assert_eq!(closed, [(1, 1), (4, 3), (4, 6), (5, 1), (12, 25)]);
        assert!(is_bank_day(date(2026, 5, 14)), "Ascension is a bank day");
        assert!(is_bank_day(date(2026, 4, 27)), "so is King's Day");
    }

    #[test]
    fn the_debtor_has_his_days_and_the_bank_its_own() {
        // Sunday 22 November 2026.
        let today = date(2026, 11, 22);
        assert_eq!(earliest(today, 14), date(2026, 12, 7), "the 6th is a Sunday");
        assert_eq!(earliest(today, 1), date(2026, 11, 23));
        assert_eq!(earliest(today, 0), date(2026, 11, 23), "never on the day itself");
        assert_eq!(earliest(date(2026, 12, 11), 14), date(2026, 12, 28), "over Christmas");
        assert_eq!(earliest_by_file(date(2026, 4, 2)), date(2026, 4, 7), "over Easter");
        assert_eq!(earliest(Date::MAX, 14), Date::MAX);
    }
}
