//! What happened to a business, in order: its timeline.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, BusinessId};

/// Something that happened. Names nobody but by his account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Happened {
    /// To which business.
    pub business: BusinessId,
    /// When.
    pub at: Timestamp,
    /// Through whom.
    pub by: By,
    /// What.
    pub what: HappenedKind,
    /// Whom it was about: who was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<AccountId>,
}

/// Through whom something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum By {
    /// Somebody of the desk.
    Desk {
        /// Who.
        account: AccountId,
    },
    /// Somebody who opened it, or was about to.
    Person {
        /// Who.
        account: AccountId,
    },
    /// Balie by itself.
    Balie {},
}

/// What happens to a business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "BusinessEvent")]
pub enum HappenedKind {
    /// The desk wrote it down.
    Registered,
    /// It came with many others from a table.
    Imported,
    /// The desk changed what is written of it.
    Edited,
    /// Somebody asked for a letter with a PIN.
    LetterAsked,
    /// A letter was issued.
    LetterIssued,
    /// A letter was set.
    LetterSet,
    /// The desk fetched a letter to print it.
    LetterFetched,
    /// A letter was tried too often.
    LetterLocked,
    /// Somebody opened the business.
    Opened,
    /// Somebody was removed from it.
    Removed,
    /// Somebody left it.
    Left,
}

impl HappenedKind {
    /// Every one.
    pub const ALL: [Self; 11] = [
        Self::Registered,
        Self::Imported,
        Self::Edited,
        Self::LetterAsked,
        Self::LetterIssued,
        Self::LetterSet,
        Self::LetterFetched,
        Self::LetterLocked,
        Self::Opened,
        Self::Removed,
        Self::Left,
    ];
}

impl Happened {
    /// Something that happens now.
    pub fn now(business: &BusinessId, what: HappenedKind, by: By, at: Timestamp) -> Self {
        Self { business: business.clone(), at, by, what, about: None }
    }

    /// About this person.
    pub fn about(self, account: &AccountId) -> Self {
        Self { about: Some(account.clone()), ..self }
    }
}
