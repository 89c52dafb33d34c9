//! The number of a question: nine digits in threes, read out on the phone in one breath. The last two check the others. It opens nothing:
//! whoever knows it still needs a link or an account.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;

/// A reference: `482 913 057`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", rename = "TicketReference", extend("examples" = ["482 913 023"]))]
pub struct Reference(u32);

/// The text is not a reference: a slip of the finger or of the ear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a reference")]
pub struct NotAReference;

/// The smallest number that has seven digits before the two that check them.
const FIRST: u32 = 1_000_000;

impl Reference {
    /// A new reference. The table makes sure that no other question has it.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self::of(FIRST + chance.below(9 * FIRST))
    }

    fn of(number: u32) -> Self {
        let rest = u64::from(number) * 100 % 97;
        Self(number * 100 + u32::try_from(98 - rest).unwrap_or_default())
    }

    /// The nine digits, without spaces: what it is kept under.
    pub fn digits(&self) -> String {
        self.0.to_string()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:03} {:03}", self.0 / 1_000_000, self.0 / 1000 % 1000, self.0 % 1000)
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reference({self})")
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    /// Spaces, hyphens and dots are forgiven; a wrong digit, or two that changed places, are found (ISO 7064, MOD 97-10).
    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '\u{a0}')).collect();
        if digits.len() != 9 || !digits.bytes().all(|digit| digit.is_ascii_digit()) || digits.starts_with('0') {
            return Err(NotAReference);
        }
        let number: u32 = digits.parse().map_err(|_| NotAReference)?;
        let reference = Self::of(number / 100);
        if reference.0 == number { Ok(reference) } else { Err(NotAReference) }
    }
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;
    impl Chance for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.iter_mut().zip(7_u8..).for_each(|(byte, value)| *byte = value);
        }
    }

    #[test]
    fn a_reference_is_read_back_as_people_say_and_type_it() {
        let reference = Reference::draw(&Counting);
        let text = reference.to_string();
        assert_eq!((text.len(), reference.digits().len()), (11, 9), "{text}");
        for typed in [text.clone(), reference.digits(), text.replace(' ', "-"), text.replace(' ', ".")] {
            assert_eq!(typed.parse(), Ok(reference), "{typed}");
        }
        for bad in ["", "123", "012 345 678", "482 913 05x", "4829 130 571"] {
            assert_eq!(bad.parse::<Reference>(), Err(NotAReference), "{bad}");
        }
    }

    #[test]
    fn every_wrong_digit_and_every_pair_that_changed_places_is_found() {
        let right = Reference::draw(&Counting).digits().into_bytes();
        for at in 0..right.len() {
            for digit in b'0'..=b'9' {
                let mut wrong = right.clone();
                wrong[at] = digit;
                let text = String::from_utf8(wrong.clone()).unwrap();
                assert_eq!(text.parse::<Reference>().is_ok(), wrong == right, "{text}");
            }
            let mut swapped = right.clone();
            if at > 0 {
                swapped.swap(at - 1, at);
            }
            let text = String::from_utf8(swapped.clone()).unwrap();
            assert_eq!(text.parse::<Reference>().is_ok(), swapped == right, "{text}");
        }
    }
}
