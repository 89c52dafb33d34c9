//! A filled form as it is read: by whoever signs it, by the desk, on paper. What is not asked is not there, and every answer says what it is, so
//! that whoever shows it writes a date as a date.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::answers::Answers;
use super::condition::is_empty;
use super::definition::{Field, Form, Kind};
use super::lists::list;
use crate::language::Language;

/// A part of a form with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FormReadPart")]
pub struct ReadPart {
    /// Its heading.
    pub heading: String,
    /// What was answered.
    pub rows: Vec<ReadRow>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FormReadRow")]
pub struct ReadRow {
    /// The field, to find complaints about it.
    pub field: String,
    /// What was asked.
    pub label: String,
    /// What was answered.
    pub said: Said,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "FormSaid")]
pub enum Said {
    /// Text, or one of several choices in words.
    Text {
        /// It.
        text: String,
    },
    /// A day.
    Date {
        /// It.
        date: Date,
    },
    /// A whole number.
    Number {
        /// It.
        number: i64,
    },
    /// An amount.
    Euros {
        /// In cents.
        cents: i64,
    },
    /// Yes or no.
    YesNo {
        /// Which.
        yes: bool,
    },
    /// Files that were handed in.
    Files {
        /// Their ids.
        files: Vec<String>,
    },
    /// The same questions several times over.
    Several {
        /// The answers of each.
        items: Vec<Vec<ReadRow>>,
    },
}

impl Form {
    /// The form with its answers, in a language. With the headings of its paper when that is what is made of it.
    pub fn read(&self, answers: &Answers, language: Language, on_paper: bool) -> Vec<ReadPart> {
        let mut parts = Vec::new();
        for section in &self.sections {
            if section.when.as_ref().is_some_and(|when| !when.holds(answers)) {
                continue;
            }
            let rows = rows(&section.fields, answers, answers, language);
            let own = self.paper.headings.get(&section.id).filter(|_| on_paper);
            let heading = own.unwrap_or(&section.title).said(language).to_owned();
            if !rows.is_empty() {
                parts.push(ReadPart { heading, rows });
            }
        }
        parts
    }

    /// The answer of a field, for a text with its name in braces.
    pub fn said(&self, name: &str, answers: &Answers, language: Language) -> Option<Said> {
        let field = self.sections.iter().flat_map(|section| &section.fields).find(|field| field.name == name)?;
        said(field, answers.raw(name)?, answers, language)
    }
}

fn rows(fields: &[Field], answers: &Answers, all: &Answers, language: Language) -> Vec<ReadRow> {
    let mut scope = all.clone();
    scope.0.extend(answers.0.clone());
    let asked = fields.iter().filter(|field| field.when.as_ref().is_none_or(|when| when.holds(&scope)));
    asked
        .filter_map(|field| {
            let value = answers.raw(&field.name).filter(|value| !is_empty(value))?;
            let said = said(field, value, all, language)?;
            Some(ReadRow { field: field.name.clone(), label: field.label.said(language).to_owned(), said })
        })
        .collect()
}

/// What was answered, as what the field asks; an answer of another kind is not read at all.
fn said(field: &Field, value: &Json, all: &Answers, language: Language) -> Option<Said> {
    let text = || value.as_str().map(str::trim);
    match &field.kind {
        Kind::Text { .. } | Kind::Email => text().map(|text| Said::Text { text: text.to_owned() }),
        Kind::Date { .. } => text()?.parse().ok().map(|date| Said::Date { date }),
        Kind::Number { .. } => value.as_i64().map(|number| Said::Number { number }),
        Kind::Euros { .. } => value.as_i64().map(|cents| Said::Euros { cents }),
        Kind::YesNo => value.as_bool().map(|yes| Said::YesNo { yes }),
        Kind::Choice { choices } => {
            let chosen = text()?;
            let choice = choices.iter().find(|choice| choice.value == chosen)?;
            Some(Said::Text { text: choice.label.said(language).to_owned() })
        }
        Kind::Search { list: name } => {
            let chosen = text()?;
            let label = list(name).and_then(|list| list.item(chosen)).map_or(chosen, |item| &item.label);
            Some(Said::Text { text: label.to_owned() })
        }
        Kind::Files { .. } => {
            let files = value.as_array()?.iter().filter_map(Json::as_str).map(str::to_owned).collect();
            Some(Said::Files { files })
        }
        Kind::Several { fields, .. } => {
            let items = value.as_array()?.iter().filter_map(Json::as_object);
            let items = items.map(|item| rows(fields, &Answers(item.clone()), all, language)).collect();
            Some(Said::Several { items })
        }
    }
}
