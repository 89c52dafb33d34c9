//! The establishment number (vestigingsnummer): one branch of a company, domain.md 2.2 and 2.3.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An establishment number: twelve digits, leading zeros kept, no check digit.
///
/// It narrows what a means may be used for and is never an address: some providers (UWV, the tax office) refuse a means that carries one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{12}$"))]
pub struct EstablishmentNumber(String);

/// The text is not twelve digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an establishment number of twelve digits")]
pub struct NotAnEstablishmentNumber;

impl EstablishmentNumber {
    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EstablishmentNumber {
    type Err = NotAnEstablishmentNumber;

    fn from_str(text: &str) -> Result<Self, NotAnEstablishmentNumber> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).collect();
        let fits = digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(digits)) } else { Err(NotAnEstablishmentNumber) }
    }
}

impl TryFrom<String> for EstablishmentNumber {
    type Error = NotAnEstablishmentNumber;

    fn try_from(text: String) -> Result<Self, NotAnEstablishmentNumber> {
        text.parse()
    }
}

impl From<EstablishmentNumber> for String {
    fn from(number: EstablishmentNumber) -> Self {
        number.0
    }
}

impl fmt::Display for EstablishmentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EstablishmentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{EstablishmentNumber, NotAnEstablishmentNumber};

    #[test]
    fn twelve_digits_and_nothing_else() {
        assert_eq!("000037178598".parse::<EstablishmentNumber>().unwrap().as_str(), "000037178598");
        for bad in ["37178598", "00003717859", "0000371785988", "00003717859B", ""] {
            assert_eq!(bad.parse::<EstablishmentNumber>(), Err(NotAnEstablishmentNumber), "{bad:?}");
        }
    }
}
