//! What stands on a contract.

use serde::Deserialize;

use super::Counted;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Contract {
    pub upgrade: Opening,
    pub application: Opening,
    pub now: String,
    pub nothing: String,
    pub nothing_meaning: String,
    pub facts: ContractFacts,
    pub headings: ContractHeadings,
    pub services: ServiceWords,
    pub price: PriceWords,
    pub terms: Vec<String>,
    pub how: How,
    pub signature: SignatureWords,
}

/// What the sheet is, in its title and first sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    pub title: String,
    pub statement: String,
    pub after: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct ContractFacts {
    pub name: String,
    pub born: String,
    pub born_at: String,
    pub email: String,
    pub mobile: String,
    pub employed: String,
    pub kvk: String,
    pub establishment: String,
    pub no_establishment: String,
    pub term: String,
    pub same_term: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContractHeadings {
    pub user: String,
    pub organisation: String,
    pub services: String,
    pub price: String,
    pub terms: String,
    pub how: String,
    pub signatures: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct ServiceWords {
    pub intro: String,
    pub all: String,
    pub service: String,
    pub provider: String,
    pub level: String,
    pub all_of_provider: String,
    pub none: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriceWords {
    pub description: String,
    pub amount: String,
    pub net: String,
    pub vat: String,
    pub gross: String,
    pub billed: String,
    pub other: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct How {
    pub steps: Vec<String>,
    pub signers_all: Counted,
    pub signers_some: Counted,
    pub nobody: String,
    pub online: String,
}

/// The labels of a box to sign in.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureWords {
    pub place: String,
    pub date: String,
    pub signature: String,
}
