//! What shows, years later, who signed: who, when, what text, of what.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::ids::{SignerId, UpgradeId};
use crate::kvk_number::KvkNumber;
use crate::language::Language;
use crate::level::AssuranceLevel;
use crate::name::Name;
use crate::organisation::Organisation;
use crate::upgrade::Upgrade;
use crate::upgrade::signing::{Factor, How, Signature, Signer};

/// The evidence of the signatures under an upgrade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SigningEvidence {
    /// What was signed: the upgrade.
    pub upgrade_id: UpgradeId,
    /// Its means, by number.
    pub means_number: String,
    /// The level it started from; absent for a first application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// The organisation's name in the register.
    pub organisation: String,
    /// Its number there.
    pub kvk_number: KvkNumber,
    /// The fingerprint of what is signed now.
    pub fingerprint: String,
    /// How many must sign.
    pub needed: usize,
    /// How many did.
    pub signed: usize,
    /// The signatures, in the order they were given.
    pub signatures: Vec<SignatureEvidence>,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureEvidence {
    /// The signer's id.
    pub signer_id: SignerId,
    /// His full name.
    pub name: String,
    /// His function.
    pub function: Name,
    /// When he signed in the room, or when the desk wrote his paper down.
    pub at: Timestamp,
    /// Of what: the fingerprint of the data.
    pub fingerprint: String,
    /// Where his link went; on paper absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// What he showed besides his link; on paper absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Factor>,
    /// The version of the text he agreed to; on paper absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_version: Option<String>,
    /// The language he read it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_language: Option<Language>,
    /// The text itself, sentence by sentence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
    /// On paper, the day he wrote beside his signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
}

impl Upgrade {
    /// The evidence of the signatures that count; `None` when nobody was asked to sign.
    pub fn signing_evidence(&self, organisation: &Organisation) -> Option<SigningEvidence> {
        self.signing.fingerprint.as_ref()?;
        let fingerprint = self.fingerprint();
        let signed = |signer: &'_ Signer| signer.signature(&fingerprint).map(|given| evidence(signer, given));
        let mut signatures: Vec<_> = self.signing.signers.iter().filter_map(signed).collect();
        signatures.sort_by_key(|signature| signature.at);
        Some(SigningEvidence {
            upgrade_id: self.id.clone(),
            means_number: self.means_number.clone(),
            from_level: self.from_level,
            target_level: self.target_level,
            organisation: organisation.name.clone(),
            kvk_number: organisation.kvk_number.clone(),
            needed: self.signing.needed,
            signed: signatures.len(),
            signatures,
            fingerprint,
        })
    }
}

fn evidence(signer: &Signer, signature: &Signature) -> SignatureEvidence {
    let (email, factor, consent, signed_on) = match &signature.how {
        How::Room { factor, consent } => (Some(signer.email.clone()), Some(*factor), Some(consent), None),
        How::Paper { signed_on, .. } => (None, None, None, Some(*signed_on)),
    };
    SignatureEvidence {
        signer_id: signer.id.clone(),
        name: signer.name(),
        function: signer.representative.function.clone(),
        at: signature.at,
        fingerprint: signature.fingerprint.clone(),
        email,
        factor,
        text_version: consent.map(|consent| consent.version.clone()),
        text_language: consent.map(|consent| consent.language),
        text: consent.and_then(|consent| consent.words()).unwrap_or_default().to_vec(),
        signed_on,
    }
}
