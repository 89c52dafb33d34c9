//! The service desk one can phone: its number, and when somebody answers (seed 000: working days, 8.30 to 17.00).

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

use crate::days::{Calendar, Office, amsterdam};
use crate::phone::Telephone;

/// The desk, as a stage configures it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceDesk {
    /// The number as it is written for people: `088 585 1 585`.
    pub phone: String,
    /// The number as it is dialled.
    pub dialled: Telephone,
    /// When somebody answers.
    pub hours: Hours,
}

/// From when until when, on working days, on the clock of Europe/Amsterdam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    /// Whose public holidays the desk keeps.
    pub calendar: Calendar,
    /// From when.
    pub opens: Time,
    /// Until when: at that minute it is closed.
    pub closes: Time,
}

/// Whether somebody answers at a moment, and until or from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Whether somebody answers.
    pub open: bool,
    /// When that changes.
    pub changes_at: Timestamp,
}

/// The desk as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceDeskView {
    /// The number as it is written for people.
    pub phone: String,
    /// The number as it is dialled.
    pub dialled: Telephone,
    /// From when somebody answers on working days, on the clock of the Netherlands: `08:30`.
    pub opens: String,
    /// Until when: `17:00`.
    pub closes: String,
    /// Whether somebody answers now.
    pub open: bool,
    /// When that changes.
    pub changes_at: Timestamp,
}

/// The text gives no number and no hours of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a telephone number with hours such as 08:30-17:00")]
pub struct NotADesk;

impl ServiceDesk {
    /// The hours of the service centre of the KvK (seed 000).
    pub const USUAL_HOURS: &'static str = "08:30-17:00";

    /// A desk by its number and its hours, as they stand in a configuration.
    ///
    /// # Errors
    /// When the number cannot be dialled, or the hours are none.
    pub fn read(phone: &str, hours: &str) -> Result<Self, NotADesk> {
        let dialled = phone.parse().map_err(|_| NotADesk)?;
        Ok(Self { phone: phone.trim().to_owned(), dialled, hours: hours.parse()? })
    }

    /// What everybody may see of it at a moment.
    pub fn view(&self, now: Timestamp) -> ServiceDeskView {
        let Opening { open, changes_at } = self.hours.at(now);
        let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let (opens, closes) = (clock(self.hours.opens), clock(self.hours.closes));
        ServiceDeskView { phone: self.phone.clone(), dialled: self.dialled.clone(), opens, closes, open, changes_at }
    }
}

impl FromStr for Hours {
    type Err = NotADesk;

    /// Reads `08:30-17:00`; the holidays are the Dutch ones.
    fn from_str(text: &str) -> Result<Self, NotADesk> {
        let (opens, closes) = text.trim().split_once('-').ok_or(NotADesk)?;
        let time = |text: &str| Time::strptime("%H:%M", text.trim()).map_err(|_| NotADesk);
        let hours = Self { calendar: Calendar::Nl, opens: time(opens)?, closes: time(closes)? };
        if hours.opens < hours.closes { Ok(hours) } else { Err(NotADesk) }
    }
}

impl Hours {
    /// Whether somebody answers at `now`, and until or from when.
    pub fn at(&self, now: Timestamp) -> Opening {
        let (today, office) = (amsterdam(now), Office { calendar: self.calendar, cut_off: self.closes });
        let (opens, closes) = (on(today, self.opens), on(today, self.closes));
        if office.is_working_day(today) && now < closes {
            return if now < opens {
                Opening { open: false, changes_at: opens }
            } else {
                Opening { open: true, changes_at: closes }
            };
        }
        Opening { open: false, changes_at: on(office.working_days_after(today, 1), self.opens) }
    }
}

/// A time of day on a date in Europe/Amsterdam. Offices do not open in the hour that a clock change leaves out.
fn on(day: Date, time: Time) -> Timestamp {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let at = day.to_datetime(time).to_zoned(zone);
    at.map_or(Timestamp::MAX, |at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> ServiceDesk {
        ServiceDesk::read("088 585 1 585", ServiceDesk::USUAL_HOURS).unwrap()
    }

    fn at(now: &str) -> (bool, String) {
        let opening = desk().hours.at(now.parse().unwrap());
        (opening.open, opening.changes_at.to_string())
    }

    #[test]
    fn it_answers_on_working_days_from_half_past_eight_to_five() {
        // Winter: Amsterdam is an hour ahead of UTC. Monday 23 November 2026.
        assert_eq!(at("2026-11-23T07:29:59Z"), (false, "2026-11-23T07:30:00Z".to_owned()));
        assert_eq!(at("2026-11-23T07:30:00Z"), (true, "2026-11-23T16:00:00Z".to_owned()));
        assert_eq!(at("2026-11-23T15:59:59Z"), (true, "2026-11-23T16:00:00Z".to_owned()));
        assert_eq!(at("2026-11-23T16:00:00Z"), (false, "2026-11-24T07:30:00Z".to_owned()));
        // Summer: two hours ahead.
        assert_eq!(at("2026-07-01T06:30:00Z"), (true, "2026-07-01T15:00:00Z".to_owned()));
    }

    #[test]
    fn weekends_and_dutch_holidays_are_stepped_over() {
        assert_eq!(at("2026-11-20T17:00:00Z"), (false, "2026-11-23T07:30:00Z".to_owned()), "Friday evening");
        assert_eq!(at("2026-11-22T10:00:00Z"), (false, "2026-11-23T07:30:00Z".to_owned()), "Sunday");
        assert_eq!(at("2026-12-25T10:00:00Z"), (false, "2026-12-28T07:30:00Z".to_owned()), "Christmas on a Friday");
        assert_eq!(at("2026-04-27T10:00:00Z"), (false, "2026-04-28T06:30:00Z".to_owned()), "King's Day");
        assert!(at("2026-05-01T10:00:00Z").0, "Labour Day is a German holiday");
    }

    #[test]
    fn it_is_read_from_a_configuration_or_refused() {
        let view = desk().view("2026-11-23T10:00:00Z".parse().unwrap());
        assert_eq!((view.phone.as_str(), view.dialled.as_str()), ("088 585 1 585", "+31885851585"));
        assert_eq!((view.opens.as_str(), view.closes.as_str(), view.open), ("08:30", "17:00", true));
        for (phone, hours) in [("088", "08:30-17:00"), ("088 585 1 585", "8.30"), ("088 585 1 585", "17:00-08:30")] {
            assert_eq!(ServiceDesk::read(phone, hours), Err(NotADesk), "{phone} {hours}");
        }
    }
}
