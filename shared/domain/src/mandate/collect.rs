//! Collecting under a mandate: the sequence, the days to keep, what a return means.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place of a collection among those of its mandate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sequence {
    /// The first of several.
    #[serde(rename = "FRST")]
    First,
    /// One of several.
    #[serde(rename = "RCUR")]
    Recurring,
    /// The only one.
    #[serde(rename = "OOFF")]
    OneOff,
    /// The last of several.
    #[serde(rename = "FNAL")]
    Final,
}

/// How many days before the money goes the debtor is told, unless less was agreed (domain.md 2.4).
pub const PRE_NOTIFICATION_DAYS: i64 = 14;

/// Whether the banks' settlement system (T2) is open: not in weekends, nor on 1 January, Good Friday, Easter Monday, 1 May, 25 and 26
/// December.
pub fn is_bank_day(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let fixed = matches!((day.month(), day.day()), (1, 1) | (5, 1) | (12, 25 | 26));
    let easter = easter(day.year());
    let moving = [easter.saturating_sub(2.days()), easter.saturating_add(1.day())].contains(&day);
    !(weekend || fixed || moving)
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

/// The earliest day a collection told of today can be made on.
pub fn earliest(today: Date, agreed_days: Option<u8>) -> Date {
    let days = agreed_days.map_or(PRE_NOTIFICATION_DAYS, |days| i64::from(days.max(1)));
    bank_day_from(today.saturating_add(days.days()))
}

/// Easter Sunday in the Gregorian calendar (Meeus/Jones/Butcher).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = (i8::try_from(n / 31), i8::try_from(n % 31 + 1));
    Date::new(year, month.unwrap_or(4), day.unwrap_or(1)).unwrap_or(Date::MIN)
}
