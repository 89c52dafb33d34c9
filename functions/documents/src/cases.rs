//! The upgrade documents belong to: whoever may see it may see them.

use domain::ids::UpgradeId;
use domain::upgrade::Upgrade;
use runtime::{Context, Member};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Versioned;

use crate::problems::Refused;

/// Which upgrade.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpgradePath {
    /// Its id.
    pub upgrade_id: UpgradeId,
}

/// The upgrade, if it is of the caller's organisation and he may see it; anything else is not there (S44).
pub(crate) async fn load(cx: &Context, caller: &Member, id: &UpgradeId) -> Result<Versioned<Upgrade>, Refused> {
    let key = store::upgrade::key(caller.organisation(), id);
    let upgrade = cx.store().get::<Upgrade>(key).await?.ok_or(Refused::NotFound)?;
    if caller.may_see(&upgrade.holder, upgrade.branch.as_ref()) { Ok(upgrade) } else { Err(Refused::NotFound) }
}
