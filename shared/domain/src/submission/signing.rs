//! The signatures of a contract: who signs it, by the form's roles and the answers, and what became of each. A signature stands for exactly
//! the answers it was given for; whoever changes one of them voids them all.

mod answers;
mod begin;
mod link;
mod people;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::email::Email;
use crate::ids::{SignerId, VersionId};
use crate::language::Language;
use crate::name::{Name, Note};

pub use link::SubmissionLink;
pub use people::{Named, named};

/// How many days a contract waits for its signatures; then they are void, and it is a draft again.
pub const SIGNING_DAYS: i64 = 60;
/// After how many days who has not answered is reminded, by Balie itself, again and again.
pub const REMIND_DAYS: i64 = 7;
/// How long a mailed code is good, in minutes.
pub const CODE_MINUTES: i64 = 15;
/// How often it may be tried.
pub const CODE_TRIES: u8 = 5;

/// Where the signatures stand. Sealed whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signing {
    /// The fingerprint of what is signed.
    pub fingerprint: String,
    /// From when on nobody signs any more.
    pub expires_at: Timestamp,
    /// When Balie looks next whom to remind.
    pub remind_at: Timestamp,
    /// Who signs, in the order of the form's roles. All of them must.
    pub signers: Vec<Signer>,
}

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signer {
    /// Balie's own name for him.
    pub id: SignerId,
    /// In which role of the form.
    pub role: String,
    /// His full name, by the answers.
    pub name: Name,
    /// Where his link goes. Who has none signs on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// What became of it.
    pub state: SignerState,
    /// The link that works; whatever was mailed before it is dead (S20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<TokenHash>,
    /// When he was invited or reminded, each time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Timestamp>,
}

/// What became of somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SignerState {
    /// Nothing was mailed to him yet, or he has no address.
    ToInvite {},
    /// He has a link.
    Invited {},
    /// He opened it.
    Opened {
        /// When, the first time.
        at: Timestamp,
    },
    /// He signed.
    Signed {
        /// When it was given, or handed in.
        at: Timestamp,
        /// How.
        how: How,
    },
    /// He will not sign.
    Declined {
        /// When.
        at: Timestamp,
        /// Why, in his words.
        reason: Note,
    },
}

/// How somebody signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "in", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "SubmissionSignedHow")]
pub enum How {
    /// In the signing room, with the code from his mail.
    Room {
        /// The version of the text he agreed to.
        consent: String,
        /// The language he read it in.
        language: Language,
    },
    /// In pen, on a scan that was handed in.
    Paper {
        /// The scan.
        file: VersionId,
        /// The day beside the signature.
        signed_on: Date,
    },
}

impl Signer {
    /// Whether he was asked and did not answer yet.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, SignerState::ToInvite {} | SignerState::Invited {} | SignerState::Opened { .. })
    }

    /// Whether he signed.
    pub const fn has_signed(&self) -> bool {
        matches!(self.state, SignerState::Signed { .. })
    }

    /// The address with its middle hidden: `p•••@beispiel.de`.
    pub fn masked_email(&self) -> Option<String> {
        self.email.as_ref().map(Email::masked)
    }
}

impl Signing {
    /// Somebody who signs, by name.
    pub fn signer(&self, id: &SignerId) -> Option<&Signer> {
        self.signers.iter().find(|signer| signer.id == *id)
    }

    /// How many signed.
    pub fn signed(&self) -> usize {
        self.signers.iter().filter(|signer| signer.has_signed()).count()
    }

    /// Whether everybody did.
    pub fn is_whole(&self) -> bool {
        !self.signers.is_empty() && self.signed() == self.signers.len()
    }
}
