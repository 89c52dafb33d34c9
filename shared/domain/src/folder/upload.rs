//! Uploads: a file that comes in part by part, so that a lost connection costs one part and not the file.
//!
//! # How it goes, and how another room uses it
//!
//! 1. *Announce*: who wants to send a file says where it goes ([`Destination`]), its name, kind, size and SHA-256. [`Announced::faults`] judges that; the
//!    bucket begins an upload in parts; an [`Upload`] is kept.
//! 2. *Parts*: each is sent straight to the bucket by a signed address, good for five minutes and for exactly that many bytes. Asking for the upload again, on
//!    any day until [`RESUMABLE`] is over, tells which parts are there and gives addresses for the others. Nothing is kept by the page but the upload's id.
//! 3. *Complete*: when every part is there, the bucket puts them together in quarantine; `inspect-upload` judges the file and releases or refuses it.
//!
//! `runtime::receiving` does all three for any destination; an endpoint only says who may, and which destination. A released upload of a business
//! becomes a version of a file in its folder; that of a template becomes the template's file; that of a submission stays an [`Upload`] whose state is
//! released, under `store::folder::upload_key`, and its file lies at [`Upload::released_key`].

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::account::attempts::Limit;
use crate::document::DocumentRefusal;
use crate::folder::{FileKind, Sha256, TopicId};
use crate::ids::{AccountId, BusinessId, FileId, SubmissionId, TemplateId, VersionId};
use crate::name::{Name, Note};
use crate::submission::KEPT;
use crate::upgrade::Fault;

/// How many bytes a part has, but the last: the least the bucket takes.
pub const PART: u64 = 5 * 1024 * 1024;
/// The largest file taken in where the stage does not say otherwise, in bytes.
pub const LARGEST: u64 = 50 * 1024 * 1024;
/// For how long an upload that broke off can be gone on with.
pub const RESUMABLE: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How many uploads one person may announce in a day (S51).
pub const UPLOADS: Limit =
    Limit { name: "file-uploads", most: 500, window: SignedDuration::from_hours(24), delayed: false };

/// Whose an upload is: the first part of its place in the bucket and in the table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", rename = "UploadOwner", extend("pattern" = "^(biz|sub|tpl)_[0-9a-hjkmnp-tv-z]{26}$"))]
pub enum Owner {
    /// A member business.
    Business(BusinessId),
    /// A form that is being filled in.
    Submission(SubmissionId),
    /// A template of the chamber.
    Template(TemplateId),
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Business(id) => id.fmt(f),
            Self::Submission(id) => id.fmt(f),
            Self::Template(id) => id.fmt(f),
        }
    }
}

impl FromStr for Owner {
    type Err = crate::ids::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let business = text.parse().map(Self::Business);
        business.or_else(|_| text.parse().map(Self::Submission)).or_else(|_| text.parse().map(Self::Template))
    }
}

impl TryFrom<String> for Owner {
    type Error = crate::ids::NotAnId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Owner> for String {
    fn from(owner: Owner) -> Self {
        owner.to_string()
    }
}

/// Where a file goes when it was released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Destination {
    /// Into a folder of a business.
    Folder {
        /// Of which business.
        business: BusinessId,
        /// Which folder.
        topic: TopicId,
        /// What whoever sends it says about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Note>,
    },
    /// To a form that is being filled in.
    Submission {
        /// Which.
        submission: SubmissionId,
    },
    /// To a template, whose file it becomes.
    Template {
        /// Which.
        template: TemplateId,
    },
}

impl Destination {
    /// Whose the upload is.
    pub fn owner(&self) -> Owner {
        match self {
            Self::Folder { business, .. } => Owner::Business(business.clone()),
            Self::Submission { submission } => Owner::Submission(submission.clone()),
            Self::Template { template } => Owner::Template(template.clone()),
        }
    }
}

/// Who sends a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "side", rename_all = "kebab-case")]
pub enum By {
    /// Somebody of the business, or whoever fills in a form.
    Member {
        /// His account.
        account: AccountId,
    },
    /// Somebody of the chamber.
    Chamber {
        /// His account.
        account: AccountId,
    },
}

