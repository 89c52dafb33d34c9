//! How long training lasts: the regulation, shorter for a ground, longer for part-time.

use jiff::ToSpan;
use jiff::civil::Date;

use super::rules::Rules;
use super::terms::Terms;

/// How many months it may last at most by its regulation: that of part-time is longer in proportion, at most one and a half times, rounded
/// down to whole months (section 7a BBiG); a shortening comes off first.
pub(super) fn months(terms: &Terms, rules: &Rules) -> u16 {
    let standard = u16::from(terms.standard_months);
    let shortened = standard.saturating_sub(u16::from(terms.shortening.map_or(0, |shortening| shortening.months)));
    match terms.part_time_percent {
        Some(percent) if (1..100).contains(&percent) => {
            let stretched = u32::from(shortened) * 100 / u32::from(percent);
            let most = (f64::from(standard) * rules.part_time.most_times).floor();
            u16::try_from(stretched).unwrap_or(u16::MAX).min(most as u16)
        }
        _ => shortened,
    }
}

/// The last day of training that starts on `start` and lasts so many months.
pub(super) fn last_day(start: Date, months: u16) -> Date {
    start.saturating_add(i32::from(months).months()).saturating_sub(1.day())
}

/// How many years of training are begun, and so how many times pay is agreed on.
pub(super) fn years(start: Date, end: Date) -> usize {
    (1..=6).take_while(|year| start.saturating_add((year - 1).years()) <= end).count()
}
