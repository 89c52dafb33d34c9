//! Documents of member businesses, what is on its way to them, what is made of them, and templates.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | file | `FOLDER#<biz>` | `FILE#<topic>#<file>` | `FOLDER#UNSEEN` by time, while it waits for the chamber |
//! | version of a file | `FOLDER#<biz>` | `VERSION#<file>#<00001>` | |
//! | that a name is taken in a folder | `FOLDER#<biz>` | `NAMED#<topic>#<hmac of the name>` | |
//! | that a word of a name begins so | `FOLDER#<biz>` | `BEGINS#<hmac of the beginning>#<topic>#<file>` | |
//! | upload on its way | `FOLDER#<owner>` | `UPLOAD#<version>` | `FOLDER#ATTACHED` by when it is looked at, for files of forms |
//! | what is made in the background | `FOLDER#<biz>` | `PARCEL#<parcel>` | |
//! | template | `FOLDER#TEMPLATES` | `TEMPLATE#<template>` | |
//!
//! Everything of a business stands under its id, so no question about one reads anything of another (S44). Names are sealed (S58); what is looked up by name
//! is looked up by a keyed hash, which holds the business too: the same name has another hash elsewhere.

use api::{KeySet, Part};
use aws_lc_rs::hmac;
use domain::folder::file::{Begins, File, FileVersion, Named};
use domain::folder::upload::{Owner, Upload};
use domain::folder::{Parcel, Template, TopicId, search};
use domain::ids::{BusinessId, FileId, ParcelId, TemplateId, VersionId};
use jiff::{SignedDuration, Timestamp};

use crate::error::Error;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::keys::Keys;
use crate::read::Range;

/// How long after its time an upload or a parcel is cleared away by the table.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);

fn partition(business: &BusinessId) -> String {
    format!("{}{business}", Part::Folder.prefix())
}

fn unseen_partition() -> String {
    format!("{}UNSEEN", Part::Folder.prefix())
}

fn attached_partition() -> String {
    format!("{}ATTACHED", Part::Folder.prefix())
}

fn templates_partition() -> String {
    format!("{}TEMPLATES", Part::Folder.prefix())
}

/// Where a file is.
pub fn file_key(business: &BusinessId, topic: &TopicId, file: &FileId) -> Key {
    Key::new(partition(business), format!("FILE#{topic}#{file}"))
}

/// The files in a folder, the one first put there last.
pub fn files(business: &BusinessId, topic: &TopicId) -> Range {
    Range::of(partition(business)).prefix(format!("FILE#{topic}#")).descending()
}

/// The files of a business, folder by folder.
pub fn all_files(business: &BusinessId) -> Range {
    Range::of(partition(business)).prefix("FILE#")
}

/// The files that wait to be seen by the chamber, longest waiting first.
pub fn unseen() -> Range {
    Range::of_index(unseen_partition())
}

/// Where a version of a file is.
pub fn version_key(business: &BusinessId, file: &FileId, number: u32) -> Key {
    Key::new(partition(business), format!("VERSION#{file}#{number:05}"))
}

/// The versions of a file, the latest first.
pub fn versions(business: &BusinessId, file: &FileId) -> Range {
    Range::of(partition(business)).prefix(format!("VERSION#{file}#")).descending()
}

/// Where it stands that a name is taken.
pub fn named_key(business: &BusinessId, topic: &TopicId, tag: &str) -> Key {
    Key::new(partition(business), format!("NAMED#{topic}#{tag}"))
}

/// Which files have a word that begins so.
pub fn beginning(business: &BusinessId, tag: &str) -> Range {
    Range::of(partition(business)).prefix(format!("BEGINS#{tag}#")).descending()
}

/// Where an upload is.
pub fn upload_key(owner: &Owner, id: &VersionId) -> Key {
    Key::new(format!("{}{owner}", Part::Folder.prefix()), format!("UPLOAD#{id}"))
}

/// The uploads of an owner, the latest first.
pub fn uploads(owner: &Owner) -> Range {
    Range::of(format!("{}{owner}", Part::Folder.prefix())).prefix("UPLOAD#").descending()
}

/// The files of forms that were let in, the one that is looked at first before the others.
pub fn attached() -> Range {
    Range::of_index(attached_partition())
}

