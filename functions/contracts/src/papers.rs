//! A paper on the desk: which case it is of, whether it still stands, and who signed it.

use domain::ids::{OrganisationId, SignerId, UpgradeId};
use domain::language::Language;
use domain::level::AssuranceLevel;
use domain::organisation::Organisation;
use domain::upgrade::Upgrade;
use domain::upgrade::contract::{Paper, PaperCode};
use domain::upgrade::signing::{How, Signer, SignerState};
use domain::upgrade::stage::StageName;
use jiff::Timestamp;
use jiff::civil::Date;
use runtime::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Error;

use crate::cases::PaperState;
use crate::on_paper::full_name;
use crate::problems::Refused;

/// Which paper.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaperPath {
    /// The code on it, as it was typed or scanned.
    pub code: String,
}

/// A paper and its case.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaperView {
    /// The code on it.
    pub code: PaperCode,
    /// The fingerprint on it, to be compared by eye.
    pub fingerprint: String,
    /// The language it is in.
    pub language: Language,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether it says what the data says now.
    pub state: PaperState,
    /// Of which organisation.
    pub organisation_id: OrganisationId,
    /// Its name in the register.
    pub organisation_name: String,
    /// Of which upgrade.
    pub upgrade_id: UpgradeId,
    /// Send this back with a signature: it tells whether somebody came between.
    pub version: u64,
    /// Where the upgrade stands.
    pub stage: StageName,
    /// The number of the means.
    pub means_number: String,
    /// Whose means it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// The level it starts from; absent for a first application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_level: Option<AssuranceLevel>,
    /// The level it leads to.
    pub target_level: AssuranceLevel,
    /// How many must sign.
    pub needed: usize,
    /// How many have, on paper or in the signing room.
    pub signed: usize,
    /// Who may sign, in the order of the paper.
    pub signers: Vec<SignerOnPaper>,
}

/// Somebody who may sign.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignerOnPaper {
    /// His id.
    pub signer_id: SignerId,
    /// His full name.
    pub name: String,
    /// His function in the register.
    pub function: String,
    /// His signature for these data, if he gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureSeen>,
}

/// A signature that counts.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignatureSeen {
    /// When it was given, or written down.
    pub at: Timestamp,
    /// The day on the paper; absent for one given in the signing room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
}

impl PaperView {
    /// A paper beside its case as it is now.
    pub(crate) fn of(paper: &Paper, upgrade: &Upgrade, organisation: &str) -> Self {
        let (contract, signing) = (&paper.contract, &upgrade.signing);
        let fingerprint = upgrade.fingerprint();
        let present = signing.signers.iter().filter(|signer| !matches!(signer.state, SignerState::Replaced { .. }));
        Self {
            code: contract.code.clone(),
            fingerprint: contract.fingerprint.clone(),
            language: contract.language,
            made_at: contract.made_at,
            state: PaperState::of(upgrade, &contract.fingerprint),
            organisation_id: paper.organisation.clone(),
            organisation_name: organisation.to_owned(),
            upgrade_id: paper.upgrade.clone(),
            version: upgrade.revision,
            stage: upgrade.stage.name(),
            means_number: upgrade.means_number.clone(),
            user_name: upgrade
                .data
                .user
                .as_ref()
                .map(|user| full_name(&user.first_names, user.infix.as_ref(), &user.surname)),
            from_level: upgrade.from_level,
            target_level: upgrade.target_level,
            needed: signing.needed,
            signed: signing.signed(&fingerprint),
            signers: present.map(|signer| SignerOnPaper::of(signer, &fingerprint)).collect(),
        }
    }
}

impl SignerOnPaper {
    fn of(signer: &Signer, fingerprint: &str) -> Self {
        let signature = signer.signature(fingerprint).map(|signature| SignatureSeen {
            at: signature.at,
            signed_on: match &signature.how {
                How::Paper { signed_on, .. } => Some(*signed_on),
                How::Room { .. } => None,
            },
        });
        Self {
            signer_id: signer.id.clone(),
            name: signer.name(),
            function: signer.representative.function.to_string(),
            signature,
        }
    }
}

/// The paper with this code.
pub(crate) async fn find(cx: &Context, typed: &str) -> Result<Paper, Refused> {
    let code: PaperCode = typed.parse().map_err(|_| Refused::NotACode)?;
    let paper = cx.store().get::<Paper>(store::paper::key(&code)).await?.ok_or(Refused::NotFound)?;
    Ok(paper.value)
}

/// What the organisation is called.
pub(crate) async fn organisation_name(cx: &Context, id: &OrganisationId) -> Result<String, Refused> {
    let organisation = cx.store().get::<Organisation>(store::organisation::key(id)).await?;
    let gone = || Error::Corrupt("the organisation of a paper is gone".to_owned());
    Ok(organisation.ok_or_else(gone)?.value.name)
}
