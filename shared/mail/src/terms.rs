//! Names that pages and mails share: levels, stages, checks, reasons. The files are `shared/terms/{nl,de,en}.json`; the web client imports
//! the same ones.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::collection::ReturnReason;
use domain::document::DocumentRefusal;
use domain::language::Language;
use domain::level::AssuranceLevel;
#[cfg(test)]
use domain::product::RegisterProduct;
use domain::upgrade::checklist::Check;
use domain::upgrade::refusal::Reason;
use domain::upgrade::stage::StageName;
use serde::Deserialize;

/// The terms of one language. The types are the lists of codes: an unknown one does not load, and a test misses none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Terms {
    /// Assurance levels.
    pub levels: HashMap<AssuranceLevel, Level>,
    /// Stages of an upgrade.
    pub stages: HashMap<StageName, String>,
    /// Checks of an upgrade, and what the customer does when one waits for him.
    pub checks: HashMap<Check, Term>,
    /// Reasons staff choose from when they refuse, and what mends each.
    pub refusal_reasons: HashMap<Reason, Term>,
    /// Reasons an uploaded document was not taken, and what mends each.
    pub document_refusals: HashMap<DocumentRefusal, Term>,
    /// Why a bank gives back what was collected, and what mends it.
    pub return_reasons: HashMap<ReturnReason, Term>,
    /// What is paid for, by the code on a line of what was spent.
    pub products: HashMap<String, String>,
    /// What stands on what the register delivers: headings, labels, and values that are codes.
    pub sheet: HashMap<String, String>,
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

    /// What a check is called and asks.
    pub fn check(&self, check: Check) -> Option<&Term> {
        self.checks.get(&check)
    }

    /// A reason staff chose.
    pub fn reason(&self, reason: Reason) -> Option<&Term> {
        self.refusal_reasons.get(&reason)
    }

    /// What a product is called; its code when nobody has a word for it.
    pub fn product<'a>(&'a self, code: &'a str) -> &'a str {
        self.products.get(code).map_or(code, String::as_str)
    }

    /// Why a document was not taken.
    pub fn document(&self, refusal: DocumentRefusal) -> Option<&Term> {
        self.document_refusals.get(&refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_word_for_every_code() {
        for language in Language::ALL {
            let terms = Terms::of(language).unwrap();
            assert!(AssuranceLevel::ALL.into_iter().all(|level| terms.levels.contains_key(&level)), "{language:?}");
            assert!(StageName::ALL.into_iter().all(|stage| terms.stages.contains_key(&stage)), "{language:?}");
            assert!(Check::ALL.into_iter().all(|check| terms.check(check).is_some()), "{language:?}");
            for reason in Reason::ALL {
                assert!(terms.reason(reason).is_some(), "{reason:?} in {language:?}");
            }
            for product in RegisterProduct::ALL.map(RegisterProduct::code).into_iter().chain(["upgrade", "renewal"]) {
                assert!(terms.products.contains_key(product), "{product} in {language:?}");
            }
            for reason in ReturnReason::ALL {
                assert!(terms.return_reasons.contains_key(&reason), "{reason:?} in {language:?}");
            }
            for refusal in DocumentRefusal::ALL {
                assert!(terms.document(refusal).is_some(), "{refusal:?} in {language:?}");
            }
        }
    }
}
