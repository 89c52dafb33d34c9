//! `remind-signer`: another mail with another link to somebody who did not sign yet; once a day, and not without end.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{self, SignerPath};
use crate::problems::Refused;

/// Has a signer reminded.
pub struct RemindSigner;

/// What the caller saw.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemindSignerInput {
    /// The `version` of the upgrade as it was last read.
    pub version: u64,
}

impl Endpoint for RemindSigner {
    const ROUTE: Route = Route::post("remind-signer", "/v1/upgrades/{upgradeId}/signers/{signerId}/reminders")
        .summary("Have a signer reminded: another link, and the one before it is dead")
        .accepted()
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts])
        .heeds_branch();
    type Caller = Member;
    type Path = SignerPath;
    type Query = NoQuery;
    type Input = RemindSignerInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let (path, by) = (&call.path, call.caller.account_id());
        let view = cases::change(cx, &call.caller, &path.upgrade_id, |case| {
            case.upgrade.value.clone().remind_signer(&path.signer_id, call.input.version, by, cx.now())
        });
        Ok(view.await?.into())
    }
}
