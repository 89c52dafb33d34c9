//! Activation codes (S22, domain.md 5): twelve characters nobody mixes up, the last of which checks the others. Only a keyed hash is kept.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::KeyedHash;
use crate::chance::Chance;
use crate::typed_code;
use crate::upgrade::activate::CodeDue;
use crate::upgrade::rules::Rules;

/// How many characters are drawn: 54 bits.
const DRAWN: usize = 11;

/// An activation code as it was drawn or typed. Its check character is right; whether it is the one that was mailed is another matter.
#[derive(Clone, PartialEq, Eq)]
pub struct ActivationCode([u8; DRAWN]);

/// The text is not an activation code: a slip of the finger, which costs no try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an activation code")]
pub struct NotACode;

impl ActivationCode {
    /// A new code.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(typed_code::draw(chance))
    }

    /// The twelve characters, without the hyphens they are mailed with: what is hashed.
    pub fn canonical(&self) -> String {
        typed_code::canonical(&self.0)
    }

    /// The code as it is mailed: `ABCD-EFGH-JKMN`.
    pub fn for_mail(&self) -> String {
        typed_code::grouped(&self.canonical())
    }
}

impl FromStr for ActivationCode {
    type Err = NotACode;

    /// Small letters, spaces and hyphens are forgiven.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        typed_code::read(text).map(Self).ok_or(NotACode)
    }
}

impl fmt::Debug for ActivationCode {
    /// Never the code itself (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ActivationCode(..)")
    }
}

/// A code that was mailed: what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Activation {
    /// Its hash, made with the pepper: the table alone does not give the code away (S22).
    pub hash: KeyedHash,
    /// When it was mailed.
    pub mailed_at: Timestamp,
    /// From when on it is void.
    pub expires_at: Timestamp,
    /// How often it may still be tried; at none it is void.
    pub tries_left: u8,
}

/// What a try with a code came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Try {
    Right,
    Wrong,
    Void,
}

impl Activation {
    /// A code that is mailed now.
    pub fn mailed(hash: KeyedHash, rules: &Rules, now: Timestamp) -> Self {
        let expires_at = now.saturating_add(SignedDuration::from_hours(rules.code_hours)).unwrap_or(now);
        Self { hash, mailed_at: now, expires_at, tries_left: rules.code_tries }
    }

    /// What an attempt to mail it finds that was made once already. Half its time over and never tried: the mail service was away, and it
    /// gets its whole time again. Every try used up: it had arrived.
    pub(crate) fn due(&self, rules: &Rules, now: Timestamp) -> CodeDue {
        let life = SignedDuration::from_hours(rules.code_hours);
        let worn = self.expires_at.duration_since(now) < life / 2;
        if worn && self.tries_left == rules.code_tries {
            CodeDue::Draw
        } else if self.tries_left == 0 || now >= self.expires_at {
            CodeDue::Nothing
        } else {
            CodeDue::Mail { expires_at: self.expires_at }
        }
    }

    /// What a try comes to. `matches` says whether the code tried has this hash; the edge compares, it has the pepper.
    pub(crate) fn tried(&self, matches: bool, now: Timestamp) -> Try {
        if self.tries_left == 0 || now >= self.expires_at {
            Try::Void
        } else if matches {
            Try::Right
        } else {
            Try::Wrong
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typed_code::ALPHABET;
    use crate::upgrade::tests::Counting;

    #[test]
    fn twelve_characters_nobody_mixes_up() {
        let code = ActivationCode::draw(&Counting::default());
        assert_eq!(code.canonical().len(), 12);
        assert!(!code.canonical().contains(['0', 'O', '1', 'I', 'L']));
        assert_eq!(code.for_mail().len(), 14);
        assert_eq!(code.for_mail().to_lowercase().replace('-', " ").parse::<ActivationCode>(), Ok(code));
    }

    #[test]
    fn the_check_character_finds_every_slip_and_every_swap() {
        let right = ActivationCode::draw(&Counting::default()).canonical();
        for at in 0..12 {
            for other in ALPHABET {
                let mut typed = right.clone().into_bytes();
                if typed[at] != *other {
                    typed[at] = *other;
                    assert_eq!(String::from_utf8(typed).unwrap().parse::<ActivationCode>(), Err(NotACode));
                }
            }
        }
        for at in 0..11 {
            let mut typed = right.clone().into_bytes();
            if typed[at] != typed[at + 1] {
                typed.swap(at, at + 1);
                assert_eq!(String::from_utf8(typed).unwrap().parse::<ActivationCode>(), Err(NotACode));
            }
        }
        for text in ["", "ABCD", &format!("{right}2"), "0OIL10OIL10O", "ÄBCDEFGHJKMN"] {
            assert_eq!(text.parse::<ActivationCode>(), Err(NotACode), "{text}");
        }
    }

    #[test]
    fn a_code_is_void_when_its_time_or_its_tries_are_over() {
        let rules = Rules::named("2026-11").unwrap();
        let (hash, now) = (KeyedHash { key: "k1".into(), hash: "ab".into() }, Timestamp::UNIX_EPOCH);
        let mailed = Activation::mailed(hash, rules, now);
        let last = now + SignedDuration::from_hours(72) - SignedDuration::from_secs(1);
        assert_eq!(mailed.tried(true, last), Try::Right);
        assert_eq!(mailed.tried(true, now + SignedDuration::from_hours(72)), Try::Void);
        assert_eq!(mailed.tried(false, now), Try::Wrong);
        assert_eq!(Activation { tries_left: 0, ..mailed }.tried(true, now), Try::Void);
    }

    #[test]
    fn a_code_does_not_reach_a_log() {
        let code = ActivationCode::draw(&Counting::default());
        assert_eq!(format!("{code:?}"), "ActivationCode(..)");
    }
}
