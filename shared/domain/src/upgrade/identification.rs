//! Identification by a partner: invited, reminded, booked, seen (domain.md 5).

use serde::{Deserialize, Serialize};

/// Where an identification stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identification {}
