//! What a form is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::id::FormId;
use super::paper::{About, Paper};
use super::prefill::Prefill;
use super::{lists, rules};

/// A text in the three languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Dutch.
    pub nl: String,
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

/// What comes of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// A contract that several people sign.
    Contract,
    /// Something the chamber decides on, with what proves it.
    Request,
    /// Something the chamber is told, from a day on.
    Notice,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Form {
    /// Its name.
    pub id: FormId,
    /// What comes of it.
    pub kind: FormKind,
    /// Whether one must have opened a business first; else being logged in does.
    #[serde(default)]
    pub for_business: bool,
    /// What it is called.
    pub title: Texts,
    /// What it is for.
    pub intro: Texts,
    /// Its parts, each a page of the wizard.
    pub sections: Vec<Section>,
    /// Rules over several answers, by the name of the set (`apprenticeship`).
    #[serde(default)]
    pub rules: Vec<String>,
    /// How it is set as a paper, and who signs it.
    #[serde(default)]
    pub paper: Paper,
    /// The contract it changes or ends, for a notice about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FormSection")]
pub struct Section {
    /// Its name within the form.
    pub id: String,
    /// Its heading.
    pub title: Texts,
    /// When it is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What is asked.
    pub fields: Vec<Field>,
}

/// Whether an answer is needed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "FormNeed")]
pub enum Need {
    /// Always.
    Required,
    /// Never.
    Optional,
    /// When this holds; else it may be given.
    When(Condition),
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// Its name, which is also the key of its answer.
    pub name: String,
    /// What stands above it.
    pub label: Texts,
    /// What helps to fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Texts>,
    /// What kind of answer.
    #[serde(flatten)]
    pub kind: Kind,
    /// Whether one is needed.
    pub need: Need,
    /// When it is asked at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// What browsers fill in by themselves (HTML's autocomplete tokens).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
    /// What is known of the opened business, and stands there when one begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<Prefill>,
}

/// What kind of answer is asked, and within which limits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Kind {
    /// Text.
    Text {
        /// How many characters at most.
        most: u16,
        /// Whether it has several lines.
        #[serde(default)]
        long: bool,
    },
    /// An e-mail address.
    Email,
    /// A date.
    Date {
        /// Not before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
        /// Not after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// A whole number.
    Number {
        /// At least.
        least: i64,
        /// At most.
        most: i64,
    },
    /// An amount, in cents.
    Euros {
        /// At least.
        least: i64,
        /// At most.
        most: i64,
    },
    /// Yes or no.
    YesNo,
    /// One of several.
    Choice {
        /// Which.
        choices: Vec<Choice>,
    },
    /// One of a long list that is searched.
    Search {
        /// Which list (`occupations`).
        list: String,
    },
    /// Files that were handed in.
    Files {
        /// How many at most.
        most: u8,
    },
    /// The same questions several times over: people, years, places.
    Several {
        /// How many at least, when it is asked.
        least: u8,
        /// How many at most.
        most: u8,
        /// What is asked of each.
        fields: Vec<Field>,
    },
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FormChoice")]
pub struct Choice {
    /// As it is kept.
    pub value: String,
    /// As it is read.
    pub label: Texts,
}

impl Form {
    /// What is wrong with the form itself, as pointers with a code; such a form is not published.
    pub fn complaints(&self) -> Vec<(String, &'static str)> {
        let mut complaints = Vec::new();
        if self.sections.is_empty() {
            complaints.push(("/sections".to_owned(), "empty"));
        }
        let mut names = BTreeSet::new();
        for (at, section) in self.sections.iter().enumerate() {
            let pointer = format!("/sections/{at}");
            names_of(&section.fields, &format!("{pointer}/fields"), &mut names, &mut complaints);
        }
        let known = |condition: &Condition| condition.fields().into_iter().all(|field| names.contains(field));
        for (at, section) in self.sections.iter().enumerate() {
            let pointer = format!("/sections/{at}");
            if section.when.as_ref().is_some_and(|when| !known(when)) {
                complaints.push((format!("{pointer}/when"), "unknown-field"));
            }
            for (nth, field) in section.fields.iter().enumerate() {
                let needed = match &field.need {
                    Need::When(condition) => Some(condition),
                    Need::Required | Need::Optional => None,
                };
                if field.when.iter().chain(needed).any(|condition| !known(condition)) {
                    complaints.push((format!("{pointer}/fields/{nth}"), "unknown-field"));
                }
                if let Kind::Several { fields, .. } = &field.kind {
                    within_group(fields, &names, &format!("{pointer}/fields/{nth}/fields"), &mut complaints);
                }
            }
        }
        for (at, _) in self.rules.iter().enumerate().filter(|(_, set)| !rules::SETS.contains(&set.as_str())) {
            complaints.push((format!("/rules/{at}"), "unknown-rules"));
        }
        complaints.extend(self.paper.complaints(self));
        complaints
    }
}

/// The questions of a group: their conditions see its own answers and those of the whole form; files are asked outside of groups only.
fn within_group(fields: &[Field], outer: &BTreeSet<&str>, pointer: &str, complaints: &mut Vec<(String, &'static str)>) {
    let own: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    for (at, field) in fields.iter().enumerate() {
        let needed = match &field.need {
            Need::When(condition) => Some(condition),
            Need::Required | Need::Optional => None,
        };
        let looked_at = field.when.iter().chain(needed).flat_map(Condition::fields);
        if looked_at.into_iter().any(|name| !own.contains(name) && !outer.contains(name)) {
            complaints.push((format!("{pointer}/{at}"), "unknown-field"));
        }
        if matches!(field.kind, Kind::Files { .. }) {
            complaints.push((format!("{pointer}/{at}/kind"), "not-in-a-group"));
        }
    }
}

fn names_of<'a>(
    fields: &'a [Field],
    pointer: &str,
    names: &mut BTreeSet<&'a str>,
    complaints: &mut Vec<(String, &'static str)>,
) {
    for (at, field) in fields.iter().enumerate() {
        let pointer = format!("{pointer}/{at}");
        if !is_field_name(&field.name) {
            complaints.push((format!("{pointer}/name"), "not-a-name"));
        }
        if !names.insert(&field.name) {
            complaints.push((format!("{pointer}/name"), "twice"));
        }
        match &field.kind {
            Kind::Choice { choices } if choices.is_empty() => complaints.push((format!("{pointer}/choices"), "empty")),
            Kind::Number { least, most } | Kind::Euros { least, most } if least > most => {
                complaints.push((format!("{pointer}/least"), "above-most"));
            }
            Kind::Search { list } if lists::list(list).is_none() => {
                complaints.push((format!("{pointer}/list"), "unknown-list"));
            }
            Kind::Date { from: Some(from), until: Some(until) } if from > until => {
                complaints.push((format!("{pointer}/from"), "above-most"));
            }
            Kind::Several { least, most, fields } => {
                if least > most {
                    complaints.push((format!("{pointer}/least"), "above-most"));
                }
                if fields.is_empty() {
                    complaints.push((format!("{pointer}/fields"), "empty"));
                }
                let mut own = BTreeSet::new();
                names_of(fields, &format!("{pointer}/fields"), &mut own, complaints);
            }
            Kind::Text { .. }
            | Kind::Email
            | Kind::Date { .. }
            | Kind::Number { .. }
            | Kind::Euros { .. }
            | Kind::YesNo
            | Kind::Choice { .. }
            | Kind::Search { .. }
            | Kind::Files { .. } => {}
        }
    }
}

fn is_field_name(text: &str) -> bool {
    let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    begins && text.len() <= 60 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
