//! `get-invoice`: one invoice: what it is for, where its payment stands, and its paper; how much of it, the crate says.

use api::{FileTouch, KeySet, Part, Route, Touch};
use domain::document::DownloadLink;
use domain::ids::InvoiceId;
use domain::invoice::{CreditNote, Invoice, InvoiceNumber};
use runtime::{Answer, Call, Context, Endpoint, Member, NoInput, NoQuery, TICKET_LIFE};
use schemars::JsonSchema;
use serde::Deserialize;
use store::spend::Ledger;

use crate::invoices::{Sight, shares};
use crate::problems::Refused;
use crate::view::{InvoiceContents, InvoiceRow, InvoiceView};

/// Shows an invoice.
pub struct GetInvoice;

/// Which invoice.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoicePath {
    /// Its id.
    pub invoice_id: InvoiceId,
}

impl Endpoint for GetInvoice {
    const ROUTE: Route = Route::get("get-invoice", "/v1/invoices/{invoiceId}")
        .summary("One invoice: what it is for, where its payment stands, and its paper")
        .touches(&[Touch::read(Part::Invoice), Touch::read(Part::Spend).and(Touch::list(Part::Spend))])
        .keys(&[KeySet::Data])
        .editions()
        .files(&[FileTouch::ReadPapers]);
    type Caller = Member;
    type Path = InvoicePath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = InvoiceView;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<InvoiceView>, Refused> {
        let organisation = call.caller.organisation();
        let sight = Sight::of(&call.caller);
        let key = store::invoice::key(organisation, &call.path.invoice_id);
        let invoice = cx.store().get::<Invoice>(key).await?.ok_or(Refused::NotFound)?.value;
        match sight {
            Sight::Nothing => Err(Refused::NotFound),
            Sight::Of(code) => {
                let own = shares(cx, &call.caller, &code, std::iter::once(&invoice)).await?;
                let (_, own) = own.first().ok_or(Refused::NotFound)?;
                Ok(InvoiceView { row: InvoiceRow::share(&invoice, *own), contents: None }.into())
            }
            Sight::Whole => {
                let ledger = Ledger::of(organisation.clone());
                let totals = ledger.totals(cx.store(), invoice.month, invoice.month).await?;
                let contents = InvoiceContents::of(&invoice, &totals, downloads(cx, &invoice).await?);
                Ok(InvoiceView { row: InvoiceRow::whole(&invoice), contents: Some(contents) }.into())
            }
        }
    }
}

/// The paper of the invoice, and that of the note that took it back; each once it is there.
async fn downloads(cx: &Context, invoice: &Invoice) -> Result<(Option<DownloadLink>, Option<DownloadLink>), Refused> {
    let own = match &invoice.paper {
        Some(_) => Some(download(cx, &invoice.file_key(), &invoice.number).await?),
        None => None,
    };
    let credit = match invoice.credit_note() {
        Some(CreditNote { number, paper: Some(_), .. }) => {
            Some(download(cx, &invoice.credit_file_key(), number).await?)
        }
        Some(_) | None => None,
    };
    Ok((own, credit))
}

async fn download(cx: &Context, key: &str, number: &InvoiceNumber) -> Result<DownloadLink, Refused> {
    let url = cx.files().download_link(key, &format!("{number}.pdf")).await.map_err(|_| Refused::File)?;
    Ok(DownloadLink { url, expires_at: cx.now().saturating_add(TICKET_LIFE).unwrap_or(cx.now()) })
}
