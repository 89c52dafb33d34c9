//! The timeline of an upgrade: what happened, in order, numbered, never changed.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::{DocumentKind, DocumentRefusal};
use crate::ids::{DocumentId, UpgradeId};
use crate::level::AssuranceLevel;
use crate::upgrade::checklist::Check;
use crate::upgrade::contract::PaperCode;
use crate::upgrade::refusal::Reason;
use crate::upgrade::rules::Section;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The upgrade it belongs to.
    pub upgrade: UpgradeId,
    /// Its number: 1, 2, 3 ... without a gap.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub what: What,
}

/// Who did it, as far as the customer is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// The customer.
    Customer,
    /// The desk.
    Staff,
    /// Balie itself.
    Balie,
    /// Somebody who must sign.
    Signer,
    /// The partner who identifies people.
    Courier,
}

/// What happened. No personal data: names and texts stay in the upgrade itself, sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "entry", content = "details", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum What {
    /// It began.
    Started {
        /// From this level; from none, for a first application.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from_level: Option<AssuranceLevel>,
        /// To this one.
        target_level: AssuranceLevel,
    },
    /// Data was filled in or changed.
    DataChanged {
        /// In which sections.
        sections: Vec<Section>,
    },
    /// A document came in.
    DocumentReceived {
        /// Which.
        document_id: DocumentId,
        /// What it is meant to be.
        #[serde(default)]
        kind: DocumentKind,
    },
    /// A document was let in.
    DocumentReleased {
        /// Which.
        document_id: DocumentId,
        /// Whether its contents could be read by machine; else somebody of the desk reads it.
        read: bool,
        /// What it is meant to be.
        #[serde(default)]
        kind: DocumentKind,
    },
    /// A document was not taken.
    DocumentRefused {
        /// Which.
        document_id: DocumentId,
        /// Why.
        reason: DocumentRefusal,
        /// What it is meant to be.
        #[serde(default)]
        kind: DocumentKind,
    },
    /// It was handed in.
    Submitted {
        /// By when a decision is promised.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_for: Option<Date>,
    },
    /// The desk wrote down what it found on a check.
    CheckRecorded {
        /// Which check.
        check: Check,
        /// Whether it is right.
        passed: bool,
        /// What is wrong.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
    },
    /// The date promised changed, and why.
    PromiseMoved {
        /// The new date; none while the customer has something to mend.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        promised_for: Option<Date>,
        /// What moved it.
        because: Moved,
    },
    /// The desk gave it back.
    Refused {
        /// Why.
        reason: Reason,
    },
    /// One colleague of the desk approved it, and a second one must.
    ApprovedOnce {},
    /// The desk approved it.
    Approved {},
    /// The customer or the desk wrote the other a message.
    MessageWritten {},
    /// An activation code was mailed.
    CodeMailed {
        /// Until when it is good.
        expires_at: Timestamp,
    },
    /// Another code was asked for; the old one is dead.
    CodeRenewed {},
    /// A code was tried that is not right.
    CodeTried {
        /// How often it may still be tried.
        tries_left: u8,
    },
    /// The means works at its new level.
    Activated {
        /// Which.
        level: AssuranceLevel,
    },
    /// A contract was made of the data; the one before, if any, is void.
    ContractMade {
        /// The code on the paper.
        code: PaperCode,
    },
    /// It was called off.
    Cancelled {},
    /// Those who may sign were asked to.
    SignaturesAsked {
        /// How many were asked.
        asked: usize,
        /// How many of them must sign.
        needed: usize,
        /// Whether the signing room is accepted; else only paper.
        online: bool,
    },
    /// Somebody signed.
    SignatureGiven {
        /// How many did by now.
        signed: usize,
        /// How many must.
        needed: usize,
        /// Whether in pen.
        on_paper: bool,
    },
    /// Somebody will not sign.
    SignatureDeclined {},
    /// The address of a signer was corrected.
    SignerReplaced {},
    /// A signer was reminded.
    SignerReminded {},
    /// Something about being identified.
    Identification {
        /// What.
        step: IdentificationStep,
    },
}

/// A step of being identified; of whom, where and when stays in the upgrade itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IdentificationStep {
    /// Somebody was invited.
    Invited,
    /// Somebody was reminded.
    Reminded,
    /// An appointment was made.
    Booked,
    /// Its hours became known.
    WindowKnown,
    /// Somebody was identified.
    Matched,
    /// Something differed.
    Mismatched,
    /// Nobody was there.
    NoShow,
    /// The time is over.
    Expired,
}

/// Why a promised date moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Moved {
    /// The customer has something to mend.
    CustomerHasToAct,
    /// The customer mended it.
    CustomerActed,
    /// Cases wait longer at the desk than was expected.
    QueueLongerThanExpected,
    /// Somebody who must sign, or whoever identifies, is not done yet.
    OthersTakeLonger,
}

/// An entry as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EntryView {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    #[serde(flatten)]
    pub what: What,
}

impl From<Entry> for EntryView {
    fn from(entry: Entry) -> Self {
        Self { at: entry.at, by: entry.by, what: entry.what }
    }
}