impl By {
    /// Whose account.
    pub const fn account(&self) -> &AccountId {
        match self {
            Self::Member { account } | Self::Chamber { account } => account,
        }
    }

    /// On which side.
    pub const fn side(&self) -> FileSide {
        match self {
            Self::Member { .. } => FileSide::Member,
            Self::Chamber { .. } => FileSide::Chamber,
        }
    }
}

/// Which side a file came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FileSide {
    /// The business.
    Member,
    /// The chamber.
    Chamber,
}

/// How a file is announced.
#[derive(Debug, Clone)]
pub struct Announced {
    /// Where it goes.
    pub destination: Destination,
    /// What it is called.
    pub name: Name,
    /// What it is said to be; the bytes must agree.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Sha256,
}

impl Announced {
    /// What is wrong with it, before any byte is sent (S48). `largest` is the stage's limit in bytes.
    pub fn faults(&self, largest: u64) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.size == 0 {
            faults.push(Fault::at("/size", "empty"));
        }
        if self.size > largest {
            faults.push(Fault::at("/size", "too-large"));
        }
        if !self.kind.fits_name(self.name.as_str()) {
            faults.push(Fault::at("/fileName", "not-the-declared-type"));
        }
        if let Destination::Folder { topic, .. } = &self.destination
            && !topic.is_open()
        {
            faults.push(Fault::at("/topic", "closed"));
        }
        faults
    }
}

/// A part of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartOfFile {
    /// Which, counted from one.
    pub number: u32,
    /// How many bytes it has.
    pub size: u64,
}

/// The parts of a file of so many bytes: all of [`PART`] bytes but the last.
pub fn parts_of(size: u64) -> impl Iterator<Item = PartOfFile> {
    let count = u32::try_from(size.div_ceil(PART)).unwrap_or(u32::MAX);
    (1..=count).map(move |number| {
        let before = u64::from(number.saturating_sub(1)).saturating_mul(PART);
        PartOfFile { number, size: size.saturating_sub(before).min(PART) }
    })
}

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Upload {
    /// Its id; that of the version it becomes, and the last part of its place in the bucket.
    pub id: VersionId,
    /// Where it goes.
    pub destination: Destination,
    /// What it is called. Only told, never used as a place (S49).
    pub name: Name,
    /// What it is said to be.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: Sha256,
    /// Who sends it.
    pub by: By,
    /// When it was announced.
    pub at: Timestamp,
    /// What the bucket calls the upload in parts.
    pub in_parts: String,
    /// Where it stands.
    pub state: UploadState,
    /// When Balie looks whether the form it came with is still there: forms nobody touches vanish by themselves. Only for files of forms that
    /// were let in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_at: Option<Timestamp>,
}

/// Where an upload stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum UploadState {
    /// Parts come in.
    Receiving,
    /// It is whole and being looked at.
    Inspecting {
        /// Since when.
        since: Timestamp,
    },
    /// It was let in.
    Released {
        /// When.
        at: Timestamp,
        /// Which file it is a version of, for one that went into a folder.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileId>,
    },
    /// It was not taken and its bytes are gone.
    Refused {
        /// When.
        at: Timestamp,
        /// Why.
        reason: DocumentRefusal,
    },
}

impl Upload {
    /// The upload of what was announced.
    pub fn begin(announced: Announced, id: VersionId, in_parts: String, by: By, now: Timestamp) -> Self {
        let Announced { destination, name, kind, size, sha256 } = announced;
        let state = UploadState::Receiving;
        Self { id, destination, name, kind, size, sha256, by, at: now, in_parts, state, look_at: None }
    }

    /// Whose it is.
    pub fn owner(&self) -> Owner {
        self.destination.owner()
    }

    /// Its place before inspection (S49).
    pub fn quarantine_key(&self) -> String {
        quarantine_key(&self.owner(), &self.id)
    }

