//! `get-upgrade`: the tracker. Each check with who must act, and everything that happened.

use api::{KeySet, Part, Route, Touch};
use domain::upgrade::view::{UpgradeView, Viewer};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Shows an upgrade.
pub struct GetUpgrade;

impl Endpoint for GetUpgrade {
    const ROUTE: Route = Route::get("get-upgrade", "/v1/upgrades/{upgradeId}")
        .summary("One upgrade: what was filled in, where each check stands, what happened")
        .touches(&[Touch::read(Part::Organisation), Touch::list(Part::Timeline)])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let case = cases::load(cx, &call.caller, &call.path.upgrade_id).await?;
        Ok(case.upgrade.view(&case.means.registration, case.timeline, Viewer::Customer)?.into())
    }
}
