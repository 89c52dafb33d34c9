//! Prices (tarieven): dated lists, in whole cents, excluding and including VAT; what an upgrade costs; discount codes; and the charge that
//! is written down when it is activated.

pub mod booked;
pub mod charge;
pub mod discount;
mod list;
mod quote;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use discount::{AnnouncedCode, Code, DiscountCode, DiscountUse};
pub use list::{PriceList, PriceListView};
pub use quote::{Bought, NotPriced, vat_on};

/// What an upgrade costs, as it was shown to the customer before he handed it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// The version of the price list.
    pub prices: String,
    /// The years of the contract that is bought; none when the end date stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_years: Option<u8>,
    /// What is counted, line by line.
    pub lines: Vec<QuoteLine>,
    /// The sum of the lines, in cents, excluding VAT.
    pub net_cents: i64,
    /// The VAT on it, in cents.
    pub vat_cents: i64,
    /// The sum to pay, in cents.
    pub gross_cents: i64,
    /// The rate of the VAT.
    #[serde(default)]
    pub vat_percent: u8,
    /// The discount code that was used, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_code: Option<Code>,
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct QuoteLine {
    /// What for, as a stable code the pages have words for: `contract`, `upgrade`, `extra-rights`, `identification`, `discount`.
    pub item: String,
    /// How many.
    #[serde(default = "one")]
    pub count: u32,
    /// In cents, excluding VAT; negative for a discount.
    pub net_cents: i64,
}

fn one() -> u32 {
    1
}
