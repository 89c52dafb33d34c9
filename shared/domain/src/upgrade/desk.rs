//! A case at the desk: who has it in hand, who approved.

use serde::{Deserialize, Serialize};

/// What the desk itself knows of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AtDesk {}
