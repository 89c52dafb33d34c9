//! `release-case`: whoever has a case in hand lets go of it.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Releases a case.
pub struct ReleaseCase;

impl Endpoint for ReleaseCase {
    const ROUTE: Route =
        Route::post("release-case", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/release")
            .summary("Let go of a case that was taken in hand")
            .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline)])
            .keys(&[KeySet::Data])
            .problems(&[ProblemType::WrongStage, ProblemType::TakenByAnother]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = UpgradeView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<UpgradeView>, Refused> {
        let by = call.caller.account_id();
        let view = cases::change(cx, &call.path, |case| case.upgrade.value.clone().release(by, cx.now()));
        Ok(view.await?.into())
    }
}
