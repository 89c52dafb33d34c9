//! Templates (Vorlagen): files the chamber offers, and letters that are filled in with the data of the business. Kept up by the desk; some are built in, and
//! one kept under the same id takes the place of a built-in one.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::business::Business;
use crate::folder::upload::{Owner, released_key};
use crate::folder::{FileKind, TopicId, Worded};
use crate::ids::{TemplateId, VersionId};
use crate::language::Language;
use crate::name::Name;
use crate::upgrade::Fault;

/// The most characters of a title.
const TITLE: usize = 100;
/// The most characters of a letter's text.
const BODY: usize = 8_000;

/// A template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// What it is called.
    pub title: Worded,
    /// Under which topic it is found.
    pub topic: TopicId,
    /// What it is.
    pub content: Content,
    /// Whether it is offered no more.
    #[serde(default)]
    pub withdrawn: bool,
    /// When it was changed last; never, for one that is built in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

/// What a template is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "content", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Content {
    /// A file, the same for everybody; none until the first was let in.
    File {
        /// The file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<TemplateFile>,
    },
    /// A letter that is filled in.
    Letter {
        /// Its text.
        letter: LetterText,
    },
}

/// The file of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateFile {
    /// The last part of its place in the bucket.
    pub id: VersionId,
    /// What it is called.
    pub name: Name,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
}

/// The text of a letter: paragraphs with an empty line between them. A line of underscores is one to write on. What stands in braces is filled in:
/// `{business}`, `{number}`, `{street}`, `{postcode}`, `{town}`, `{today}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "TemplateLetter")]
pub struct LetterText {
    /// The line above it.
    pub subject: Worded,
    /// The text.
    pub body: Worded,
}

/// What is filled into a letter.
const FILLED_IN: [&str; 6] = ["business", "number", "street", "postcode", "town", "today"];

static BUILT_IN: LazyLock<Vec<Template>> = LazyLock::new(|| {
    // A test holds that it is read.
    serde_json::from_str(include_str!("templates.json")).unwrap_or_default()
});

/// The templates that are built in.
pub fn built_in() -> &'static [Template] {
    &BUILT_IN
}

/// Every template with its version: those kept, and those built in that none kept takes the place of, whose version is 0.
pub fn all(kept: Vec<(Template, u64)>) -> Vec<(Template, u64)> {
    let still = built_in().iter().filter(|built_in| kept.iter().all(|(kept, _)| kept.id != built_in.id));
    let mut all: Vec<(Template, u64)> = still.cloned().map(|built_in| (built_in, 0)).collect();
    all.extend(kept);
    all
}

impl LetterText {
    /// The paragraphs in a language, filled in with the data of a business. `today` is the day on the letter as it is written there.
    pub fn filled_in(&self, business: &Business, language: Language, today: &str) -> (String, Vec<String>) {
        let address = &business.address;
        let postcode = String::from(address.postcode.clone());
        let values = [
            ("business", business.name.as_str()),
            ("number", business.number.as_str()),
            ("street", address.street.as_str()),
            ("postcode", postcode.as_str()),
            ("town", address.town.as_str()),
            ("today", today),
        ];
        let paragraphs = self.body.in_language(language).split("\n\n").map(|text| fill(text.trim(), &values));
        (fill(self.subject.in_language(language), &values), paragraphs.filter(|text| !text.is_empty()).collect())
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let Some(language) = self.subject.faulty(TITLE) {
            faults.push(Fault::at(format!("/letter/subject/{language}"), "invalid"));
        }
        if let Some(language) = self.body.faulty(BODY) {
            faults.push(Fault::at(format!("/letter/body/{language}"), "invalid"));
        }
        for (part, text) in [("subject", &self.subject), ("body", &self.body)] {
            for (language, text) in text.each() {
                if let Some(unknown) = placeholders(text).find(|name| !FILLED_IN.contains(name)) {
                    let at = format!("/letter/{part}/{language}");
                    faults.push(Fault::at(at, "unknown-placeholder").about(unknown));
                }
            }
        }
        faults
    }
}

/// What stands in braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// In one pass, so that a business whose name has braces in it is written as it is called.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after.split_once('}').and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        match known {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

