//! A code of six digits that somebody asks for and gets by mail (S20-S22), as it stands with the link it was asked with: only its hash is
//! kept, the latest is the only one that is good, and it may be tried a few times.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::KeyedHash;
use crate::chance::Chance;
use crate::language::Language;

/// What is kept of the codes of a link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MailedCode {
    /// When a code was asked for last: only the latest is mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_asked_at: Option<Timestamp>,
    /// The language of the page the code was asked on.
    #[serde(default)]
    pub language: Language,
    /// The code that was mailed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<KeptCode>,
}

/// A mailed code, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptCode {
    /// Its hash, made with the pepper: six digits can be searched (S22).
    pub hash: KeyedHash,
    /// From when on it is void.
    pub expires_at: Timestamp,
    /// How often it may still be tried; at none it is void.
    pub tries_left: u8,
}

/// What is left to do about a code that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeDue {
    /// Its hash is to be kept, and then it is mailed.
    Draw,
    /// It is kept already, by an attempt of which nobody knows whether its mail went out (S53): it is mailed as it is.
    Mail {
        /// Until when it is good.
        expires_at: Timestamp,
    },
    /// It is not waited for any more.
    Nothing,
}

/// What a try came to. Both are to be written before anything is answered, held to the version that was read (S16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// It was right, and is used up.
    Right(MailedCode),
    /// It was not.
    Wrong {
        /// With one try less.
        code: MailedCode,
        /// How often it may still be tried.
        tries_left: u8,
    },
}

/// No code is good: none was mailed, it is too old, it was used, or it was tried too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no code that is good")]
pub struct CodeVoid;

/// Six digits to be mailed.
pub fn draw(chance: &dyn Chance) -> String {
    format!("{:06}", chance.below(1_000_000))
}

/// The digits that were typed; spaces and hyphens are forgiven. `None` for what cannot be a code, which costs no try.
pub fn typed(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit())).then_some(digits)
}

impl MailedCode {
    /// None was asked for.
    pub fn in_language(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// A code is asked for: whatever was mailed before is void at once (S20).
    pub fn asked(&self, language: Language, now: Timestamp) -> Self {
        Self { code_asked_at: Some(now), code: None, language }
    }

    /// What is left to do about the code that was asked for at `asked`; `kept` says whether it is the one whose hash is here.
    pub fn due(&self, asked: Timestamp, kept: bool, now: Timestamp) -> CodeDue {
        match &self.code {
            // Another was asked for since, or it was used.
            _ if self.code_asked_at != Some(asked) => CodeDue::Nothing,
            Some(code) if kept && code.tries_left > 0 && now < code.expires_at => {
                CodeDue::Mail { expires_at: code.expires_at }
            }
            Some(_) if kept => CodeDue::Nothing,
            Some(_) | None => CodeDue::Draw,
        }
    }

    /// The code was drawn and is about to be mailed: good for so long, and for so many tries.
    pub fn drawn(&self, hash: KeyedHash, life: SignedDuration, tries: u8, now: Timestamp) -> Self {
        let expires_at = now.saturating_add(life).unwrap_or(now);
        Self { code: Some(KeptCode { hash, expires_at, tries_left: tries }), ..self.clone() }
    }

    /// Somebody tries a code; `matches` says whether it is the one whose hash is here.
    ///
    /// # Errors
    /// When no code is good.
    pub fn tried(&self, matches: bool, now: Timestamp) -> Result<Tried, CodeVoid> {
        let kept = self.code.as_ref().filter(|code| code.tries_left > 0 && now < code.expires_at).ok_or(CodeVoid)?;
        if matches {
            return Ok(Tried::Right(self.answered()));
        }
        let tries_left = kept.tries_left.saturating_sub(1);
        let code = Self { code: Some(KeptCode { tries_left, ..kept.clone() }), ..self.clone() };
        Ok(Tried::Wrong { code, tries_left })
    }

    /// No code is good any more.
    pub fn answered(&self) -> Self {
        Self { code: None, code_asked_at: None, language: self.language }
    }
}
