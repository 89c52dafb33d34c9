//! `get-address-change`: where the change of the caller's address stands, if there is one.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoPath, NoQuery, Person};
use schemars::JsonSchema;
use serde::Serialize;

use crate::address::{self, AddressChangeView};
use crate::problems::Refused;

/// Tells where a change of address stands.
pub struct GetAddressChange;

/// The change of address, if there is one.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyAddressChange {
    /// The change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<AddressChangeView>,
}

impl Endpoint for GetAddressChange {
    const ROUTE: Route = Route::get("get-address-change", "/v1/me/address-change")
        .summary("See where the change of your e-mail address stands")
        .touches(&[Touch::read(Part::Account)])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = MyAddressChange;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MyAddressChange>, Refused> {
        let latest = address::latest(cx, call.caller.account_id()).await?;
        let change = latest.and_then(|latest| address::view(&latest, cx.now()));
        Ok(MyAddressChange { change }.into())
    }
}
