//! Facts for the audit trail (S56): who did what to which thing, written in the same transaction as the change.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, BusinessId, OrganisationId, TicketId};

/// Who caused a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "actor", rename_all = "kebab-case")]
pub enum Actor {
    /// A person who is logged in.
    Person {
        /// The account.
        account: AccountId,
    },
    /// Somebody of the desk.
    Staff {
        /// The account.
        account: AccountId,
    },
    /// Somebody who is not logged in.
    Visitor,
    /// Balie itself: a worker or a schedule.
    Balie,
    /// The partner who identifies people.
    Courier,
}

/// Whose trail a fact belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "trail", rename_all = "kebab-case")]
pub enum Trail {
    /// What happens in an organisation.
    Organisation {
        /// Which.
        organisation: OrganisationId,
    },
    /// What happens to an account by itself.
    Account {
        /// Which.
        account: AccountId,
    },
    /// What happens to a question put to the service desk: whoever asks may have no account.
    Ticket {
        /// Which.
        ticket: TicketId,
    },
    /// What happens in a member business.
    Business {
        /// Which.
        business: BusinessId,
    },
}

/// One fact. The edge adds the time, the truncated address and the trace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditFact {
    /// In whose trail.
    pub trail: Trail,
    /// By whom.
    pub actor: Actor,
    /// The operation or event, for example `approve-upgrade`.
    pub action: String,
    /// The id of the thing it was done to.
    pub object: String,
    /// What came of it, in a word, for example `passed`.
    pub result: String,
}
