//! The letter with the PIN. A business has one that counts: the latest. The PIN itself is drawn while the letter is set and stands on paper only.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::chance::Chance;
use crate::effect::{BusinessEffect, Effect, Print};
use crate::ids::{AccountId, BusinessId, PinLetterId};

/// How long a PIN is good, in days (domain.md 6).
pub const PIN_DAYS: i64 = 90;
/// How often a PIN may be tried (S23).
pub const PIN_TRIES: u8 = 5;
/// How long a PIN is good.
const LIFE: SignedDuration = SignedDuration::from_hours(24 * PIN_DAYS);
/// How long the file of a letter lies ready to be printed.
const FILE_LIES: SignedDuration = SignedDuration::from_hours(24 * 14);
/// How long after a letter a member may have another one made: nobody floods a business with post.
const BETWEEN: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What is kept of a PIN: argon2id over a keyed hash, and the key's id (S2, S23).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PinHash {
    /// The hash, with salt and parameters.
    pub hash: String,
    /// Which pepper it was made with.
    pub pepper: String,
}

impl std::fmt::Debug for PinHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinHash(..)")
    }
}

/// The letter of a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PinLetter {
    /// Its id.
    pub id: PinLetterId,
    /// For which business.
    pub business: BusinessId,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// How it stands.
    pub state: LetterState,
}

/// How a letter stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum LetterState {
    /// It waits for the press: there is no PIN yet.
    ToBeSet {},
    /// It was set; its PIN opens the business.
    Set {
        /// What is kept of the PIN.
        hash: PinHash,
        /// When it was set.
        at: Timestamp,
        /// How often it may still be tried.
        tries_left: u8,
        /// Whether its file still lies there.
        file: bool,
    },
    /// It was tried too often.
    Locked {
        /// Since when.
        at: Timestamp,
    },
    /// It opened the business.
    Used {
        /// When.
        at: Timestamp,
        /// For whom.
        by: AccountId,
    },
}

/// The name of how a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "PinLetterState")]
pub enum LetterStateName {
    /// It is being set.
    ToBeSet,
    /// Its PIN opens the business.
    Valid,
    /// Its time is over.
    Expired,
    /// It was tried too often.
    Locked,
    /// It opened the business.
    Used,
}

/// A try at a letter that was counted before anything is compared (S16).
#[derive(Debug, Clone)]
pub struct Reserved {
    /// The letter with a try less.
    pub letter: PinLetter,
    /// What the PIN is compared with.
    pub hash: PinHash,
    /// Whether it was the last try.
    pub last: bool,
}

/// That a letter is wished for: the daily batch issues it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// For which business.
    pub business: BusinessId,
    /// By whom.
    pub by: WishedBy,
    /// Since when.
    pub at: Timestamp,
}

/// Who wishes for a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum WishedBy {
    /// Somebody who knows the number: he gets another one even when one is out, for it may be lost.
    Member {
        /// Who.
        account: AccountId,
    },
    /// The desk, when it took in many: whoever has one that opens something gets no other.
    Import {
        /// Who.
        account: AccountId,
    },
}

impl Wish {
    /// Whether the batch fulfils it, seeing the letter there is.
    pub fn deserves_letter(&self, letter: Option<&PinLetter>, now: Timestamp) -> bool {
        match (&self.by, letter) {
            (_, None) => true,
            (WishedBy::Member { .. }, Some(letter)) => letter.may_be_followed(now),
            (WishedBy::Import { .. }, Some(letter)) => match letter.standing(now) {
                LetterStateName::ToBeSet | LetterStateName::Valid => false,
                LetterStateName::Expired | LetterStateName::Locked | LetterStateName::Used => true,
            },
        }
    }
}

