//! The text that makes a mandate one: the wording of the European Payments Council for Core and for B2B, in three languages (domain.md 2.4). It
//! stands by itself, separate from any other text. Dated and versioned: a mandate names the version it was given under, and finds its words again.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Scheme;
use crate::language::Language;

static VERSIONS: LazyLock<Vec<Wordings>> = LazyLock::new(|| {
    [include_str!("wording/2026-11.json")].iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wordings {
    version: String,
    #[serde(rename = "validFrom")]
    _valid_from: jiff::civil::Date,
    #[serde(rename = "mark")]
    _mark: String,
    core: InLanguages,
    b2b: InLanguages,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InLanguages {
    nl: Words,
    de: Words,
    en: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    title: String,
    paragraphs: Vec<String>,
}

/// The wording of a mandate, with the creditor's name in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "MandateWording")]
pub struct Wording {
    /// The version of the text.
    pub version: String,
    /// What the mandate is called: the word SEPA and that it is a mandate.
    pub title: String,
    /// What is authorised, and what rights there are to a refund.
    pub paragraphs: Vec<String>,
}

/// The version that is signed now.
pub fn latest() -> &'static str {
    VERSIONS.last().map_or("", |wordings| wordings.version.as_str())
}

/// The words of a version; none when no such version exists.
pub fn words(version: &str, scheme: Scheme, language: Language, creditor: &str) -> Option<Wording> {
    let wordings = VERSIONS.iter().find(|wordings| wordings.version == version)?;
    let languages = match scheme {
        Scheme::Core => &wordings.core,
        Scheme::B2b => &wordings.b2b,
    };
    let words = match language {
        Language::Dutch => &languages.nl,
        Language::German => &languages.de,
        Language::English => &languages.en,
    };
    let filled = |text: &String| text.replace("{creditor}", creditor);
    Some(Wording {
        version: version.to_owned(),
        title: words.title.clone(),
        paragraphs: words.paragraphs.iter().map(filled).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_names_the_creditor_twice_and_says_how_it_is_with_refunds() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/mandate/wording")).unwrap().count();
        assert_eq!(VERSIONS.len(), files);
        for scheme in [Scheme::Core, Scheme::B2b] {
            for language in Language::ALL {
                let words = words(latest(), scheme, language, "HWK (Köln)").unwrap();
                let text = words.paragraphs.join(" ");
                assert!(words.title.contains("SEPA"), "{}", words.title);
                assert_eq!(text.matches("HWK (Köln)").count(), 2, "{text}");
                assert!(text.contains("(A)") && text.contains("(B)") && !text.contains('{'), "{text}");
                let weeks = ["acht weken", "acht Wochen", "eight weeks"].iter().any(|weeks| text.contains(weeks));
                assert_eq!(weeks, scheme == Scheme::Core, "{text}");
            }
        }
        assert_eq!(words("1999", Scheme::Core, Language::German, "x"), None);
    }
}
