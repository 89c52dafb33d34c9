//! What a means is to be used for (machtigingen), domain.md 2.1: single services, all services of a provider, or all services; for how long,
//! and at which discount.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the customer chose. It is added to what the means already has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Authorisations {
    /// What is chosen, each once.
    #[schemars(length(min = 1, max = 200))]
    pub chosen: Vec<Chosen>,
    /// For how many years the contract is bought; absent keeps the present end date of the means.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u8>,
    /// The discount code as it was typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_code: Option<String>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "scope", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Chosen {
    /// One service, by its official id.
    Service {
        /// `urn:etoegang:DV:<OIN>:services:<4 digits>`.
        service_id: String,
    },
    /// All services of a provider, also those that join later.
    Provider {
        /// The provider's id in the catalogue.
        provider_id: String,
    },
    /// All services of all providers, also those that join later; never above the level.
    All {},
}
