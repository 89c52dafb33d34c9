//! What member businesses set in motion.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::business::CompanyNumber;
use crate::ids::{AccountId, BusinessId, PinLetterId};

/// What member businesses set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum BusinessEffect {
    /// Somebody asked for a letter for this number, known or unknown: write the wish down, if there is such a business (the request itself
    /// does not look).
    AskLetter {
        /// The number he gave.
        number: CompanyNumber,
        /// Who.
        account: AccountId,
    },
    /// Issue a letter: the desk wants it for many at once.
    IssueLetter {
        /// For which business.
        business: BusinessId,
        /// Who of the desk.
        by: AccountId,
    },
    /// Delete the file of a letter that opens nothing any more.
    DeleteLetterFile {
        /// Of which business.
        business: BusinessId,
        /// Which letter.
        letter: PinLetterId,
    },
    /// Tell one of its people that somebody opened the business.
    TellOpened {
        /// Which business.
        business: BusinessId,
        /// Whom to tell.
        reader: AccountId,
        /// Who opened it.
        account: AccountId,
        /// When.
        at: Timestamp,
    },
    /// Tell one of its people, or whom it is about, that the business is closed to somebody.
    TellRemoved {
        /// Which business.
        business: BusinessId,
        /// Whom to tell.
        reader: AccountId,
        /// To whom it is closed.
        account: AccountId,
        /// Whether he left by himself.
        left: bool,
        /// When.
        at: Timestamp,
    },
    /// Tell one of its people that its letter is locked.
    TellLocked {
        /// Which business.
        business: BusinessId,
        /// Whom to tell.
        reader: AccountId,
        /// Since when.
        at: Timestamp,
    },
}
