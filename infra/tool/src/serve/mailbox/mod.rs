//! The mailbox of `balie serve`: every mail that would have been sent, kept on disk and shown to whoever tries Balie.

mod page;
mod read;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use page::router;
pub use read::Mail;

use super::instant;

/// Who sends a mail to whom, as told to the mail service; the message's own headers are for the reader.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The sender.
    pub from: String,
    /// The receivers.
    pub to: Vec<String>,
}

/// The mails in a folder, one file each, named so that their order is the order of arrival.
#[derive(Debug, Clone)]
pub struct Mailbox {
    folder: PathBuf,
    // Reading a mail means decoding it; a mail never changes, so each is decoded once.
    read: Arc<Mutex<HashMap<String, Arc<Mail>>>>,
}

impl Mailbox {
    /// The mailbox in this folder.
    pub fn open(folder: PathBuf) -> Self {
        Self { folder, read: Arc::default() }
    }

    /// Keeps a mail and answers its id.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, envelope: &Envelope, message: &[u8]) -> io::Result<String> {
        let id = format!("{:013}-{:08x}", instant::now().as_millisecond(), instant::token() as u32);
        let mut file =
            format!("X-Envelope-From: {}\r\nX-Envelope-To: {}\r\n", envelope.from, envelope.to.join(", ")).into_bytes();
        file.extend_from_slice(message);
        // Written beside and moved over, so that a kill leaves a whole mail or none.
        let beside = self.folder.join(format!("{id}.new"));
        std::fs::write(&beside, file)?;
        std::fs::rename(beside, self.path(&id))?;
        Ok(id)
    }

    /// The newest mails first, at most `limit`; with `to`, only those for this address.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self, to: Option<&str>, limit: usize) -> io::Result<Vec<Arc<Mail>>> {
        let mut ids: Vec<String> = std::fs::read_dir(&self.folder)?
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".eml").map(str::to_owned))
            .collect();
        ids.sort_unstable_by(|one, other| other.cmp(one));
        let wanted =
            |mail: &Arc<Mail>| to.is_none_or(|to| mail.to.iter().any(|address| address.eq_ignore_ascii_case(to)));
        Ok(ids.iter().filter_map(|id| self.get(id)).filter(wanted).take(limit).collect())
    }

    /// One mail.
    pub fn get(&self, id: &str) -> Option<Arc<Mail>> {
        // The id becomes a file name: only what an id is made of may pass.
        if !id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            return None;
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(mail) = read.get(id) {
            return Some(mail.clone());
        }
        let mail = Arc::new(read::mail(id, &std::fs::read(self.path(id)).ok()?)?);
        read.insert(id.to_owned(), mail.clone());
        Some(mail)
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(Path::new(id).with_extension("eml"))
    }
}
