//! What happened to a mandate, in order.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, BusinessId, MandateId};

/// One entry of a mandate's timeline. It names nobody's account number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Of which business.
    pub business: BusinessId,
    /// Of which mandate.
    pub mandate: MandateId,
    /// Its number, from 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Who,
    /// What.
    pub what: What,
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Who {
    /// Somebody who opened the business.
    Person {
        /// His account.
        account: AccountId,
    },
    /// The desk.
    Desk,
    /// Balie by itself.
    Balie,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "MandateHappening")]
pub enum What {
    /// It was filled in.
    Drafted {},
    /// It was signed.
    Signed {},
    /// Another account, holder or address was proposed.
    ChangeProposed {},
    /// The proposed change was withdrawn.
    ChangeWithdrawn {},
    /// The change was signed.
    Changed {
        /// Whether it is another account.
        account: bool,
    },
    /// It was collected under.
    Collected {
        /// The day the money went.
        on: Date,
    },
    /// The bank gave a collection back.
    Returned {
        /// On which day.
        on: Date,
    },
    /// Everybody was told that it is about to lapse.
    LapseTold {
        /// The last day.
        on: Date,
    },
    /// It was revoked.
    Revoked {},
    /// It lapsed.
    Lapsed {},
    /// It is used up.
    UsedUp {},
}
