//! `get-mandates-xlsx`: the mandates of every business as an XLSX workbook. That somebody took them out is kept.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, Staff};
use sheet::Format;
use store::Change;

use crate::collections::fact;
use crate::mandate_rows::{MandateFileQuery, table};
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
        let rows = table(cx, &call.query).await?;
        let file = sheet::table(Format::Xlsx, &rows).map_err(|_| Refused::NotWritten)?;
        let mut change = Change::new();
        let result = format!("{} mandates", rows.len().saturating_sub(1));
        change.audit(fact(call.caller.account_id(), Self::ROUTE.operation, "mandates", result));
        cx.commit(change).await?;
        Ok(Answer::file(file))
    }
}