    /// Its place after release.
    pub fn released_key(&self) -> String {
        released_key(&self.owner(), &self.id)
    }

    /// Until when it can be gone on with, and is remembered.
    pub fn until(&self) -> Timestamp {
        self.at.saturating_add(RESUMABLE).unwrap_or(self.at)
    }

    /// Whether parts may still come in.
    pub fn is_receiving(&self, now: Timestamp) -> bool {
        self.state == UploadState::Receiving && now < self.until()
    }

    /// It is whole. `None` when it was judged before: an upload told of twice is looked at once.
    pub fn arrived(self, at: Timestamp) -> Option<Self> {
        match self.state {
            UploadState::Receiving => Some(Self { state: UploadState::Inspecting { since: at }, ..self }),
            UploadState::Inspecting { .. } => Some(self),
            UploadState::Released { .. } | UploadState::Refused { .. } => None,
        }
    }

    /// It was let in.
    pub fn released(self, file: Option<FileId>, at: Timestamp) -> Self {
        let look_at = match self.owner() {
            Owner::Submission(_) => Some(after_drafts(at)),
            Owner::Business(_) | Owner::Template(_) => None,
        };
        Self { state: UploadState::Released { at, file }, look_at, ..self }
    }

    /// It is still wanted: looked at again then, or never.
    pub fn looked_after(self, look_at: Option<Timestamp>) -> Self {
        Self { look_at, ..self }
    }

    /// It was not taken.
    pub fn refused(self, reason: DocumentRefusal, at: Timestamp) -> Self {
        Self { state: UploadState::Refused { at, reason }, ..self }
    }

    /// Whether its file may be opened (S50).
    pub const fn is_released(&self) -> bool {
        matches!(self.state, UploadState::Released { .. })
    }
}

/// A day after a form that nobody touches from now on has vanished.
pub fn after_drafts(now: Timestamp) -> Timestamp {
    now.saturating_add(KEPT.saturating_add(SignedDuration::from_hours(24))).unwrap_or(Timestamp::MAX)
}

/// The place of an upload before inspection.
pub fn quarantine_key(owner: &Owner, id: &VersionId) -> String {
    format!("quarantine/{owner}/{id}")
}

/// The place of a file that was let in.
pub fn released_key(owner: &Owner, id: &VersionId) -> String {
    format!("released/{owner}/{id}")
}

/// The name of an upload's state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UploadStateName {
    /// Parts come in.
    Receiving,
    /// It is being looked at.
    Inspecting,
    /// It was let in.
    Released,
    /// It was not taken.
    Refused,
}

/// An upload as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadView {
    /// Its id.
    pub upload_id: VersionId,
    /// Which folder it goes into, for one that does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicId>,
    /// What it is called.
    pub file_name: Name,
    /// What it is said to be.
    pub content_type: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes: a file chosen anew is the same when this is.
    pub sha256: Sha256,
    /// Where it stands.
    pub state: UploadStateName,
    /// Why it was not taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<DocumentRefusal>,
    /// Which file it is a version of now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<FileId>,
    /// When it was announced.
    pub announced_at: Timestamp,
    /// Until when it can be gone on with.
    pub until: Timestamp,
    /// Its parts, while they come in and where they were asked for.
    pub parts: Vec<UploadPart>,
}

