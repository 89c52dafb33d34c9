//! The power to bind an organisation (tekenbevoegdheid), domain.md 2.1 and 4.5: who may sign, and how many must.

pub mod judge;
pub mod names;
pub mod rules;
pub mod verdict;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kvk_number::KvkNumber;
use crate::level::AssuranceLevel;
use crate::register::Answer;
use crate::upgrade::data::Representative;

use judge::Judgement;
use rules::{PowerRules, Strength};

/// What the register said of an organisation, and what it comes to for the case it is kept on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterFacts {
    /// The organisation it was asked about.
    pub kvk_number: KvkNumber,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// What it answered.
    pub answer: Answer,
    /// What that comes to for the representatives named; made anew with every change of the data.
    #[serde(default)]
    pub judgement: Judgement,
}

impl RegisterFacts {
    /// An answer that was just given.
    pub fn new(kvk_number: KvkNumber, asked_at: Timestamp, answer: Answer) -> Self {
        Self { kvk_number, asked_at, answer, judgement: Judgement::default() }
    }

    /// Whether it settles by itself that the representatives named may sign, so that no extract is asked.
    pub const fn powers_settled(&self) -> bool {
        self.judgement.settled
    }
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

/// Who must sign for these representatives at a level, by what they say of their own powers, under the table a case stays under
/// (domain.md 2.1). [`crate::upgrade::Upgrade::signatures_needed`] goes by the register where it settled the powers.
///
/// # Errors
/// When nobody is named, too few are, or the level takes none of their powers.
pub fn signatures_needed_under(
    table: &PowerRules,
    level: AssuranceLevel,
    representatives: &[Representative],
) -> Result<SignaturesNeeded, NotEnough> {
    let strengths: Vec<Strength> = representatives.iter().map(|one| Strength::from(one.power)).collect();
    table.signatures(level, &strengths)
}

#[cfg(test)]
mod tests;
