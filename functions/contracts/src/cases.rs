//! The upgrade a contract is of: whoever may see it may have its contract.

use api::{KeySet, Part, Touch};
use domain::document::DownloadLink;
use domain::ids::UpgradeId;
use domain::language::Language;
use domain::upgrade::Upgrade;
use domain::upgrade::contract::{Contract, PaperCode};
use jiff::Timestamp;
use runtime::{Context, Member, TICKET_LIFE};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::upgrade::Case;

use crate::problems::Refused;

/// What every reading operation of this capability opens.
pub(crate) const KEYS: &[KeySet] = &[KeySet::Data];

/// What carrying a decision through touches.
pub(crate) const TIMELINE: Touch = Touch::list(Part::Timeline).and(Touch::put(Part::Timeline));

/// Which upgrade.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpgradePath {
    /// Its id.
    pub upgrade_id: UpgradeId,
}

/// In which language a paper is wanted.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PaperInput {
    /// The language of the paper.
    pub language: Language,
}

/// A contract that was made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContractView {
    /// The code on the paper.
    pub code: PaperCode,
    /// SHA-256 over the canonical data it was made of, in hexadecimal.
    pub fingerprint: String,
    /// The language it is in.
    pub language: Language,
    /// When it was made.
    pub made_at: Timestamp,
    /// Whether it says what the data says now.
    pub state: PaperState,
    /// Where it can be fetched; not when it is void, so that nobody signs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
}

/// Whether a paper can be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaperState {
    /// It says what the data says now.
    Valid,
    /// The data changed after it was made.
    Void,
}

impl PaperState {
    /// Of a paper with this fingerprint.
    pub(crate) fn of(upgrade: &Upgrade, fingerprint: &str) -> Self {
        if upgrade.stands_for(fingerprint) { Self::Valid } else { Self::Void }
    }
}

/// The case, if it is of the caller's organisation and he may see it; anything else is not there (S44).
pub(crate) async fn load(cx: &Context, caller: &Member, id: &UpgradeId) -> Result<Case, Refused> {
    caller.case(cx, id).await?.ok_or(Refused::NotFound)
}

/// A contract as it is answered, with a link to fetch it for five minutes (S49).
pub(crate) async fn show(cx: &Context, upgrade: &Upgrade, contract: &Contract) -> Result<ContractView, Refused> {
    let state = PaperState::of(upgrade, &contract.fingerprint);
    let mut download = None;
    if state == PaperState::Valid {
        let key = contract.file_key(&upgrade.organisation, &upgrade.id);
        let url = cx.files().download_link(&key, &format!("contract-{}.pdf", contract.code)).await?;
        download = Some(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) });
    }
    Ok(ContractView {
        code: contract.code.clone(),
        fingerprint: contract.fingerprint.clone(),
        language: contract.language,
        made_at: contract.made_at,
        state,
        download,
    })
}
