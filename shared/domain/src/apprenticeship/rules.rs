//! The rules of a contract's day: an edition. The least pay of another year is published at the desk, without a release.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::terms::Ground;
use crate::edition::{self, Complaint, Dated, TableName};
use crate::form::Texts;

static VERSIONS: LazyLock<Vec<Rules>> =
    LazyLock::new(|| [include_str!("rules.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect());

/// The rules contracts are checked by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rules {
    /// The name of this version.
    pub version: String,
    /// The first day on which a training starts under it.
    pub valid_from: Date,
    /// Which texts of law it follows, as people read it.
    pub law: Texts,
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
    /// Working time a day, when other days of that week are shorter (section 8 (2a) JArbSchG).
    pub most_minutes_a_day_when_others_are_shorter: u16,
    /// Working time a week.
    pub most_minutes_a_week: u16,
    /// Days a week.
    pub most_days_a_week: u8,
    /// Whoever is younger may only be trained once he need not go to school full-time any more.
    pub least_age: i16,
    /// Where the times are said.
    pub paragraph_day: String,
    /// Where the days are said.
    pub paragraph_days: String,
    /// Where the age is said.
    pub paragraph_age: String,
    /// How long before the start the medical examination may have been, in months.
    pub certificate_months: u8,
    /// Where that is said.
    pub paragraph_certificate: String,
    /// Where it is said that guardians are parties, and that parents act together.
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
    /// How long it may last at most, in percent of what the regulation says.
    pub most_percent_of_the_regulation: u16,
    /// Where that is said.
    pub paragraph: String,
    /// Where it is said for crafts.
    pub craft: String,
}

/// Shortening.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShorteningRules {
    /// Where that is said.
    pub paragraph: String,
    /// Where it is said for crafts.
    pub craft: String,
    /// How much each ground allows, as the board of the federal institute (BIBB) recommends it under section 8 (3) BBiG.
    pub grounds: Vec<ShorteningGround>,
    /// The least months that must be left, by the months of the regulation; recommended like the grounds.
    pub least_months: BTreeMap<u8, u8>,
}

/// How much a ground allows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShorteningGround {
    /// Which.
    pub ground: Ground,
    /// At most.
    pub most_months: u8,
    /// The months can be divided by this (section 7 (4) BBiG).
    #[serde(default)]
    pub in_steps_of: Option<u8>,
    /// Whether the time counts as served, so that pay starts with a later year.
    #[serde(default)]
    pub counts_for_pay: bool,
    /// Where it is said, when not where shortening is.
    #[serde(default)]
    pub paragraph: Option<String>,
    /// Where it is said for crafts.
    #[serde(default)]
    pub craft: Option<String>,
}

/// Pay.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pay {
    /// Where that is said.
    pub paragraph: String,
    /// The least pay a month in cents for the first to fourth year of training, by the year the training starts.
    pub by_year_of_start: BTreeMap<i16, Vec<i64>>,
}

impl Rules {
    /// The rules for a training that starts on a day.
    pub fn on(start: Date) -> Option<&'static Self> {
        edition::on(start)
    }

    pub(super) fn ground(&self, ground: Ground) -> Option<&ShorteningGround> {
        self.shortening.grounds.iter().find(|known| known.ground == ground)
    }
}

impl Dated for Rules {
    const TABLE: TableName = TableName::Apprenticeships;

    fn version(&self) -> &str {
        &self.version
    }

    fn valid_from(&self) -> Date {
        self.valid_from
    }

    fn compiled() -> &'static [Self] {
        &VERSIONS
    }

    fn complaints(&self) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        if self.probation.least_months > self.probation.most_months {
            complaints.push(Complaint::at("/probation/leastMonths", "invalid"));
        }
        // The ages go up and the last line is for everybody, or somebody has no holiday.
        let ages: Vec<Option<i16>> = self.holiday.iter().map(|line| line.under).collect();
        let up = ages.windows(2).all(|two| match two {
            [Some(younger), Some(older)] => younger < older,
            [Some(_), None] => true,
            _ => false,
        });
        if !up || ages.last() != Some(&None) {
            complaints.push(Complaint::at("/holiday", "invalid"));
        }
        for (year, pay) in &self.pay.by_year_of_start {
            let rises = pay.windows(2).all(|two| matches!(two, [before, after] if before < after));
            if pay.len() != 4 || !rises || pay.first().is_none_or(|first| *first < 10_000) {
                complaints.push(Complaint::at(format!("/pay/byYearOfStart/{year}"), "invalid"));
            }
        }
        if self.pay.by_year_of_start.is_empty() {
            complaints.push(Complaint::at("/pay/byYearOfStart", "invalid"));
        }
        if !(1..=100).contains(&self.part_time.least_percent) {
            complaints.push(Complaint::at("/partTime/leastPercent", "invalid"));
        }
        complaints
    }
}

/// A paragraph as a complaint cites it: with that of the Crafts Code beside it where the occupation is a craft (section 3 (3) BBiG).
pub(super) fn cited(paragraph: &str, craft: &str, is_craft: bool) -> String {
    if is_craft { format!("{paragraph}, {craft}") } else { paragraph.to_owned() }
}
