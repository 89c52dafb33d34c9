//! `get-signing-evidence`: who signed, when, what text, of what; kept for as long as the upgrade is.

use api::{KeySet, Part, Route, Touch};
use domain::ids::UpgradeId;
use domain::organisation::Organisation;
use domain::upgrade::signing::SigningEvidence;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases;
use crate::problems::Refused;

/// Reads the evidence of the signatures.
pub struct GetSigningEvidence;

/// Of which upgrade.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvidencePath {
    /// Its id.
    pub upgrade_id: UpgradeId,
}

impl Endpoint for GetSigningEvidence {
    const ROUTE: Route = Route::get("get-signing-evidence", "/v1/upgrades/{upgradeId}/signing-evidence")
        .summary("Who signed, when, what text, of what")
        .touches(&[Touch::read(Part::Organisation), Touch::list(Part::Timeline)])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = EvidencePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = SigningEvidence;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SigningEvidence>, Refused> {
        let case = cases::load(cx, &call.caller, &call.path.upgrade_id).await?;
        let key = store::organisation::key(call.caller.organisation());
        let organisation = cx.store().get::<Organisation>(key).await?.ok_or(Refused::NotFound)?;
        let evidence = case.upgrade.signing_evidence(&organisation).ok_or(Refused::NotFound)?;
        Ok(evidence.into())
    }
}
