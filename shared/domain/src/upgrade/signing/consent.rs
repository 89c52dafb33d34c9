//! The text a signer agrees to: dated and versioned, so that the evidence can show the very words.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::Language;

/// Every version there is, oldest first; compiled in, never changed, only followed by another.
static VERSIONS: LazyLock<Vec<ConsentText>> = LazyLock::new(|| {
    [include_str!("consent/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// Which text somebody agreed to: the version, and the language he read it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consent {
    /// The version of the text.
    pub version: String,
    /// The language it was read in.
    pub language: Language,
}

/// One version of the text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsentText {
    version: String,
    nl: Vec<String>,
    de: Vec<String>,
    en: Vec<String>,
}

impl Consent {
    /// The text that is asked now: the latest.
    pub fn latest(language: Language) -> Option<Self> {
        VERSIONS.last().map(|text| Self { version: text.version.clone(), language })
    }

    /// Its words, sentence by sentence; none when no such version exists.
    pub fn words(&self) -> Option<&'static [String]> {
        let text = VERSIONS.iter().find(|text| text.version == self.version)?;
        Some(match self.language {
            Language::Dutch => &text.nl,
            Language::German => &text.de,
            Language::English => &text.en,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_has_the_same_sentences_in_each_language() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/upgrade/signing/consent")).unwrap();
        assert_eq!(VERSIONS.len(), files.count(), "a text cannot be read");
        for text in VERSIONS.iter() {
            let words = |language| Consent { version: text.version.clone(), language }.words().map(<[String]>::len);
            assert!(Language::ALL.into_iter().all(|language| words(language) == words(Language::Dutch)));
        }
        assert!(Consent { version: "1999".to_owned(), language: Language::Dutch }.words().is_none());
    }
}
