//! Cases: loading one, and carrying a decision of the desk on it through.

use domain::ids::{OrganisationId, UpgradeId};
use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Decided, Refusal};
use runtime::Context;
use schemars::JsonSchema;
use serde::Deserialize;
use store::upgrade::Case;

use crate::problems::Refused;

/// Which case.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CasePath {
    /// The organisation.
    pub organisation_id: OrganisationId,
    /// Its upgrade.
    pub upgrade_id: UpgradeId,
}

/// The case.
pub(crate) async fn load(cx: &Context, path: &CasePath) -> Result<Case, Refused> {
    Case::load(cx.store(), &path.organisation_id, &path.upgrade_id).await?.ok_or(Refused::NotFound)
}

/// Loads, decides and keeps; answers the upgrade as it is then.
pub(crate) async fn change(
    cx: &Context,
    path: &CasePath,
    decide: impl Fn(&Case) -> Result<Decided, Refusal> + Send + Sync,
) -> Result<UpgradeView, Refused> {
    runtime::decide_upgrade(cx, Viewer::Staff, || load(cx, path), decide).await
}
