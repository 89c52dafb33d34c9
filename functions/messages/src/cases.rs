//! The upgrade a thread belongs to.

use domain::ids::UpgradeId;
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
pub(crate) async fn load(cx: &Context, caller: &Member, id: &UpgradeId) -> Result<Case, Refused> {
    caller.case(cx, id).await?.ok_or(Refused::NotFound)
}
