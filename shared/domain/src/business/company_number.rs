//! The number a chamber gives a member business.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A company number (Betriebsnummer): four to ten digits, leading zeros kept. Chambers publish no check digit (domain.md 6).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{4,10}$"))]
pub struct CompanyNumber(String);

/// The text is not four to ten digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a company number")]
pub struct NotACompanyNumber;

impl CompanyNumber {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CompanyNumber {
    type Err = NotACompanyNumber;

    /// Spaces, dots, hyphens and slashes between digits are how it is printed on letters; anything else is not forgiven.
    fn from_str(text: &str) -> Result<Self, NotACompanyNumber> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '/' | '\u{a0}')).collect();
        let fits = (4..=10).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(digits)) } else { Err(NotACompanyNumber) }
    }
}

impl TryFrom<String> for CompanyNumber {
    type Error = NotACompanyNumber;

    fn try_from(text: String) -> Result<Self, NotACompanyNumber> {
        text.parse()
    }
}

impl From<CompanyNumber> for String {
    fn from(number: CompanyNumber) -> Self {
        number.0
    }
}

impl fmt::Display for CompanyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CompanyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
