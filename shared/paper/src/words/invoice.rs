//! What stands on an invoice, and on the note that takes it back.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Invoice {
    pub title: String,
    pub statement: String,
    pub code_alt: String,
    pub foot: String,
    pub headings: InvoiceHeadings,
    pub facts: InvoiceFacts,
    pub columns: InvoiceColumns,
    pub percent: String,
    pub no_vat: String,
    pub register_has_no_vat: String,
    pub no_code: String,
    pub pay: String,
    pub unpaid: String,
    pub annexed: String,
    pub elsewhere: String,
    pub of_which_vat: String,
    pub late: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvoiceHeadings {
    pub facts: String,
    pub products: String,
    pub codes: String,
    pub vat: String,
    pub payment: String,
    pub annex: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct InvoiceFacts {
    pub number: String,
    pub organisation: String,
    pub kvk: String,
    pub month: String,
    pub made_on: String,
    pub due_on: String,
    pub total: String,
    pub seller: String,
    pub seller_kvk: String,
    pub seller_vat: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct InvoiceColumns {
    pub product: String,
    pub code: String,
    pub count: String,
    pub vat_percent: String,
    pub net: String,
    pub vat: String,
    pub gross: String,
    pub total: String,
    pub at: String,
    pub what: String,
    pub by: String,
    pub reference: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct CreditNote {
    pub title: String,
    pub statement: String,
    pub heading: String,
    pub number: String,
    pub made_on: String,
    pub total: String,
    pub nothing_to_pay: String,
    pub explanation: String,
}
