//! What stands on the sheet that tells how a contract was signed.

use serde::Deserialize;

use super::Counted;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Evidence {
    pub title: String,
    pub statement: String,
    pub code_alt: String,
    pub headings: EvidenceHeadings,
    pub facts: EvidenceFacts,
    pub factors: Factors,
    pub intro: Counted,
    pub meaning: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceHeadings {
    pub document: String,
    pub text: String,
    pub signatures: String,
    pub meaning: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct EvidenceFacts {
    pub organisation: String,
    pub kvk: String,
    pub change: String,
    pub change_from_to: String,
    pub change_to: String,
    pub needed: String,
    pub needed_value: String,
    pub signed: String,
    pub signed_at: String,
    pub how: String,
    pub fingerprint: String,
    pub function: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Factors {
    pub mail_code: String,
    pub totp: String,
    pub pen: String,
}
