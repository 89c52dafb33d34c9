//! The rules of a contract's day: an edition.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::terms::Ground;

/// The rules contracts are checked by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rules {
    /// The name of this version.
    pub version: String,
    /// The first day on which a contract starts under it.
    pub valid_from: Date,
    /// Which texts of law it follows, as a contract names them.
    pub law: BTreeMap<String, String>,
    /// The probation.
    pub probation: Probation,
    /// What holds for minors.
    pub minors: Minors,
    /// What holds for everybody.
    pub adults: Adults,
    /// The least holiday by age, youngest first; the last holds for everybody else.
    pub holiday: Vec<LeastHoliday>,
    /// Part-time.
    pub part_time: PartTime,
    /// Shortening.
    pub shortening: ShorteningRules,
    /// Pay.
    pub pay: Pay,
}

/// How long a probation is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Probation {
    /// In months.
    pub least_months: u8,
    /// In months.
    pub most_months: u8,
    /// Where that is said.
    pub paragraph: String,
}

/// What holds for minors.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Minors {
    /// Working time a day.
    pub most_minutes_a_day: u16,
    /// Working time a week.
    pub most_minutes_a_week: u16,
    /// Days a week.
    pub most_days_a_week: u8,
    /// Where the times are said.
    pub paragraph_day: String,
    /// Where the days are said.
    pub paragraph_days: String,
    /// How old the medical certificate may be at the start, in months.
    pub certificate_months: i32,
    /// Where that is said.
    pub paragraph_certificate: String,
    /// Where it is said that guardians sign.
    pub paragraph_guardians: String,
}

/// What holds for everybody.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Adults {
    /// Working time a day.
    pub most_minutes_a_day: u16,
    /// Working time a week.
    pub most_minutes_a_week: u16,
    /// Where that is said.
    pub paragraph: String,
}

/// The least holiday of an age.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeastHoliday {
    /// Whoever is younger than this at the start of the calendar year; everybody when it is missing.
    pub under: Option<i16>,
    /// Days a year, when six days of the week are worked.
    pub in_six_day_week: u8,
    /// Where that is said.
    pub paragraph: String,
}

/// Part-time.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartTime {
    /// The least share of full time.
    pub least_percent: u8,
    /// How many times as long as in the regulation it may last.
    pub most_times: f64,
    /// Where that is said.
    pub paragraph: String,
}

/// Shortening.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShorteningRules {
    /// Where that is said.
    pub paragraph: String,
    /// How much each ground allows.
    pub grounds: Vec<ShorteningGround>,
}

/// How much a ground allows.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShorteningGround {
    /// Which.
    pub ground: Ground,
    /// At most.
    pub most_months: u8,
}

/// Pay.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pay {
    /// Where that is said.
    pub paragraph: String,
    /// How much of what is customary pay outside a collective agreement must reach, in percent; shown, not checked: what is customary is not
    /// in a table.
    pub collective_share: u8,
    /// The least pay a month in cents for the first to fourth year of training, by the year the training starts.
    pub by_year_of_start: BTreeMap<i16, Vec<i64>>,
}
