//! Days: civil dates in Europe/Amsterdam, where rules speak of days, and the working days of the office.

pub mod holidays;

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use serde::Deserialize;

pub use holidays::Calendar;

/// The date it is in Europe/Amsterdam at an instant. A day of a rule is always a day there, whatever the customer's clock says.
pub fn amsterdam(at: Timestamp) -> Date {
    local(at).date()
}

/// Date and time of day in Europe/Amsterdam; Germany keeps the same clock.
fn local(at: Timestamp) -> jiff::civil::DateTime {
    // The time zone is compiled in; a test holds that it is found.
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    at.to_zoned(zone).datetime()
}

/// When a date begins in Europe/Amsterdam.
pub fn begins(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    day.to_zoned(zone).ok().map(|start| start.timestamp())
}

/// How many days lie from `earlier` to `later`; negative when it is the other way round.
pub fn between(earlier: Date, later: Date) -> i64 {
    earlier.duration_until(later).as_hours() / 24
}

/// When the office works: part of a version of the rules, so that another office is another line of configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Office {
    /// Whose public holidays it keeps.
    pub calendar: Calendar,
    /// Until when, on the clock of Europe/Amsterdam, something counts as having come in on that day (domain.md 1.4: before 15.00).
    pub cut_off: Time,
}

impl Office {
    /// Whether the office works on this date: not in a weekend, not on a public holiday.
    pub fn is_working_day(&self, day: Date) -> bool {
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.calendar.is_holiday(day)
    }

    /// The `count`th working day after `day`; `day` itself does not count. The end of time is its own answer.
    pub fn working_days_after(&self, day: Date, count: u16) -> Date {
        let mut reached = day;
        let mut left = count;
        while left > 0 {
            let Ok(next) = reached.tomorrow() else { return reached };
            reached = next;
            if self.is_working_day(reached) {
                left -= 1;
            }
        }
        reached
    }

    /// The working day on which something counts as having come in: that day itself up to the cut-off time, else the next working day.
    pub fn received_on(&self, at: Timestamp) -> Date {
        let local = local(at);
        let day = local.date();
        if self.is_working_day(day) && local.time() <= self.cut_off { day } else { self.working_days_after(day, 1) }
    }

    /// How many working days something lay there: those after the day it came in, up to and including the day it left.
    pub fn working_days_between(&self, came_in: Timestamp, left: Timestamp) -> u16 {
        let (mut day, end) = (self.received_on(came_in), amsterdam(left));
        let mut count = 0;
        while day < end && count < u16::MAX {
            let Ok(next) = day.tomorrow() else { return count };
            day = next;
            count += u16::from(self.is_working_day(day));
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    const DUTCH: Office = Office { calendar: Calendar::Nl, cut_off: time(15, 0, 0, 0) };
    const GERMAN: Office = Office { calendar: Calendar::De, ..DUTCH };

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
    fn a_promise_steps_over_christmas_and_the_weekend() {
        // Thursday 24 December 2026: 25 is Christmas, 26 and 27 a weekend.
        assert_eq!(DUTCH.working_days_after(date(2026, 12, 24), 3), date(2026, 12, 30));
        assert_eq!(DUTCH.working_days_after(date(2026, 11, 20), 1), date(2026, 11, 23));
        assert_eq!(DUTCH.working_days_after(date(2026, 11, 20), 0), date(2026, 11, 20));
        assert_eq!(DUTCH.working_days_after(Date::MAX, 5), Date::MAX);
    }

    #[test]
    fn the_calendar_makes_the_difference() {
        // Thursday 2 April 2026, before Easter: Good Friday is a holiday in Germany and an ordinary day at a Dutch office.
        assert_eq!(DUTCH.working_days_after(date(2026, 4, 2), 1), date(2026, 4, 3));
        assert_eq!(GERMAN.working_days_after(date(2026, 4, 2), 1), date(2026, 4, 7));
        // Monday 27 April 2026 is King's Day, Friday 1 May is Labour Day in Germany.
        assert_eq!(DUTCH.working_days_after(date(2026, 4, 24), 1), date(2026, 4, 28));
        assert_eq!(GERMAN.working_days_after(date(2026, 4, 30), 1), date(2026, 5, 4));
    }

    #[test]
    fn what_comes_in_after_three_counts_for_the_next_working_day() {
        let received = |at: &str| DUTCH.received_on(at.parse().unwrap());
        // Winter: 15.00 in Amsterdam is 14.00 UTC. Friday 20 November 2026.
        assert_eq!(received("2026-11-20T14:00:00Z"), date(2026, 11, 20));
        assert_eq!(received("2026-11-20T14:00:01Z"), date(2026, 11, 23));
        // Summer: 15.00 is 13.00 UTC. Wednesday 1 July 2026.
        assert_eq!(received("2026-07-01T13:00:00Z"), date(2026, 7, 1));
        assert_eq!(received("2026-07-01T13:30:00Z"), date(2026, 7, 2));
        assert_eq!(received("2026-11-22T08:00:00Z"), date(2026, 11, 23), "a Sunday morning is a Monday");
        assert_eq!(received("2026-12-25T08:00:00Z"), date(2026, 12, 28), "Christmas runs into the weekend");
    }

    #[test]
    fn what_lay_over_the_weekend_lay_no_working_day_longer() {
        let lay =
            |came_in: &str, left: &str| DUTCH.working_days_between(came_in.parse().unwrap(), left.parse().unwrap());
        assert_eq!(lay("2026-11-20T09:00:00Z", "2026-11-20T16:00:00Z"), 0);
        assert_eq!(lay("2026-11-20T09:00:00Z", "2026-11-23T09:00:00Z"), 1);
        assert_eq!(lay("2026-11-20T16:00:00Z", "2026-11-23T09:00:00Z"), 0, "it came in on Monday");
        assert_eq!(lay("2026-11-23T09:00:00Z", "2026-11-20T09:00:00Z"), 0, "never less than nothing");
    }
}
