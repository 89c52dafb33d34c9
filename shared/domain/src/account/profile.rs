//! What a person says of himself.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a person wants to be called: shown on pages and in the greeting of mails.
///
/// One to 100 characters on one line (S52); spaces around it are dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 1, "maxLength" = 100))]
pub struct PersonName(String);

/// The text cannot be a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a name of 1 to 100 characters on one line")]
pub struct NotAName;

impl PersonName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PersonName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let text = text.trim();
        let fits = (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAName) }
    }
}

impl TryFrom<String> for PersonName {
    type Error = NotAName;

    fn try_from(text: String) -> Result<Self, NotAName> {
        text.parse()
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_says_something() {
        assert_eq!(" Anna de Vries ".parse::<PersonName>().unwrap().as_str(), "Anna de Vries");
        for bad in ["", "   ", "Anna\r\nBcc: x@y.nl", "a\0b"] {
            assert!(bad.parse::<PersonName>().is_err(), "{bad:?}");
        }
        assert!("é".repeat(100).parse::<PersonName>().is_ok() && "é".repeat(101).parse::<PersonName>().is_err());
    }
}
