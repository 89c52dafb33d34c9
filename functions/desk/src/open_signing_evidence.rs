//! `open-signing-evidence`: who signed a case, when, what text, of what.

use api::{KeySet, Part, Route, Touch};
use domain::organisation::Organisation;
use domain::upgrade::signing::SigningEvidence;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Reads the evidence of the signatures under a case.
pub struct OpenSigningEvidence;

impl Endpoint for OpenSigningEvidence {
    const ROUTE: Route = Route::get(
        "open-signing-evidence",
        "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/signing-evidence",
    )
    .summary("Who signed a case, when, what text, of what")
    .touches(&[Touch::read(Part::Organisation), Touch::list(Part::Timeline)])
    .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = SigningEvidence;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<SigningEvidence>, Refused> {
        let case = cases::load(cx, &call.path).await?;
        let key = store::organisation::key(&call.path.organisation_id);
        let organisation = cx.store().get::<Organisation>(key).await?.ok_or(Refused::NotFound)?;
        let evidence = case.upgrade.signing_evidence(&organisation).ok_or(Refused::NotFound)?;
        Ok(evidence.into())
    }
}
