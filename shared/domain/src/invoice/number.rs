//! Numbers of invoices: each organisation has a series of its own without a gap, `69599084-0007`.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;
use crate::kvk_number::KvkNumber;

/// The number of an invoice: the number of the organisation in the register, a hyphen, and which invoice of its series it is, in at least
/// four digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{8}-[0-9]{4,9}$"))]
pub struct InvoiceNumber(String);

/// The text is not the number of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the number of an invoice such as 69599084-0007")]
pub struct NotANumber;

/// How far the series of an organisation has come. It moves in the transaction that makes the invoice and in no other way, so that it has
/// neither a gap nor a number twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Series {
    /// Whose.
    pub organisation: OrganisationId,
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// The last number that was given; nought before the first.
    pub last: u32,
}

impl Series {
    /// The series before its first invoice.
    pub const fn new(organisation: OrganisationId, kvk_number: KvkNumber) -> Self {
        Self { organisation, kvk_number, last: 0 }
    }

    /// The next number, and the series after it.
    pub fn draw(self) -> (InvoiceNumber, Self) {
        let last = self.last.saturating_add(1);
        (InvoiceNumber(format!("{}-{last:04}", self.kvk_number)), Self { last, ..self })
    }
}

impl FromStr for InvoiceNumber {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let text = text.trim();
        let (kvk_number, place) = text.split_once('-').ok_or(NotANumber)?;
        let kvk_number: KvkNumber = kvk_number.parse().map_err(|_| NotANumber)?;
        let fits = (4..=9).contains(&place.len()) && place.bytes().all(|byte| byte.is_ascii_digit());
        // A longer place has no leading nought, so that a number is written in one way.
        let plain = place.len() == 4 || !place.starts_with('0');
        if fits && plain { Ok(Self(format!("{kvk_number}-{place}"))) } else { Err(NotANumber) }
    }
}

impl TryFrom<String> for InvoiceNumber {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, NotANumber> {
        text.parse()
    }
}

impl From<InvoiceNumber> for String {
    fn from(number: InvoiceNumber) -> Self {
        number.0
    }
}

impl InvoiceNumber {
    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InvoiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
