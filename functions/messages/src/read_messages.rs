//! `read-messages`: the customer has read what the desk wrote.

use api::{KeySet, Part, Route, Touch};
use domain::upgrade::messages::Side;
use runtime::{Answer, Call, Context, Empty, Endpoint, Member, NoInput, NoQuery};
use store::Change;

use crate::cases::{self, UpgradePath};
use crate::problems::Refused;

/// Notes that messages were read.
pub struct ReadMessages;

impl Endpoint for ReadMessages {
    const ROUTE: Route = Route::post("read-messages", "/v1/upgrades/{upgradeId}/messages/reading")
        .summary("Mark what the desk wrote as read")
        .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline)])
        .keys(&[KeySet::Data])
        .heeds_branch();
    type Caller = Member;
    type Path = UpgradePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let by = call.caller.account_id();
        let load = || cases::load(cx, &call.caller, &call.path.upgrade_id);
        let read = runtime::decide(cx, load, |case| {
            let decided = case.upgrade.value.clone().read_messages(Side::Customer, by, cx.now())?;
            Ok::<_, Refused>((decided.map_or_else(Change::new, |decided| case.change(&decided)), Empty {}))
        });
        Ok(read.await?.into())
    }
}
