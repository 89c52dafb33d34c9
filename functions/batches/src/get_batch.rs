//! `get-batch`: how far a batch has come, with the rows that are not good.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, Manager, NoInput, NoQuery};

use crate::batches::{self, BatchPath};
use crate::problems::Refused;
use crate::view::BatchView;

/// Shows a batch.
pub struct GetBatch;

impl Endpoint for GetBatch {
    const ROUTE: Route = Route::get("get-batch", "/v1/batches/{batchId}")
        .summary("How far a batch has come, with the rows that are not good")
        .touches(&[Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data]);
    type Caller = Manager;
    type Path = BatchPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = BatchView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<BatchView>, Refused> {
        let batch = batches::load(cx, &call.caller, &call.path.batch_id).await?;
        Ok(BatchView::from(&batch.value).into())
    }
}
