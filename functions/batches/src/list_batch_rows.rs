//! `list-batch-rows`: the good rows of a batch with what became of each, fifty at a time, as they are kept.

use api::{KeySet, Page, Part as TablePart, Route, Touch};
use domain::batch::Part;
use runtime::{Answer, Call, Context, Endpoint, Manager, NoInput};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Error;

use crate::batches::{self, BatchPath};
use crate::problems::Refused;
use crate::view::BatchRowView;

/// Lists rows.
pub struct ListBatchRows;

/// Which page.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowsQuery {
    /// Where the page begins: the `nextCursor` of the page before.
    pub cursor: Option<String>,
}

impl Endpoint for ListBatchRows {
    const ROUTE: Route = Route::get("list-batch-rows", "/v1/batches/{batchId}/rows")
        .summary("The good rows of a batch, with what became of each")
        .touches(&[Touch::read(TablePart::Organisation)])
        .keys(&[KeySet::Data]);
    type Caller = Manager;
    type Path = BatchPath;
    type Query = RowsQuery;
    type Input = NoInput;
    type Output = Page<BatchRowView>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<BatchRowView>>, Refused> {
        let batch = batches::load(cx, &call.caller, &call.path.batch_id).await?;
        let number: u32 = match &call.query.cursor {
            Some(cursor) => cursor.parse().map_err(|_| Error::NotACursor)?,
            None => 0,
        };
        let key = store::batch::part_key(&batch.organisation, &batch.id, number);
        let part = cx.store().get::<Part>(key).await?;
        let items = part.map(|part| part.value.rows).unwrap_or_default().into_iter().map(BatchRowView::from).collect();
        let next = number.saturating_add(1);
        Ok(Page { items, next_cursor: (next < batch.parts).then(|| next.to_string()) }.into())
    }
}
