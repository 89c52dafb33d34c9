//! Invoices at the desk: found by their number, settled by hand.

use domain::audit::{Actor, AuditFact, Trail};
use domain::effect::{Effect, Print};
use domain::ids::{AccountId, InvoiceId, OrganisationId};
use domain::invoice::{Invoice, InvoiceNumber, InvoiceRefusal, Series};
use domain::kvk_number::KvkNumber;
use domain::organisation::Organisation;
use domain::spend::Month;
use jiff::civil::Date;
use runtime::Context;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::invoice::Numbered;
use store::{Change, Error, Versioned};

use crate::problems::Refused;
use crate::view::PaymentView;

/// Which invoice.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NumberPath {
    /// Its number, as it stands on the paper.
    pub number: InvoiceNumber,
}

/// An invoice, as the desk sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeskInvoiceView {
    /// Its id.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: InvoiceNumber,
    /// Send this back with a payment: it tells whether somebody came between.
    pub version: u64,
    /// Who pays.
    pub organisation_id: OrganisationId,
    /// Its name in the register.
    pub organisation_name: String,
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// The month it is for.
    pub month: Month,
    /// The day it was made.
    pub made_on: Date,
    /// What it comes to and where its payment stands.
    pub payment: PaymentView,
    /// The number of the note that took it back, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<InvoiceNumber>,
}

impl DeskInvoiceView {
    pub(crate) fn of(invoice: &Invoice, version: u64, organisation: &Organisation) -> Self {
        Self {
            invoice_id: invoice.id.clone(),
            number: invoice.number.clone(),
            version,
            organisation_id: invoice.organisation.clone(),
            organisation_name: organisation.name.clone(),
            kvk_number: organisation.kvk_number.clone(),
            month: invoice.month,
            made_on: invoice.made_on(),
            payment: PaymentView::of(invoice),
            credit_note: invoice.credit_note().map(|note| note.number.clone()),
        }
    }
}

/// The invoice with this number, and whose it is.
pub(crate) async fn find(cx: &Context, number: &InvoiceNumber) -> Result<(Versioned<Invoice>, Organisation), Refused> {
    let numbered = cx.store().get::<Numbered>(store::invoice::number_key(number)).await?.ok_or(Refused::NotFound)?;
    let keys = [
        store::invoice::key(&numbered.organisation, &numbered.invoice),
        store::organisation::key(&numbered.organisation),
    ];
    let mut found = cx.store().batch(keys.to_vec()).await?;
    let gone = || Error::Corrupt("what a number of an invoice leads to is gone".to_owned());
    let [invoice, organisation] = keys.map(|key| found.remove(&key));
    let invoice = invoice.ok_or_else(gone)?.read::<Invoice>(cx.keys()).await?;
    let organisation = organisation.ok_or_else(gone)?.read::<Organisation>(cx.keys()).await?;
    Ok((invoice, organisation.value))
}

/// Takes an invoice back, by a note with the next number of its series, and shows it as it is then.
pub(crate) async fn credit(
    cx: &Context,
    number: &InvoiceNumber,
    (by, seen): (&AccountId, u64),
    action: &str,
) -> Result<DeskInvoiceView, Refused> {
    let (read, organisation) = find(cx, number).await?;
    if read.version != seen {
        return Err(Refused::ChangedMeanwhile);
    }
    let key = store::invoice::series_key(&read.value.organisation);
    let missing = || Error::Corrupt("the series of an invoice is gone".to_owned());
    let series = cx.store().get::<Series>(key).await?.ok_or_else(missing)?;
    let (number, after) = series.value.clone().draw();
    let credited = read.value.clone().credited(by, number, cx.now())?;
    let view = DeskInvoiceView::of(&credited, read.version + 1, &organisation);
    let mut change = Change::new();
    store::invoice::credit(&mut change, (&read, &credited), (&series, &after));
    let (organisation, invoice) = (credited.organisation.clone(), credited.id.clone());
    change.effect(Effect::Print(Print::CreditNote { organisation, invoice })).audit(fact(&credited, by, action));
    match cx.keep(change, &view).await {
        Ok(()) => Ok(view),
        // Or the series moved: whoever looks again finds the invoice as it was, and does it again.
        Err(Error::Conflict(_) | Error::Exists(_)) => Err(Refused::ChangedMeanwhile),
        Err(error) => Err(error.into()),
    }
}

/// Writes down what somebody of the desk settled, and shows the invoice as it is then.
pub(crate) async fn settle(
    cx: &Context,
    number: &InvoiceNumber,
    (by, seen): (&AccountId, u64),
    action: &str,
    decide: impl FnOnce(Invoice) -> Result<Invoice, InvoiceRefusal> + Send,
) -> Result<DeskInvoiceView, Refused> {
    let (read, organisation) = find(cx, number).await?;
    if read.version != seen {
        return Err(Refused::ChangedMeanwhile);
    }
    let settled = decide(read.value.clone())?;
    let view = DeskInvoiceView::of(&settled, read.version + 1, &organisation);
    let mut change = Change::new();
    change.replace(&read, &settled).audit(fact(&settled, by, action));
    match cx.keep(change, &view).await {
        Ok(()) => Ok(view),
        Err(Error::Conflict(_)) => Err(Refused::ChangedMeanwhile),
        Err(error) => Err(error.into()),
    }
}

/// A fact of the organisation's trail.
pub(crate) fn fact(invoice: &Invoice, by: &AccountId, action: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Organisation { organisation: invoice.organisation.clone() },
        actor: Actor::Staff { account: by.clone() },
        action: action.to_owned(),
        object: invoice.id.to_string(),
        result: "done".to_owned(),
    }
}
