//! The citizen service number (BSN), domain.md 2.3. Asked only of sole traders, whose services are keyed on it (domain.md 1.1), and sealed
//! at rest (S58).

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A citizen service number: nine digits that pass the eleven test.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{9}$"))]
pub struct Bsn(String);

/// The text is not nine digits that pass the eleven test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a citizen service number")]
pub struct NotABsn;

impl FromStr for Bsn {
    type Err = NotABsn;

    fn from_str(text: &str) -> Result<Self, NotABsn> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).collect();
        if digits.len() != 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotABsn);
        }
        // Weights 9, 8, 7, 6, 5, 4, 3, 2, -1; the sum is a multiple of eleven, and not all digits are zero.
        let weights = [9_i32, 8, 7, 6, 5, 4, 3, 2, -1];
        let sum: i32 = digits.bytes().zip(weights).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum();
        let zeros = digits.bytes().all(|byte| byte == b'0');
        if sum % 11 == 0 && !zeros { Ok(Self(digits)) } else { Err(NotABsn) }
    }
}

impl TryFrom<String> for Bsn {
    type Error = NotABsn;

    fn try_from(text: String) -> Result<Self, NotABsn> {
        text.parse()
    }
}

impl From<Bsn> for String {
    fn from(bsn: Bsn) -> Self {
        bsn.0
    }
}

impl fmt::Debug for Bsn {
    /// Never the number itself (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsn(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Bsn, NotABsn};

    #[test]
    fn nine_digits_that_pass_the_eleven_test() {
        for good in ["123456782", "123 456 782", "857587973", "857500004"] {
            assert!(good.parse::<Bsn>().is_ok(), "{good}");
        }
        for bad in ["001234567", "000000000", "12345678", "1234567820", "12345678a", ""] {
            assert_eq!(bad.parse::<Bsn>(), Err(NotABsn), "{bad}");
        }
        assert_eq!(format!("{:?}", "123456782".parse::<Bsn>().unwrap()), "Bsn(..)");
    }
}
