//! `submit-upgrade`: hands it in, for the first time or after mending it. Whatever is missing is named field by field.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};

use crate::cases::{self, SeenVersion, UpgradePath};
use crate::problems::Refused;

/// Hands in an upgrade.
pub struct SubmitUpgrade;

impl Endpoint for SubmitUpgrade {
    const ROUTE: Route = Route::post("submit-upgrade", "/v1/upgrades/{upgradeId}/submission")
        .summary("Hand in an upgrade to be judged")
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline).and(Touch::put(Part::Timeline))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage]);
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = SeenVersion;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let view = cases::change(cx, &call.caller, &call.path.upgrade_id, |case| {
            let upgrade = case.upgrade.value.clone();
            upgrade.submit(&case.means, call.input.version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
