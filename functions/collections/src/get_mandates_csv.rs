//! `get-mandates-csv`: the mandates of every business as a CSV file. That somebody took them out is kept.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, Staff};
use sheet::Format;

use crate::mandate_rows::{MandateFileQuery, file};
use crate::problems::Refused;

/// Hands out the mandates.
pub struct GetMandatesCsv;

impl Endpoint for GetMandatesCsv {
    const ROUTE: Route = Route::get("get-mandates-csv", "/v1/desk/mandates/csv")
        .summary("The mandates of every business, as a CSV file")
        .plain("text/csv; charset=utf-8")
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
        Ok(Answer::file(file(cx, &call.query, Format::Csv, by, Self::ROUTE.operation).await?))
    }
}
