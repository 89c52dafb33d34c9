//! Creditor identifiers (incassant-ID, Gläubiger-Identifikationsnummer), domain.md 2.3.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who collects, as every bank in the scheme knows it: country, two check digits, a business code of three characters that the check leaves
/// out, and the national identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$"))]
pub struct CreditorId(String);

/// The text is not a creditor identifier whose check digits fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a creditor identifier")]
pub struct NotACreditorId;

impl CreditorId {
    /// Its characters, without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CreditorId {
    type Err = NotACreditorId;

    fn from_str(text: &str) -> Result<Self, NotACreditorId> {
        let bare: String = text.chars().filter(|c| *c != ' ').collect::<String>().to_uppercase();
        let fits = bare.is_ascii() && bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let (Some(country), Some(check), Some(national)) = (bare.get(..2), bare.get(2..4), bare.get(7..)) else {
            return Err(NotACreditorId);
        };
        // Each country has a length of its own: 19 in the Netherlands, 18 in Germany.
        let length = match country {
            "NL" => bare.len() == 19,
            "DE" => bare.len() == 18,
            _ => (8..=35).contains(&bare.len()),
        };
        let lettered = country.bytes().all(|byte| byte.is_ascii_uppercase());
        if fits && length && lettered && check.parse() == Ok(check_digits(country, national)) {
            Ok(Self(bare))
        } else {
            Err(NotACreditorId)
        }
    }
}

/// ISO 7064 mod 97-10 over the national identifier and the country, without the business code.
fn check_digits(country: &str, national: &str) -> u32 {
    let rest = national.chars().chain(country.chars()).chain("00".chars()).fold(0u32, |rest, c| {
        let value = c.to_digit(36).unwrap_or_default();
        if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 }
    });
    98 - rest
}

impl TryFrom<String> for CreditorId {
    type Error = NotACreditorId;

    fn try_from(text: String) -> Result<Self, NotACreditorId> {
        text.parse()
    }
}

impl From<CreditorId> for String {
    fn from(id: CreditorId) -> Self {
        id.0
    }
}

impl fmt::Display for CreditorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_field_notes() {
        for good in ["NL06ZZZ503992920000", "DE98ZZZ09999999999", "NL06ZZZ695990840000", "de98 zzz0 9999 9999 99"] {
            assert!(good.parse::<CreditorId>().is_ok(), "{good}");
        }
        assert!("NL06ABC695990840000".parse::<CreditorId>().is_ok(), "the business code is the creditor's own");
        for bad in [
            "",
            "NL07ZZZ503992920000",
            "DE98ZZZ0999999999",
            "NL06ZZZ50399292000",
            "0606ZZZ503992920000",
            "DE98ZZZ0999999999é",
        ] {
            assert_eq!(bad.parse::<CreditorId>(), Err(NotACreditorId), "{bad}");
        }
    }
}
