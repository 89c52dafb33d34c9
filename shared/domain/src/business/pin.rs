//! The PIN of a letter: eight digits, none of them foreseeable (S23).

use std::fmt;
use std::str::FromStr;

use crate::chance::Chance;

/// How many digits.
const DIGITS: usize = 8;
/// One more than the largest.
const LIMIT: u32 = 100_000_000;

/// A PIN as it was drawn or typed. Whether it is the one of a letter is another matter.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

/// The text is not eight digits: a slip of the finger, or a password in the wrong field. Costs no try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a PIN")]
pub struct NotAPin;

impl Pin {
    /// A new one, any but those everybody tries first.
    pub fn draw(chance: &dyn Chance) -> Self {
        loop {
            let pin = Self(format!("{:08}", chance.below(LIMIT)));
            if !pin.is_trivial() {
                return pin;
            }
        }
    }

    /// The digits: what is printed and hashed. Never anywhere else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// As it is printed: `1234 5678`.
    pub fn for_letter(&self) -> String {
        let (first, last) = self.0.split_at_checked(DIGITS / 2).unwrap_or((&self.0, ""));
        format!("{first} {last}")
    }

    /// All the same, up or down step by step (also past nine and nought), or two digits over and over.
    fn is_trivial(&self) -> bool {
        let digits = self.0.as_bytes();
        let steps =
            |by: u8| digits.iter().zip(digits.iter().skip(1)).all(|(a, b)| (a - b'0' + by) % 10 == (b - b'0') % 10);
        let repeats = |every: usize| digits.iter().zip(digits.iter().skip(every)).all(|(a, b)| a == b);
        steps(0) || steps(1) || steps(9) || repeats(2) || repeats(4)
    }
}

impl FromStr for Pin {
    type Err = NotAPin;

    /// Spaces and hyphens between digits are how it may be read off a letter.
    fn from_str(text: &str) -> Result<Self, NotAPin> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}')).collect();
        let fits = digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits { Ok(Self(digits)) } else { Err(NotAPin) }
    }
}

impl fmt::Debug for Pin {
    /// Never the digits (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    struct Rows(AtomicU32);
    impl Chance for Rows {
        fn fill(&self, bytes: &mut [u8]) {
            for byte in bytes {
                *byte = (self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(2_654_435_761) >> 24) as u8;
            }
        }
    }

    #[test]
    fn what_everybody_tries_first_is_never_drawn() {
        for trivial in
            ["00000000", "77777777", "12345678", "01234567", "34567890", "87654321", "21098765", "12121212", "20262026"]
        {
            assert!(trivial.parse::<Pin>().unwrap().is_trivial(), "{trivial}");
        }
        for good in ["12345679", "40718326", "00000001", "98765430", "11223344"] {
            assert!(!good.parse::<Pin>().unwrap().is_trivial(), "{good}");
        }
        let chance = Rows(AtomicU32::new(0));
        let drawn: BTreeSet<String> = (0..500).map(|_| Pin::draw(&chance).reveal().to_owned()).collect();
        assert!(drawn.len() > 490 && drawn.iter().all(|pin| pin.len() == 8));
        assert!(drawn.iter().any(|pin| pin.starts_with('0')), "leading noughts are kept");
    }

    #[test]
    fn it_is_read_as_it_is_printed_and_a_password_is_none() {
        let pin: Pin = "4071 8326".parse().unwrap();
        assert_eq!((pin.reveal(), pin.for_letter().as_str()), ("40718326", "4071 8326"));
        assert_eq!(pin.for_letter().parse::<Pin>(), Ok(pin));
        for other in ["", "4071832", "407183261", "4071832x", "twaalf groene eenden zwemmen", "４０７１８３２６"]
        {
            assert_eq!(other.parse::<Pin>(), Err(NotAPin), "{other}");
        }
    }

    #[test]
    fn it_does_not_reach_a_log() {
        assert_eq!(format!("{:?}", "40718326".parse::<Pin>().unwrap()), "Pin(..)");
    }
}
