//! `get-account-deletion`: what deleting the account would take away, what stands in its way, and whether it was asked for.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};

use crate::deletion::{self, DeletionView};
use crate::problems::Refused;

/// Tells what deleting the account comes to.
pub struct GetAccountDeletion;

impl Endpoint for GetAccountDeletion {
    const ROUTE: Route = Route::get("get-account-deletion", "/v1/me/deletion")
        .summary("See what deleting your account takes away, and what stands in its way")
        .touches(&[
            Touch::read(Part::Account),
            Touch::read(Part::Organisation).and(Touch::list(Part::Organisation)),
            Touch::list(Part::Order),
            Touch::list(Part::Invoice),
            Touch::list(Part::Business),
            Touch::list(Part::Submission),
            Touch::list(Part::Ticket),
        ])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DeletionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DeletionView>, Refused> {
        let wish = deletion::wish(cx, call.caller.account_id()).await?;
        Ok(deletion::view(cx, &call.caller, wish.as_ref().map(|wish| &wish.value)).await?.into())
    }
}
