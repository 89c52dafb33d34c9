//! What lines add up to. Totals are kept while lines are written and never made by reading lines.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Month, Product};
use crate::access_code::CodeLabel;
use crate::ids::{AccessCodeId, InvoiceId, OrganisationId};

/// How many lines, and what they cost together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendSum")]
pub struct Sum {
    /// How many lines.
    pub lines: i64,
    /// What they cost in cents, without VAT.
    pub net_cents: i64,
    /// The VAT on them in cents.
    pub vat_cents: i64,
    /// What they cost in cents, with VAT.
    pub gross_cents: i64,
}

impl Sum {
    /// So many lines with these amounts, in cents.
    pub const fn new(lines: i64, net_cents: i64, vat_cents: i64) -> Self {
        Self { lines, net_cents, vat_cents, gross_cents: net_cents.saturating_add(vat_cents) }
    }

    /// Both together.
    pub const fn plus(self, other: Self) -> Self {
        Self::new(
            self.lines.saturating_add(other.lines),
            self.net_cents.saturating_add(other.net_cents),
            self.vat_cents.saturating_add(other.vat_cents),
        )
    }
}

impl std::iter::Sum for Sum {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::default(), Self::plus)
    }
}

/// What was spent in a month under one access code and the label it had, or by the organisation as such under none. Totals over codes, labels,
/// products and months are sums of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeMonth {
    /// The month.
    pub month: Month,
    /// The access code; none for what was charged to nobody's code.
    pub code: Option<AccessCodeId>,
    /// The label the code had then; a code that got another one within the month is there with both.
    pub label: Option<CodeLabel>,
    /// By product.
    pub products: BTreeMap<Product, Sum>,
}

impl CodeMonth {
    /// Everything in it.
    pub fn sum(&self) -> Sum {
        self.products.values().copied().sum()
    }
}

/// A month of an organisation in which something was spent: made with its first line, shut before it is invoiced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// Whose.
    pub organisation: OrganisationId,
    /// Which.
    pub month: Month,
    /// Since when nothing is booked under it any more: its totals are final.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shut_at: Option<Timestamp>,
    /// The invoice its lines stand on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Invoiced>,
}

/// The invoice of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendInvoice")]
pub struct Invoiced {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number in the organisation's own series.
    pub number: String,
}
