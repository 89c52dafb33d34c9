//! `make-collection`: somebody of the desk begins a collection for a day. Nothing is in it yet.

use api::{KeySet, Part, Route, Touch};
use domain::collection::Collection;
use domain::ids::CollectionId;
use domain::mandate::Creditor;
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoPath, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::collections::fact;
use crate::problems::Refused;
use crate::view::CollectionRow;

/// Makes a collection.
pub struct MakeCollection;

/// For when.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MakeCollectionInput {
    /// The day the money goes: a bank day that leaves the debtors the notice agreed with them.
    pub on: Date,
}

impl Endpoint for MakeCollection {
    const ROUTE: Route = Route::post("make-collection", "/v1/desk/collections")
        .summary("Begin a collection by direct debit for a day")
        .created()
        .touches(&[Touch::put(Part::Collection), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data])
        .editions()
        .idempotent();
    type Caller = Staff;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = MakeCollectionInput;
    type Output = CollectionRow;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionRow>, Refused> {
        let creditor = Creditor::on(cx.today()).ok_or(Refused::NoCreditor)?;
        let by = call.caller.account_id();
        let id = CollectionId::new(cx.now(), cx.chance());
        let drafted = Collection::draft(id, by, call.input.on, creditor, (cx.now(), cx.today()))?;
        let view = CollectionRow::of(&drafted, 1);
        let mut change = Change::new();
        change.create(&drafted).audit(fact(by, Self::ROUTE.operation, drafted.id.to_string(), drafted.on.to_string()));
        cx.keep(change, &view).await?;
        Ok(view.into())
    }
}
