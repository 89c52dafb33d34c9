//! The assurance levels of eHerkenning (betrouwbaarheidsniveaus), domain.md 1.1.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An assurance level. The order is the rank of the ladder, never the spelling: a means serves its own level and every lower one.
///
/// EH1 ended on 1 July 2021: it cannot be held, sold or asked for, so it is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum AssuranceLevel {
    /// EH2, low: a leftover that is no longer sold.
    #[serde(rename = "EH2")]
    Eh2,
    /// EH2+, low with a second factor.
    #[serde(rename = "EH2+")]
    Eh2Plus,
    /// EH3, substantial: the usual choice.
    #[serde(rename = "EH3")]
    Eh3,
    /// EH4, high: with a PKIoverheid certificate.
    #[serde(rename = "EH4")]
    Eh4,
}

impl AssuranceLevel {
    /// From the lowest to the highest.
    pub const ALL: [Self; 4] = [Self::Eh2, Self::Eh2Plus, Self::Eh3, Self::Eh4];

    /// The name on paper and on the wire: `EH2`, `EH2+`, `EH3`, `EH4`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eh2 => "EH2",
            Self::Eh2Plus => "EH2+",
            Self::Eh3 => "EH3",
            Self::Eh4 => "EH4",
        }
    }

    /// The official URN of the level (afsprakenstelsel, level of assurance).
    pub const fn urn(self) -> &'static str {
        match self {
            Self::Eh2 => "urn:etoegang:core:assurance-class:loa2",
            Self::Eh2Plus => "urn:etoegang:core:assurance-class:loa2plus",
            Self::Eh3 => "urn:etoegang:core:assurance-class:loa3",
            Self::Eh4 => "urn:etoegang:core:assurance-class:loa4",
        }
    }

    /// The level behind an official URN; an unknown URN is no level at all (S39).
    pub fn from_urn(urn: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.urn() == urn)
    }

    /// Whether this level can be newly applied for (domain.md 1.1: EH2 is a leftover).
    pub const fn is_sold(self) -> bool {
        !matches!(self, Self::Eh2)
    }
}

impl std::fmt::Display for AssuranceLevel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::AssuranceLevel;

    #[test]
    fn the_ladder_is_ordered_by_rank_and_every_urn_leads_back() {
        assert!(AssuranceLevel::ALL.is_sorted());
        for level in AssuranceLevel::ALL {
            assert_eq!(AssuranceLevel::from_urn(level.urn()), Some(level));
        }
        assert_eq!(AssuranceLevel::from_urn("urn:etoegang:core:assurance-class:loa1"), None);
    }
}
