//! Upgrades of the caller's own organisation: loading one, and carrying a decision on it through.

use domain::ids::UpgradeId;
use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Decided, Refusal};
use runtime::{Context, Member};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;
use store::upgrade::Case;

use crate::problems::Refused;

/// How often a decision is made anew when something that Balie does by itself was written in between.
pub(crate) const TRIES: usize = 4;

/// Which upgrade.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UpgradePath {
    /// Its id.
    pub upgrade_id: UpgradeId,
}

/// Loads, decides and keeps; answers the upgrade as it is then. One of another organisation is not there (S44).
pub(crate) async fn change(
    cx: &Context,
    caller: &Member,
    id: &UpgradeId,
    decide: impl Fn(&Case) -> Result<Decided, Refusal> + Send + Sync,
) -> Result<UpgradeView, Refused> {
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let case = Case::load(cx.store(), caller.organisation(), id).await?.ok_or(Refused::NotFound)?;
        if !caller.membership.may_act_for(&case.upgrade.holder) {
            return Err(Refused::NotFound);
        }
        let decided = decide(&case)?;
        let view = decided.upgrade.view(&case.means.registration, case.timeline_after(&decided), Viewer::Customer)?;
        match cx.keep(case.change(&decided), &view).await {
            Ok(()) => return Ok(view),
            Err(Error::Conflict(_)) if tries > 0 => {}
            Err(error) => return Err(error.into()),
        }
    }
}
