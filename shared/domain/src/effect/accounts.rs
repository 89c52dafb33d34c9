//! What changing the address of an account, and deleting one, set in motion.

use serde::{Deserialize, Serialize};

use crate::account::address::Side;
use crate::email::Email;
use crate::ids::AccountId;
use crate::language::Language;

/// What changing the address of an account, and deleting one, set in motion. Each is one mail, but for the registrations that follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum AccountEffect {
    /// Ask a mailbox to confirm a change of address; or tell the new one that the address is taken, which nobody else hears (S10).
    AskAddress {
        /// Whose.
        account: AccountId,
        /// Which change.
        turn: u32,
        /// Which mailbox.
        side: Side,
    },
    /// Tell a mailbox that the address was changed; the old one with the way to undo it.
    TellAddressChanged {
        /// Whose.
        account: AccountId,
        /// Which change.
        turn: u32,
        /// Which mailbox.
        side: Side,
    },
    /// The account has another address, or has its old one back: what is registered with the means of its owner follows, and what he has not
    /// handed in yet.
    MoveRegistrations {
        /// Whose.
        account: AccountId,
    },
    /// Tell a mailbox that the change was stopped or undone.
    TellAddressKept {
        /// Whose.
        account: AccountId,
        /// Which change.
        turn: u32,
        /// Which mailbox.
        side: Side,
    },
    /// Tell that the account will be deleted, with the way to take it back.
    TellDeletionAsked {
        /// Which account.
        account: AccountId,
    },
    /// Tell that the account stays.
    TellDeletionTakenBack {
        /// Which account.
        account: AccountId,
    },
    /// Tell that the account was deleted. It carries where to: the account knows it no more.
    TellDeleted {
        /// Where it was known.
        email: Email,
        /// Its language.
        language: Language,
    },
}