impl Template {
    /// What is wrong with it.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let Some(language) = self.title.faulty(TITLE) {
            faults.push(Fault::at(format!("/title/{language}"), "invalid"));
        }
        match &self.content {
            Content::File { .. } => {}
            Content::Letter { letter } => faults.extend(letter.faults()),
        }
        faults
    }

    /// Whether businesses are offered it.
    pub fn is_offered(&self) -> bool {
        let there = match &self.content {
            Content::File { file } => file.is_some(),
            Content::Letter { .. } => true,
        };
        there && !self.withdrawn
    }

    /// The place of its file in the bucket.
    pub fn released_key(&self, file: &TemplateFile) -> String {
        released_key(&Owner::Template(self.id.clone()), &file.id)
    }

    /// The template with a new file. `None` for a letter.
    pub fn with_file(self, file: TemplateFile, now: Timestamp) -> Option<Self> {
        match self.content {
            Content::File { .. } => {
                Some(Self { content: Content::File { file: Some(file) }, changed_at: Some(now), ..self })
            }
            Content::Letter { .. } => None,
        }
    }

    /// The template as it is told outside, in the version it has.
    pub fn view(&self, version: u64) -> TemplateView {
        let (kind, file, letter) = match &self.content {
            Content::File { file } => (TemplateKind::File, file.as_ref(), None),
            Content::Letter { letter } => (TemplateKind::Letter, None, Some(letter.clone())),
        };
        TemplateView {
            template_id: self.id.clone(),
            version,
            title: self.title.clone(),
            topic: self.topic.clone(),
            kind,
            file_name: file.map(|file| file.name.clone()),
            content_type: file.map(|file| file.kind),
            size: file.map(|file| file.size),
            letter,
            withdrawn: self.withdrawn,
            built_in: self.changed_at.is_none(),
            changed_at: self.changed_at,
        }
    }
}

/// The day a letter is made, as it is written in a language.
pub fn day(language: Language, day: Date) -> String {
    match language {
        Language::German => day.strftime("%d.%m.%Y").to_string(),
        Language::Dutch => day.strftime("%d-%m-%Y").to_string(),
        Language::English => day.strftime("%-d %B %Y").to_string(),
    }
}

/// What kind a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateKind {
    /// A file, the same for everybody.
    File,
    /// A letter that is filled in with the data of the business, as PDF.
    Letter,
}

/// A template as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Template")]
pub struct TemplateView {
    /// Its id.
    pub template_id: TemplateId,
    /// The version that was read; 0 for one that is as Balie came with it.
    pub version: u64,
    /// What it is called.
    pub title: Worded,
    /// Under which topic it is found.
    pub topic: TopicId,
    /// What kind it is.
    pub kind: TemplateKind,
    /// What its file is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<Name>,
    /// The kind of its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<FileKind>,
    /// The size of its file in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// The text of its letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterText>,
    /// Whether it is offered no more.
    pub withdrawn: bool,
    /// Whether it is as Balie came with it.
    pub built_in: bool,
    /// When it was changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_read_and_without_fault() {
        assert_eq!(built_in().len(), 3);
        for template in built_in() {
            assert_eq!(template.faults(), [], "{}", template.title.en);
            assert!(template.is_offered());
        }
    }

    #[test]
    fn a_kept_one_takes_the_place_of_a_built_in_one() {
        let Some(first) = built_in().first() else { panic!("none") };
        let kept = Template { withdrawn: true, ..first.clone() };
        let all = all(vec![(kept, 1)]);
        assert_eq!(all.len(), built_in().len());
        assert_eq!(all.iter().filter(|(template, _)| template.is_offered()).count(), built_in().len() - 1);
    }

    #[test]
    fn only_what_is_known_is_filled_in_and_once() {
        let values = [("business", "{town} & Sohn"), ("town", "Wismar")];
        assert_eq!(fill("{business} in {town}, {x} {", &values), "{town} & Sohn in Wismar, {x} {");
        let wordy = |text: &str| Worded { de: text.into(), nl: "x".into(), en: "x".into() };
        let letter = LetterText { subject: wordy("x"), body: wordy("{business} {iban}") };
        let faults = letter.faults();
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].pointer.as_str(), faults[0].code), ("/letter/body/de", "unknown-placeholder"));
    }
}
