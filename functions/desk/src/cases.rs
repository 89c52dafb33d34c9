//! Cases: loading one, and carrying a decision of the desk on it through.

use domain::ids::{OrganisationId, UpgradeId};
use domain::upgrade::view::{UpgradeView, Viewer};
use domain::upgrade::{Decided, Refusal};
use runtime::Context;
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;
use store::upgrade::Case;

use crate::problems::Refused;

/// How often a decision is made anew when something that Balie does by itself was written in between; what staff must see first is found
/// by the version they send, and told.
const TRIES: usize = 4;

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
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let case = load(cx, path).await?;
        let decided = decide(&case)?;
        let registration = &case.means.registration;
        let view = decided.upgrade.view(registration, case.timeline_after(&decided), Viewer::Staff)?;
        match cx.keep(case.change(&decided), &view).await {
            Ok(()) => return Ok(view),
            Err(Error::Conflict(_)) if tries > 0 => {}
            Err(error) => return Err(error.into()),
        }
    }
}
