//! `refuse-upgrade`: gives it back with a reason from the list and words of one's own. Nothing the customer typed is lost.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::name::Note;
use domain::upgrade::Reason;
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Refuses an upgrade.
pub struct RefuseUpgrade;

/// What was seen, and why it is refused.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefuseUpgradeInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
    /// The reason, from the list.
    pub reason: Reason,
    /// What the customer is told about it.
    pub text: Note,
}

impl Endpoint for RefuseUpgrade {
    const ROUTE: Route =
        Route::post("refuse-upgrade", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/refusal")
            .summary("Give an upgrade back to be mended")
            .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
            .keys(&[KeySet::Data])
            .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = RefuseUpgradeInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let RefuseUpgradeInput { version, reason, text } = call.input;
        let view = cases::change(cx, &call.path, |case| {
            let upgrade = case.upgrade.value.clone();
            upgrade.refuse(&case.means, reason, text.clone(), version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
