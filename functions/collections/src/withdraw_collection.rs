//! `withdraw-collection`: nothing of a collection is collected; whoever was told of it is told so. Possible until its file is being made.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{CollectionEffect, Effect};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, decide};
use store::Change;

use crate::collections::{fact, head};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionRow};

/// Withdraws a collection.
pub struct WithdrawCollection;

impl Endpoint for WithdrawCollection {
    const ROUTE: Route = Route::post("withdraw-collection", "/v1/desk/collections/{collectionId}/withdrawal")
        .summary("Withdraw a collection before its file is made; whoever was told of it is told so")
        .touches(&[Touch::write(Part::Collection), Touch::put(Part::Outbox), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data])
        .idempotent()
        .problems(&[ProblemType::WrongStage]);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CollectionRow;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionRow>, Refused> {
        let (id, by) = (&call.path.collection_id, call.caller.account_id());
        let decided = decide(
            cx,
            || head(cx, id),
            |read| {
                let withdrawn = read.value.clone().withdraw(cx.now())?;
                let row = CollectionRow::of(&withdrawn, read.version + 1);
                let mut change = Change::new();
                change
                    .replace(read, &withdrawn)
                    .effect(Effect::Collection(CollectionEffect::Release { collection: id.clone(), part: 1 }))
                    .audit(fact(by, Self::ROUTE.operation, id.to_string(), "withdrawn"));
                Ok::<_, Refused>((change, row))
            },
        );
        Ok(decided.await?.into())
    }
}
