//! `invite-from-desk`: somebody of the desk has a person invited anew to be identified, without giving the case back to the customer.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Has somebody invited anew.
pub struct InviteFromDesk;

/// Whom.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteFromDeskInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
    /// The number of the invitation whose place it takes.
    pub number: u32,
}

impl Endpoint for InviteFromDesk {
    const ROUTE: Route = Route::post(
        "invite-from-desk",
        "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/identification/invitations",
    )
    .summary("Have a person invited anew to be identified; the case stays at the desk")
    .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
    .keys(&[KeySet::Data])
    .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = InviteFromDeskInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let InviteFromDeskInput { version, number } = call.input;
        let view = cases::change(cx, &call.path, |case| {
            case.upgrade.value.clone().invite_from_desk(number, version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
