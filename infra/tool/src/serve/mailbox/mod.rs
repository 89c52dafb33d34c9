//! The mailbox of `balie serve`: every mail that would have been sent, kept on disk and shown to whoever tries Balie.

mod known;
mod page;
mod read;

use std::collections::HashMap;
use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

pub use page::router;
pub use read::Mail;

use known::Known;

use super::instant;

/// Who sends a mail to whom, as told to the mail service; the message's own headers are for the reader.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The sender.
    pub from: String,
    /// The receivers.
    pub to: Vec<String>,
}

/// The mails in a folder, one file each, named so that their order is the order of arrival. A message that comes a second time is shown
/// once, as most mail programs do; how often it came is told beside it.
#[derive(Debug, Clone)]
pub struct Mailbox {
    folder: PathBuf,
    known: Arc<Mutex<Option<Known>>>,
    // Reading a mail means decoding it; a mail never changes, so each is decoded once.
    read: Arc<Mutex<HashMap<String, Arc<Mail>>>>,
}

impl Mailbox {
    /// The mailbox in this folder.
    pub fn open(folder: PathBuf) -> Self {
        Self { folder, known: Arc::default(), read: Arc::default() }
    }

    /// Keeps a mail and answers its id. One that is here already, with the same Message-ID and byte for byte the same, stays the one it is,
    /// at the time it first came.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, envelope: &Envelope, message: &[u8]) -> io::Result<String> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = match known.take() {
            Some(found) => known.insert(found),
            None => {
                known.insert(Known::of(self.ids()?.iter().filter_map(|id| Some((id.clone(), self.file(id).ok()?)))))
            }
        };
        let id = format!("{:013}-{:08x}", instant::now().as_millisecond(), instant::token() as u32);
        let mut file =
            format!("X-Envelope-From: {}\r\nX-Envelope-To: {}\r\n", envelope.from, envelope.to.join(", ")).into_bytes();
        file.extend_from_slice(message);
        let message_id = known::message_id(message);
        let same = known.named(message_id.as_deref()).find(|id| self.file(id).is_ok_and(|kept| kept == file));
        if let Some(same) = same {
            self.came_again(same)?;
            return Ok(same.to_owned());
        }
        // Written beside and moved over, so that a kill leaves a whole mail or none.
        let beside = self.folder.join(format!("{id}.new"));
        std::fs::write(&beside, file)?;
        std::fs::rename(beside, self.path(&id, "eml"))?;
        if let Some(message_id) = message_id {
            known.add(message_id, id.clone());
        }
        Ok(id)
    }

    /// Notes when a mail came once more: a line for each time.
    fn came_again(&self, id: &str) -> io::Result<()> {
        let mut times = OpenOptions::new().create(true).append(true).open(self.path(id, "again"))?;
        writeln!(times, "{}", instant::now())?;
        self.read.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        Ok(())
    }

    /// The newest mails first, at most `limit`; with `to`, only those for this address.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn list(&self, to: Option<&str>, limit: usize) -> io::Result<Vec<Arc<Mail>>> {
        let mut ids = self.ids()?;
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
        let times = std::fs::read_to_string(self.path(id, "again")).map_or(1, |again| 1 + again.lines().count());
        let mail = Arc::new(read::mail(id, &self.file(id).ok()?, times)?);
        read.insert(id.to_owned(), mail.clone());
        Some(mail)
    }

    fn ids(&self) -> io::Result<Vec<String>> {
        let entries = std::fs::read_dir(&self.folder)?;
        Ok(entries
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".eml").map(str::to_owned))
            .collect())
    }

    fn file(&self, id: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.path(id, "eml"))
    }

    fn path(&self, id: &str, kind: &str) -> PathBuf {
        self.folder.join(format!("{id}.{kind}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIME: &str = "Message-ID: <eff_1@balie.example>\r\nFrom: balie@balie.example\r\nTo: zoe@example.org\r\nSubject: Link\r\n\r\n1";

    fn to(address: &str) -> Envelope {
        Envelope { from: "balie@balie.example".to_owned(), to: vec![address.to_owned()] }
    }

    #[test]
    fn a_message_that_comes_again_is_shown_once_at_its_first_time() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path().to_owned());
        let first = mailbox.keep(&to("zoe@example.org"), MIME.as_bytes()).unwrap();
        let received = mailbox.get(&first).unwrap().received_at;
        assert_eq!(mailbox.keep(&to("zoe@example.org"), MIME.as_bytes()).unwrap(), first);
        // Nor does a restart make it another one.
        let mailbox = Mailbox::open(folder.path().to_owned());
        assert_eq!(mailbox.keep(&to("zoe@example.org"), MIME.as_bytes()).unwrap(), first);
        let mails = mailbox.list(None, 10).unwrap();
        assert_eq!(mails.len(), 1);
        assert_eq!((mails[0].received_at, mails[0].times), (received, 3));
    }

    #[test]
    fn another_message_is_never_taken_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let mailbox = Mailbox::open(folder.path().to_owned());
        let nameless = MIME.split_once("\r\n").unwrap().1;
        for (address, message) in [
            ("zoe@example.org", MIME),
            ("jan@example.org", MIME),
            // The same name over other words would be a mistake, and mistakes are to be seen here.
            ("zoe@example.org", &MIME.replace("\r\n1", "\r\n2")),
            ("zoe@example.org", &MIME.replace("eff_1", "eff_2")),
            ("zoe@example.org", nameless),
            ("zoe@example.org", nameless),
        ] {
            mailbox.keep(&to(address), message.as_bytes()).unwrap();
        }
        assert_eq!(mailbox.list(None, 10).unwrap().len(), 6);
    }
}
