//! `list-batches`: the batches the caller made, the latest first.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::batch::Batch;
use runtime::{Answer, Call, Context, Endpoint, Manager, NoInput, NoPath};

use crate::problems::Refused;
use crate::view::BatchView;

/// Lists batches.
pub struct ListBatches;

impl Endpoint for ListBatches {
    const ROUTE: Route = Route::get("list-batches", "/v1/batches")
        .summary("The batches you made in this organisation, the latest first")
        .touches(&[Touch::list(Part::Organisation)])
        .keys(&[KeySet::Data]);
    type Caller = Manager;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<BatchView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<BatchView>>, Refused> {
        let range = store::batch::of_maker(call.caller.organisation(), call.caller.account_id());
        let page = cx.store().list::<Batch>(range.limit(call.query.limit()).after(call.query.cursor)).await?;
        Ok(page.map(|batch| BatchView::from(&batch.value)).into())
    }
}
