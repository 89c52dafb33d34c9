//! A file in a folder, in all its versions. The same name handed in again is a new version; older ones stay and can be downloaded.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::folder::upload::{By, FileSide, Owner, released_key};
use crate::folder::{FileKind, TopicId, Upload};
use crate::ids::{AccountId, BusinessId, FileId, VersionId};
use crate::name::{Name, Note};

/// A file, as its latest version is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// Its id.
    pub id: FileId,
    /// Whose folder it lies in.
    pub business: BusinessId,
    /// Which folder.
    pub topic: TopicId,
    /// What it is called. Sealed: people write names into it (S58).
    pub name: Name,
    /// The number of its latest version, which is also how many there were.
    pub number: u32,
    /// The latest version.
    pub latest: VersionId,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// What was said about the latest version. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Who put the latest version there.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// Who put every version there, when it was one person: he may delete it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sole_author: Option<AccountId>,
    /// Whether the other side has opened or seen the latest version.
    pub seen: bool,
}

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileVersion {
    /// Of which file.
    pub file: FileId,
    /// Of which business.
    pub business: BusinessId,
    /// Which, counted from one.
    pub number: u32,
    /// Its id, the last part of its place in the bucket.
    pub id: VersionId,
    /// Its kind.
    pub kind: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// What was said about it. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Who put it there.
    pub by: By,
    /// When.
    pub at: Timestamp,
}

/// That a name is taken in a folder, and by which file. The name itself is not in here but a keyed hash of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    /// In whose folder.
    pub business: BusinessId,
    /// In which.
    pub topic: TopicId,
    /// The hash of the name.
    pub tag: String,
    /// The file.
    pub file: FileId,
}

/// That a word of a file's name begins so: how it is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Begins {
    /// Whose file.
    pub business: BusinessId,
    /// The hash of the beginning.
    pub tag: String,
    /// In which folder it is.
    pub topic: TopicId,
    /// The file.
    pub file: FileId,
}

/// The file after an upload was let in, and the version it became.
pub fn filed(
    before: Option<File>,
    upload: &Upload,
    (business, topic, note): (&BusinessId, &TopicId, Option<&Note>),
    id: FileId,
    now: Timestamp,
) -> (File, FileVersion) {
    let author = upload.by.account();
    let (id, number, sole_author, name) = match before {
        Some(file) => {
            let sole = file.sole_author.filter(|sole| sole == author);
            (file.id, file.number.saturating_add(1), sole, file.name)
        }
        None => (id, 1, Some(author.clone()), upload.name.clone()),
    };
    let file = File {
        id: id.clone(),
        business: business.clone(),
        topic: topic.clone(),
        name,
        number,
        latest: upload.id.clone(),
        kind: upload.kind,
        size: upload.size,
        note: note.cloned(),
        by: upload.by.clone(),
        at: now,
        sole_author,
        seen: false,
    };
    let version = FileVersion {
        file: id,
        business: business.clone(),
        number,
        id: upload.id.clone(),
        kind: upload.kind,
        size: upload.size,
        note: note.cloned(),
        by: upload.by.clone(),
        at: now,
    };
    (file, version)
}

impl File {
    /// Whether it waits to be seen by the chamber.
    pub fn waits_for_chamber(&self) -> bool {
        !self.seen && self.by.side() == FileSide::Member
    }

    /// Whether it is new to the business.
    pub fn is_new_to_business(&self) -> bool {
        !self.seen && self.by.side() == FileSide::Chamber
    }

    /// The file after somebody of this side opened it or said he had seen it. `None` when that changes nothing.
    pub fn seen_by(self, side: FileSide) -> Option<Self> {
        (!self.seen && self.by.side() != side).then_some(Self { seen: true, ..self })
    }

    /// Whether somebody of the business may delete it: what he alone put there.
    pub fn may_be_deleted_by(&self, account: &AccountId) -> bool {
        self.by.side() == FileSide::Member && self.sole_author.as_ref() == Some(account)
    }

