//! Signing: who must sign, and who did, on paper or in the signing room. Both count the same (domain.md 2.1).

use serde::{Deserialize, Serialize};

/// Where the signatures stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signing {}
