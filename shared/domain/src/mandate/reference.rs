//! Mandate references (mandaatkenmerk, Mandatsreferenz), domain.md 2.3.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::typed_code;

/// What a mandate is called between creditor, debtor and their banks: 1 to 35 characters of the banks' alphabet. Capitals and small letters
/// name the same mandate; the spelling it was given with is kept. Spaces are legal and refused: they are lost on the way.
#[derive(Debug, Clone, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Za-z0-9+?/:().,'-]{1,35}$"))]
pub struct MandateReference(String);

/// The text cannot be a mandate's reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a reference has 1 to 35 letters, digits or + ? / - : ( ) . , '")]
pub struct NotAReference;

impl MandateReference {
    /// As it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A new one: the day, and eight characters nobody mixes up. That it is new holds only once the table took it (`store::mandate`).
    pub fn draw(prefix: &str, today: Date, chance: &dyn Chance) -> Result<Self, NotAReference> {
        let code = typed_code::canonical(&typed_code::draw::<7>(chance));
        format!("{prefix}{}-{code}", today.strftime("%Y%m%d")).parse()
    }

    /// The form in which two spellings of one reference are the same.
    pub fn folded(&self) -> String {
        self.0.to_ascii_uppercase()
    }
}

impl PartialEq for MandateReference {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Hash for MandateReference {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().hash(state);
    }
}

impl FromStr for MandateReference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+?/-:().,'".contains(&byte);
        let fits = (1..=35).contains(&text.len()) && text.bytes().all(allowed);
        // The banks' rules: neither at the beginning nor twice in a row, where a slash would separate parts of a message.
        let slashes = text.starts_with('/') || text.ends_with('/') || text.contains("//");
        if fits && !slashes { Ok(Self(text.to_owned())) } else { Err(NotAReference) }
    }
}

impl TryFrom<String> for MandateReference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl From<MandateReference> for String {
    fn from(reference: MandateReference) -> Self {
        reference.0
    }
}

impl fmt::Display for MandateReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_one_fits_the_banks_and_no_two_are_the_same() {
        let chance = crate::account::testing::chance();
        let day = jiff::civil::date(2026, 11, 22);
        let one = MandateReference::draw("BALIE-", day, &chance).unwrap();
        assert!(one.as_str().starts_with("BALIE-20261122-") && one.as_str().len() == 23, "{one}");
        assert_ne!(one, MandateReference::draw("BALIE-", day, &chance).unwrap());
    }

    #[test]
    fn case_makes_no_difference_and_spaces_are_refused() {
        let one: MandateReference = "AAa".parse().unwrap();
        assert_eq!(one, "aaA".parse().unwrap());
        assert_eq!(one.as_str(), "AAa");
        assert!("HWK-2026/0001:(a).,'+?".parse::<MandateReference>().is_ok());
        for bad in ["", "a b", "ä", "/a", "a/", "a//b", "123456789012345678901234567890123456"] {
            assert_eq!(bad.parse::<MandateReference>(), Err(NotAReference), "{bad}");
        }
    }
}
