//! The characters of an access code: what its holder types to log in (S22).

use std::fmt;
use std::str::FromStr;

use crate::chance::Chance;
use crate::typed_code;

/// How many characters are drawn: 54 bits.
const DRAWN: usize = 11;

/// The twelve characters of an access code as they were drawn or typed; the last of them checks the others. They are in the mail and in the
/// holder's head and nowhere else: what is kept is the key a login is looked up by.
#[derive(Clone, PartialEq, Eq)]
pub struct Characters([u8; DRAWN]);

/// The text is not an access code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an access code")]
pub struct NotAnAccessCode;

impl Characters {
    /// New ones.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self(typed_code::draw(chance))
    }

    /// As they are mailed: `ABCD-EFGH-JKMN`.
    pub fn for_mail(&self) -> String {
        typed_code::grouped(&self.canonical())
    }

    /// What may be shown of them on a page, to tell one code from another: the first two, `AB..-....-....`.
    pub fn hint(&self) -> String {
        let masked: String =
            self.canonical().chars().take(2).chain(std::iter::repeat_n('\u{2022}', DRAWN - 1)).collect();
        typed_code::grouped(&masked)
    }

    /// The form in which a login by them is looked up. No address has this form: it has no `@`.
    pub fn identifier(&self) -> String {
        format!("access-code:{}", self.canonical())
    }

    fn canonical(&self) -> String {
        typed_code::canonical(&self.0)
    }
}

impl FromStr for Characters {
    type Err = NotAnAccessCode;

    /// Small letters, spaces and hyphens are forgiven.
    fn from_str(text: &str) -> Result<Self, NotAnAccessCode> {
        typed_code::read(text).map(Self).ok_or(NotAnAccessCode)
    }
}

impl fmt::Debug for Characters {
    /// Never the code itself (S60).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Characters(..)")
    }
}

/// The form in which two names to log in with are the same: those of an access code when it is one, else those of an address.
pub fn identifier(typed: &str) -> String {
    typed.parse::<Characters>().map_or_else(|_| typed.trim().to_lowercase(), |characters| characters.identifier())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::chance;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = Characters::draw(&chance());
        let mailed = code.for_mail();
        assert_eq!(mailed.len(), 14);
        for typed in [mailed.to_lowercase(), mailed.replace('-', ""), mailed.replace('-', " "), format!(" {mailed} ")] {
            assert_eq!(identifier(&typed), code.identifier(), "{typed}");
        }
    }

    #[test]
    fn an_address_is_no_code_and_a_slip_of_the_finger_is_nobody() {
        assert_eq!(identifier(" Petra@Voorbeeld.NL "), "petra@voorbeeld.nl");
        let mut slip = Characters::draw(&chance()).for_mail();
        let last = slip.pop();
        slip.push(if last == Some('2') { '3' } else { '2' });
        assert!(!identifier(&slip).starts_with("access-code:"));
    }

    #[test]
    fn a_hint_shows_two_characters_and_a_log_none() {
        let code = Characters::draw(&chance());
        assert_eq!(code.hint().chars().filter(char::is_ascii_alphanumeric).count(), 2);
        assert!(code.for_mail().starts_with(&code.hint()[..2]));
        assert_eq!(code.hint().chars().count(), 14);
        assert_eq!(format!("{code:?}"), "Characters(..)");
    }
}
