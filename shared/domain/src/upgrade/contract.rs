//! The contract: a paper made of the entered data. It stands for exactly that data; when the data changes it is void (domain.md 5).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::ContractId;

/// The contract that was made last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    /// Balie's own name for it.
    pub id: ContractId,
    /// SHA-256 over the canonical data it was made of, in hexadecimal.
    pub fingerprint: String,
    /// When it was made.
    pub made_at: Timestamp,
}
