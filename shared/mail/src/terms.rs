//! Names that pages and mails share: levels, stages, checks, reasons. The files are `shared/terms/{nl,de,en}.json`; the web client imports
//! the same ones.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::language::Language;
use serde::Deserialize;

/// The terms of one language, each by its code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Terms {
    /// Assurance levels.
    pub levels: BTreeMap<String, Level>,
    /// Stages of an upgrade.
    pub stages: BTreeMap<String, String>,
    /// Checks of an upgrade, and what the customer does when one waits for him.
    pub checks: BTreeMap<String, Term>,
    /// Reasons staff choose from when they refuse, and what mends each.
    pub refusal_reasons: BTreeMap<String, Term>,
    /// Reasons an uploaded document was not taken, and what mends each.
    pub document_refusals: BTreeMap<String, Term>,
}

/// The name of a thing, and what it asks of the reader.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What it is called.
    pub name: String,
    /// What to do about it.
    pub ask: String,
}

/// An assurance level in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// What it is called.
    pub name: String,
    /// How strong it is.
    pub meaning: String,
}

impl Terms {
    /// The terms of a language.
    pub fn of(language: Language) -> Result<&'static Self, &'static serde_json::Error> {
        static DUTCH: LazyLock<serde_json::Result<Terms>> =
            LazyLock::new(|| serde_json::from_str(include_str!("../../terms/nl.json")));
        static GERMAN: LazyLock<serde_json::Result<Terms>> =
            LazyLock::new(|| serde_json::from_str(include_str!("../../terms/de.json")));
        static ENGLISH: LazyLock<serde_json::Result<Terms>> =
            LazyLock::new(|| serde_json::from_str(include_str!("../../terms/en.json")));
        match language {
            Language::Dutch => DUTCH.as_ref(),
            Language::German => GERMAN.as_ref(),
            Language::English => ENGLISH.as_ref(),
        }
    }

    /// A reason by its code, whether staff chose it or an inspection found it.
    pub fn reason(&self, code: &str) -> Option<&Term> {
        self.refusal_reasons.get(code).or_else(|| self.document_refusals.get(code))
    }
}

#[cfg(test)]
mod tests {
    use domain::level::AssuranceLevel;

    use super::*;

    #[test]
    fn every_language_has_a_word_for_every_code() {
        let keys = |terms: &'static Terms| {
            let names = |map: &'static BTreeMap<String, Term>| map.keys().map(String::as_str).collect::<Vec<_>>();
            let stages: Vec<_> = terms.stages.keys().map(String::as_str).collect();
            [stages, names(&terms.checks), names(&terms.refusal_reasons), names(&terms.document_refusals)]
        };
        let dutch = Terms::of(Language::Dutch).unwrap();
        for language in Language::ALL {
            let terms = Terms::of(language).unwrap();
            assert_eq!(keys(dutch), keys(terms), "{language:?}");
            for level in AssuranceLevel::ALL {
                assert!(terms.levels.contains_key(level.name()), "{level} in {language:?}");
            }
        }
    }
}
