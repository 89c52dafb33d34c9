//! Labels (kenmerken): what an organisation calls its access codes in every overview, domain.md 4.1.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The label (kenmerk) of an access code: what its organisation calls it in overviews, for example a cost centre. At most 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("maxLength" = 40))]
pub struct CodeLabel(String);

/// The text cannot stand as a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a label has 1 to 40 printable characters")]
pub struct NotALabel;

/// How long a label may be, in characters.
const LONGEST: usize = 40;

impl FromStr for CodeLabel {
    type Err = NotALabel;

    fn from_str(text: &str) -> Result<Self, NotALabel> {
        let text = text.trim();
        let fits = (1..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotALabel) }
    }
}

impl TryFrom<String> for CodeLabel {
    type Error = NotALabel;

    fn try_from(text: String) -> Result<Self, NotALabel> {
        text.parse()
    }
}

impl From<CodeLabel> for String {
    fn from(label: CodeLabel) -> Self {
        label.0
    }
}

impl CodeLabel {
    /// The label of somebody who was given none: what he is called, as far as it fits.
    pub fn of_name(called: &str) -> Self {
        let plain: String = called.chars().filter(|c| !c.is_control()).collect();
        let cut: String = plain.trim().chars().take(LONGEST).collect();
        Self(if cut.trim().is_empty() { "-".to_owned() } else { cut.trim().to_owned() })
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CodeLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_short_printable_text() {
        assert_eq!("  Kostenplaats 12 ".parse::<CodeLabel>().unwrap().as_str(), "Kostenplaats 12");
        for bad in ["", "   ", "a\nb", &"x".repeat(41)] {
            assert_eq!(bad.parse::<CodeLabel>(), Err(NotALabel), "{bad:?}");
        }
    }

    #[test]
    fn whoever_is_given_none_has_his_name_for_a_label() {
        assert_eq!(CodeLabel::of_name("Petra Jansen").as_str(), "Petra Jansen");
        for name in [format!("{} {}", "x".repeat(39), "y"), "\n".to_owned(), String::new()] {
            let label = CodeLabel::of_name(&name);
            assert_eq!(label.as_str().parse(), Ok(label), "a label like any other");
        }
    }
}
