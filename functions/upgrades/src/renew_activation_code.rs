//! `renew-activation-code`: the old code is dead at once, a new one comes by mail. Free; at most five in a day.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};

use crate::cases::{self, SeenVersion, UpgradePath};
use crate::problems::Refused;

/// Asks for another activation code.
pub struct RenewActivationCode;

impl Endpoint for RenewActivationCode {
    const ROUTE: Route = Route::post("renew-activation-code", "/v1/upgrades/{upgradeId}/activation-codes")
        .summary("Ask for another activation code; the old one is dead at once")
        .accepted()
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::TooManyAttempts])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = SeenVersion;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let view = cases::change(cx, &call.caller, &call.path.upgrade_id, |case| {
            case.upgrade.value.clone().renew_code(call.input.version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
