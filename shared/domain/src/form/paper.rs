//! What a form looks like on paper, who signs it, and what it does to a contract that is there already: data like the rest of the form.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::definition::{Field, Form, FormKind, Kind, Texts};
use super::id::FormId;
use crate::language::Language;

/// How a form is set as a paper. All of it may be left out: the form's own title, headings and questions are printed then.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FormPaper")]
pub struct Paper {
    /// The title, when it is not the form's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Texts>,
    /// The version of the law the wording follows, as a line of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<Texts>,
    /// What stands before the answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub opening: Vec<Paragraph>,
    /// Headings of sections, by their ids, where they are not those of the page.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headings: BTreeMap<String, Texts>,
    /// What stands after the answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closing: Vec<Paragraph>,
    /// Which answers the certificate of entry names, beside the number and those who signed: what somebody who is shown it must know, and no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificate: Vec<String>,
    /// Who signs, in this order. A contract has at least one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
}

/// A paragraph. `{field}` in it stands for the answer of that field, as it is printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FormParagraph")]
pub struct Paragraph {
    /// A heading above it, of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Texts>,
    /// What it says.
    pub text: Texts,
    /// When it is printed at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// Somebody who signs, as the answers name him.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "SignatureRole")]
pub struct Role {
    /// Its name within the form: `business`, `apprentice`, `guardian`.
    pub id: String,
    /// What is printed under the line: "Ausbildender".
    pub label: Texts,
    /// The questions asked several times over, each of whose answers is one who signs; without it the form's own answers name one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<String>,
    /// The fields that make up his name, in this order.
    pub name: Vec<String>,
    /// The field with his own e-mail address. Who gave none signs on paper.
    pub email: String,
    /// When he signs at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
}

/// That a form is about a contract that is there already, and what becomes of that one once the desk has noted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "FormAbout")]
pub struct About {
    /// Which forms it may be about.
    pub forms: Vec<FormId>,
    /// What becomes of the contract.
    pub what: Aftermath,
    /// The field with the day from which it is so.
    pub on: String,
}

/// What becomes of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Aftermath {
    /// It goes on, changed.
    Changes,
    /// It ends.
    Ends,
}

impl Texts {
    /// The text in a language.
    pub fn said(&self, language: Language) -> &str {
        match language {
            Language::Dutch => &self.nl,
            Language::German => &self.de,
            Language::English => &self.en,
        }
    }
}

impl Paper {
    /// What is wrong with it, as pointers with a code.
    pub(super) fn complaints(&self, form: &Form) -> Vec<(String, &'static str)> {
        let mut complaints = Vec::new();
        let fields: Vec<&Field> = form.sections.iter().flat_map(|section| &section.fields).collect();
        let known = |name: &String| fields.iter().any(|field| field.name == *name);
        for id in self.headings.keys().filter(|id| form.sections.iter().all(|section| section.id != **id)) {
            complaints.push((format!("/paper/headings/{id}"), "unknown-section"));
        }
        for (part, paragraphs) in [("opening", &self.opening), ("closing", &self.closing)] {
            for (at, paragraph) in paragraphs.iter().enumerate() {
                if paragraph.when.as_ref().is_some_and(|when| !knows(when, &fields)) {
                    complaints.push((format!("/paper/{part}/{at}/when"), "unknown-field"));
                }
            }
        }
        for (at, _) in self.certificate.iter().enumerate().filter(|(_, name)| !known(name)) {
            complaints.push((format!("/paper/certificate/{at}"), "unknown-field"));
        }
        if form.kind == FormKind::Contract && self.roles.is_empty() {
            complaints.push(("/paper/roles".to_owned(), "empty"));
        }
        let mut ids = BTreeSet::new();
        for (at, role) in self.roles.iter().enumerate() {
            let pointer = format!("/paper/roles/{at}");
            if !ids.insert(&role.id) {
                complaints.push((format!("{pointer}/id"), "twice"));
            }
            let own: Vec<&Field> = match &role.each {
                None => fields.clone(),
                Some(each) => match group(&fields, each) {
                    Some(group) => group.iter().collect(),
                    None => {
                        complaints.push((format!("{pointer}/each"), "unknown-field"));
                        continue;
                    }
                },
            };
            let has = |name: &String| own.iter().any(|field| field.name == *name);
            if role.name.is_empty() || !role.name.iter().all(has) {
                complaints.push((format!("{pointer}/name"), "unknown-field"));
            }
            if !has(&role.email) {
                complaints.push((format!("{pointer}/email"), "unknown-field"));
            }
            if role.when.as_ref().is_some_and(|when| !knows(when, &fields)) {
                complaints.push((format!("{pointer}/when"), "unknown-field"));
            }
        }
        if form.about.as_ref().is_some_and(|about| !known(&about.on)) {
            complaints.push(("/about/on".to_owned(), "unknown-field"));
        }
        complaints
    }
}

fn knows(when: &Condition, fields: &[&Field]) -> bool {
    when.fields().into_iter().all(|name| fields.iter().any(|field| field.name == *name))
}

fn group<'a>(fields: &[&'a Field], name: &str) -> Option<&'a [Field]> {
    let field = fields.iter().find(|field| field.name == name)?;
    match &field.kind {
        Kind::Several { fields, .. } => Some(fields),
        Kind::Text { .. }
        | Kind::Email
        | Kind::Date { .. }
        | Kind::Number { .. }
        | Kind::Euros { .. }
        | Kind::YesNo
        | Kind::Choice { .. }
        | Kind::Search { .. }
        | Kind::Files { .. } => None,
    }
}
