//! `take-case`: somebody takes a case in hand for a while, so that no colleague does the same work.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::taking::Colleague;
use domain::upgrade::view::UpgradeView;
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Takes a case.
pub struct TakeCase;

impl Endpoint for TakeCase {
    const ROUTE: Route =
        Route::post("take-case", "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/taking")
            .summary("Take a case in hand for half an hour")
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
        let name = call.caller.account.called();
        let colleague = Colleague { account: call.caller.account_id(), name: &name };
        let view = cases::change(cx, &call.path, |case| case.upgrade.value.clone().take(colleague, cx.now()));
        Ok(view.await?.into())
    }
}
