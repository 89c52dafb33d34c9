//! When something is asked, or needed.

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::answers::Answers;

/// Something that holds or not, by what was answered elsewhere. An answer that is missing makes everything about it false.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
#[schemars(rename = "FormCondition")]
pub enum Condition {
    /// An answer is this.
    Is {
        /// Of which field.
        field: String,
        /// What.
        value: Json,
    },
    /// Anything was answered.
    Answered {
        /// Of which field.
        field: String,
    },
    /// Somebody born on the one date is younger than so many years on the other.
    YoungerThan {
        /// The field with the date of birth.
        born: String,
        /// The field with the day that counts.
        on: String,
        /// Years.
        years: u8,
    },
    /// None of it holds.
    Not(Box<Condition>),
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
}

impl Condition {
    /// Whether it holds.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Is { field, value } => answers.raw(field) == Some(value),
            Self::Answered { field } => answers.raw(field).is_some_and(|value| !is_empty(value)),
            Self::YoungerThan { born, on, years } => match (answers.date(born), answers.date(on)) {
                (Some(born), Some(on)) => on < birthday(born, *years),
                _ => false,
            },
            Self::Not(condition) => !condition.holds(answers),
            Self::All(conditions) => conditions.iter().all(|condition| condition.holds(answers)),
            Self::Any(conditions) => conditions.iter().any(|condition| condition.holds(answers)),
        }
    }

    /// The fields it looks at.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::Is { field, .. } | Self::Answered { field } => vec![field],
            Self::YoungerThan { born, on, .. } => vec![born, on],
            Self::Not(condition) => condition.fields(),
            Self::All(conditions) | Self::Any(conditions) => conditions.iter().flat_map(Self::fields).collect(),
        }
    }
}

/// The day somebody is so old; born on 29 February, it is 1 March in other years (section 188 BGB).
fn birthday(born: Date, years: u8) -> Date {
    let day = born.checked_add(i32::from(years).years()).unwrap_or(Date::MAX);
    if born.day() == 29 && day.day() == 28 { day.tomorrow().unwrap_or(day) } else { day }
}

pub(super) fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Bool(_) | Json::Number(_) | Json::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_here_as_they_do_on_the_page() {
        let table: Json = serde_json::from_str(include_str!("conditions.json")).unwrap();
        let cases = table["cases"].as_array().unwrap();
        assert!(cases.len() > 10);
        for case in cases {
            let when: Condition = serde_json::from_value(case["when"].clone()).unwrap();
            let answers: Answers = serde_json::from_value(case["answers"].clone()).unwrap();
            assert_eq!(when.holds(&answers), case["holds"], "{case}");
        }
    }
}
