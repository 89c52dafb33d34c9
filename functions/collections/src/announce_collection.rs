//! `announce-collection`: the draft is closed, and every debtor is told of amount and day (the pre-notification of the scheme).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::effect::{CollectionEffect, Effect};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff, decide};
use store::Change;

use crate::collections::{fact, head};
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionRow};

/// Announces a collection.
pub struct AnnounceCollection;

impl Endpoint for AnnounceCollection {
    const ROUTE: Route = Route::post("announce-collection", "/v1/desk/collections/{collectionId}/announcement")
        .summary("Close the draft of a collection and tell every debtor what will be collected, and when")
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
                let announced = read.value.clone().announce(cx.now(), cx.today())?;
                let row = CollectionRow::of(&announced, read.version + 1);
                let mut change = Change::new();
                change
                    .replace(read, &announced)
                    .effect(Effect::Collection(CollectionEffect::Announce { collection: id.clone(), part: 1 }))
                    .audit(fact(by, Self::ROUTE.operation, id.to_string(), format!("{} debits", announced.debits)));
                Ok::<_, Refused>((change, row))
            },
        );
        Ok(decided.await?.into())
    }
}
