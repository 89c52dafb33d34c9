//! Ages in whole years.

use jiff::ToSpan;
use jiff::civil::Date;

/// How old somebody born on `born` is on `day`. Whoever was born on 29 February is a year older on 1 March (section 188 BGB).
pub(super) fn on(born: Date, day: Date) -> i16 {
    let years = day.year().saturating_sub(born.year());
    let birthday = born.checked_add(i32::from(years).years()).unwrap_or(Date::MAX);
    let birthday = if born.month() == 2 && born.day() == 29 && birthday.day() == 28 {
        birthday.tomorrow().unwrap_or(birthday)
    } else {
        birthday
    };
    if day < birthday { years.saturating_sub(1) } else { years }
}

/// The first day on which he is of age.
pub(super) fn of_age(born: Date) -> Date {
    let day = born.checked_add(18.years()).unwrap_or(Date::MAX);
    if born.month() == 2 && born.day() == 29 && day.day() == 28 { day.tomorrow().unwrap_or(day) } else { day }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_older_on_the_birthday() {
        assert_eq!(on(date(2010, 5, 1), date(2026, 4, 30)), 15);
        assert_eq!(on(date(2010, 5, 1), date(2026, 5, 1)), 16);
        assert_eq!(on(date(2008, 2, 29), date(2026, 2, 28)), 17);
        assert_eq!(on(date(2008, 2, 29), date(2026, 3, 1)), 18);
        assert_eq!(of_age(date(2008, 2, 29)), date(2026, 3, 1));
        assert_eq!(on(date(2026, 1, 1), date(2025, 1, 1)), -1, "a birth in the future is no age");
    }
}
