//! Taking in hand: who of the desk works on a case or a question, so that no colleague does the same work.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::AccountId;
use crate::name::Name;

/// Somebody of the desk, as colleagues know him.
#[derive(Debug, Clone, Copy)]
pub struct Colleague<'a> {
    /// His account.
    pub account: &'a AccountId,
    /// What he is called.
    pub name: &'a Name,
}

/// That somebody of the desk has something in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Taken {
    /// Who.
    pub by: AccountId,
    /// What colleagues call him.
    pub name: Name,
    /// Since when.
    pub at: Timestamp,
    /// Until when: nobody keeps a thing by going home.
    pub until: Timestamp,
}

/// Who has something in hand, as colleagues see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TakenView {
    /// Who.
    pub by: AccountId,
    /// What colleagues call him.
    pub name: Name,
    /// Until when.
    pub until: Timestamp,
}

impl Taken {
    /// Taken now, for so long. Taking what one has goes on from now.
    pub fn now(by: Colleague<'_>, now: Timestamp, lasts: SignedDuration) -> Self {
        let until = now.saturating_add(lasts).unwrap_or(now);
        Self { by: by.account.clone(), name: by.name.clone(), at: now, until }
    }

    /// Whether it holds others off still; what has lapsed holds nobody off.
    pub fn holds(&self, now: Timestamp) -> bool {
        now < self.until
    }

    /// What colleagues see.
    pub fn view(&self) -> TakenView {
        TakenView { by: self.by.clone(), name: self.name.clone(), until: self.until }
    }
}
