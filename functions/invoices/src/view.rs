//! An invoice as it stands on the wire: whole for the main user, by his own share for anybody else (S45).

use domain::access_code::CodeLabel;
use domain::document::DownloadLink;
use domain::ids::{AccessCodeId, InvoiceId};
use domain::invoice::{Ahead, AtRate, Invoice, InvoiceNumber, InvoiceState, OfProduct, Standing};
use domain::spend::{CodeMonth, Month, Sum};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// An invoice in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceRow {
    /// Its id.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub number: InvoiceNumber,
    /// The month it is for.
    pub month: Month,
    /// The day it was made.
    pub made_on: Date,
    /// What it comes to and where its payment stands; for the main user only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentView>,
    /// What of it was spent under the caller's own access code; for everybody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<Sum>,
}

/// What an invoice comes to, and where its payment stands.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PaymentView {
    /// What is charged.
    pub sum: Sum,
    /// The last day to pay without a reminder.
    pub due_on: Date,
    /// Where it stands.
    pub state: InvoiceState,
    /// Since when; absent while nothing happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The last day to pay before the next step; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The day it is collected by direct debit, while a collection has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected_on: Option<Date>,
    /// What came on top for not paying, in cents.
    pub fee_cents: i64,
    /// What is still to be paid, in cents.
    pub to_pay_cents: i64,
}

/// One invoice.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceView {
    /// What stands in the list.
    #[serde(flatten)]
    pub row: InvoiceRow,
    /// What it is for, in full; for the main user only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<InvoiceContents>,
}

/// What an invoice is for.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvoiceContents {
    /// By product.
    pub products: Vec<OfProduct>,
    /// By access code.
    pub codes: Vec<OfCode>,
    /// By rate of VAT.
    pub rates: Vec<AtRate>,
    /// What follows if nothing is paid, each with its day.
    pub ahead: Vec<Ahead>,
    /// Where the money goes, line by line.
    pub pay_to: Vec<String>,
    /// Whether every line stands on the paper.
    pub annexed: bool,
    /// The paper, for five minutes; absent while it is being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
    /// The note that took it back, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<CreditNoteView>,
}

/// A credit note.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CreditNoteView {
    /// Its number.
    pub number: InvoiceNumber,
    /// The paper, for five minutes; absent while it is being made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
}

/// What was spent under one access code.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "InvoiceOfCode")]
pub struct OfCode {
    /// The code; absent for what was put down to none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_id: Option<AccessCodeId>,
    /// Its label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<CodeLabel>,
    /// What it comes to.
    #[serde(flatten)]
    pub sum: Sum,
}

impl InvoiceRow {
    /// For the main user.
    pub(crate) fn whole(invoice: &Invoice) -> Self {
        Self { payment: Some(PaymentView::of(invoice)), ..Self::bare(invoice) }
    }

    /// For somebody whose code has a share in it.
    pub(crate) fn share(invoice: &Invoice, own: Sum) -> Self {
        Self { own: Some(own), ..Self::bare(invoice) }
    }

    fn bare(invoice: &Invoice) -> Self {
        Self {
            invoice_id: invoice.id.clone(),
            number: invoice.number.clone(),
            month: invoice.month,
            made_on: invoice.made_on(),
            payment: None,
            own: None,
        }
    }
}

impl PaymentView {
    pub(crate) fn of(invoice: &Invoice) -> Self {
        let (since, until) = match &invoice.standing {
            Standing::Open {} => (None, Some(invoice.due_on)),
            Standing::Reminded { on, until } | Standing::Dunned { on, until, .. } => (Some(*on), Some(*until)),
            Standing::WithCollector { on, .. } | Standing::Paid { on, .. } | Standing::Credited { on, .. } => {
                (Some(*on), None)
            }
        };
        Self {
            sum: invoice.sum,
            due_on: invoice.due_on,
            state: invoice.state(),
            since,
            until,
            collected_on: invoice.debit.as_ref().filter(|_| invoice.to_pay_cents() > 0).map(|debit| debit.on),
            fee_cents: invoice.fee_cents(),
            to_pay_cents: invoice.to_pay_cents(),
        }
    }
}

impl InvoiceContents {
    pub(crate) fn of(
        invoice: &Invoice,
        totals: &[CodeMonth],
        (download, credit): (Option<DownloadLink>, Option<DownloadLink>),
    ) -> Self {
        let codes = totals.iter().map(|total| OfCode {
            code_id: total.code.clone(),
            label: total.label.clone(),
            sum: total.sum(),
        });
        Self {
            products: invoice.products.clone(),
            codes: codes.collect(),
            rates: invoice.rates.clone(),
            ahead: invoice.ahead(),
            pay_to: invoice.payment_terms().map(|terms| terms.pay_to.clone()).unwrap_or_default(),
            annexed: invoice.paper.as_ref().is_some_and(|paper| paper.annexed),
            download,
            credit_note: invoice
                .credit_note()
                .map(|note| CreditNoteView { number: note.number.clone(), download: credit }),
        }
    }
}
