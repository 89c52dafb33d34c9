//! Upgrades of the caller's own organisation: loading one, and carrying a decision on it through.

use domain::ids::UpgradeId;
use domain::kvk_number::KvkNumber;
use domain::power::RegisterFacts;
use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Decided, Refusal, Upgrade};
use runtime::{Context, Member};
use schemars::JsonSchema;
use serde::Deserialize;
use store::upgrade::Case;

use crate::problems::Refused;

/// Which upgrade.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpgradePath {
    /// Its id.
    pub upgrade_id: UpgradeId,
}

/// What the caller saw.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeenVersion {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
}

/// The upgrade, if it is of the caller's organisation and he may see it; anything else is not there (S44).
pub(crate) async fn load(cx: &Context, caller: &Member, id: &UpgradeId) -> Result<Case, Refused> {
    caller.case(cx, id).await?.ok_or(Refused::NotFound)
}

/// The upgrade, told by the business register what it says of the company that `company` names; none is not asked about. Nothing is written
/// here: what was said is kept with the decision that follows.
pub(crate) async fn load_told(
    cx: &Context,
    caller: &Member,
    id: &UpgradeId,
    company: impl Fn(&Upgrade) -> Option<KvkNumber> + Send + Sync,
) -> Result<Case, Refused> {
    let mut case = load(cx, caller, id).await?;
    // Only about the organisation the means is registered to: nobody reads through the register by changing a number (S12).
    let own = &case.means.registration.kvk_number;
    if let Some(number) = company(&case.upgrade).filter(|number| number == own) {
        let answer = cx.register().consult(&number, cx.now()).await;
        let facts = RegisterFacts::new(number, cx.now(), answer);
        case.upgrade.value = case.upgrade.value.told_by_register(Some(facts));
    }
    Ok(case)
}

/// Loads, decides and keeps; answers the upgrade as it is then.
pub(crate) async fn change(
    cx: &Context,
    caller: &Member,
    id: &UpgradeId,
    decide: impl Fn(&Case) -> Result<Decided, Refusal> + Send + Sync,
) -> Result<UpgradeView, Refused> {
    runtime::decide_upgrade(cx, Viewer::Customer, || load(cx, caller, id), decide).await
}
