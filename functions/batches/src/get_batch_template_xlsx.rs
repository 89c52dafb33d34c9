//! `get-batch-template-xlsx`: the empty table of a batch, as an XLSX workbook.

use api::Route;
use runtime::{Answer, Anyone, Call, Context, Empty, Endpoint, NoInput, NoPath};
use sheet::Format;

use crate::problems::Refused;
use crate::templates::{TemplateQuery, file};

/// Gives the empty table.
pub struct GetBatchTemplateXlsx;

impl Endpoint for GetBatchTemplateXlsx {
    const ROUTE: Route = Route::get("get-batch-template-xlsx", "/v1/batch-templates/xlsx")
        .summary("The empty table of a batch, as an XLSX workbook")
        .plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    type Caller = Anyone;
    type Path = NoPath;
    type Query = TemplateQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(_: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        file(Format::Xlsx, &call.query)
    }
}
