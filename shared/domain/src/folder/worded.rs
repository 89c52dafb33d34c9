//! A text in the three languages of the house.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// A text in three languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "FolderWords")]
pub struct Worded {
    /// German.
    pub de: String,
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Worded {
    /// The text in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::German => &self.de,
            Language::Dutch => &self.nl,
            Language::English => &self.en,
        }
    }

    /// Each text with the name of its language.
    pub fn each(&self) -> [(&'static str, &str); 3] {
        [("de", &self.de), ("nl", &self.nl), ("en", &self.en)]
    }

    /// Whether one of them is empty, longer than `most` characters, or has control characters other than line breaks.
    pub fn faulty(&self, most: usize) -> Option<&'static str> {
        let unfit = |text: &str| {
            text.trim().is_empty() || text.chars().count() > most || text.chars().any(|c| c.is_control() && c != '\n')
        };
        self.each().into_iter().find(|(_, text)| unfit(text)).map(|(language, _)| language)
    }
}
