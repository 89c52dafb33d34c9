//! Documents handed in: from the ticket to upload one, through inspection, to released or refused (S48-S50).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::attempts::Limit;
use crate::extract::{ExtractRead, ExtractSeen, SealVerdict};
use crate::ids::{AccountId, DocumentId, OrganisationId, UpgradeId};
use crate::name::Name;
use crate::upgrade::{Fault, StageName};

/// The largest file taken in, in bytes (S48).
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// How many documents one person may announce in a day (S51).
pub const UPLOADS: Limit = Limit { name: "uploads", most: 60, window: SignedDuration::from_hours(24), delayed: false };

/// A document that belongs to an upgrade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Balie's own name for it; also the last part of its place in the bucket.
    pub id: DocumentId,
    /// The upgrade it was handed in for.
    pub upgrade: UpgradeId,
    /// The organisation that handed it in.
    pub organisation: OrganisationId,
    /// What it is meant to be.
    pub kind: DocumentKind,
    /// What the customer called it. Only told, never used as a place (S49).
    pub file_name: Name,
    /// What the customer says it is; the bytes must agree.
    pub content_type: ContentType,
    /// Its size in bytes, as announced.
    pub size: u64,
    /// Where it stands.
    pub state: DocumentState,
    /// What an extract was seen to be. Personal: it names people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract: Option<ExtractSeen>,
    /// Whether it is the extract of a company that is itself a director of the organisation.
    #[serde(default)]
    pub of_official: bool,
    /// When the ticket was asked for.
    pub requested_at: Timestamp,
    /// By whom.
    pub requested_by: AccountId,
}

/// What a document is meant to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// An extract from the business register (KvK-uittreksel), domain.md 4.3.
    #[default]
    KvkExtract,
    /// A copy of an identity document, with what need not be seen made unreadable (domain.md 1.3). Kept apart, shown to the desk while it
    /// decides and to nobody else, and deleted after the decision (S51).
    IdCopy,
    /// The articles, or the decision that gives somebody a mandate (domain.md 1.3, note 4).
    MandateDecision,
    /// The declaration of somebody who signs by a mandate that he may (domain.md 2.1: not in register).
    SelfDeclaration,
}

impl DocumentKind {
    /// Every kind, for the words the client has for them.
    pub const ALL: [Self; 4] = [Self::KvkExtract, Self::IdCopy, Self::MandateDecision, Self::SelfDeclaration];
}

/// The types of file taken in (S48).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ContentType {
    /// A PDF document.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A JPEG image.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A PNG image.
    #[serde(rename = "image/png")]
    Png,
}

impl ContentType {
    /// The media type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Whether a file name ends as files of this type do (S48: extension, declared type and bytes must agree).
    pub fn fits_name(self, file_name: &str) -> bool {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match self {
            Self::Pdf => ending == "pdf",
            Self::Jpeg => ending == "jpg" || ending == "jpeg",
            Self::Png => ending == "png",
        }
    }
}

/// Where a document stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DocumentState {
    /// A ticket was given; nothing has come in yet.
    AwaitingUpload,
    /// It came in and is being looked at.
    Inspecting {
        /// When it came in.
        since: Timestamp,
    },
    /// It may be opened, by the customer and by staff.
    Released {
        /// When.
        at: Timestamp,
    },
    /// It was not taken and its bytes are gone.
    Refused {
        /// When.
        at: Timestamp,
        /// Why, in a word the customer gets a sentence for.
        reason: DocumentRefusal,
    },
    /// It was let in, served its purpose, and its bytes are gone (S51).
    Deleted {
        /// When.
        at: Timestamp,
    },
}

/// Why a document was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentRefusal {
    /// There is nothing in it.
    Empty,
    /// It is larger than ten megabytes.
    TooLarge,
    /// Its bytes are of another type than it was said to be, or of a type that is not taken.
    NotTheDeclaredType,
    /// It carries something that could run or open by itself.
    ActiveContent,
    /// It is locked with a password.
    Encrypted,
    /// It is damaged and cannot be opened.
    Broken,
    /// It asks for more work than a document should: a decompression bomb, too many objects or pixels.
    TooComplex,
    /// It came in and was gone before it could be looked at.
    Lost,
    /// The extract is older than the rules allow.
    ExtractTooOld,
    /// The extract is dated after the day it was handed in.
    ExtractFromTheFuture,
    /// The extract is about another company.
    ExtractOfAnotherCompany,
    /// The extract was changed after it was sealed.
    AlteredAfterSealing,
    /// It came in when the upgrade was already decided or called off.
    NoLongerNeeded,
}

impl DocumentRefusal {
    /// Every reason, for the list of codes the client has words for.
    pub const ALL: [Self; 13] = [
        Self::Empty,
        Self::TooLarge,
        Self::NotTheDeclaredType,
        Self::ActiveContent,
        Self::Encrypted,
        Self::Broken,
        Self::TooComplex,
        Self::Lost,
        Self::ExtractTooOld,
        Self::ExtractFromTheFuture,
        Self::ExtractOfAnotherCompany,
        Self::AlteredAfterSealing,
        Self::NoLongerNeeded,
    ];
}

