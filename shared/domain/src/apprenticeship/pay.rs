//! The least pay: by the year the training starts, for each year of it (section 17 BBiG).

use super::rules::Rules;

/// The least pay a month, in cents, in the `nth` year of training (counted from nought), when full-time.
pub(super) fn least(rules: &Rules, year_of_start: i16, nth: usize) -> Option<i64> {
    let of_start = rules.pay.by_year_of_start.get(&year_of_start)?;
    // A fifth year, by part-time, is paid like the fourth.
    of_start.get(nth).or(of_start.last()).copied()
}

/// That of part-time: in proportion to the hours (section 17 (5) BBiG), rounded up to the cent.
pub(super) fn in_part_time(full: i64, percent: Option<u8>) -> i64 {
    match percent {
        Some(percent) if percent < 100 => (full * i64::from(percent) + 99) / 100,
        _ => full,
    }
}
