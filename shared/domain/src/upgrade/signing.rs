//! Signing: who must sign, and who did, on paper or in the signing room. Both count the same, in any order, until as many signed as the
//! rules ask (domain.md 2.1). A signature stands for exactly the data it was given for: it is counted under that data's fingerprint only.

mod begin;
mod consent;
mod evidence;
mod link;
mod room;
mod signers;
#[cfg(test)]
mod tests;
mod view;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::email::Email;
use crate::ids::{AccountId, SignerId};
use crate::name::Note;
use crate::upgrade::data::Representative;

pub use consent::Consent;
pub use evidence::{SignatureEvidence, SigningEvidence};
pub use link::{CodeTry, SigningLink};
pub use room::RoomSignature;
pub use view::{HowView, RoomState, SignedServices, SignerStateName, SignerView, SigningRoomView, SigningView};

use crate::upgrade::{Refusal, Upgrade};

/// Where the signatures stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signing {
    /// The fingerprint of what signatures are asked for; none as long as none are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// How many of those named must sign.
    #[serde(default)]
    pub needed: usize,
    /// Whether the signing room is accepted at this level; paper always is.
    #[serde(default)]
    pub accepted_online: bool,
    /// Who may sign, and what became of each; also those who were replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signers: Vec<Signer>,
}

/// Somebody who may sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signer {
    /// Balie's own name for him.
    pub id: SignerId,
    /// His place in the list of representatives.
    pub place: usize,
    /// Who he is, as he stood there when he was asked.
    pub representative: Representative,
    /// Where his link goes: the representative's own address, or what it was corrected to.
    pub email: Email,
    /// What became of it.
    pub state: SignerState,
    /// When he was invited first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    /// The link that works; whatever was mailed before it is dead (S20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<TokenHash>,
    /// When he was reminded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reminded: Vec<Timestamp>,
}

/// What became of a signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SignerState {
    /// Nothing was mailed to him yet, or only paper is taken.
    ToInvite {},
    /// He has a link.
    Invited {},
    /// He opened it.
    Opened {
        /// When, the first time.
        at: Timestamp,
    },
    /// He signed.
    Signed(Signature),
    /// He will not sign.
    Declined {
        /// When.
        at: Timestamp,
        /// Why, in his words.
        reason: Note,
    },
    /// His address was corrected; another entry took his place.
    Replaced {
        /// When.
        at: Timestamp,
        /// By which.
        by: SignerId,
    },
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signature {
    /// When it was given, or written down.
    pub at: Timestamp,
    /// How.
    pub how: How,
    /// Of what: the fingerprint of the data.
    pub fingerprint: String,
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "in", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum How {
    /// In the signing room.
    Room {
        /// What he showed besides his link.
        factor: Factor,
        /// The text he agreed to.
        consent: Consent,
    },
    /// In pen.
    Paper {
        /// The day he wrote beside it.
        signed_on: Date,
        /// Who of the desk saw it.
        recorded_by: AccountId,
    },
}

/// What a signer shows besides his link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Factor {
    /// A code from a mail of its own.
    MailedCode,
    /// A code of the authenticator app of his account.
    App,
}

impl Signer {
    /// The full name, as one would write it under a signature.
    pub fn name(&self) -> String {
        let person = &self.representative;
        let infix = person.infix.as_ref().map(|infix| format!("{infix} ")).unwrap_or_default();
        format!("{} {infix}{}", person.first_names, person.surname)
    }

    /// Whether he was asked and did not answer yet.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, SignerState::ToInvite {} | SignerState::Invited {} | SignerState::Opened { .. })
    }

    /// The signature he gave for the data with this fingerprint.
    pub fn signature(&self, fingerprint: &str) -> Option<&Signature> {
        match &self.state {
            SignerState::Signed(signature) if signature.fingerprint == fingerprint => Some(signature),
            SignerState::Signed(_)
            | SignerState::ToInvite {}
            | SignerState::Invited {}
            | SignerState::Opened { .. }
            | SignerState::Declined { .. }
            | SignerState::Replaced { .. } => None,
        }
    }
}

impl Signing {
    /// How many signed what has this fingerprint.
    pub fn signed(&self, fingerprint: &str) -> usize {
        self.signers.iter().filter(|signer| signer.signature(fingerprint).is_some()).count()
    }

    /// Whether as many signed what has this fingerprint as must.
    pub fn is_enough(&self, fingerprint: &str) -> bool {
        self.fingerprint.as_deref() == Some(fingerprint) && self.needed > 0 && self.signed(fingerprint) >= self.needed
    }

    /// Whether enough of those who were asked can still sign.
    fn can_become_enough(&self, fingerprint: &str) -> bool {
        self.signed(fingerprint) + self.signers.iter().filter(|signer| signer.is_open()).count() >= self.needed
    }

    /// A signer by name.
    pub fn signer(&self, id: &SignerId) -> Option<&Signer> {
        self.signers.iter().find(|signer| signer.id == *id)
    }

    fn signer_mut(&mut self, id: &SignerId) -> Result<&mut Signer, Refusal> {
        self.signers.iter_mut().find(|signer| signer.id == *id).ok_or(Refusal::NoSuchSigner)
    }
}

impl Upgrade {
    /// Whether somebody can still sign: it is being judged, and not enough have.
    pub fn awaits_signatures(&self) -> bool {
        let asked = self.signing.fingerprint.as_deref();
        self.stage.admit(crate::upgrade::Verb::Sign).is_ok()
            && asked.is_some_and(|fingerprint| !self.signing.is_enough(fingerprint))
    }
}
