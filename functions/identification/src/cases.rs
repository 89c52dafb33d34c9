//! Upgrades of the caller's own organisation: loading one, and carrying a decision on it through.

use domain::ids::UpgradeId;
use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Decided, Refusal};
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

/// The upgrade, if it is of the caller's organisation and he may see it; anything else is not there (S44).
async fn load(cx: &Context, caller: &Member, id: &UpgradeId) -> Result<Case, Refused> {
    caller.case(cx, id).await?.ok_or(Refused::NotFound)
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
