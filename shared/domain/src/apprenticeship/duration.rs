//! How long training lasts: the regulation, longer for part-time, shorter for a ground.

use jiff::ToSpan;
use jiff::civil::Date;

use super::rules::Rules;
use super::terms::{Terms, YEARS};

/// How many months it lasts when it lasts as long as it may: as the regulation says; longer in proportion when it is part-time, at most one
/// and a half times, rounded down to whole months (section 7a (2) BBiG); and shorter by what was agreed on, which part-time leaves as it is
/// (section 8 (1), with 7a (2) sentence 3).
pub(super) fn months(standard: u8, terms: &Terms, rules: &Rules) -> u16 {
    let standard = u32::from(standard);
    let stretched = match terms.share() {
        Some(percent) => {
            let most = standard * u32::from(rules.part_time.most_percent_of_the_regulation) / 100;
            (standard * 100 / u32::from(percent)).min(most)
        }
        None => standard,
    };
    u16::try_from(stretched.saturating_sub(u32::from(terms.less()))).unwrap_or(u16::MAX)
}

/// The last day of training that starts on `start` and lasts so many months.
pub(super) fn last_day(start: Date, months: u16) -> Date {
    start.saturating_add(i32::from(months).months()).saturating_sub(1.day())
}

/// How many years of training are begun, and so how many times pay is agreed on.
pub(super) fn years(start: Date, end: Date) -> usize {
    let mut years = 0;
    let mut first = start;
    while years < YEARS && first <= end {
        years += 1;
        first = start.saturating_add(i64::try_from(years).unwrap_or(i64::MAX).years());
    }
    years
}

/// How many years the regulation speaks of; half a year is the beginning of another.
pub(super) fn regular_years(standard: u8) -> usize {
    usize::from(standard).div_ceil(12)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Rules;
    use super::*;

    fn lasts(standard: u8, percent: Option<u8>, less: u8) -> u16 {
        let terms = Terms {
            part_time: percent.is_some(),
            part_time_percent: percent,
            shortened: less > 0,
            shortening_months: Some(less),
            ..Terms::default()
        };
        months(standard, &terms, Rules::on(date(2026, 9, 1)).unwrap())
    }

    #[test]
    fn part_time_stretches_at_most_by_half_and_down_to_whole_months() {
        let cases = [(Some(75), 48), (Some(80), 45), (Some(70), 51), (Some(66), 54), (Some(50), 54), (None, 36)];
        for (percent, months) in cases {
            assert_eq!(lasts(36, percent, 0), months, "{percent:?}");
        }
        assert_eq!(lasts(42, Some(60), 0), 63, "three and a half years, times one and a half");
        assert_eq!(lasts(36, Some(75), 12), 36, "a shortening comes off what part-time made longer");
    }

    #[test]
    fn the_last_day_is_the_day_before_and_a_year_begun_is_a_year() {
        assert_eq!(last_day(date(2026, 8, 1), 36), date(2029, 7, 31));
        assert_eq!(last_day(date(2026, 9, 1), 42), date(2030, 2, 28));
        assert_eq!(years(date(2026, 8, 1), date(2029, 7, 31)), 3);
        assert_eq!(years(date(2026, 8, 1), date(2029, 8, 1)), 4);
        assert_eq!(years(date(2026, 8, 1), date(2099, 8, 1)), YEARS);
        assert_eq!([24, 36, 42].map(regular_years), [2, 3, 4]);
    }
}
