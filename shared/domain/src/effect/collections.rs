//! What collections by direct debit set in motion.

use serde::{Deserialize, Serialize};

use crate::ids::{AccountId, CollectionId};

/// What collections set in motion. A step goes from part to part, each in a transaction of its own that sets out the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CollectionEffect {
    /// Have the debtors of a part told of what will be collected.
    Announce {
        /// Of which collection.
        collection: CollectionId,
        /// Which part.
        part: u32,
    },
    /// Let go of what a part announced: the collection was withdrawn.
    Release {
        /// Of which collection.
        collection: CollectionId,
        /// Which part.
        part: u32,
    },
    /// The money came in: the debits of a part are settled, and the invoices they pay.
    Settle {
        /// Of which collection.
        collection: CollectionId,
        /// Which part.
        part: u32,
    },
    /// Mail one of the people of a business about a debit.
    Tell {
        /// Of which collection.
        collection: CollectionId,
        /// Which debit.
        number: u32,
        /// Whom.
        account: AccountId,
        /// What.
        news: DebitNews,
    },
}

/// What there is to tell of a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DebitNews {
    /// It will be collected.
    Ahead,
    /// It was announced and is not collected after all.
    Cancelled,
    /// The bank gave it back.
    Returned,
}
