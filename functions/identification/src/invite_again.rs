//! `invite-again`: another invitation to be identified, after one that came to nothing. There is an end to it; then the desk helps.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Invites somebody again.
pub struct InviteAgain;

/// Whom.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InviteAgainInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
    /// The number of the invitation that came to nothing.
    pub number: u32,
}

impl Endpoint for InviteAgain {
    const ROUTE: Route = Route::post("invite-again", "/v1/upgrades/{upgradeId}/identification/invitations")
        .summary("Ask for another invitation to be identified")
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = InviteAgainInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let InviteAgainInput { version, number } = call.input;
        let view = cases::change(cx, &call.caller, &call.path.upgrade_id, |case| {
            case.upgrade.value.clone().invite_again(number, version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
