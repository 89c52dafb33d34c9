//! The words of paper, one catalogue per language. The type is the list of keys: a file with one key too few or too many does not load.

mod contract;
mod evidence;
mod invoice;
mod mandate;

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::language::Language;
use domain::level::AssuranceLevel;
use serde::Deserialize;

pub(crate) use contract::{Opening, SignatureWords};
pub(crate) use mandate::MandateWords;

use crate::PaperError;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Words {
    pub frame: Frame,
    pub contract: contract::Contract,
    pub evidence: evidence::Evidence,
    pub invoice: invoice::Invoice,
    pub credit_note: invoice::CreditNote,
    pub mandate: MandateWords,
    pub product: Product,
    pub form: FormWords,
    pub certificate: CertificateWords,
    pub pin_letter: PinLetter,
    /// What the countries of the SEPA area are called, by their two letters.
    pub countries: HashMap<String, String>,
    /// What the items of a price are called.
    pub items: HashMap<String, String>,
}

/// What stands on every sheet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Frame {
    pub office: String,
    pub code: String,
    pub code_alt: String,
    pub fingerprint: String,
    pub page: String,
    pub made: String,
    pub case: String,
    pub years: Counted,
    pub yes: String,
    pub no: String,
    pub date: String,
    pub moment: String,
    pub months: [String; 12],
}

/// What stands on what the register delivered, around it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Product {
    pub title: String,
    pub statement: String,
    pub code_alt: String,
    pub foot: String,
    pub about: String,
    pub company: String,
    pub product: String,
    pub as_of: String,
    pub reference: String,
    pub meaning: String,
    pub points: Vec<String>,
}

/// What stands on a filled form besides the form's own words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct FormWords {
    pub sent: String,
    pub draft: String,
    pub code_alt: String,
    pub opening: String,
    pub closing: String,
    pub signatures: String,
    pub who: String,
    pub role: String,
    pub how: String,
    pub in_room: String,
    pub in_pen: String,
    pub files: Counted,
}

/// What stands on a certificate of entry.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CertificateWords {
    pub title: String,
    pub statement: String,
    pub entry: String,
    pub number: String,
    pub entered: String,
    pub contract: String,
    pub meaning: String,
    pub points: Vec<String>,
}

/// What stands on a letter with a PIN.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct PinLetter {
    pub title: String,
    pub greeting: String,
    pub intro: String,
    pub number: String,
    pub pin: String,
    pub until: String,
    pub steps_heading: String,
    pub steps: Vec<String>,
    pub points: Vec<String>,
    pub closing: String,
}

/// Dutch, German and English tell one from all others, zero included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    one: String,
    other: String,
}

impl Counted {
    pub(crate) fn say(&self, count: usize) -> String {
        fill(if count == 1 { &self.one } else { &self.other }, &[("count", &count.to_string())])
    }
}

/// What pages, mails and paper call the levels, out of the terms they share.
#[derive(Debug, Deserialize)]
pub(crate) struct Terms {
    pub levels: HashMap<AssuranceLevel, Level>,
    /// What products are called, by the code on a line of what was spent.
    pub products: HashMap<String, String>,
    /// What stands on what the register delivers: headings, labels, and values that are codes.
    pub sheet: HashMap<String, String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Level {
    pub name: String,
    pub meaning: String,
}

impl Terms {
    /// What a product is called; its code when nobody has a word for it.
    pub(crate) fn product<'a>(&'a self, code: &'a str) -> &'a str {
        self.products.get(code).map_or(code, String::as_str)
    }

    /// The word for a heading, a label or a value; the code when nobody has one.
    pub(crate) fn sheet<'a>(&'a self, code: &'a str) -> &'a str {
        self.sheet.get(code).map_or(code, String::as_str)
    }

