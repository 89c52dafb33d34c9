//! One line of what was spent: everything an invoice must be able to explain.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Month, Sum};
use crate::ids::{AccountId, LineId, OrderId, OrganisationId};
use crate::kvk_number::KvkNumber;
use crate::organisation::HeldCode;

/// What was paid for, as a stable code the pages, mails and papers have words for: a product of the register (`extract`) or what Balie itself
/// charges for (`upgrade`, `renewal`). Lower-case letters, digits and hyphens, at most 40.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[a-z][a-z0-9-]{0,39}$"))]
pub struct Product(String);

/// The text is not the code of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the code of a product")]
pub struct NotAProduct;

/// One thing that was paid for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Its name; sorts by time.
    pub id: LineId,
    /// Who pays.
    pub organisation: OrganisationId,
    /// The month it is counted and invoiced in: that of `at`, or a later one when that month was closed already (`late`).
    pub month: Month,
    /// Whether it came after the month it belongs to was closed; overviews mark it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
    /// When it was ordered or charged.
    pub at: Timestamp,
    /// The order behind it, when it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The access code it was put down to, with the label it had then; none for what Balie charges to the organisation as such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<HeldCode>,
    /// Who did it.
    pub by: AccountId,
    /// What he was called then. Sealed.
    pub by_name: String,
    /// What was paid for.
    pub product: Product,
    /// The company it was about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The customer's own reference (eigen referentie). Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// What it costs in cents, without VAT.
    pub net_cents: i64,
    /// The VAT on it in cents: none on products of the register (domain.md 4.2).
    pub vat_cents: i64,
    /// The rate of the VAT.
    pub vat_percent: u8,
}

/// The company a product was about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SpendSubject")]
pub struct Subject {
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// Its name there at the time.
    pub name: String,
}

impl Line {
    /// What it costs in cents, with VAT.
    pub const fn gross_cents(&self) -> i64 {
        self.net_cents.saturating_add(self.vat_cents)
    }

    /// What it adds to a total.
    pub const fn sum(&self) -> Sum {
        Sum::new(1, self.net_cents, self.vat_cents)
    }

    /// The same line in the month after, because its own is shut already: it is marked as late.
    #[must_use]
    pub fn put_off(self) -> Self {
        Self { month: self.month.next(), late: true, ..self }
    }
}

impl FromStr for Product {
    type Err = NotAProduct;

    fn from_str(text: &str) -> Result<Self, NotAProduct> {
        let begins = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        let fits = text.len() <= 40
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if begins && fits { Ok(Self(text.to_owned())) } else { Err(NotAProduct) }
    }
}

impl TryFrom<String> for Product {
    type Error = NotAProduct;

    fn try_from(text: String) -> Result<Self, NotAProduct> {
        text.parse()
    }
}

impl From<Product> for String {
    fn from(product: Product) -> Self {
        product.0
    }
}

impl Product {
    /// A code that is written in the source and known to fit; a test of whoever writes it holds that.
    pub(crate) fn known(code: &'static str) -> Self {
        Self(code.to_owned())
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Product {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
