//! `cancel-upgrade`: calls it off. The means stays as it was, and can be raised another time.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, Member, NoQuery};

use crate::cases::{self, SeenVersion, UpgradePath};
use crate::problems::Refused;

/// Calls off an upgrade.
pub struct CancelUpgrade;

impl Endpoint for CancelUpgrade {
    const ROUTE: Route = Route::post("cancel-upgrade", "/v1/upgrades/{upgradeId}/cancellation")
        .summary("Call off an upgrade that is not yet activated")
        .touches(&[
            Touch::write(Part::Organisation),
            Touch::list(Part::Timeline).and(Touch::put(Part::Timeline)),
            Touch::delete(Part::Discount),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = SeenVersion;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let view = cases::change(cx, &call.caller, &call.path.upgrade_id, |case| {
            let upgrade = case.upgrade.value.clone();
            upgrade.cancel(&case.means, call.input.version, call.caller.account_id(), cx.now())
        });
        Ok(view.await?.into())
    }
}
