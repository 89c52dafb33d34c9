//! Secrets that are carried by a person or a browser, and what Balie keeps of them: a hash, never the secret (S18, S27).

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::chance::Chance;

/// A secret of 256 random bits: the part of a link in a mail, of a refresh token or of a log-in challenge that cannot be guessed.
///
/// It has no `Debug` that shows it and no `Serialize`: the one way out is [`Token::reveal`], where it is handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new secret.
    pub fn draw(chance: &dyn Chance) -> Self {
        Self::from_bytes(&chance.bytes::<32>())
    }

    /// The secret made of these bytes, which themselves cannot be guessed.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(base64url(bytes))
    }

    /// What somebody handed in. Anything may be handed in: it only opens what has its hash.
    pub fn presented(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret in characters that survive a URL, a cookie and a header.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it. A fast hash does: 256 bits of chance cannot be searched.
    pub fn hash(&self) -> TokenHash {
        TokenHash(hex(&Sha256::digest(self.0.as_bytes())))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The SHA-256 of a [`Token`]: what is stored, and what a token is looked up by.
///
/// Comparing two of these in ordinary time gives nothing away that helps: who does not have the token cannot choose its hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(String);

impl TokenHash {
    /// The hash in hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A hash made with a key that is not in the table, and the name of that key (S2, S22): for codes short enough to be searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyedHash {
    /// Which key it was made with.
    pub key: String,
    /// The HMAC-SHA-256 in hexadecimal digits.
    pub hash: String,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Base 64 for URLs, without padding (RFC 4648, 5).
fn base64url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            let letter = ALPHABET.get(((bits >> (18 - 6 * place)) & 63) as usize);
            text.extend(letter.map(|&letter| char::from(letter)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, coded) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64url(plain.as_bytes()), coded);
        }
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn a_token_is_known_by_its_hash_and_never_shown_by_accident() {
        let token = Token::from_bytes(&[7; 32]);
        assert_eq!(token.reveal().len(), 43);
        assert_eq!(Token::presented(token.reveal()).hash(), token.hash());
        assert_eq!(format!("{token:?}"), "Token(..)");
        assert_eq!(
            Token::presented("abc").hash().as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