    /// The file as the business sees it.
    pub fn view(&self, reader: FileSide, account: &AccountId) -> FileView {
        FileView {
            file_id: self.id.clone(),
            topic: self.topic.clone(),
            file_name: self.name.clone(),
            content_type: self.kind,
            size: self.size,
            number: self.number,
            note: self.note.clone(),
            from: self.by.side(),
            at: self.at,
            new: !self.seen && self.by.side() != reader,
            seen_by_chamber: self.by.side() == FileSide::Member && self.seen,
            deletable: reader == FileSide::Member && self.may_be_deleted_by(account),
        }
    }
}

impl FileVersion {
    /// Its place in the bucket.
    pub fn released_key(&self) -> String {
        released_key(&Owner::Business(self.business.clone()), &self.id)
    }

    /// The version as it is told outside.
    pub fn view(&self) -> FileVersionView {
        FileVersionView {
            number: self.number,
            content_type: self.kind,
            size: self.size,
            note: self.note.clone(),
            from: self.by.side(),
            at: self.at,
        }
    }
}

/// A file as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FolderFile")]
pub struct FileView {
    /// Its id.
    pub file_id: FileId,
    /// In which folder it lies.
    pub topic: TopicId,
    /// What it is called.
    pub file_name: Name,
    /// The kind of its latest version.
    pub content_type: FileKind,
    /// The size of its latest version, in bytes.
    pub size: u64,
    /// The number of its latest version.
    pub number: u32,
    /// What was said about its latest version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Which side its latest version came from.
    pub from: FileSide,
    /// When.
    pub at: Timestamp,
    /// Whether it is new to whoever reads this.
    pub new: bool,
    /// Whether the chamber has seen what the business handed in.
    pub seen_by_chamber: bool,
    /// Whether whoever reads this may delete it.
    pub deletable: bool,
}

/// A version as it stands on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FolderFileVersion")]
pub struct FileVersionView {
    /// Which, counted from one.
    pub number: u32,
    /// Its kind.
    pub content_type: FileKind,
    /// Its size in bytes.
    pub size: u64,
    /// What was said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// Which side it came from.
    pub from: FileSide,
    /// When.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Sha256;
    use crate::folder::upload::{Announced, Destination};

    fn account(letter: char) -> AccountId {
        format!("acc_01jdc5{}", letter.to_string().repeat(20)).parse().unwrap()
    }

    fn put(before: Option<File>, by: By) -> File {
        let business: BusinessId = "biz_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        let topic: TopicId = "fees".parse().unwrap();
        let destination = Destination::Folder { business: business.clone(), topic: topic.clone(), note: None };
        let name = "a.txt".parse().unwrap();
        let announced = Announced { destination, name, kind: FileKind::Text, size: 1, sha256: Sha256::of(b"") };
        let (now, id) = (Timestamp::UNIX_EPOCH, "ver_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap());
        let upload = Upload::begin(announced, id, "x".to_owned(), by, now);
        let file = "fil_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap();
        filed(before, &upload, (&business, &topic, None), file, now).0
    }

    #[test]
    fn what_one_side_puts_there_is_new_to_the_other_until_it_was_seen_there() {
        let handed_in = put(None, By::Member { account: account('a') });
        assert!(handed_in.waits_for_chamber() && !handed_in.is_new_to_business());
        assert_eq!(handed_in.clone().seen_by(FileSide::Member), None, "whoever put it there knows it");
        let seen = handed_in.seen_by(FileSide::Chamber).unwrap();
        assert!(!seen.waits_for_chamber() && seen.clone().seen_by(FileSide::Chamber).is_none());
        let renewed = put(Some(seen), By::Chamber { account: account('c') });
        assert!(renewed.is_new_to_business() && !renewed.waits_for_chamber());
        assert_eq!(renewed.number, 2);
    }

    #[test]
    fn only_who_put_every_version_there_may_delete_it() {
        let own = put(Some(put(None, By::Member { account: account('a') })), By::Member { account: account('a') });
        assert!(own.may_be_deleted_by(&account('a')) && !own.may_be_deleted_by(&account('b')));
        let shared = put(Some(own.clone()), By::Member { account: account('b') });
        assert!(!shared.may_be_deleted_by(&account('a')) && !shared.may_be_deleted_by(&account('b')));
        let answered = put(Some(own), By::Chamber { account: account('c') });
        assert!(!answered.may_be_deleted_by(&account('a')) && !answered.may_be_deleted_by(&account('c')));
    }
}
