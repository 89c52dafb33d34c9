//! What stands on a direct-debit mandate, and on the sheet for the debtor's bank.

use serde::Deserialize;

/// What stands on a direct-debit mandate beside its wording.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct MandateWords {
    pub statement: String,
    pub code_alt: String,
    pub foot: String,
    pub creditor: String,
    pub mandate: String,
    pub wording: String,
    pub debtor: String,
    pub signature: String,
    pub name: String,
    pub address: String,
    pub creditor_id: String,
    pub reference: String,
    pub scheme: String,
    pub core: String,
    pub b2b: String,
    pub frequency: String,
    pub one_off: String,
    pub recurring: String,
    pub iban: String,
    pub bank: String,
    pub your_bank: String,
    pub place: String,
    pub date: String,
    pub signer: String,
    pub how: String,
    pub at: String,
    pub with_app: String,
    pub with_code: String,
    pub first_signed: String,
    pub bank_form: BankFormWords,
}

/// What stands on the sheet for the debtor's bank.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct BankFormWords {
    pub title: String,
    pub statement: String,
    pub to: String,
    pub request: String,
    pub paragraphs: Vec<String>,
    pub signature: String,
    pub signer: String,
}
