//! `get-contract`: the contract that was made last, and whether it is void by now.

use api::{FileTouch, Part, Route, Touch};
use domain::upgrade::Upgrade;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery};

use crate::cases::{self, ContractView, UpgradePath};
use crate::problems::Refused;

/// Shows the contract.
pub struct GetContract;

impl Endpoint for GetContract {
    const ROUTE: Route = Route::get("get-contract", "/v1/upgrades/{upgradeId}/contract")
        .summary("The contract that was made last, and whether it is void by now")
        .touches(&[Touch::read(Part::Organisation)])
        .keys(cases::KEYS)
        .files(&[FileTouch::ReadPapers])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = ContractView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<ContractView>, Refused> {
        let key = store::upgrade::key(call.caller.organisation(), &call.path.upgrade_id);
        let upgrade = cx.store().get::<Upgrade>(key).await?.ok_or(Refused::NotFound)?;
        if !call.caller.may_see(&upgrade.holder, upgrade.branch.as_ref()) {
            return Err(Refused::NotFound);
        }
        let contract = upgrade.contract.as_ref().ok_or(Refused::NotFound)?;
        Ok(cases::show(cx, &upgrade, contract).await?.into())
    }
}
