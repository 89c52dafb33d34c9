//! `list-invoices`: the invoices of the organisation, the latest first; how much of each, the crate says.

use api::{KeySet, Page, PageQuery, Part, Route, Touch};
use domain::invoice::Invoice;
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoPath};

use crate::invoices::{Sight, shares};
use crate::problems::Refused;
use crate::view::InvoiceRow;

/// Lists invoices.
pub struct ListInvoices;

impl Endpoint for ListInvoices {
    const ROUTE: Route = Route::get("list-invoices", "/v1/invoices")
        .summary("The invoices of your organisation, the latest first; whole for the main user, by their own share for others")
        .touches(&[Touch::list(Part::Invoice), Touch::read(Part::Spend)])
        .keys(&[KeySet::Data]);
    type Caller = Member;
    type Path = NoPath;
    type Query = PageQuery;
    type Input = NoInput;
    type Output = Page<InvoiceRow>;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Page<InvoiceRow>>, Refused> {
        let range = store::invoice::of_organisation(call.caller.organisation());
        let sight = Sight::of(&call.caller);
        if matches!(sight, Sight::Nothing) {
            return Ok(Page { items: Vec::new(), next_cursor: None }.into());
        }
        let page = cx.store().list::<Invoice>(range.limit(call.query.limit()).after(call.query.cursor)).await?;
        let Sight::Of(code) = sight else {
            return Ok(page.map(|invoice| InvoiceRow::whole(&invoice)).into());
        };
        let seen = page.items.iter().map(|invoice| &invoice.value);
        let own = shares(cx, &call.caller, &code, seen).await?;
        let items = own.into_iter().map(|(invoice, own)| InvoiceRow::share(invoice, own)).collect();
        Ok(Page { items, next_cursor: page.next_cursor }.into())
    }
}
