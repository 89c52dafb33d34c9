//! What is agreed on: the numbers and dates of a contract that rules speak of.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why training is shorter than its regulation says (Verkürzungsgrund, section 8 BBiG).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Mittlere Reife.
    IntermediateSchool,
    /// (Fach-)Hochschulreife.
    UniversityEntrance,
    /// A training that was finished before.
    VocationalTraining,
    /// Older than 21 at the start.
    #[serde(rename = "over-21")]
    Over21,
}

/// How much shorter, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Shortening {
    /// Why.
    pub ground: Ground,
    /// By how many months.
    pub months: u8,
}

/// The holiday of one calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Holiday {
    /// Which year.
    pub year: i16,
    /// How many days one need not come, of those on which one would.
    pub days: u8,
}

/// The terms of a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// When the apprentice was born.
    pub born: Date,
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// How many months the training regulation of the occupation says.
    pub standard_months: u8,
    /// When it is shorter.
    pub shortening: Option<Shortening>,
    /// The share of full time in percent, when it is part-time.
    pub part_time_percent: Option<u8>,
    /// The probation (Probezeit), in months.
    pub probation_months: u8,
    /// Working time on an ordinary day, in minutes.
    pub daily_minutes: u16,
    /// Working time in a week, in minutes.
    pub weekly_minutes: u16,
    /// On how many days a week.
    pub days_a_week: u8,
    /// Gross pay a month, in cents, for each year of training.
    pub monthly_pay_cents: Vec<i64>,
    /// Whether a collective agreement (Tarifvertrag) sets the pay.
    pub collective_agreement: bool,
    /// The holiday, year by year of the calendar.
    pub holiday: Vec<Holiday>,
    /// When the medical certificate of a minor was given.
    pub medical_certificate: Option<Date>,
    /// How many guardians (gesetzliche Vertreter) are named.
    pub guardians: u8,
}
