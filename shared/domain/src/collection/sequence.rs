//! The place of a debit among those of its mandate, as banks want to know it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The place of a debit among those of its mandate (domain.md 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sequence {
    /// The first of several.
    #[serde(rename = "FRST")]
    First,
    /// One of several.
    #[serde(rename = "RCUR")]
    Recurring,
    /// The only one.
    #[serde(rename = "OOFF")]
    OneOff,
    /// The last of several.
    #[serde(rename = "FNAL")]
    Final,
}
