//! What is billed: written down when an upgrade is activated, and not before (domain.md 5: never billed without activation).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{MeansId, OrganisationId, UpgradeId};
use crate::price::Quote;
use crate::upgrade::{Stage, Upgrade};

/// One charge, for the invoice to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Charge {
    /// Who pays.
    pub organisation: OrganisationId,
    /// For which upgrade; there is one charge for each.
    pub upgrade: UpgradeId,
    /// Of which means.
    pub means: MeansId,
    /// The number of that means on paper.
    pub means_number: String,
    /// What it costs, as it was fixed when it was handed in.
    pub quote: Quote,
    /// When it was activated.
    pub at: Timestamp,
}

impl Charge {
    /// The charge that a change of an upgrade brings, if any: when it becomes active, at the price it was handed in with.
    pub fn of_change(before: &Upgrade, after: &Upgrade) -> Option<Self> {
        let (Stage::Active(active), false) = (&after.stage, matches!(before.stage, Stage::Active(_))) else {
            return None;
        };
        Some(Self {
            organisation: after.organisation.clone(),
            upgrade: after.id.clone(),
            means: after.means.clone(),
            means_number: after.means_number.clone(),
            quote: after.quote.clone()?,
            at: active.at,
        })
    }
}
