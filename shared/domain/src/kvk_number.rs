//! The KvK number (KvK-nummer): what the Dutch business register calls a company, domain.md 2.3.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A KvK number: eight digits, leading zeros kept, no check digit. Holding one is the proof that it is well formed, not that the company
/// exists.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{8}$"))]
pub struct KvkNumber(String);

/// The text is not eight digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a KvK number of eight digits")]
pub struct NotAKvkNumber;

impl KvkNumber {
    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KvkNumber {
    type Err = NotAKvkNumber;

    /// Spaces and dots between digits are how people copy it from paper; anything else is not forgiven.
    fn from_str(text: &str) -> Result<Self, NotAKvkNumber> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).collect();
        let fits = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(digits)) } else { Err(NotAKvkNumber) }
    }
}

impl TryFrom<String> for KvkNumber {
    type Error = NotAKvkNumber;

    fn try_from(text: String) -> Result<Self, NotAKvkNumber> {
        text.parse()
    }
}

impl From<KvkNumber> for String {
    fn from(number: KvkNumber) -> Self {
        number.0
    }
}

impl fmt::Display for KvkNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for KvkNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{KvkNumber, NotAKvkNumber};

    #[test]
    fn eight_digits_and_nothing_else() {
        for good in ["69599084", "01234567"] {
            assert_eq!(good.parse::<KvkNumber>().unwrap().as_str(), good);
        }
        for bad in ["", "6959908", "69599O84", "695990841", "٦٩٥٩٩٠٨٤", "6959-9084"] {
            assert_eq!(bad.parse::<KvkNumber>(), Err(NotAKvkNumber), "{bad:?}");
        }
    }

    #[test]
    fn spaces_copied_from_paper_are_taken_out() {
        assert_eq!(" 6959 9084 ".parse::<KvkNumber>().unwrap().as_str(), "69599084");
    }
}