    /// The name and meaning of a level; a level without words goes by its official name.
    pub(crate) fn level(&self, level: AssuranceLevel) -> (&str, &str) {
        self.levels.get(&level).map_or((level.name(), ""), |words| (&words.name, &words.meaning))
    }
}

/// Everything there is to say in one language.
#[derive(Clone, Copy)]
pub(crate) struct Speech {
    pub language: Language,
    pub words: &'static Words,
    pub terms: &'static Terms,
}

type Loaded<T> = LazyLock<serde_json::Result<T>>;

impl Speech {
    pub(crate) fn of(language: Language) -> Result<Self, PaperError> {
        static DUTCH: Loaded<Words> = LazyLock::new(|| serde_json::from_str(include_str!("../words/nl.json")));
        static GERMAN: Loaded<Words> = LazyLock::new(|| serde_json::from_str(include_str!("../words/de.json")));
        static ENGLISH: Loaded<Words> = LazyLock::new(|| serde_json::from_str(include_str!("../words/en.json")));
        static DUTCH_TERMS: Loaded<Terms> = LazyLock::new(|| serde_json::from_str(include_str!("../../terms/nl.json")));
        static GERMAN_TERMS: Loaded<Terms> =
            LazyLock::new(|| serde_json::from_str(include_str!("../../terms/de.json")));
        static ENGLISH_TERMS: Loaded<Terms> =
            LazyLock::new(|| serde_json::from_str(include_str!("../../terms/en.json")));
        let (words, terms) = match language {
            Language::Dutch => (DUTCH.as_ref(), DUTCH_TERMS.as_ref()),
            Language::German => (GERMAN.as_ref(), GERMAN_TERMS.as_ref()),
            Language::English => (ENGLISH.as_ref(), ENGLISH_TERMS.as_ref()),
        };
        Ok(Self { language, words: words.map_err(PaperError::Words)?, terms: terms.map_err(PaperError::Words)? })
    }

    /// What a country is called; of one without a name here its two letters.
    pub(crate) fn country(self, letters: &str) -> &str {
        self.words.countries.get(letters).map_or(letters, String::as_str)
    }
}

/// Puts values in their places, in one pass: a value that looks like a place stays as it is.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after
            .split_once('}')
            .and_then(|(name, beyond)| Some((values.iter().find(|(known, _)| *known == name)?.1, beyond)))
        {
            Some((value, beyond)) => {
                filled.push_str(value);
                rest = beyond;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_looks_like_a_place_stays_as_it_is() {
        assert_eq!(fill("{a} and {b}.", &[("a", "{b}"), ("b", "2")]), "{b} and 2.");
        assert_eq!(fill("{unknown} {", &[]), "{unknown} {");
    }

    #[test]
    fn every_language_loads_and_says_the_same_in_the_same_places() {
        let places = |text: &str| {
            let mut found: Vec<String> =
                text.split('{').filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect();
            found.retain(|name| name.chars().all(char::is_alphabetic));
            found.sort();
            found
        };
        let dutch = places(include_str!("../words/nl.json"));
        assert_eq!(dutch, places(include_str!("../words/de.json")));
        assert_eq!(dutch, places(include_str!("../words/en.json")));
        let countries = |language: Language| {
            let mut known: Vec<&String> = Speech::of(language).unwrap().words.countries.keys().collect();
            known.sort();
            known
        };
        assert_eq!(countries(Language::Dutch), countries(Language::German));
        assert_eq!(countries(Language::Dutch), countries(Language::English));
        for language in Language::ALL {
            let speech = Speech::of(language).unwrap();
            assert!(speech.words.frame.page.contains("{page}") && speech.words.frame.page.contains("{pages}"));
            assert!(speech.words.contract.terms.iter().any(|term| term.contains("{terms}")));
            for level in AssuranceLevel::ALL {
                assert!(!speech.terms.level(level).1.is_empty(), "{level} in {language:?}");
            }
        }
    }

    #[test]
    fn one_is_told_from_many() {
        let frame = &Speech::of(Language::German).unwrap().words.frame;
        assert_eq!((frame.years.say(1), frame.years.say(3)), ("1 Jahr".to_owned(), "3 Jahre".to_owned()));
    }
}
