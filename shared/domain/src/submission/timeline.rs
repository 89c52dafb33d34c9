//! What happened to a submission since it was sent: in order, numbered, never changed, and the same for whoever filled it in and for the desk.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::form::Aftermath;
use crate::ids::SubmissionId;
use crate::submission::RegisterNumber;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The submission it belongs to.
    pub submission: SubmissionId,
    /// Its number: 1, 2, 3 ... without a gap.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub what: What,
}

/// Who did it, as far as everybody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SubmissionActor")]
pub enum By {
    /// Whoever filled it in.
    Customer,
    /// Somebody who signs.
    Signer,
    /// The desk.
    Staff,
    /// Balie itself.
    Balie,
}

/// What happened. No personal data: names and texts stay in the submission itself, sealed. Roles are those of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "entry", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "SubmissionEntry")]
pub enum What {
    /// It was sent.
    Sent {},
    /// Signatures were asked.
    SignaturesAsked {
        /// Of how many people.
        of: u32,
    },
    /// Somebody was invited to sign once more.
    SignerReminded {
        /// In which role he signs.
        role: String,
    },
    /// The address of somebody who signs was mended.
    AddressMended {
        /// In which role he signs.
        role: String,
    },
    /// Somebody signed.
    Signed {
        /// In which role.
        role: String,
        /// Whether in pen, on a scan that was handed in.
        on_paper: bool,
    },
    /// Somebody will not sign.
    Declined {
        /// In which role.
        role: String,
    },
    /// Everybody signed, and it went to the desk.
    AllSigned {},
    /// It was opened again to be changed; every signature is void.
    Reopened {},
    /// Nobody signed in time; every signature is void.
    SigningLapsed {},
    /// The desk asked back.
    AskedBack {},
    /// A contract was entered in the register.
    Registered {
        /// Its number there.
        number: RegisterNumber,
    },
    /// A request was granted.
    Granted {},
    /// A notice was taken note of.
    Noted {},
    /// It was refused.
    Refused {},
    /// It was taken back.
    Withdrawn {},
    /// The certificate of entry was made.
    CertificateMade {},
    /// What is about it was noted: it is changed or ended from a day on.
    Overtaken {
        /// By which submission.
        by: SubmissionId,
        /// What became of it.
        what: Aftermath,
        /// From when.
        on: Date,
    },
    /// Somebody wrote a message.
    Written {},
}
