//! The link into the signing room of a contract (S18-S20). Only its hash is kept; opening it uses nothing up, signing does.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::account::link::LinkNotUsable;
use crate::account::{KeyedHash, TokenHash};
use crate::ids::{SignerId, SubmissionId};
use crate::language::Language;
use crate::mailed_code::MailedCode;
use crate::submission::signing::{CODE_MINUTES, CODE_TRIES, Signer, SignerState};
use crate::submission::{State, Submission};

/// A signer's link as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionLink {
    /// What it is looked up by.
    pub hash: TokenHash,
    /// What is signed.
    pub submission: SubmissionId,
    /// By whom.
    pub signer: SignerId,
    /// From when it opens nothing any more.
    pub expires_at: Timestamp,
    /// The codes that were mailed to whoever opened it.
    #[serde(flatten)]
    pub codes: MailedCode,
}

impl SubmissionLink {
    /// The link of a signer, by the hash of its secret: good as long as signatures are asked.
    pub fn issue(hash: TokenHash, submission: &Submission, signer: &SignerId, now: Timestamp) -> Self {
        let expires_at = submission.signing.as_ref().map_or(now, |signing| signing.expires_at);
        Self {
            hash,
            submission: submission.id.clone(),
            signer: signer.clone(),
            expires_at,
            codes: MailedCode::in_language(submission.language),
        }
    }

    /// Whose it is, if it opens the room: the latest of its signer, in time, and what he was asked to sign is still asked or was signed by him. A
    /// link that is too old, was replaced, or never was: one answer for all of them (S10).
    ///
    /// # Errors
    /// When it opens nothing.
    pub fn opens<'a>(&self, submission: &'a Submission, now: Timestamp) -> Result<&'a Signer, LinkNotUsable> {
        let signing = submission.signing.as_ref().ok_or(LinkNotUsable)?;
        let signer = signing.signer(&self.signer).ok_or(LinkNotUsable)?;
        let own = signer.link.as_ref() == Some(&self.hash) && self.submission == submission.id;
        let answered = matches!(signer.state, SignerState::Signed { .. } | SignerState::Declined { .. });
        let live = match submission.state {
            State::ToSign { .. } => true,
            State::WithDesk { .. } | State::Settled { .. } => answered,
            State::Draft | State::AskedBack { .. } | State::Withdrawn { .. } => false,
        };
        let same = signing.fingerprint == submission.fingerprint();
        if own && live && same && now < self.expires_at { Ok(signer) } else { Err(LinkNotUsable) }
    }

    /// What is hashed of a code: bound to this link, so that the same digits of two signers do not look the same.
    pub fn bound(&self, code: &str) -> String {
        format!("{}:{code}", self.hash.as_str())
    }

    /// A code is asked for.
    pub fn code_asked(&self, language: Language, now: Timestamp) -> Self {
        Self { codes: self.codes.asked(language, now), ..self.clone() }
    }

    /// The code was drawn and is about to be mailed.
    pub fn code_drawn(&self, hash: KeyedHash, now: Timestamp) -> Self {
        let life = SignedDuration::from_mins(CODE_MINUTES);
        Self { codes: self.codes.drawn(hash, life, CODE_TRIES, now), ..self.clone() }
    }

    /// With other codes.
    pub fn with_codes(&self, codes: MailedCode) -> Self {
        Self { codes, ..self.clone() }
    }
}
