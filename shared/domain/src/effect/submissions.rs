//! What filled forms set in motion.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::email::Email;
use crate::ids::{SignerId, SubmissionId};

/// What filled forms set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SubmissionEffect {
    /// Tell whoever sent it that it arrived.
    TellReceived {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Draw a personal link into the signing room and mail it.
    InviteSigner {
        /// Which submission.
        submission: SubmissionId,
        /// Whom.
        signer: SignerId,
    },
    /// Draw another link and mail it with a reminder.
    RemindSigner {
        /// Which submission.
        submission: SubmissionId,
        /// Whom.
        signer: SignerId,
    },
    /// Draw a code, keep its hash, and mail it to the signer whose link it was asked with.
    MailCode {
        /// The hash of that link.
        link: TokenHash,
    },
    /// Tell a signer and whoever filled it in that he signed.
    TellSigned {
        /// Which submission.
        submission: SubmissionId,
        /// Who.
        signer: SignerId,
    },
    /// Tell whoever filled it in that somebody will not sign.
    TellDeclined {
        /// Which submission.
        submission: SubmissionId,
        /// Who will not.
        signer: SignerId,
    },
    /// Tell whoever filled it in that everybody signed, and that the desk has it now.
    TellAllSigned {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Tell an address that what was signed or was to be signed there counts for nothing any more.
    TellVoid {
        /// Which submission.
        submission: SubmissionId,
        /// The address.
        email: Email,
    },
    /// Tell whoever filled it in that not everybody signed in time.
    TellLapsed {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Tell whoever filled it in that the desk asks something back.
    TellAskedBack {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Tell whoever filled it in how the desk decided.
    TellSettled {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Tell whoever filled it in that the desk wrote.
    TellWritten {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Remove what is left of one that was thrown away: its files, its timeline, what was written about it.
    RemoveLeft {
        /// Which submission.
        submission: SubmissionId,
    },
    /// Remove the files that came with it before it was sent for the first time, and that no answer names: others took their place.
    RemoveReplaced {
        /// Which submission.
        submission: SubmissionId,
        /// When it was sent: what comes later may be a scan of signatures, which no answer names.
        sent_at: Timestamp,
    },
}
