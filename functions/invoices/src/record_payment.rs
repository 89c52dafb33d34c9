//! `record-payment`: somebody of the desk saw the money come in. No reminder follows from then on.

use api::{KeySet, Part, ProblemType, Route, Touch};
use jiff::civil::Date;
use runtime::{Answer, Call, Context, Endpoint, NoQuery, Staff};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::desk::{self, DeskInvoiceView, NumberPath};
use crate::problems::Refused;

/// Writes down a payment.
pub struct RecordPayment;

/// What came in.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordPaymentInput {
    /// The `version` of the invoice as it was last read.
    pub version: u64,
    /// The day the money came in: not before the invoice, not after today.
    pub paid_on: Date,
}

impl Endpoint for RecordPayment {
    const ROUTE: Route = Route::post("record-payment", "/v1/desk/invoices/{number}/payment")
        .summary("Write down that an invoice was paid; no reminder follows")
        .touches(&[Touch::write(Part::Invoice), Touch::read(Part::Organisation)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Staff;
    type Path = NumberPath;
    type Query = NoQuery;
    type Input = RecordPaymentInput;
    type Output = DeskInvoiceView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DeskInvoiceView>, Refused> {
        let RecordPaymentInput { version, paid_on } = call.input;
        let by = call.caller.account_id();
        let view = desk::settle(cx, &call.path.number, (by, version), Self::ROUTE.operation, |invoice| {
            invoice.paid(paid_on, by, cx.today())
        });
        Ok(view.await?.into())
    }
}
