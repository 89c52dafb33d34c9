//! Letters about documents of a member business: never the document, and never its name (S58).

use jiff::Timestamp;

use crate::compose::{Content, Writer};

/// What happened in the folders of a business.
#[derive(Debug, Clone, Copy)]
pub struct FolderNews<'a> {
    /// Of which business.
    pub business: &'a str,
    /// What it is called.
    pub business_name: &'a str,
    /// What happened.
    pub event: FolderEvent<'a>,
}

/// What happened in the folders of a business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderEvent<'a> {
    /// The chamber put a document there.
    Put {
        /// What the folder is called.
        folder: &'a str,
        /// Its topic, for the link.
        topic: &'a str,
        /// Whether it is a new version of one that was there.
        again: bool,
    },
    /// A zip stands ready.
    Ready {
        /// Until when.
        until: Timestamp,
    },
    /// A zip could not be made.
    Failed,
}

impl FolderNews<'_> {
    pub(crate) const fn kind(&self) -> &'static str {
        match self.event {
            FolderEvent::Put { again: false, .. } => "folder-put",
            FolderEvent::Put { again: true, .. } => "folder-version",
            FolderEvent::Ready { .. } => "folder-zip-ready",
            FolderEvent::Failed => "folder-zip-failed",
        }
    }
}

impl Writer<'_> {
    pub(crate) fn folders(&self, news: &FolderNews<'_>) -> Content {
        let letters = &self.words.letters;
        let room = format!("/businesses/{}/documents", news.business);
        let (sheet, folder, until, link) = match news.event {
            FolderEvent::Put { folder, topic, again } => {
                let sheet = if again { &letters.folder_version } else { &letters.folder_put };
                (sheet, folder, String::new(), format!("{room}/{topic}"))
            }
            FolderEvent::Ready { until } => (&letters.folder_zip_ready, "", self.at(until), room),
            FolderEvent::Failed => (&letters.folder_zip_failed, "", String::new(), room),
        };
        let said = [("business", news.business_name), ("folder", folder), ("until", &until)];
        self.sheet(sheet, &said, &link)
    }
}