/// What the inspection of the bytes came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It may not be let in.
    Refused(DocumentRefusal),
    /// It is harmless. Of an extract, this is what it was seen to be.
    Harmless(Option<Box<ExtractSeen>>),
}

/// How a document is asked for.
#[derive(Debug, Clone)]
pub struct Announced {
    /// What it is meant to be.
    pub kind: DocumentKind,
    /// What the customer calls it.
    pub file_name: Name,
    /// What the customer says it is.
    pub content_type: ContentType,
    /// Its size in bytes.
    pub size: u64,
}

impl Announced {
    /// What is wrong with the announcement, before any byte is sent (S48).
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.size == 0 {
            faults.push(Fault::at("/size", "empty"));
        }
        if self.size > LARGEST {
            faults.push(Fault::at("/size", "too-large"));
        }
        if !self.content_type.fits_name(self.file_name.as_str()) {
            faults.push(Fault::at("/fileName", "not-the-declared-type"));
        }
        faults
    }
}

impl Document {
    /// Its place before inspection: a key of our own making, below its organisation and upgrade (S49).
    pub fn quarantine_key(&self) -> String {
        format!("quarantine/{}/{}/{}", self.organisation, self.upgrade, self.id)
    }

    /// Its place after release. Copies of identity documents have a prefix of their own, with rights and a term of its own (S51).
    pub fn released_key(&self) -> String {
        let prefix = match self.kind {
            DocumentKind::KvkExtract | DocumentKind::MandateDecision | DocumentKind::SelfDeclaration => "released",
            DocumentKind::IdCopy => "identity",
        };
        format!("{prefix}/{}/{}/{}", self.organisation, self.upgrade, self.id)
    }

    /// Whether it is a copy of an identity document: kept apart, sealed apart, and for a while only (S51).
    pub fn is_identity_copy(&self) -> bool {
        self.kind == DocumentKind::IdCopy
    }

    /// Whether somebody of the organisation may see that it is there: a copy of an identity document only who handed it in.
    pub fn is_shown_to(&self, account: &AccountId) -> bool {
        match self.kind {
            DocumentKind::KvkExtract | DocumentKind::MandateDecision | DocumentKind::SelfDeclaration => true,
            DocumentKind::IdCopy => self.requested_by == *account,
        }
    }

    /// Whether somebody of the organisation may open it again. Of a copy of an identity document nobody needs a second one.
    pub fn may_be_opened_by_customer(&self) -> bool {
        self.is_released() && self.kind != DocumentKind::IdCopy
    }

    /// Whether the desk may open it at a stage of the upgrade: a copy of an identity document only while it decides.
    pub fn may_be_opened_by_desk(&self, stage: StageName) -> bool {
        self.is_released() && (self.kind != DocumentKind::IdCopy || stage == StageName::InReview)
    }

    /// The document, come in. `None` when it was looked at before: an upload told of twice is looked at once.
    pub fn arrived(self, at: Timestamp) -> Option<Self> {
        match self.state {
            DocumentState::AwaitingUpload => Some(Self { state: DocumentState::Inspecting { since: at }, ..self }),
            // A worker that was killed half-way looks again.
            DocumentState::Inspecting { .. } => Some(self),
            DocumentState::Released { .. } | DocumentState::Refused { .. } | DocumentState::Deleted { .. } => None,
        }
    }

    /// The document, let in.
    pub fn released(self, extract: Option<ExtractSeen>, at: Timestamp) -> Self {
        Self { state: DocumentState::Released { at }, extract, ..self }
    }

    /// The document, not taken.
    pub fn refused(self, reason: DocumentRefusal, extract: Option<ExtractSeen>, at: Timestamp) -> Self {
        Self { state: DocumentState::Refused { at, reason }, extract, ..self }
    }

    /// The document, its bytes deleted. `None` when there were none to delete.
    pub fn deleted(self, at: Timestamp) -> Option<Self> {
        self.is_released().then_some(Self { state: DocumentState::Deleted { at }, ..self })
    }

    /// Whether it may be downloaded (S50).
    pub fn is_released(&self) -> bool {
        matches!(self.state, DocumentState::Released { .. })
    }

    /// The document as its organisation and staff see it.
    pub fn view(&self) -> DocumentView {
        let (state, reason) = match &self.state {
            DocumentState::AwaitingUpload => (DocumentStateName::AwaitingUpload, None),
            DocumentState::Inspecting { .. } => (DocumentStateName::Inspecting, None),
            DocumentState::Released { .. } => (DocumentStateName::Released, None),
            DocumentState::Refused { reason, .. } => (DocumentStateName::Refused, Some(*reason)),
            DocumentState::Deleted { .. } => (DocumentStateName::Deleted, None),
        };
        let seen = self.extract.as_ref();
        DocumentView {
            document_id: self.id.clone(),
            kind: self.kind,
            file_name: self.file_name.clone(),
            content_type: self.content_type,
            size: self.size,
            state,
            reason,
            seal: seen.map(|seen| seen.seal.clone()),
            read: seen.and_then(|seen| seen.read.clone()),
            of_official: self.of_official,
            requested_at: self.requested_at,
        }
    }
}

