//! Public holidays: the Dutch ones offices close on, and the German ones that hold in every state.

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use super::between;

/// Whose holidays an office keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// The Netherlands: New Year, Easter Monday, King's Day, Ascension, Whit Monday, both days of Christmas; Liberation Day in its
    /// five-yearly celebration.
    Nl,
    /// Germany, nationwide: New Year, Good Friday, Easter Monday, Labour Day, Ascension, Whit Monday, German Unity Day, both days of
    /// Christmas. What a single state keeps besides is no holiday here.
    De,
    /// The banks' settlement system T2 (once TARGET2): New Year, Good Friday, Easter Monday, 1 May, 25 and 26 December.
    Target,
}

impl Calendar {
    /// Whether offices are closed on this date because of a holiday.
    pub fn is_holiday(self, day: Date) -> bool {
        let (month, of_month) = (day.month(), day.day());
        let since_easter = between(easter(day.year()), day);
        match self {
            Self::Nl => {
                matches!((month, of_month), (1, 1) | (12, 25 | 26))
                    || (month == 5 && of_month == 5 && day.year() % 5 == 0)
                    || day == kings_day(day.year())
                    || matches!(since_easter, 1 | 39 | 50)
            }
            Self::De => {
                matches!((month, of_month), (1 | 5, 1) | (10, 3) | (12, 25 | 26))
                    || matches!(since_easter, -2 | 1 | 39 | 50)
            }
            Self::Target => matches!((month, of_month), (1 | 5, 1) | (12, 25 | 26)) || matches!(since_easter, -2 | 1),
        }
    }
}

/// King's Day: 27 April, and the day before when that is a Sunday.
fn kings_day(year: i16) -> Date {
    let day = date(year, 4, 27);
    if day.weekday() == Weekday::Sunday { date(year, 4, 26) } else { day }
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
    fn easter_is_where_the_almanac_has_it() {
        for (year, month, day) in
            [(2019, 4, 21), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    fn holidays(calendar: Calendar, year: i16) -> Vec<(i8, i8)> {
        let days = date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() == year);
        days.filter(|day| calendar.is_holiday(*day)).map(|day| (day.month(), day.day())).collect()
    }

    #[test]
    fn a_dutch_year_has_these_holidays_and_no_others() {
        let fixed = |moving: [(i8, i8); 4]| {
            let [easter_monday, kings_day, ascension, whit_monday] = moving;
            vec![(1, 1), easter_monday, kings_day, ascension, whit_monday, (12, 25), (12, 26)]
        };
        assert_eq!(holidays(Calendar::Nl, 2026), fixed([(4, 6), (4, 27), (5, 14), (5, 25)]));
        assert_eq!(holidays(Calendar::Nl, 2027), fixed([(3, 29), (4, 27), (5, 6), (5, 17)]));
        // In 2025 the 27th of April was a Sunday, and Liberation Day was celebrated.
        let year = [(1, 1), (4, 21), (4, 26), (5, 5), (5, 29), (6, 9), (12, 25), (12, 26)];
        assert_eq!(holidays(Calendar::Nl, 2025), year);
    }

    #[test]
    fn a_german_year_has_these_holidays_and_no_others() {
        let fixed = |moving: [(i8, i8); 4]| {
            let mut year = vec![(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)];
            year.extend(moving);
            year.sort_unstable();
            year
        };
        assert_eq!(holidays(Calendar::De, 2026), fixed([(4, 3), (4, 6), (5, 14), (5, 25)]));
        assert_eq!(holidays(Calendar::De, 2027), fixed([(3, 26), (3, 29), (5, 6), (5, 17)]));
        assert_eq!(holidays(Calendar::De, 2024), fixed([(3, 29), (4, 1), (5, 9), (5, 20)]));
    }
}