impl PinLetter {
    /// A new letter: it is set by the press, and the one before is void from now on. What was printed of that one is deleted.
    pub fn issue(
        business: &BusinessId,
        before: Option<&Self>,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> (Self, Vec<Effect>) {
        let id = PinLetterId::new(now, chance);
        let letter = Self { id, business: business.clone(), issued_at: now, state: LetterState::ToBeSet {} };
        let mut effects =
            vec![Effect::Print(Print::PinLetter { business: business.clone(), letter: letter.id.clone() })];
        effects.extend(before.and_then(Self::file_deletion));
        (letter, effects)
    }

    /// The letter once it was set; `None` when it was set before, or is not this one any more.
    pub fn set(&self, hash: PinHash, now: Timestamp) -> Option<Self> {
        match self.state {
            LetterState::ToBeSet {} => {
                Some(self.with(LetterState::Set { hash, at: now, tries_left: PIN_TRIES, file: true }))
            }
            LetterState::Set { .. } | LetterState::Locked { .. } | LetterState::Used { .. } => None,
        }
    }

    /// Takes one of its tries, before anything is compared; `None` when it opens nothing (any more).
    pub fn reserve(&self, now: Timestamp) -> Option<Reserved> {
        let LetterState::Set { hash, at, tries_left, file } = &self.state else { return None };
        if now >= valid_until(*at) {
            return None;
        }
        let left = tries_left.checked_sub(1)?;
        let state = LetterState::Set { hash: hash.clone(), at: *at, tries_left: left, file: *file };
        Some(Reserved { letter: self.with(state), hash: hash.clone(), last: left == 0 })
    }

    /// The letter after a try that was right. It was counted before, so that it opens even when others used up the rest meanwhile; once.
    pub fn used(&self, by: &AccountId, now: Timestamp) -> Option<(Self, Vec<Effect>)> {
        match self.state {
            LetterState::Set { .. } | LetterState::Locked { .. } => Some((
                self.with(LetterState::Used { at: now, by: by.clone() }),
                self.file_deletion().into_iter().collect(),
            )),
            LetterState::ToBeSet {} | LetterState::Used { .. } => None,
        }
    }

    /// The letter after its last try was wrong; `None` when it was used or locked meanwhile.
    pub fn locked(&self, now: Timestamp) -> Option<(Self, Vec<Effect>)> {
        let LetterState::Set { tries_left: 0, .. } = self.state else { return None };
        Some((self.with(LetterState::Locked { at: now }), self.file_deletion().into_iter().collect()))
    }

    /// The letter without its file.
    pub fn without_file(&self) -> Option<Self> {
        let LetterState::Set { hash, at, tries_left, file: true } = &self.state else { return None };
        Some(self.with(LetterState::Set { hash: hash.clone(), at: *at, tries_left: *tries_left, file: false }))
    }

    /// How it stands now.
    pub fn standing(&self, now: Timestamp) -> LetterStateName {
        match &self.state {
            LetterState::ToBeSet {} => LetterStateName::ToBeSet,
            LetterState::Set { tries_left: 0, .. } | LetterState::Locked { .. } => LetterStateName::Locked,
            LetterState::Set { at, .. } if now >= valid_until(*at) => LetterStateName::Expired,
            LetterState::Set { .. } => LetterStateName::Valid,
            LetterState::Used { .. } => LetterStateName::Used,
        }
    }

    /// Until when its PIN opens the business; none while it is not set, or does so no more.
    pub fn valid_until(&self) -> Option<Timestamp> {
        match &self.state {
            LetterState::Set { at, .. } => Some(valid_until(*at)),
            LetterState::ToBeSet {} | LetterState::Locked { .. } | LetterState::Used { .. } => None,
        }
    }

    /// How often its PIN may still be tried.
    pub const fn tries_left(&self) -> Option<u8> {
        match &self.state {
            LetterState::Set { tries_left, .. } => Some(*tries_left),
            LetterState::ToBeSet {} | LetterState::Locked { .. } | LetterState::Used { .. } => None,
        }
    }

    /// From when on its file is deleted; none when there is none.
    pub fn file_until(&self) -> Option<Timestamp> {
        match &self.state {
            LetterState::Set { at, file: true, .. } => at.checked_add(FILE_LIES).ok(),
            LetterState::Set { .. }
            | LetterState::ToBeSet {}
            | LetterState::Locked { .. }
            | LetterState::Used { .. } => None,
        }
    }

    /// Where its file lies in the bucket.
    pub fn file_key(&self) -> String {
        file_key(&self.business, &self.id)
    }

    fn file_deletion(&self) -> Option<Effect> {
        let (business, letter) = (self.business.clone(), self.id.clone());
        self.file_until().map(|_| Effect::Business(BusinessEffect::DeleteLetterFile { business, letter }))
    }

    fn may_be_followed(&self, now: Timestamp) -> bool {
        now.duration_since(self.issued_at) >= BETWEEN
    }

    fn with(&self, state: LetterState) -> Self {
        Self { state, ..self.clone() }
    }
}

/// Where the file of a letter lies in the bucket.
pub fn file_key(business: &BusinessId, letter: &PinLetterId) -> String {
    format!("pin-letters/{business}/{letter}.pdf")
}

fn valid_until(set_at: Timestamp) -> Timestamp {
    set_at.checked_add(LIFE).unwrap_or(set_at)
}
