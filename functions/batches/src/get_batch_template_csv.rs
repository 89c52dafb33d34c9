//! `get-batch-template-csv`: the empty table of a batch, as a CSV file.

use api::Route;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoInput, NoPath};
use sheet::Format;

use crate::problems::Refused;
use crate::templates::{TemplateQuery, file};

/// Gives the empty table.
pub struct GetBatchTemplateCsv;

impl Endpoint for GetBatchTemplateCsv {
    const ROUTE: Route = Route::get("get-batch-template-csv", "/v1/batch-templates/csv")
        .summary("The empty table of a batch, as a CSV file")
        .plain("text/csv; charset=utf-8");
    type Caller = Anyone;
    type Path = NoPath;
    type Query = TemplateQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        file(Format::Csv, &call.query)
    }
}
