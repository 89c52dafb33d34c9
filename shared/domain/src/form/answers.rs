//! What was answered: kept as it came, read by what the form says it is.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// The answers to a form, by the names of its fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "FormAnswers")]
pub struct Answers(pub Map<String, Json>);

/// An answer as it is used: in papers, and by rules.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Text, an address, a choice.
    Text(&'a str),
    /// A day.
    Date(Date),
    /// A number or cents.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// Files, by their ids.
    Files(Vec<&'a str>),
    /// The same questions several times over.
    Several(Vec<Answers>),
}

impl Answers {
    /// The answer of a field as it came.
    pub fn raw(&self, field: &str) -> Option<&Json> {
        self.0.get(field)
    }

    /// A date, if it is one.
    pub fn date(&self, field: &str) -> Option<Date> {
        self.text(field)?.parse().ok()
    }

    /// Text, if it is some.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.raw(field)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A whole number, if it is one.
    pub fn number(&self, field: &str) -> Option<i64> {
        self.raw(field)?.as_i64()
    }

    /// Yes or no, if it is that.
    pub fn yes_no(&self, field: &str) -> Option<bool> {
        self.raw(field)?.as_bool()
    }

    /// The same questions several times over.
    pub fn several(&self, field: &str) -> Vec<Self> {
        let items = self.raw(field).and_then(Json::as_array);
        items
            .map(|items| items.iter().filter_map(|item| item.as_object().cloned().map(Self)).collect())
            .unwrap_or_default()
    }
}
