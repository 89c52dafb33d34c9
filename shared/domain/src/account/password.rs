//! What a password must be (S4, S5). No rules of composition, no expiry: length and the block list.

use super::block_list;
use super::{Credential, login::Initial};

/// The version of this policy. Raise it when a password that passed before may not be good enough any more: every older one then leads to
/// choosing a new one after log-in (S8).
pub const POLICY_VERSION: u32 = 1;

/// The fewest characters of a password that stands alone (S4).
pub const SHORTEST_ALONE: usize = 15;
/// The fewest where a second factor is always asked (S4).
pub const SHORTEST_WITH_SECOND_FACTOR: usize = 8;
/// The most bytes: enough for any sentence, and a bound to the work one attempt can cause (S4). Longer is refused, never cut.
pub const LONGEST: usize = 256;

/// Words that say what the password is for, whoever it belongs to (S5).
const PRODUCT_WORDS: [&str; 4] = ["balie", "eherkenning", "e-herkenning", "kvk-nummer"];

/// Why a password may not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// Fewer characters than it must have.
    #[error("the password is too short")]
    TooShort,
    /// More bytes than it may have.
    #[error("the password is too long")]
    TooLong,
    /// On the block list, or a simple variation of what is.
    #[error("the password is too common")]
    TooCommon,
    /// Holds the person's name or address, or what it is for.
    #[error("the password holds a word of its context")]
    ContainsContext,
    /// The one that had to be replaced (S7).
    #[error("the password is the same as before")]
    SameAsBefore,
}

impl NotAllowed {
    /// The stable code in answers; the client has the words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::TooCommon => "too-common",
            Self::ContainsContext => "contains-context",
            Self::SameAsBefore => "same-as-before",
        }
    }
}

/// A password that was judged and found good; what a [`Credential`] can be made of. It has no `Debug` that shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword {
    text: String,
    short: bool,
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

impl NewPassword {
    /// Judges a password exactly as it was received: nothing is trimmed, normalised or cut (S4). `context` are words of this person and
    /// his organisation: the part of the address before the `@`, names, KvK number.
    pub fn judge<'a>(
        text: &str,
        second_factor: bool,
        context: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, NotAllowed> {
        let characters = text.chars().count();
        let shortest = if second_factor { SHORTEST_WITH_SECOND_FACTOR } else { SHORTEST_ALONE };
        if text.len() > LONGEST {
            return Err(NotAllowed::TooLong);
        }
        if characters < shortest {
            return Err(NotAllowed::TooShort);
        }
        if block_list::is_common(text) {
            return Err(NotAllowed::TooCommon);
        }
        if block_list::contains_context(text, context.into_iter().chain(PRODUCT_WORDS)) {
            return Err(NotAllowed::ContainsContext);
        }
        Ok(Self { text: text.to_owned(), short: characters < SHORTEST_ALONE })
    }

    /// The password itself, for hashing.
    pub fn reveal(&self) -> &str {
        &self.text
    }

    /// The credential that keeps its hash.
    pub fn credential(&self, hash: String, pepper: String) -> Credential {
        Credential { hash, pepper, policy_version: POLICY_VERSION, short: self.short, initial: None }
    }
}

/// The characters an initial password is drawn from: none that can be taken for another.
const INITIAL_ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789-";
/// How many are drawn: 24 times 5 bits.
const INITIAL_LENGTH: usize = 24;

/// Draws an initial password (S7): 24 characters, 120 bits.
pub fn draw_initial(chance: &dyn crate::chance::Chance) -> String {
    let letters = chance.bytes::<INITIAL_LENGTH>();
    letters
        .iter()
        .filter_map(|byte| INITIAL_ALPHABET.get(usize::from(byte & 31)))
        .map(|&letter| char::from(letter))
        .collect()
}

/// The credential of an initial password that is mailed at `now`.
pub fn initial_credential(hash: String, pepper: String, now: jiff::Timestamp) -> Credential {
    Credential { hash, pepper, policy_version: POLICY_VERSION, short: false, initial: Some(Initial::issued(now)) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::chance;
    use super::*;

    fn judge(text: &str) -> Result<NewPassword, NotAllowed> {
        NewPassword::judge(text, false, ["p.jansen", "Bakkerij De Korenaar", "69599084"])
    }

    #[test]
    fn length_is_counted_in_characters_from_below_and_in_bytes_from_above() {
        assert_eq!(judge("kort maar krac"), Err(NotAllowed::TooShort));
        assert!(judge("kort maar kracht").is_ok());
        assert_eq!(judge("ñandú-çedilla♥"), Err(NotAllowed::TooShort));
        let long: String = (0..256).map(|n| char::from(b'a' + (n * n * 7 % 25) as u8)).collect();
        assert_ne!(judge(&long).err(), Some(NotAllowed::TooLong));
        assert_eq!(judge(&format!("{long}a")), Err(NotAllowed::TooLong));
    }

    #[test]
    fn a_shorter_one_will_do_only_beside_a_second_factor() {
        let short = NewPassword::judge("vlier-82k", true, []).unwrap();
        assert!(short.credential(String::new(), String::new()).short);
        assert_eq!(NewPassword::judge("vlier-8", true, []), Err(NotAllowed::TooShort));
        assert_eq!(NewPassword::judge("vlier-82k", false, []), Err(NotAllowed::TooShort));
    }

    #[test]
    fn what_is_common_or_about_the_person_is_denied() {
        assert_eq!(judge("Wachtwoord2026!!"), Err(NotAllowed::TooCommon));
        assert_eq!(judge("tuinkabouter p.jansen 9"), Err(NotAllowed::ContainsContext));
        assert_eq!(judge("sleutel 69599084 tuinhek"), Err(NotAllowed::ContainsContext));
        assert_eq!(judge("sleutel van de balie hier"), Err(NotAllowed::ContainsContext));
    }

    #[test]
    fn spaces_and_signs_are_kept_as_they_came() {
        let text = " drie fietsen, één dijk 🚲 ";
        assert_eq!(judge(text).unwrap().reveal(), text);
        assert_eq!(format!("{:?}", judge(text).unwrap()), "NewPassword(..)");
    }

    #[test]
    fn an_initial_password_is_long_and_differs_each_time() {
        let chance = chance();
        let (one, other) = (draw_initial(&chance), draw_initial(&chance));
        assert_eq!(one.len(), 24);
        assert_ne!(one, other);
    }
}
