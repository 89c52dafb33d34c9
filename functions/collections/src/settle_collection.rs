//! `settle-collection`: somebody of the desk saw the money come in. The invoices it pays are paid.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{CollectionEffect, Effect};
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff, decide};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::collections::{fact, head};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionRow};

/// Settles a collection.
pub struct SettleCollection;

/// When the money came in.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SettleCollectionInput {
    /// The day: not before the collection's, not after today.
    pub on: Date,
}

impl Endpoint for SettleCollection {
    const ROUTE: Route = Route::post("settle-collection", "/v1/desk/collections/{collectionId}/settlement")
        .summary("Write down that the money of a collection came in; the invoices it pays are paid")
        .touches(&[Touch::write(Part::Collection), Touch::put(Part::Outbox), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data])
        .idempotent()
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = SettleCollectionInput;
    type Output = CollectionRow;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionRow>, Refused> {
        let (id, by, on) = (&call.path.collection_id, call.caller.account_id(), call.input.on);
        let decided = decide(
            cx,
            || head(cx, id),
            |read| {
                let settled = read.value.clone().settle(on, by, cx.today())?;
                let row = CollectionRow::of(&settled, read.version + 1);
                let mut change = Change::new();
                change
                    .replace(read, &settled)
                    .effect(Effect::Collection(CollectionEffect::Settle { collection: id.clone(), part: 1 }))
                    .audit(fact(by, Self::ROUTE.operation, id.to_string(), on.to_string()));
                Ok::<_, Refused>((change, row))
            },
        );
        Ok(decided.await?.into())
    }
}
