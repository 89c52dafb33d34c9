//! Deleting an account (seed 003, S59): asked for by its owner, who has a week to think better of it. Then Balie deletes what is personal, step by
//! step, each of which may be done twice. What the law has us keep stays: the audit trail, invoices, signed contracts.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::ids::AccountId;

/// How long its owner can take the wish back.
pub const COOLING_OFF: SignedDuration = SignedDuration::from_hours(7 * 24);

/// That an account is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deletion {
    /// Which account.
    pub account: AccountId,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// From when it is carried out.
    pub due_at: Timestamp,
    /// When carrying it out began: from then on there is no way back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun_at: Option<Timestamp>,
}

/// Deleting has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("deleting has begun")]
pub struct Begun;

impl Deletion {
    /// A wish of now.
    pub fn ask(account: AccountId, now: Timestamp) -> Self {
        Self { account, asked_at: now, due_at: now.saturating_add(COOLING_OFF).unwrap_or(now), begun_at: None }
    }

    /// Whether it can be taken back.
    ///
    /// # Errors
    /// When deleting has begun.
    pub const fn taken_back(&self) -> Result<(), Begun> {
        if self.begun_at.is_some() { Err(Begun) } else { Ok(()) }
    }

    /// Whether it is time.
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.begun_at.is_some() || self.due_at <= now
    }

    /// The wish once carrying it out has begun.
    pub fn begun(&self, now: Timestamp) -> Self {
        Self { begun_at: self.begun_at.or(Some(now)), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, at};
    use super::*;

    #[test]
    fn a_week_is_left_to_think_better_of_it() {
        let wish = Deletion::ask(account().id, at(0));
        assert!(!wish.is_due(at(7 * 24 * 3600 - 1)) && wish.is_due(at(7 * 24 * 3600)));
        assert_eq!(wish.taken_back(), Ok(()));
        let begun = wish.begun(at(7 * 24 * 3600));
        assert_eq!((begun.taken_back(), begun.is_due(at(0))), (Err(Begun), true));
        assert_eq!(begun.begun(at(9 * 24 * 3600)), begun, "it began once");
    }
}
