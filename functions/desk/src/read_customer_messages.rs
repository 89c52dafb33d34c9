//! `read-customer-messages`: somebody of the desk has read what the customer wrote, and it needs no answer now.

use api::{KeySet, Part, Route, Touch};
use domain::upgrade::messages::Side;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Staff};
use store::Change;

use crate::cases::{self, CasePath};
use crate::problems::Refused;

/// Puts messages away as read.
pub struct ReadCustomerMessages;

impl Endpoint for ReadCustomerMessages {
    const ROUTE: Route = Route::post(
        "read-customer-messages",
        "/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/messages/reading",
    )
    .summary("Mark what the customer wrote as read")
    .touches(&[Touch::write(Part::Organisation), Touch::list(Part::Timeline)])
    .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = CasePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let by = call.caller.account_id();
        let read = runtime::decide(
            cx,
            || cases::load(cx, &call.path),
            |case| {
                let decided = case.upgrade.value.clone().read_messages(Side::Desk, by, cx.now())?;
                Ok::<_, Refused>((decided.map_or_else(Change::new, |decided| case.change(&decided)), Empty {}))
            },
        );
        Ok(read.await?.into())
    }
}
