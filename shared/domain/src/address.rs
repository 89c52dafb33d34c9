//! Where somebody lives (domain.md 1.3, private address; 2.3, postcode).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::name::Name;

/// A private address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Address {
    /// Street, with house number and what stands behind it.
    pub street: Name,
    /// Postcode; a Dutch one as four digits and two letters.
    pub postcode: Postcode,
    /// Town.
    pub town: Name,
    /// Country.
    pub country: Country,
}

impl Address {
    /// Whether the postcode is one of the country. Of other countries than the Netherlands only the form is known.
    pub fn has_fitting_postcode(&self) -> bool {
        self.country.0 != "NL" || self.postcode.is_dutch()
    }
}

/// A postcode: 2 to 12 letters, digits, spaces and hyphens, in capitals.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 2, "maxLength" = 12))]
pub struct Postcode(String);

/// The text is not a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a postcode")]
pub struct NotAPostcode;

impl Postcode {
    /// A Dutch one: not beginning with 0, and not with the letters SA, SD or SS.
    fn is_dutch(&self) -> bool {
        let bare: Vec<u8> = self.0.bytes().filter(|byte| *byte != b' ').collect();
        let (digits, letters) = bare.split_at(bare.len().min(4));
        digits.len() == 4
            && digits.iter().all(u8::is_ascii_digit)
            && digits.first() != Some(&b'0')
            && letters.len() == 2
            && letters.iter().all(u8::is_ascii_uppercase)
            && ![b"SA", b"SD", b"SS"].iter().any(|never| letters == *never)
    }
}

impl TryFrom<String> for Postcode {
    type Error = NotAPostcode;

    fn try_from(text: String) -> Result<Self, NotAPostcode> {
        let text = text.trim().to_ascii_uppercase();
        let fits = (2..=12).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-'));
        if fits { Ok(Self(text)) } else { Err(NotAPostcode) }
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> Self {
        postcode.0
    }
}

impl std::fmt::Debug for Postcode {
    /// Where somebody lives must not reach a log (S60).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Postcode(..)")
    }
}

/// A country or nationality, as the two letters of ISO 3166-1.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Z]{2}$"))]
pub struct Country(String);

/// The text is not two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a country's two letters")]
pub struct NotACountry;

impl TryFrom<String> for Country {
    type Error = NotACountry;

    fn try_from(text: String) -> Result<Self, NotACountry> {
        let text = text.trim().to_ascii_uppercase();
        let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if fits { Ok(Self(text)) } else { Err(NotACountry) }
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(postcode: &str, country: &str) -> Address {
        Address {
            street: "Oudegracht 1 bis".parse().unwrap(),
            postcode: postcode.to_owned().try_into().unwrap(),
            town: "Utrecht".parse().unwrap(),
            country: country.to_owned().try_into().unwrap(),
        }
    }

    #[test]
    fn a_dutch_postcode_is_four_digits_and_two_letters() {
        for good in ["3511 AB", "3511ab"] {
            assert!(address(good, "nl").has_fitting_postcode(), "{good}");
        }
        for bad in ["0123 AB", "3511 SS", "3511 SA", "351 AB", "35111 AB", "3511 A1"] {
            assert!(!address(bad, "NL").has_fitting_postcode(), "{bad}");
        }
        assert!(address("SW1A 1AA", "GB").has_fitting_postcode());
        assert!(Postcode::try_from("3".to_owned()).is_err() && Country::try_from("Nederland".to_owned()).is_err());
    }
}
