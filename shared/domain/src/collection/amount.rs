//! What is collected, and what stands beside it on the debtor's statement.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::name::NotUsable;

/// The most one debit can come to in the scheme: EUR 999,999,999.99.
const MOST: i64 = 99_999_999_999;

/// An amount to collect, in cents of euros: at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "i64", into = "i64")]
#[schemars(with = "i64", extend("minimum" = 1, "maximum" = 99_999_999_999_i64))]
pub struct Cents(i64);

/// It is not an amount that can be collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an amount that can be collected")]
pub struct NotAnAmount;

impl Cents {
    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// An amount as people write it in a table: `55`, `55,00`, `1.234,50`, `1234.50`, with or without the euro sign. A single mark with three
    /// digits behind it sets thousands apart in one country and cents in another: it is refused.
    pub fn written(text: &str) -> Result<Self, NotAnAmount> {
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        let bare = bare.strip_prefix("EUR").or_else(|| bare.strip_suffix("EUR")).unwrap_or(&bare);
        let (whole, cents) = match bare.rfind([',', '.']) {
            None => (bare, "00"),
            Some(at) => {
                let (whole, rest) = bare.split_at(at);
                let cents = rest.get(1..).unwrap_or_default();
                let mark = rest.get(..1).unwrap_or_default();
                // The mark of the cents sets nothing else apart.
                if whole.contains(mark) || !matches!(cents.len(), 1 | 2) {
                    return Err(NotAnAmount);
                }
                (whole, cents)
            }
        };
        let groups: Vec<&str> = whole.split([',', '.']).collect();
        let grouped = groups.len() == 1
            || (groups.iter().skip(1).all(|group| group.len() == 3)
                && groups.first().is_some_and(|first| (1..=3).contains(&first.len())));
        let digits = groups.concat();
        let numeric = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !grouped || !numeric(&digits) || !numeric(cents) || digits.len() > 9 {
            return Err(NotAnAmount);
        }
        let cents = if cents.len() == 1 { format!("{cents}0") } else { cents.to_owned() };
        format!("{digits}{cents}").parse::<i64>().map_err(|_| NotAnAmount)?.try_into()
    }
}

impl TryFrom<i64> for Cents {
    type Error = NotAnAmount;

    fn try_from(cents: i64) -> Result<Self, NotAnAmount> {
        if (1..=MOST).contains(&cents) { Ok(Self(cents)) } else { Err(NotAnAmount) }
    }
}

impl From<Cents> for i64 {
    fn from(cents: Cents) -> Self {
        cents.0
    }
}

/// What a debit is for, as it stands on the debtor's statement: 1 to 140 characters on one line. What the banks' alphabet lacks is spelt out
/// when the file is written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 1, "maxLength" = 140))]
pub struct StatementText(String);

impl StatementText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StatementText {
    type Err = NotUsable;

    fn from_str(text: &str) -> Result<Self, NotUsable> {
        let text = text.trim();
        let fits = (1..=140).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotUsable) }
    }
}

impl TryFrom<String> for StatementText {
    type Error = NotUsable;

    fn try_from(text: String) -> Result<Self, NotUsable> {
        text.parse()
    }
}

impl From<StatementText> for String {
    fn from(text: StatementText) -> Self {
        text.0
    }
}

/// Only its length: it may say what somebody owes (S60).
impl fmt::Debug for StatementText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StatementText({} characters)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them_and_never_by_guess() {
        let good = [
            ("55", 5500),
            ("55,00", 5500),
            ("55.5", 5550),
            (" € 1.234,50 ", 123_450),
            ("1,234.50", 123_450),
            ("1234.50 EUR", 123_450),
            ("0,01", 1),
            ("999.999.999,99", MOST),
        ];
        for (text, cents) in good {
            assert_eq!(Cents::written(text).map(Cents::get), Ok(cents), "{text}");
        }
        for bad in ["", "0", "0,00", "-5", "1.234", "1,234", "5,123", "12.34,50", "1.2.3", "abc", "5,", ",5", "1e3"] {
            assert_eq!(Cents::written(bad), Err(NotAnAmount), "{bad}");
        }
        assert_eq!(Cents::written("1000000000,00"), Err(NotAnAmount), "above what the scheme takes");
    }

    #[test]
    fn a_text_stands_on_one_line_of_the_statement() {
        assert_eq!(" Beitrag 2026 ".parse::<StatementText>().unwrap().as_str(), "Beitrag 2026");
        for bad in ["", "  ", "a\nb", &"x".repeat(141)] {
            assert!(bad.parse::<StatementText>().is_err(), "{bad}");
        }
    }
}
