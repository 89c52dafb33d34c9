//! What the folders of member businesses set in motion.

use serde::{Deserialize, Serialize};

use crate::folder::TopicId;
use crate::ids::{AccountId, BusinessId, FileId, ParcelId};

/// What documents of a business set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum FolderEffect {
    /// Tell somebody of the business that the chamber put a document there.
    TellPut {
        /// For which business.
        business: BusinessId,
        /// In which folder.
        topic: TopicId,
        /// Which file.
        file: FileId,
        /// Whom.
        account: AccountId,
    },
    /// Tell whoever asked that a zip stands ready, or could not be made.
    TellMade {
        /// For which business.
        business: BusinessId,
        /// Which.
        parcel: ParcelId,
    },
    /// Remove the bytes and the versions of a file that was deleted.
    RemoveFile {
        /// Of which business.
        business: BusinessId,
        /// Which file.
        file: FileId,
    },
}
