//! Account numbers (IBAN): the length of the country and the check digits, domain.md 2.3.

use std::fmt;
use std::str::FromStr;

use iban::IbanLike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An IBAN whose length and check digits are right, without spaces. Holding one proves that it is well formed, not that the account exists.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"))]
pub struct Iban(String);

/// What is wrong with an account number; each asks for something else of whoever typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIban {
    /// It is not letters and digits in the order of an IBAN.
    #[error("is not written like an IBAN")]
    Form,
    /// Characters are missing for that country.
    #[error("is too short for the country")]
    TooShort,
    /// There are too many characters for that country.
    #[error("is too long for the country")]
    TooLong,
    /// A digit or a letter is wrong: the check digits do not fit.
    #[error("the check digits do not fit")]
    CheckDigits,
    /// No such country, or not its order of letters and digits.
    #[error("does not fit the country")]
    Country,
}

impl NotAnIban {
    /// The stable code a page has words for.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "iban-form",
            Self::TooShort => "iban-too-short",
            Self::TooLong => "iban-too-long",
            Self::CheckDigits => "iban-check-digits",
            Self::Country => "iban-country",
        }
    }
}

/// The countries money is collected from by direct debit, and how long an account number is there.
const SEPA: [(&str, usize); 42] = [
    ("AD", 24),
    ("AL", 28),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GI", 23),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IS", 26),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("VA", 22),
];

/// How many characters an account number has in a country of the scheme.
pub fn length_in(country: &str) -> Option<usize> {
    SEPA.iter().find(|(known, _)| *known == country).map(|(_, length)| *length)
}

/// What is kept of what was typed: spaces, and small letters, are how people copy it from a card.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase()
}

impl Iban {
    /// Without spaces, as it is kept and exchanged.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country of the account, in two letters.
    pub fn country(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }

    /// Whether money can be collected there by direct debit.
    pub fn is_sepa(&self) -> bool {
        length_in(self.country()).is_some()
    }

    /// In groups of four, as it is printed and read out.
    pub fn printed(&self) -> String {
        let characters: Vec<char> = self.0.chars().collect();
        characters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// All but the country and the last four characters hidden: what may stand on a page others can see.
    pub fn masked(&self) -> String {
        let last = self.0.get(self.0.len().saturating_sub(4)..).unwrap_or_default();
        format!("{}\u{2022}\u{2022} \u{2022}\u{2022}\u{2022}\u{2022} {last}", self.country())
    }

    /// The bank's own code within the account number, where the country's layout tells: what the bank's name is looked up by.
    pub fn bank_code(&self) -> Option<&str> {
        match self.country() {
            "NL" => self.0.get(4..8),
            "DE" | "AT" | "BE" => self.0.get(
                4..match self.country() {
                    "DE" => 12,
                    "AT" => 9,
                    _ => 7,
                },
            ),
            _ => None,
        }
    }
}

impl FromStr for Iban {
    type Err = NotAnIban;

    fn from_str(text: &str) -> Result<Self, NotAnIban> {
        let bare = bare(text);
        let (country, check) = (bare.get(..2).unwrap_or_default(), bare.get(2..4).unwrap_or_default());
        let formed = bare.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && country.bytes().all(|byte| byte.is_ascii_uppercase())
            && check.len() == 2
            && check.bytes().all(|byte| byte.is_ascii_digit());
        if !formed {
            return Err(NotAnIban::Form);
        }
        // Said before the check digits, which cannot fit either then: it tells better what to do.
        match length_in(country) {
            Some(length) if bare.len() < length => return Err(NotAnIban::TooShort),
            Some(length) if bare.len() > length => return Err(NotAnIban::TooLong),
            Some(_) | None => {}
        }
        match bare.parse::<iban::Iban>() {
            Ok(iban) => Ok(Self(iban.electronic_str().to_owned())),
            Err(iban::ParseIbanError::InvalidBaseIban { source: iban::ParseBaseIbanError::InvalidChecksum }) => {
                Err(NotAnIban::CheckDigits)
            }
            Err(iban::ParseIbanError::InvalidBaseIban { .. }) => Err(NotAnIban::Form),
            Err(iban::ParseIbanError::InvalidBban(_) | iban::ParseIbanError::UnknownCountry(_)) => {
                Err(NotAnIban::Country)
            }
        }
    }
}

impl TryFrom<String> for Iban {
    type Error = NotAnIban;

    fn try_from(text: String) -> Result<Self, NotAnIban> {
        text.parse()
    }
}

impl From<Iban> for String {
    fn from(iban: Iban) -> Self {
        iban.0
    }
}

/// Personal data: never in a log as it stands.
impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_field_notes() {
        for good in ["NL91ABNA0417164300", "DE89370400440532013000", "nl91 abna 0417 1643 00"] {
            assert!(good.parse::<Iban>().is_ok(), "{good}");
        }
        let iban: Iban = "DE89370400440532013000".parse().unwrap();
        assert_eq!(iban.printed(), "DE89 3704 0044 0532 0130 00");
        assert_eq!(iban.bank_code(), Some("37040044"));
        assert_eq!(format!("{iban:?}"), "DE\u{2022}\u{2022} \u{2022}\u{2022}\u{2022}\u{2022} 3000");
        assert_eq!("NL91ABNA0417164300".parse::<Iban>().unwrap().bank_code(), Some("ABNA"));
    }

    #[test]
    fn any_flipped_digit_is_found() {
        let good = "NL91ABNA0417164300";
        for (at, digit) in good.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let flipped = char::from_digit((digit.to_digit(10).unwrap() + 1) % 10, 10).unwrap();
            let mut text = good.to_owned();
            text.replace_range(at..=at, &flipped.to_string());
            assert!(text.parse::<Iban>().is_err(), "{text}");
        }
        assert_eq!("NL92ABNA0417164300".parse::<Iban>(), Err(NotAnIban::CheckDigits));
        assert_eq!("hello".parse::<Iban>(), Err(NotAnIban::Form));
        assert_eq!("".parse::<Iban>(), Err(NotAnIban::Form));
    }

    #[test]
    fn what_is_wrong_is_said_so_that_one_knows_what_to_do() {
        assert_eq!("NL91ABNA041716430".parse::<Iban>(), Err(NotAnIban::TooShort));
        assert_eq!("DE893704004405320130001".parse::<Iban>(), Err(NotAnIban::TooLong));
        assert_eq!("XX91ABNA0417164300".parse::<Iban>(), Err(NotAnIban::CheckDigits));
        assert_eq!("\u{c4}A91".parse::<Iban>(), Err(NotAnIban::Form));
        let turkish: Iban = "TR330006100519786457841326".parse().unwrap();
        assert!(!turkish.is_sepa() && "DE89370400440532013000".parse::<Iban>().unwrap().is_sepa());
    }
}
