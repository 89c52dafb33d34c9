//! `approve-upgrade`: everything is right. An activation code is mailed to the holder; until he uses it, the old level works.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::taking::Colleague;
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Approves an upgrade; where the level asks for four eyes, for the first or the second time.
pub struct ApproveUpgrade;

/// What was seen.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ApproveUpgradeInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
}

impl Endpoint for ApproveUpgrade {
    const ROUTE: Route =
        Route::post("approve-upgrade", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/approval")
            .summary("Approve an upgrade of which every needed check has passed")
            .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
            .keys(&[KeySet::Data])
            .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother, ProblemType::SecondPersonNeeded]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = ApproveUpgradeInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let name = call.caller.account.called();
        let colleague = Colleague { account: call.caller.account_id(), name: &name };
        let view = cases::change(cx, &call.path, |case| {
            let upgrade = case.upgrade.value.clone();
            upgrade.approve(&case.means, call.input.version, colleague, cx.now())
        });
        Ok(view.await?.into())
    }
}
