//! `get-collection`: a collection with its debits, and what became of each.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};

use crate::collections::Whole;
use crate::problems::Refused;
use crate::view::{CollectionPath, CollectionView};

/// Shows a collection.
pub struct GetCollection;

impl Endpoint for GetCollection {
    const ROUTE: Route = Route::get("get-collection", "/v1/desk/collections/{collectionId}")
        .summary("A collection with its debits, and what became of each")
        .touches(&[Touch::read(Part::Collection).and(Touch::list(Part::Collection))])
        .keys(&[KeySet::Data])
        .memory(512);
    type Caller = Staff;
    type Path = CollectionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = CollectionView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<CollectionView>, Refused> {
        Ok(Whole::load(cx, &call.path.collection_id).await?.view().into())
    }
}
