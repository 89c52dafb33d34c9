//! The power to bind an organisation (tekenbevoegdheid), domain.md 2.1 and 4.5: who may sign, and how many must.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::upgrade::data::{Power, Representative};

/// What the register said of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterFacts {
    /// The organisation it was asked about.
    pub kvk_number: KvkNumber,
    /// When it was asked (peilmoment).
    pub asked_at: Timestamp,
    /// Whether it settles by itself that the representatives named may sign, so that no extract is asked.
    pub powers_settled: bool,
}

/// How many signatures a case needs, and from whom they can come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignaturesNeeded {
    /// Who may sign, as places in the list of representatives of the upgrade's data.
    pub candidates: Vec<usize>,
    /// How many of them must.
    pub needed: usize,
}

/// Why no signature of anybody named is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotEnough {
    /// Nobody is named.
    NobodyNamed,
    /// Fewer are named than must sign.
    TooFewNamed,
    /// At this level no limits are allowed.
    LimitsNotAllowed,
}

/// Who must sign for these representatives at a level (domain.md 2.1, the table of signature counts).
pub fn signatures_needed(
    level: AssuranceLevel,
    representatives: &[Representative],
) -> Result<SignaturesNeeded, NotEnough> {
    let with = |wanted: fn(Power) -> bool| -> Vec<usize> {
        let all = representatives.iter().enumerate();
        all.filter(|(_, one)| wanted(one.power)).map(|(at, _)| at).collect()
    };
    if representatives.is_empty() {
        return Err(NotEnough::NobodyNamed);
    }
    let alone = with(Power::signs_alone);
    if !alone.is_empty() {
        let needed = if level == AssuranceLevel::Eh4 { alone.len() } else { 1 };
        return Ok(SignaturesNeeded { candidates: alone, needed });
    }
    let joint = with(|power| power == Power::Joint);
    let candidates = if joint.is_empty() { with(|power| power == Power::Limited) } else { joint };
    let needed = match level {
        AssuranceLevel::Eh2 | AssuranceLevel::Eh2Plus => 2,
        AssuranceLevel::Eh3 => candidates.len() / 2 + 1,
        AssuranceLevel::Eh4 => return Err(NotEnough::LimitsNotAllowed),
    };
    if candidates.len() < needed { Err(NotEnough::TooFewNamed) } else { Ok(SignaturesNeeded { candidates, needed }) }
}
