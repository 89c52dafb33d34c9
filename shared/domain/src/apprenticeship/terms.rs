//! What is agreed on: the dates and numbers of a contract that rules speak of, as far as they were answered.

use jiff::civil::Date;
use serde::Deserialize;

use crate::form::{Answers, lists};

/// How many years of training the form asks the pay of: part-time stretches three and a half years to a little over five.
pub(super) const YEARS: usize = 6;

/// Why training is shorter than its regulation says (Verkürzungsgrund, section 8 BBiG).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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
    /// Training in the same occupation elsewhere, which was ended.
    SameOccupation,
    /// Vocational school that is credited (Anrechnung, section 7 BBiG).
    CreditedSchool,
}

/// The holiday of one calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// Which year.
    pub year: Option<i16>,
    /// How many days one need not come, of those on which one would.
    pub days: Option<i64>,
}

/// Who acts for a minor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Custody {
    /// Both parents, together (section 1629 (1) BGB).
    BothParents,
    /// One parent, alone.
    OneParent,
    /// A guardian (Vormund).
    Guardian,
}

/// The terms of a contract, as far as they are known. A minute, a month and a percent that fit no number are as good as not answered: the
/// field itself says what is wrong with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terms {
    /// When the apprentice was born.
    pub born: Option<Date>,
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// How many months the training regulation of the occupation says.
    pub standard_months: Option<u8>,
    /// Whether the occupation is a craft, so that the Crafts Code stands beside the Vocational Training Act.
    pub craft: bool,
    /// Whether it is to be shorter.
    pub shortened: bool,
    /// Why.
    pub ground: Option<Ground>,
    /// By how many months.
    pub shortening_months: Option<u8>,
    /// Whether it is part-time.
    pub part_time: bool,
    /// The share of full time in percent.
    pub part_time_percent: Option<u8>,
    /// The probation (Probezeit), in months.
    pub probation_months: Option<u8>,
    /// Working time on an ordinary day, in minutes.
    pub daily_minutes: Option<u16>,
    /// Working time in a week, in minutes.
    pub weekly_minutes: Option<u16>,
    /// On how many days a week.
    pub days_a_week: Option<u8>,
    /// Gross pay a month, in cents, for each year of training.
    pub monthly_pay: [Option<i64>; YEARS],
    /// Whether a collective agreement the business is bound by sets the pay (section 17 (3) BBiG).
    pub collectively_bound: bool,
    /// The holiday, year by year of the calendar.
    pub holiday: Vec<Holiday>,
    /// When a minor was examined by a physician.
    pub examined: Option<Date>,
    /// Who acts for a minor.
    pub custody: Option<Custody>,
    /// How many guardians (gesetzliche Vertreter) are named.
    pub guardians: usize,
}

/// The field with the pay of a year of training, counted from nought.
pub(super) fn pay_field(nth: usize) -> String {
    format!("payYear{}", nth.saturating_add(1))
}

fn choice<T: for<'a> Deserialize<'a>>(answers: &Answers, field: &str) -> Option<T> {
    serde_json::from_value(answers.raw(field)?.clone()).ok()
}

impl Terms {
    /// Reads them from the answers to the form `apprenticeship-contract`.
    pub fn read(answers: &Answers) -> Self {
        let small = |field: &str| answers.number(field).and_then(|number| u8::try_from(number).ok());
        let yes = |field: &str| answers.yes_no(field).unwrap_or(false);
        let occupation = answers.text("occupation").and_then(|value| lists::list("occupations")?.item(value));
        let fact = |name: &str| occupation.and_then(|item| item.facts.get(name));
        let listed = fact("months").and_then(serde_json::Value::as_u64).and_then(|months| u8::try_from(months).ok());
        let mut monthly_pay = [None; YEARS];
        for (nth, pay) in monthly_pay.iter_mut().enumerate() {
            *pay = answers.number(&pay_field(nth));
        }
        let holiday = answers.several("holiday").into_iter().map(|item| Holiday {
            year: item.number("year").and_then(|year| i16::try_from(year).ok()),
            days: item.number("days"),
        });
        Self {
            born: answers.date("born"),
            start: answers.date("start"),
            end: answers.date("end"),
            standard_months: listed.or_else(|| small("standardMonths")),
            craft: fact("craft").and_then(serde_json::Value::as_bool).unwrap_or(false),
            shortened: yes("shortened"),
            ground: choice(answers, "shorteningGround"),
            shortening_months: small("shorteningMonths"),
            part_time: yes("partTime"),
            part_time_percent: small("partTimePercent"),
            probation_months: small("probationMonths"),
            daily_minutes: answers.text("dailyHours").and_then(minutes),
            weekly_minutes: answers.text("weeklyHours").and_then(minutes),
            days_a_week: small("daysAWeek"),
            monthly_pay,
            collectively_bound: yes("collectivelyBound"),
            holiday: holiday.collect(),
            examined: answers.date("medicalExamination"),
            custody: choice(answers, "custody"),
            guardians: answers.several("guardians").len(),
        }
    }

    /// The share of full time, when it is part-time and known.
    pub(super) fn share(&self) -> Option<u8> {
        self.part_time_percent.filter(|percent| self.part_time && (1..100).contains(percent))
    }

    /// By how many months it is to be shorter.
    pub(super) fn less(&self) -> u8 {
        if self.shortened { self.shortening_months.unwrap_or(0) } else { 0 }
    }
}

/// Hours as people write them, in minutes: `8`, `7,8`, `7.75`, `7:48`.
pub fn minutes(text: &str) -> Option<u16> {
    let number = |text: &str| -> Option<u32> {
        let fits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { text.parse().ok() } else { None }
    };
    let all = if let Some((hours, rest)) = text.split_once(':') {
        let rest = number(rest).filter(|minutes| rest.len() == 2 && *minutes < 60)?;
        number(hours)? * 60 + rest
    } else if let Some((hours, part)) = text.split_once([',', '.']) {
        let hundredths = number(part).filter(|_| part.len() <= 2)? * if part.len() == 1 { 10 } else { 1 };
        number(hours)? * 60 + (hundredths * 60 + 50) / 100
    } else {
        number(text)? * 60
    };
    u16::try_from(all).ok().filter(|minutes| *minutes <= 168 * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_in_several_ways() {
        let read = ["8", "7,8", "7.75", "7:48", "38,5", "40"].map(minutes);
        assert_eq!(read, [Some(480), Some(468), Some(465), Some(468), Some(2310), Some(2400)]);
        assert_eq!(["", "acht", "7:60", "7:5", "7,805", "-8", "200", "8 h"].map(minutes), [None; 8]);
    }

    #[test]
    fn what_is_not_answered_is_not_known_and_what_is_no_number_neither() {
        let answers = serde_json::from_value(serde_json::json!({
            "occupation": "tischler", "start": "2026-09-01", "partTime": true, "partTimePercent": 900, "custody": "both-parents"
        }));
        let terms = Terms::read(&answers.unwrap());
        assert_eq!((terms.standard_months, terms.craft, terms.born), (Some(36), true, None));
        assert_eq!((terms.part_time, terms.part_time_percent, terms.share()), (true, None, None));
        assert_eq!(terms.custody, Some(Custody::BothParents));
        assert_eq!(Terms::read(&Answers::default()), Terms::default());
    }
}
