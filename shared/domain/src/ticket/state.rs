//! Where questions stand.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a question stands: exactly what is true there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// The desk has to act.
    Open {
        /// Since when.
        since: Timestamp,
        /// Whether it had been closed before.
        again: bool,
    },
    /// Whoever asked has to act.
    WaitingForCustomer {
        /// Since when.
        since: Timestamp,
    },
    /// It is answered.
    Closed {
        /// Since when.
        since: Timestamp,
    },
}

/// The name of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "TicketState")]
pub enum StateName {
    /// The desk has to act.
    Open,
    /// The desk has to act once more.
    Reopened,
    /// Whoever asked has to act.
    WaitingForCustomer,
    /// It is answered.
    Closed,
}

impl State {
    /// Its name.
    pub const fn name(&self) -> StateName {
        match self {
            Self::Open { again: false, .. } => StateName::Open,
            Self::Open { again: true, .. } => StateName::Reopened,
            Self::WaitingForCustomer { .. } => StateName::WaitingForCustomer,
            Self::Closed { .. } => StateName::Closed,
        }
    }

    /// Since when it is so.
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Open { since, .. } | Self::WaitingForCustomer { since } | Self::Closed { since } => *since,
        }
    }
}
