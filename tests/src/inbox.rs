//! Somebody's mailbox, as the reader sees it.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use serde_json::Value;

use crate::stage::Stage;

/// A mail that arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    /// Its id in the mailbox.
    pub id: String,
    /// Its subject.
    pub subject: String,
    /// As text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

impl Mail {
    /// The link to a path of ours, such as `/activate`.
    #[track_caller]
    pub fn link(&self, path: &str) -> String {
        let found = self.text.split_whitespace().find(|word| word.contains("://") && word.contains(path));
        found.unwrap_or_else(|| panic!("no link to {path} in {}\n{}", self.subject, self.text)).to_owned()
    }

    /// The secret of a link: it stands behind the `#`, which no server and no scanner sees (S19).
    #[track_caller]
    pub fn token(&self, path: &str) -> String {
        let link = self.link(path);
        link.split_once("#token=").unwrap_or_else(|| panic!("{link} has no token")).1.to_owned()
    }

    /// The password or code that stands on an indented line of its own.
    #[track_caller]
    pub fn secret(&self) -> String {
        let line = self.text.lines().find(|line| line.starts_with("    ") && !line.trim().is_empty());
        line.unwrap_or_else(|| panic!("no secret in {}\n{}", self.subject, self.text)).trim().to_owned()
    }
}

/// The mailbox of one address. Mails that were read are not found again.
pub struct Inbox<'s> {
    stage: &'s Stage,
    /// Whose.
    pub address: String,
    read: Mutex<BTreeSet<String>>,
}

impl<'s> Inbox<'s> {
    /// The mailbox of an address.
    pub fn of(stage: &'s Stage, address: &str) -> Self {
        Self { stage, address: address.to_owned(), read: Mutex::default() }
    }

    /// Every mail that arrived, oldest first.
    pub async fn all(&self) -> Vec<Mail> {
        let list = self.stage.mailbox(&self.address).await;
        let mut mails: Vec<Mail> = list.iter().map(mail).collect();
        mails.reverse();
        mails
    }

    /// Waits for a mail whose subject contains `subject`, and reads it.
    pub async fn expect(&self, subject: &str) -> Mail {
        for _ in 0..800 {
            let mails = self.all().await;
            let unread = |mail: &&Mail| !self.read.lock().unwrap().contains(&mail.id) && mail.subject.contains(subject);
            if let Some(mail) = mails.iter().find(unread) {
                self.read.lock().unwrap().insert(mail.id.clone());
                self.stage.notice_mail(mail);
                return mail.clone();
            }
            tokio::time::sleep(Duration::from_millis(75)).await;
        }
        let arrived: Vec<String> = self.all().await.into_iter().map(|mail| mail.subject).collect();
        panic!("{} got no mail about {subject:?}; there are {arrived:?}", self.address);
    }

    /// Takes every mail about something that is there for read: what is expected next came after this.
    pub async fn put_aside(&self, subject: &str) {
        let there = self.all().await.into_iter().filter(|mail| mail.subject.contains(subject)).map(|mail| mail.id);
        self.read.lock().unwrap().extend(there.collect::<Vec<_>>());
    }

    /// How many mails there are about something, once nothing more is under way.
    pub async fn count(&self, subject: &str) -> usize {
        let mut before = usize::MAX;
        loop {
            let now = self.all().await.iter().filter(|mail| mail.subject.contains(subject)).count();
            if now == before {
                return now;
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(1_500)).await;
        }
    }
}

fn mail(value: &Value) -> Mail {
    let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Mail { id: field("id"), subject: field("subject"), text: field("text"), html: field("html") }
}
