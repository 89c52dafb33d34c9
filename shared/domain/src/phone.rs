//! Mobile numbers (domain.md 2.3), and numbers to be called at.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A mobile number in international form (E.164), `+31612345678`. A Dutch one is really mobile (06); of other countries only the form is
/// known. It is a person's own and his second factor, so it is never shared.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("examples" = ["+31612345678"]))]
pub struct Mobile(String);

/// The text is not a mobile number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a mobile number")]
pub struct NotAMobile;

impl Mobile {
    /// The number in international form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Mobile {
    type Err = NotAMobile;

    /// Accepts the ways people write it: `06 12345678`, `0031 6...`, `+31 (0)6...`, with spaces, hyphens or dots between.
    fn from_str(text: &str) -> Result<Self, NotAMobile> {
        let text = text.trim().replace("(0)", "");
        let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '\u{a0}')).collect();
        let digits = if let Some(international) = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
            international.to_owned()
        } else if let Some(national) = bare.strip_prefix("06") {
            format!("316{national}")
        } else {
            return Err(NotAMobile);
        };
        let formed = (8..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        let dutch_or_foreign = !digits.starts_with("31") || (digits.starts_with("316") && digits.len() == 11);
        if formed && dutch_or_foreign { Ok(Self(format!("+{digits}"))) } else { Err(NotAMobile) }
    }
}

impl TryFrom<String> for Mobile {
    type Error = NotAMobile;

    fn try_from(text: String) -> Result<Self, NotAMobile> {
        text.parse()
    }
}

impl From<Mobile> for String {
    fn from(mobile: Mobile) -> Self {
        mobile.0
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Mobile {
    /// Its last two digits only: a phone number is personal and must not reach a log (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mobile(...{})", self.0.get(self.0.len().saturating_sub(2)..).unwrap_or_default())
    }
}

/// A number somebody can be called at, fixed or mobile, in international form (E.164): `+31885851585`. A number without a country is a
/// Dutch one.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("examples" = ["+31885851585"]))]
pub struct Telephone(String);

/// The text is not a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a telephone number")]
pub struct NotATelephone;

impl Telephone {
    /// The number in international form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Telephone {
    type Err = NotATelephone;

    /// Accepts the ways people write it: `088 585 1 585`, `0031 88...`, `+49 (0)30 ...`, with spaces, brackets, hyphens, dots or slashes.
    fn from_str(text: &str) -> Result<Self, NotATelephone> {
        let text = text.trim().replace("(0)", "");
        let between = |c: &char| !matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '\u{a0}');
        let bare: String = text.chars().filter(between).collect();
        let digits = if let Some(international) = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
            international.to_owned()
        } else if let Some(national) = bare.strip_prefix('0') {
            format!("31{national}")
        } else {
            return Err(NotATelephone);
        };
        let formed = (8..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        if formed { Ok(Self(format!("+{digits}"))) } else { Err(NotATelephone) }
    }
}

impl TryFrom<String> for Telephone {
    type Error = NotATelephone;

    fn try_from(text: String) -> Result<Self, NotATelephone> {
        text.parse()
    }
}

impl From<Telephone> for String {
    fn from(telephone: Telephone) -> Self {
        telephone.0
    }
}

impl fmt::Debug for Telephone {
    /// Not the number: it is personal and must not reach a log (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Telephone(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::Mobile;

    #[test]
    fn however_it_is_written_it_is_kept_one_way() {
        for good in ["+31612345678", "0612345678", "06-12 34 56 78", "0031 6 12345678", "+31 (0)6 12.34.56.78"] {
            assert_eq!(good.parse::<Mobile>().unwrap().as_str(), "+31612345678", "{good}");
        }
        assert_eq!("+49 151 12345678".parse::<Mobile>().unwrap().as_str(), "+4915112345678");
    }

    #[test]
    fn a_landline_or_half_a_number_is_none() {
        for bad in
            ["+31201234567", "0201234567", "061234567", "+316123456789", "612345678", "+0612345678", "", "06abcdefgh"]
        {
            assert!(bad.parse::<Mobile>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_number_to_be_called_at_is_read_as_people_write_it() {
        for (typed, number) in [
            ("088 585 1 585", "+31885851585"),
            ("(020) 123 45 67", "+31201234567"),
            ("0031 6-12345678", "+31612345678"),
            ("+49 (0)30/123456", "+4930123456"),
        ] {
            assert_eq!(typed.parse::<super::Telephone>().unwrap().as_str(), number);
        }
        for bad in ["", "585 1 585", "+0 12345678", "bel mij", "0612", "+311234567890123456"] {
            assert!(bad.parse::<super::Telephone>().is_err(), "{bad}");
        }
    }
}
