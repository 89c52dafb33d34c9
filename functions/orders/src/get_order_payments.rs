//! `get-order-payments`: how an order can be paid: on the month's invoice, and by direct debit where a mandate was given for it.

use api::{KeySet, Part, Route, Touch};
use domain::mandate::MandateReference;
use domain::order::Payment;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;

use crate::problems::Refused;

/// Says how an order can be paid.
pub struct GetOrderPayments;

/// How an order can be paid.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderPayments {
    /// The ways there are.
    pub payments: Vec<Payment>,
    /// The mandate that serves, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mandate: Option<MandateReference>,
}

impl Endpoint for GetOrderPayments {
    const ROUTE: Route = Route::get("get-order-payments", "/v1/order-payments")
        .summary("How an order can be paid: on invoice, and by direct debit where there is a mandate")
        .touches(&[Touch::read(Part::Organisation), Touch::list(Part::Business), Touch::list(Part::Mandate)])
        .keys(&[KeySet::Data])
        .editions();
    type Caller = Member;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = OrderPayments;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<OrderPayments>, Refused> {
        let mandate = cx.store().direct_debit_of(call.caller.organisation(), cx.today()).await?;
        let payments = match mandate {
            Some(_) => vec![Payment::Invoice, Payment::DirectDebit],
            None => vec![Payment::Invoice],
        };
        Ok(OrderPayments { payments, mandate: mandate.map(|mandate| mandate.reference) }.into())
    }
}
