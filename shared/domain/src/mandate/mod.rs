//! SEPA direct-debit mandates (SEPA-Lastschriftmandat), domain.md 2.4: a debtor allows a creditor to collect from his account.

pub mod collect;
pub mod creditor;
pub mod iban;
pub mod reference;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use creditor::CreditorId;
pub use iban::Iban;
pub use reference::MandateReference;

/// Which scheme it is given under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// Basis-Lastschrift: refunded without a reason for eight weeks.
    Core,
    /// Firmen-Lastschrift: no refund; the debtor is no consumer and his bank checks the mandate beforehand.
    B2b,
}

/// How often is collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Once; the mandate is used up by it.
    OneOff,
    /// Again and again.
    Recurring,
}

/// After how many months without a collection a mandate lapses, counted from the signature while there was none.
const LAPSES_MONTHS: i32 = 36;

/// A mandate is no longer good, or not yet: why nothing can be collected under it, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MandateRefusal {
    /// It waits for the debtor's signature.
    #[error("it is not signed yet")]
    NotSigned,
    /// It was revoked.
    #[error("it was revoked")]
    Revoked,
    /// It was not used for 36 months.
    #[error("it lapsed")]
    Lapsed,
    /// It was for one collection, and that was made.
    #[error("it is used up")]
    UsedUp,
    /// A B2B mandate cannot become a Core one or the other way round: that is another mandate.
    #[error("the scheme cannot change")]
    SchemeChanged,
}

/// What became of a mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// Filled in, waiting to be signed.
    Draft,
    /// Signed and good.
    Active {
        /// When it was signed.
        signed_at: Timestamp,
        /// The day money last went under it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_collected: Option<Date>,
    },
    /// Revoked by the debtor, or ended by the creditor.
    Revoked {
        /// When.
        at: Timestamp,
    },
    /// A one-off that was collected.
    UsedUp {
        /// On which day.
        on: Date,
    },
}

impl State {
    /// The last day on which it can be collected under, while it is active.
    pub fn lapses_on(&self, signed_on: Date) -> Option<Date> {
        match self {
            Self::Active { last_collected, .. } => {
                Some(last_collected.unwrap_or(signed_on).saturating_add(LAPSES_MONTHS.months()))
            }
            Self::Draft | Self::Revoked { .. } | Self::UsedUp { .. } => None,
        }
    }
}
