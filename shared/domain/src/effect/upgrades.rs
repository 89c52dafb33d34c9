//! What a case sets in motion: signing, identifying, the desk, documents.

use serde::{Deserialize, Serialize};

use crate::account::TokenHash;
use crate::ids::{MessageId, OrganisationId, SignerId, UpgradeId};
use crate::upgrade::queue::QueueMove;
use crate::upgrade::reminders::Nudge;
use crate::upgrade::timeline::Moved;

/// What signing sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SigningEffect {
    /// Draw a personal link into the signing room and mail it.
    InviteSigner {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Whom.
        signer: SignerId,
    },
    /// Draw another link and mail it with a reminder.
    RemindSigner {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Whom.
        signer: SignerId,
    },
    /// Draw a code, keep its hash, and mail it to the signer whose link it was asked with.
    MailSigningCode {
        /// The hash of that link.
        link: TokenHash,
    },
    /// Confirm to a signer that he signed.
    ConfirmSignature {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// To whom.
        signer: SignerId,
    },
    /// Tell whoever started it that somebody signed.
    TellSigned {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Who did.
        signer: SignerId,
    },
    /// Tell whoever started it that enough have signed.
    TellAllSigned {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
    /// Tell whoever started it that somebody will not sign.
    TellDeclined {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Who will not.
        signer: SignerId,
    },
    /// Tell an address that a signer's link goes to another one from now on.
    TellReplaced {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// The signer as he was.
        signer: SignerId,
    },
}

/// What identifying sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum IdentificationEffect {
    /// Ask the partner to identify somebody, and mail the invitation.
    Invite {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Remind somebody who has not booked yet.
    Remind {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell of the place and time that were booked, or became known to the hour.
    TellBooked {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
        /// Whether the hours are known.
        exactly: bool,
    },
    /// Tell that something differs, and what happens now.
    TellMismatch {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell that nobody was there, and how to book anew.
    TellNoShow {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell that the time is over, and how to be invited anew.
    TellExpired {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
    /// Tell the partner that an invitation is not needed any more.
    CallOff {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which invitation.
        number: u32,
    },
}

/// What the desk sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DeskEffect {
    /// Tell the other side that there is a message.
    TellMessage {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Which message.
        message: MessageId,
    },
    /// Tell the customer that the date promised has moved, and why.
    TellPromiseMoved {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// Why.
        because: Moved,
    },
    /// Remind whoever must act, or tell what became of a case nobody came back to.
    Nudge {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
        /// What is told.
        nudge: Nudge,
    },
    /// Count a case that left a queue of the desk or came into one.
    CountQueueMove {
        /// Which queue.
        moved: QueueMove,
    },
}

/// What documents set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DocumentEffect {
    /// Delete the copies of identity documents of a case that was decided (S51).
    DeleteIdentityCopies {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
}
