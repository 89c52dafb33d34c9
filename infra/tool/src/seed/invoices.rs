//! Invoices of the demo company over the months it ordered in: made on the first of the month after, the older ones paid. The job that makes
//! them of itself finds these months done.

use domain::effect::{Effect, Print};
use domain::ids::{AccountId, InvoiceId, OrganisationId};
use domain::invoice::{Closing, Invoice, Series};
use domain::spend::{Head, Month};
use jiff::{SignedDuration, Timestamp, ToSpan};
use runtime::Context;
use store::spend::Ledger;
use store::{Change, Error};

use super::SeedError;
use super::cast::STAFF;
use super::plant::{Named, beginning, keep};

/// The company that is invoiced.
const COMPANY: &str = "68750110";
/// The invoices of how many months are still open.
const OPEN: usize = 2;

/// Makes them, oldest first; months that were invoiced before are left as they are.
pub(super) async fn plant(cx: &Context) -> Result<(), SeedError> {
    let organisation = OrganisationId::new(beginning(), &Named(COMPANY));
    let mut heads = cx.store().list::<Head>(store::spend::all_heads(&organisation)).await?.items;
    heads.reverse();
    let months: Vec<Month> =
        heads.iter().map(|head| head.month).filter(|month| month.last_day() < cx.today()).collect();
    let paid = months.len().saturating_sub(OPEN);
    for (place, head) in heads.iter().filter(|head| months.contains(&head.month)).enumerate() {
        if head.invoice.is_none() {
            make(cx, &head.value, place < paid).await?;
        }
    }
    Ok(())
}

async fn make(cx: &Context, head: &Head, paid: bool) -> Result<(), SeedError> {
    let (organisation, month) = (&head.organisation, head.month);
    let words = |what: &dyn std::fmt::Display| SeedError::Words(what.to_string());
    let begun = domain::days::begins(month.next().first_day()).unwrap_or(Timestamp::UNIX_EPOCH);
    let at = begun.saturating_add(SignedDuration::from_mins(15)).unwrap_or(begun);
    if head.shut_at.is_none() {
        cx.store().update::<Head>(store::spend::shut(organisation, month, at)).await?;
    }
    let totals = Ledger::of(organisation.clone()).totals(cx.store(), month, month).await?;
    let before = cx.store().get::<Series>(store::invoice::series_key(organisation)).await?;
    let series = match &before {
        Some(series) => series.value.clone(),
        None => Series::new(organisation.clone(), COMPANY.parse().map_err(|error| words(&error))?),
    };
    let (number, after) = series.draw();
    let id = InvoiceId::new(at, &Named(&format!("invoice {organisation} {month}")));
    let closing = Closing::of(organisation.clone(), month, &totals);
    let mut invoice = Invoice::make(closing, id, number, at).map_err(|error| words(&error))?;
    if let Some(clerk) = STAFF.first().filter(|_| paid) {
        let on = invoice.made_on().saturating_add(12.days());
        let by = AccountId::new(beginning(), &Named(clerk.email));
        invoice = invoice.paid(on, &by, cx.today()).map_err(|error| words(&error))?;
    }
    let mut change = Change::new();
    store::invoice::make(&mut change, &invoice, before.as_ref(), &after);
    change.effect(Effect::Print(Print::Invoice { organisation: organisation.clone(), invoice: invoice.id.clone() }));
    match keep(cx, change).await {
        // Somebody else plants on the same table.
        Err(SeedError::Store(Error::Conflict(_))) => Ok(()),
        done => done,
    }
}