/// Where a parcel is.
pub fn parcel_key(business: &BusinessId, id: &ParcelId) -> Key {
    Key::new(partition(business), format!("PARCEL#{id}"))
}

/// The parcels of a business, the latest first.
pub fn parcels(business: &BusinessId) -> Range {
    Range::of(partition(business)).prefix("PARCEL#").descending()
}

/// Where a template is.
pub fn template_key(id: &TemplateId) -> Key {
    Key::new(templates_partition(), format!("TEMPLATE#{id}"))
}

/// Every template that is kept.
pub fn templates() -> Range {
    Range::of(templates_partition()).prefix("TEMPLATE#")
}

/// What makes hashes of names within one business. Needs [`KeySet::Index`].
pub struct Tags {
    key: hmac::Key,
    business: BusinessId,
}

impl Tags {
    /// Of a business.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub async fn of(keys: &Keys, business: &BusinessId) -> Result<Self, Error> {
        let index = keys.current(KeySet::Index).await?;
        Ok(Self { key: hmac::Key::new(hmac::HMAC_SHA256, &index.secret), business: business.clone() })
    }

    /// Of a name, by which a second file of that name is known.
    pub fn name(&self, name: &str) -> String {
        self.tag("folder-name", &search::folded(name))
    }

    /// Of the beginning of a word.
    pub fn beginning(&self, beginning: &str) -> String {
        self.tag("folder-begins", beginning)
    }

    /// What is kept so that a file is found by its name.
    pub fn begins(&self, file: &File) -> Vec<Begins> {
        let kept = search::beginnings(file.name.as_str());
        let kept = kept.iter().map(|beginning| Begins {
            business: file.business.clone(),
            tag: self.beginning(beginning),
            topic: file.topic.clone(),
            file: file.id.clone(),
        });
        kept.collect()
    }

    fn tag(&self, what: &str, text: &str) -> String {
        let mut context = hmac::Context::with_key(&self.key);
        // No id holds this separator, so no two texts read the same.
        for part in [what, "\u{0}", self.business.as_str(), "\u{0}", text] {
            context.update(part.as_bytes());
        }
        context.sign().as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Stored for File {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "file";
    const SEALED: &'static [&'static str] = &["name", "note"];

    fn key(&self) -> Key {
        file_key(&self.business, &self.topic, &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        self.waits_for_chamber().then(|| IndexKey::new(unseen_partition(), format!("{}#{}", self.at, self.id)))
    }
}

impl Stored for FileVersion {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "file-version";
    const SEALED: &'static [&'static str] = &["note"];

    fn key(&self) -> Key {
        version_key(&self.business, &self.file, self.number)
    }
}

impl Stored for Named {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "file-named";

    fn key(&self) -> Key {
        named_key(&self.business, &self.topic, &self.tag)
    }
}

impl Stored for Begins {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "file-begins";

    fn key(&self) -> Key {
        Key::new(partition(&self.business), format!("BEGINS#{}#{}#{}", self.tag, self.topic, self.file))
    }
}

impl Stored for Upload {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "upload";
    // What is said about a file goes with where it goes.
    const SEALED: &'static [&'static str] = &["name", "destination"];

    fn key(&self) -> Key {
        upload_key(&self.owner(), &self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        let at = self.look_at?.as_millisecond().max(0);
        Some(IndexKey::new(attached_partition(), format!("{at:015}#{}", self.id)))
    }

    fn expires(&self) -> Option<Timestamp> {
        match self.owner() {
            Owner::Business(_) | Owner::Template(_) => self.until().checked_add(FORGOTTEN).ok(),
            // It is the only note of an attachment that was let in.
            Owner::Submission(_) if self.is_released() => None,
            Owner::Submission(_) => self.until().checked_add(FORGOTTEN).ok(),
        }
    }
}

impl Stored for Parcel {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "parcel";

    fn key(&self) -> Key {
        parcel_key(&self.business, &self.id)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.until().checked_add(FORGOTTEN).ok()
    }
}

impl Stored for Template {
    const PART: Part = Part::Folder;
    const KIND: &'static str = "template";

    fn key(&self) -> Key {
        template_key(&self.id)
    }
}