/// The name of a document's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentStateName {
    /// Nothing has come in yet.
    AwaitingUpload,
    /// It is being looked at.
    Inspecting,
    /// It may be opened.
    Released,
    /// It was not taken.
    Refused,
    /// It served its purpose and its bytes are gone.
    Deleted,
}

/// A document as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// Its id.
    pub document_id: DocumentId,
    /// What it is meant to be.
    pub kind: DocumentKind,
    /// What the customer called it.
    pub file_name: Name,
    /// What the customer said it is.
    pub content_type: ContentType,
    /// Its size in bytes.
    pub size: u64,
    /// Where it stands.
    pub state: DocumentStateName,
    /// Why it was not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<DocumentRefusal>,
    /// What is known of the seal on an extract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealVerdict>,
    /// What was read from an extract by machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<ExtractRead>,
    /// Whether it is the extract of a company that is itself a director of the organisation: a person looks at it, beside the own one.
    pub of_official: bool,
    /// When it was asked for.
    pub requested_at: Timestamp,
}

/// A document, with a way to open it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedDocument {
    /// The document.
    pub document: DocumentView,
    /// A link to the file; only once it was released (S50).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<DownloadLink>,
}

/// A link to a file, good for a few minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DownloadLink {
    /// Where to get it.
    pub url: String,
    /// From when it is refused.
    pub expires_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            id: "doc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            upgrade: "upg_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            organisation: "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            kind: DocumentKind::KvkExtract,
            file_name: "uittreksel.pdf".parse().unwrap(),
            content_type: ContentType::Pdf,
            size: 20_000,
            state: DocumentState::AwaitingUpload,
            extract: None,
            of_official: false,
            requested_at: Timestamp::UNIX_EPOCH,
            requested_by: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
        }
    }

    #[test]
    fn what_was_judged_is_not_judged_again() {
        let now = Timestamp::UNIX_EPOCH;
        let inspecting = document().arrived(now).unwrap();
        assert!(inspecting.clone().arrived(now).is_some(), "a worker that was killed looks again");
        assert_eq!(inspecting.clone().released(None, now).arrived(now), None);
        assert_eq!(inspecting.refused(DocumentRefusal::Broken, None, now).arrived(now), None);
    }

    #[test]
    fn an_announcement_that_cannot_be_true_gets_no_ticket() {
        let announced = |file_name: &str, content_type, size| {
            Announced { kind: DocumentKind::KvkExtract, file_name: file_name.parse().unwrap(), content_type, size }
                .faults()
        };
        assert_eq!(announced("Uittreksel.PDF", ContentType::Pdf, LARGEST), []);
        assert_eq!(announced("x.jpeg", ContentType::Jpeg, 1), []);
        assert_eq!(announced("x.pdf", ContentType::Pdf, 0).len(), 1);
        assert_eq!(announced("x.pdf", ContentType::Pdf, LARGEST + 1)[0].code, "too-large");
        assert_eq!(announced("x.pdf.zip", ContentType::Pdf, 1)[0].pointer, "/fileName");
        assert_eq!(announced("uittreksel", ContentType::Png, 1)[0].code, "not-the-declared-type");
    }

    #[test]
    fn only_what_was_released_can_be_opened() {
        let now = Timestamp::UNIX_EPOCH;
        assert!(!document().is_released());
        assert!(!document().arrived(now).unwrap().is_released());
        assert!(document().released(None, now).is_released());
        assert!(!document().refused(DocumentRefusal::Empty, None, now).is_released());
    }

    #[test]
    fn a_copy_of_an_identity_document_lies_apart_and_is_opened_by_the_desk_while_it_decides() {
        let now = Timestamp::UNIX_EPOCH;
        let copy = Document { kind: DocumentKind::IdCopy, ..document() }.released(None, now);
        assert!(copy.released_key().starts_with("identity/") && document().released_key().starts_with("released/"));
        let colleague = "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap();
        assert!(copy.is_shown_to(&copy.requested_by) && !copy.is_shown_to(&colleague));
        assert!(!copy.may_be_opened_by_customer() && copy.may_be_opened_by_desk(StageName::InReview));
        assert!(!copy.may_be_opened_by_desk(StageName::Approved));
        let gone = copy.deleted(now).unwrap();
        assert!(!gone.may_be_opened_by_desk(StageName::InReview) && gone.clone().arrived(now).is_none());
        assert_eq!(gone.deleted(now), None, "what is gone is not deleted twice");
    }

    #[test]
    fn the_customers_name_for_it_is_no_part_of_its_place() {
        assert!(document().quarantine_key().ends_with("/doc_01jdc5aaaaaaaaaaaaaaaaaaaa"));
        assert!(!document().released_key().contains("uittreksel"));
    }
}
