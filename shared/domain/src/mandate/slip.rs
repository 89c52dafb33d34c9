//! The code that is mailed to whoever signs a mandate without an authenticator app (S20-S22): bound to exactly what was shown to him, so that
//! it is void when the data changes.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::KeyedHash;
use crate::ids::{AccountId, BusinessId, MandateId};
use crate::language::Language;
use crate::mailed_code::{CodeDue, CodeVoid, MailedCode, Tried};

/// For how long a code is good.
const LIFE: SignedDuration = SignedDuration::from_mins(15);
/// How often it may be tried.
const TRIES: u8 = 5;

/// What somebody asked to sign, with the code he was mailed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Slip {
    /// Of which business.
    pub business: BusinessId,
    /// Which mandate.
    pub mandate: MandateId,
    /// Who signs.
    pub account: AccountId,
    /// The fingerprint of what was shown to him.
    pub fingerprint: String,
    /// His codes.
    #[serde(flatten)]
    pub codes: MailedCode,
}

impl Slip {
    /// A code is asked for: whatever was mailed before is void.
    pub fn asked(
        (business, mandate): (&BusinessId, &MandateId),
        account: &AccountId,
        fingerprint: String,
        language: Language,
        now: Timestamp,
    ) -> Self {
        let codes = MailedCode::default().asked(language, now);
        Self { business: business.clone(), mandate: mandate.clone(), account: account.clone(), fingerprint, codes }
    }

    /// What is hashed of a code: bound to what is signed and to who signs it.
    pub fn bound(&self, code: &str) -> String {
        format!("{}:{}:{}:{code}", self.mandate, self.account, self.fingerprint)
    }

    /// What is left to do about the code asked for at `asked`, while `waits` is what waits to be signed.
    pub fn due(&self, waits: Option<&str>, asked: Timestamp, kept: bool, now: Timestamp) -> CodeDue {
        if waits != Some(self.fingerprint.as_str()) {
            return CodeDue::Nothing;
        }
        self.codes.due(asked, kept, now)
    }

    /// The code was drawn and is about to be mailed.
    #[must_use]
    pub fn drawn(&self, hash: KeyedHash, now: Timestamp) -> Self {
        Self { codes: self.codes.drawn(hash, LIFE, TRIES, now), ..self.clone() }
    }

    /// Somebody tries a code for what is named by `fingerprint`.
    ///
    /// # Errors
    /// When no code is good for that.
    pub fn tried(&self, fingerprint: &str, matches: bool, now: Timestamp) -> Result<Tried, CodeVoid> {
        if self.fingerprint != fingerprint {
            return Err(CodeVoid);
        }
        self.codes.tried(matches, now)
    }

    /// From when on the table may clear it away: later than any code of it is good, so that a repeated effect finds what became of it.
    pub fn until(&self) -> Option<Timestamp> {
        self.codes.code_asked_at.and_then(|at| at.checked_add(SignedDuration::from_hours(24)).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::{at, chance};

    #[test]
    fn a_code_is_good_for_what_was_shown_five_times_and_a_quarter_of_an_hour() {
        let ids = (BusinessId::new(at(0), &chance()), MandateId::new(at(0), &chance()));
        let account = AccountId::new(at(0), &chance());
        let asked = Slip::asked((&ids.0, &ids.1), &account, "f1".to_owned(), Language::German, at(0));
        assert_eq!(asked.due(Some("f1"), at(0), false, at(1)), CodeDue::Draw);
        assert_eq!(asked.due(Some("f2"), at(0), false, at(1)), CodeDue::Nothing, "it changed meanwhile");
        let drawn = asked.drawn(KeyedHash { key: "p".to_owned(), hash: "h".to_owned() }, at(1));
        assert_eq!(drawn.tried("f2", true, at(2)), Err(CodeVoid));
        assert_eq!(drawn.tried("f1", true, at(1 + 15 * 60)), Err(CodeVoid));
        assert!(matches!(drawn.tried("f1", true, at(2)), Ok(Tried::Right(_))));
        let mut left = drawn;
        for tries in (0..5).rev() {
            let Ok(Tried::Wrong { code, tries_left }) = left.tried("f1", false, at(2)) else { panic!("{tries}") };
            assert_eq!(tries_left, tries);
            left = Slip { codes: code, ..left };
        }
        assert_eq!(left.tried("f1", true, at(3)), Err(CodeVoid));
    }
}
