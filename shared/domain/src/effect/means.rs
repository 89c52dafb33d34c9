//! What means, the people who have them, access codes and the catalogue of services set in motion.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::rise::AnnouncedRise;
use crate::email::Email;
use crate::ids::{AccessCodeId, AccountId, AppointmentId, BatchId, MeansId, OrganisationId, UpgradeId};
use crate::lapse::Subject;
use crate::level::AssuranceLevel;

/// What means and the people who have them set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum MeansEffect {
    /// Draw a code for one of those an appointment is announced to, and mail it.
    AnnounceAppointment {
        /// Which appointment.
        appointment: AppointmentId,
        /// Which of those who are told, counted from nought.
        told: u8,
    },
    /// Tell somebody that his role was changed.
    TellRoleChanged {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Whose.
        account: AccountId,
    },
    /// Tell the holder that the desk changed what is registered about him.
    TellRegistrationChanged {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which means.
        means: MeansId,
    },
    /// Tell what will lapse soon: the holder, or whoever holds the role.
    TellLapses {
        /// Of which organisation.
        organisation: OrganisationId,
        /// What.
        subject: Subject,
        /// The day it was to be told on.
        on: Date,
    },
    /// Somebody logged in with eHerkenning: those of his means that may have been what he showed were used.
    NoteUse {
        /// For which organisation.
        organisation: OrganisationId,
        /// Who.
        holder: AccountId,
        /// The level that was shown; a means of it or above was.
        level: AssuranceLevel,
        /// On which day.
        on: Date,
    },
    /// Start the upgrades of one part of a batch, and go on with the part after it.
    SendBatchPart {
        /// Of which organisation the batch is.
        organisation: OrganisationId,
        /// Which batch.
        batch: BatchId,
        /// Which part of it, counted from nought.
        part: u32,
    },
    /// Tell the holder that a manager set out to raise his means, and what is asked of him.
    TellHolderOfUpgrade {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which upgrade.
        upgrade: UpgradeId,
    },
}

/// What access codes and the main user set in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CodeEffect {
    /// Draw the characters of a code, keep the login they are looked up by, and mail them to the holder (S22).
    MailCode {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
        /// Which of its issues; an earlier one is not mailed any more.
        issue: u32,
    },
    /// Mail a link to choose a first password to somebody an account was opened for.
    Invite {
        /// Whose.
        account: AccountId,
    },
    /// Somebody lost the access code of this address, known or unknown: mail a link to a new one, if the address has a code (S10, S11).
    OfferNewCode {
        /// The address that was given.
        email: Email,
    },
    /// Tell that a code is replaced: its holder, or the main user.
    TellReplaced {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
        /// Whom.
        reader: AccountId,
    },
    /// Tell the holder that his code was ended.
    TellEnded {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which code.
        code: AccessCodeId,
    },
    /// Tell the main user that somebody who has a code in his organisation chose a new password by way of his mailbox.
    TellPasswordReset {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Who chose it.
        account: AccountId,
    },
    /// Tell that the main user handed over: one of the two.
    TellHandedOver {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Who it was.
        from: AccountId,
        /// Who it is.
        to: AccountId,
        /// Whom.
        reader: AccountId,
    },
}

/// What the catalogue of services sets in motion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CatalogueEffect {
    /// Note under each service which means has a right to it, so that staff can see whom a rise of its level hurts.
    NoteRights {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which means.
        means: MeansId,
    },
    /// An edition of the catalogue was published: seek everybody whose right will fall short of a level it raises.
    AnnounceRises {
        /// The edition.
        edition: String,
        /// The one that was in force when it was published.
        before: String,
    },
    /// Seek them for one rise, a part at a time, in one of the places a right can stand.
    SeekShortfalls {
        /// The edition that announced it.
        edition: String,
        /// The rise.
        rise: AnnouncedRise,
        /// Which of the places: the service itself, its provider, everything.
        place: u8,
        /// Where the part before ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<String>,
    },
    /// Tell the holder of a means that it will fall short, and what to do.
    TellShortfall {
        /// Of which organisation.
        organisation: OrganisationId,
        /// Which means.
        means: MeansId,
        /// The edition that announced it.
        edition: String,
        /// The rise.
        rise: AnnouncedRise,
    },
}
