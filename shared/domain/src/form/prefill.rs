//! What is known already need not be typed: answers of a form that begins for an opened business.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::answers::Answers;
use super::definition::Form;
use crate::business::Business;

/// What of a business stands in a field from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Prefill {
    /// Its name.
    BusinessName,
    /// Its street and house number.
    BusinessStreet,
    /// Its postcode.
    BusinessPostcode,
    /// Its town.
    BusinessTown,
    /// The number the chamber gave it.
    CompanyNumber,
}

impl Form {
    /// The answers the form begins with for a business.
    pub fn known_of(&self, business: &Business) -> Answers {
        let fields = self.sections.iter().flat_map(|section| &section.fields);
        let known = fields.filter_map(|field| {
            let value = match field.prefill? {
                Prefill::BusinessName => business.name.to_string(),
                Prefill::BusinessStreet => business.address.street.to_string(),
                Prefill::BusinessPostcode => String::from(business.address.postcode.clone()),
                Prefill::BusinessTown => business.address.town.to_string(),
                Prefill::CompanyNumber => business.number.to_string(),
            };
            Some((field.name.clone(), Json::from(value)))
        });
        Answers(known.collect())
    }
}
