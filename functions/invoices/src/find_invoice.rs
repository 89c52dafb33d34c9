//! `find-invoice`: somebody of the desk looks an invoice up by the number on its paper. That he did is kept.

use api::{KeySet, Part, Route, Touch};
use runtime::{Answer, Call, Context, Endpoint, NoInput, NoQuery, Staff};
use store::Change;

use crate::desk::{self, DeskInvoiceView, NumberPath};
use crate::problems::Refused;

/// Finds an invoice.
pub struct FindInvoice;

impl Endpoint for FindInvoice {
    const ROUTE: Route = Route::get("find-invoice", "/v1/desk/invoices/{number}")
        .summary("An invoice, by the number on its paper")
        .touches(&[Touch::read(Part::Invoice), Touch::read(Part::Organisation), Touch::put(Part::Audit)])
        .keys(&[KeySet::Data]);
    type Caller = Staff;
    type Path = NumberPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = DeskInvoiceView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<DeskInvoiceView>, Refused> {
        let (invoice, organisation) = desk::find(cx, &call.path.number).await?;
        let mut change = Change::new();
        change.audit(desk::fact(&invoice, call.caller.account_id(), Self::ROUTE.operation));
        cx.commit(change).await?;
        Ok(DeskInvoiceView::of(&invoice, invoice.version, &organisation).into())
    }
}
