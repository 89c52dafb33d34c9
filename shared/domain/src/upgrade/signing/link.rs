//! The link into the signing room, and the code that is mailed to whoever opened it (S18-S22). Of both only a hash is kept. They stand
//! apart from the upgrade: a wrong code is counted here, and disturbs nobody else who signs.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::link::LinkNotUsable;
use crate::account::{KeyedHash, TokenHash};
use crate::days;
use crate::ids::{OrganisationId, SignerId, UpgradeId};
use crate::language::Language;
use crate::mailed_code::{MailedCode, Tried};
use crate::upgrade::refusal::Refusal;
use crate::upgrade::rules::{Rules, SigningRules};
use crate::upgrade::signing::{Signer, SignerState};
use crate::upgrade::{Stage, Upgrade};

/// A signer's link as it is kept. The secret itself is only in the mail. Opening it uses nothing up (S19): mail scanners open links too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SigningLink {
    /// What it is looked up by.
    pub hash: TokenHash,
    /// Of which organisation.
    pub organisation: OrganisationId,
    /// What is signed.
    pub upgrade: UpgradeId,
    /// By whom.
    pub signer: SignerId,
    /// When it was made.
    pub issued_at: Timestamp,
    /// From when it opens nothing any more. The table may keep the item longer: this is what counts.
    pub expires_at: Timestamp,
    /// The day on which Balie reminds the signer by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_on: Option<Date>,
    /// The codes that were mailed to whoever opened it.
    #[serde(flatten)]
    pub codes: MailedCode,
}

/// What a try with a code came to. Both are to be written before anything is answered, held to the version that was read (S16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeTry {
    /// It was right, and is used up.
    Right(SigningLink),
    /// It was not.
    Wrong {
        /// The link, with one try less.
        link: SigningLink,
        /// How often it may still be tried.
        tries_left: u8,
    },
}

impl SigningLink {
    /// The link of a signer, by the hash of its secret.
    pub fn issue(hash: TokenHash, upgrade: &Upgrade, signer: &Signer, now: Timestamp) -> Result<Self, Refusal> {
        let rules = upgrade.rules()?;
        let life = SignedDuration::from_hours(24 * rules.signing.link_days);
        Ok(Self {
            hash,
            organisation: upgrade.organisation.clone(),
            upgrade: upgrade.id.clone(),
            signer: signer.id.clone(),
            issued_at: now,
            expires_at: now.saturating_add(life).unwrap_or(now),
            remind_on: next_reminder(rules, signer.invited_at.unwrap_or(now), now),
            codes: MailedCode::in_language(signer.representative.language.unwrap_or_default()),
        })
    }

    /// Whose it is, if it opens the room: it is the latest of its signer, in time, and what he was asked to sign is still asked or was
    /// signed by him. A link that is too old, was replaced, or never was: one answer for all of them (S10).
    pub fn opens<'a>(&self, upgrade: &'a Upgrade, now: Timestamp) -> Result<&'a Signer, LinkNotUsable> {
        let signer = upgrade.signing.signer(&self.signer).ok_or(LinkNotUsable)?;
        let asked = upgrade.signing.fingerprint.as_ref() == Some(&upgrade.fingerprint());
        let live = match (&signer.state, &upgrade.stage) {
            (SignerState::Replaced { .. }, _) | (_, Stage::Cancelled(_) | Stage::Draft | Stage::Refused(_)) => false,
            (SignerState::Signed(_) | SignerState::Declined { .. }, _) | (_, Stage::InReview(_)) => true,
            (
                SignerState::ToInvite {} | SignerState::Invited {} | SignerState::Opened { .. },
                Stage::Approved(_) | Stage::Active(_),
            ) => false,
        };
        let own = signer.link.as_ref() == Some(&self.hash) && self.upgrade == upgrade.id;
        if own && asked && live && now < self.expires_at { Ok(signer) } else { Err(LinkNotUsable) }
    }

    /// What is hashed of a code: bound to this link, so that the same digits of two signers do not look the same.
    pub fn bound(&self, code: &str) -> String {
        format!("{}:{code}", self.hash.as_str())
    }

    /// A code is asked for: whatever was mailed before is void at once (S20).
    pub fn code_asked(&self, language: Language, now: Timestamp) -> Self {
        Self { codes: self.codes.asked(language, now), ..self.clone() }
    }

    /// The code was drawn and is about to be mailed.
    pub fn code_drawn(&self, hash: KeyedHash, rules: &SigningRules, now: Timestamp) -> Self {
        let life = SignedDuration::from_mins(rules.code_minutes);
        Self { codes: self.codes.drawn(hash, life, rules.code_tries, now), ..self.clone() }
    }

    /// Somebody tries a code; `matches` says whether it is the one whose hash is here.
    pub fn try_code(&self, matches: bool, now: Timestamp) -> Result<CodeTry, Refusal> {
        match self.codes.tried(matches, now).map_err(|_| Refusal::CodeVoid)? {
            Tried::Right(_) => Ok(CodeTry::Right(self.answered())),
            Tried::Wrong { code, tries_left } => {
                Ok(CodeTry::Wrong { link: Self { codes: code, ..self.clone() }, tries_left })
            }
        }
    }

    /// The signer answered: no code is good any more, and nobody is reminded.
    pub fn answered(&self) -> Self {
        Self { codes: self.codes.answered(), remind_on: None, ..self.clone() }
    }

    /// Balie reminded, or need not any more.
    pub fn reminded(&self) -> Self {
        Self { remind_on: None, ..self.clone() }
    }
}

/// The next day on which a signer who was invited at `invited` is reminded: so many working days after it, and later than today.
fn next_reminder(rules: &Rules, invited: Timestamp, now: Timestamp) -> Option<Date> {
    let (invited, today) = (days::amsterdam(invited), days::amsterdam(now));
    let counts = rules.signing.remind_after_working_days.iter();
    let mut due = counts.map(|count| rules.office.working_days_after(invited, *count));
    due.find(|day| *day > today)
}
