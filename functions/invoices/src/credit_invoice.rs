//! `credit-invoice`: somebody of the desk takes an invoice back. It keeps its number and its lines; a note
//! with the next number of the series says that nothing is to be paid, and nothing follows.

use api::{KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::desk::{self, DeskInvoiceView, NumberPath};
use crate::problems::Refused;

/// Takes an invoice back.
pub struct CreditInvoice;

/// What was seen.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreditInvoiceInput {
    /// The `version` of the invoice as it was last read.
    pub version: u64,
}

impl Endpoint for CreditInvoice {
    const ROUTE: Route = Route::post("credit-invoice", "/v1/desk/invoices/{number}/credit")
        .summary("Take an invoice back: nothing is to be paid any more")
        .touches(&[Touch::write(Part::Invoice), Touch::read(Part::Organisation), Touch::put(Part::Outbox)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = NumberPath;
    type Query = NoQuery;
    type Input = CreditInvoiceInput;
    type Output = DeskInvoiceView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DeskInvoiceView>, Refused> {
        let by = call.caller.account_id();
        let seen = (by, call.input.version);
        Ok(desk::credit(cx, &call.path.number, seen, Self::ROUTE.operation).await?.into())
    }
}
