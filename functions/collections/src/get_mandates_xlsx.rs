//! `get-mandates-xlsx`: the mandates of every business as an XLSX workbook. That somebody took them out is kept.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, Staff};
use sheet::Format;

use crate::mandate_rows::{MandateFileQuery, file};
use crate::problems::Refused;

/// Hands out the mandates.
pub struct GetMandatesXlsx;

impl Endpoint for GetMandatesXlsx {
    const ROUTE: Route = Route::get("get-mandates-xlsx", "/v1/desk/mandates/xlsx")
        .summary("The mandates of every business, as an XLSX workbook")
        .plain("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .memory(512)
        .touches(&[Touch::list(Part::Mandate), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NoPath;
    type Query = MandateFileQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let by = call.caller.account_id();
        Ok(Answer::file(file(cx, &call.query, Format::Xlsx, by, Self::ROUTE.operation).await?))
    }
}