/// A part of an upload as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadPart {
    /// Which, counted from one.
    pub number: u32,
    /// Where its first byte is in the file.
    pub offset: u64,
    /// How many bytes it has.
    pub size: u64,
    /// Whether it came in.
    pub arrived: bool,
    /// Where to put it, for five minutes; absent for one that came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Upload {
    /// The upload as it is told outside.
    pub fn view(&self, parts: Vec<UploadPart>) -> UploadView {
        let (state, reason, file_id) = match &self.state {
            UploadState::Receiving => (UploadStateName::Receiving, None, None),
            UploadState::Inspecting { .. } => (UploadStateName::Inspecting, None, None),
            UploadState::Released { file, .. } => (UploadStateName::Released, None, file.clone()),
            UploadState::Refused { reason, .. } => (UploadStateName::Refused, Some(*reason), None),
        };
        let topic = match &self.destination {
            Destination::Folder { topic, .. } => Some(topic.clone()),
            Destination::Submission { .. } | Destination::Template { .. } => None,
        };
        UploadView {
            upload_id: self.id.clone(),
            topic,
            file_name: self.name.clone(),
            content_type: self.kind,
            size: self.size,
            sha256: self.sha256.clone(),
            state,
            reason,
            file_id,
            announced_at: self.at,
            until: self.until(),
            parts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn announced(name: &str, kind: FileKind, size: u64) -> Announced {
        let business = "biz_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        let destination = Destination::Folder { business, topic: "fees".parse().unwrap(), note: None };
        Announced { destination, name: name.parse().unwrap(), kind, size, sha256: Sha256::of(b"") }
    }

    #[test]
    fn a_file_is_cut_into_parts_that_make_it_whole() {
        for size in [1, PART - 1, PART, PART + 1, LARGEST, 12_000_000] {
            let parts: Vec<_> = parts_of(size).collect();
            assert_eq!(parts.iter().map(|part| part.size).sum::<u64>(), size, "{size}");
            assert!(parts.iter().rev().skip(1).all(|part| part.size == PART), "all but the last are of the least size");
            assert!(parts.iter().zip(1..).all(|(part, number)| part.number == number && part.size > 0));
        }
        assert_eq!(parts_of(0).count(), 0);
    }

    #[test]
    fn what_cannot_be_is_not_announced() {
        let code = |announced: Announced| announced.faults(LARGEST).first().map(|fault| fault.code);
        assert_eq!(code(announced("Plan.PDF", FileKind::Pdf, LARGEST)), None);
        assert_eq!(code(announced("Plan.pdf", FileKind::Pdf, LARGEST + 1)), Some("too-large"));
        assert_eq!(code(announced("Plan.pdf", FileKind::Pdf, 0)), Some("empty"));
        assert_eq!(code(announced("Plan.pdf.exe", FileKind::Pdf, 1)), Some("not-the-declared-type"));
        assert_eq!(code(announced("Brief.docm", FileKind::Docx, 1)), Some("not-the-declared-type"));
    }

    #[test]
    fn what_was_judged_is_not_judged_again_and_a_week_later_nothing_more_comes_in() {
        let (now, id) = (Timestamp::UNIX_EPOCH, "ver_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap());
        let by = By::Member { account: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap() };
        let upload = Upload::begin(announced("a.txt", FileKind::Text, 1), id, "x".to_owned(), by, now);
        assert!(upload.is_receiving(now) && !upload.is_receiving(upload.until()));
        let whole = upload.arrived(now).unwrap();
        assert!(whole.clone().arrived(now).is_some(), "a worker that was killed looks again");
        assert_eq!(whole.clone().released(None, now).arrived(now), None);
        assert_eq!(whole.clone().refused(DocumentRefusal::Broken, now).arrived(now), None);
        let place = whole.quarantine_key();
        assert_eq!(place, "quarantine/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/ver_01jdc5aaaaaaaaaaaaaaaaaaaa");
        assert!(!whole.released_key().contains("a.txt"), "what it is called is no part of its place");
    }

    #[test]
    fn a_file_of_a_form_is_looked_after_when_its_form_would_have_vanished_and_no_other_file_is() {
        let (now, id) = (Timestamp::UNIX_EPOCH, "ver_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap());
        let by = By::Member { account: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap() };
        let of_business = Upload::begin(announced("a.txt", FileKind::Text, 1), id, "x".to_owned(), by, now);
        let submission = "sub_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        let of_form = Upload { destination: Destination::Submission { submission }, ..of_business.clone() };
        assert_eq!(of_business.released(None, now).look_at, None);
        let day = SignedDuration::from_hours(24);
        let released = of_form.released(None, now);
        assert_eq!(released.look_at, Some(now + KEPT + day));
        assert_eq!(released.looked_after(None).look_at, None);
    }
}
