//! What happens to a filled form after it was sent: its timeline and what was written about it stand in its partition; as long as it waits for
//! the desk, or for signatures, it stands in the index a second time; and how far the register of a year has come.

use api::Part;
use domain::account::TokenHash;
use domain::ids::SubmissionId;
use domain::submission::signing::SubmissionLink;
use domain::submission::timeline::Entry;
use domain::submission::{Decided, Message, RegisterSeries, State, Submission, Waiting};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::Store;
use crate::change::Change;
use crate::error::Error;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;
use crate::submission::{WaitingOfForm, desk_form_key, desk_key, key, partition};

/// The timeline of a submission, the earliest first.
pub fn timeline(id: &SubmissionId) -> Range {
    Range::of(partition(id)).prefix("ENTRY#")
}

/// Everything written about a submission, the earliest first.
pub fn messages(id: &SubmissionId) -> Range {
    Range::of(partition(id)).prefix("MESSAGE#")
}

/// Where a link into the signing room is.
pub fn link_key(hash: &TokenHash) -> Key {
    Key::new(format!("{}{}", Part::Link.prefix(), hash.as_str()), "SUBMISSION")
}

/// Where the register of a year is.
pub fn series_key(year: i16) -> Key {
    Key::new(format!("{}REGISTER", Part::Submission.prefix()), format!("{year:04}"))
}

/// Contracts that wait for signatures, the one Balie looks after first before the others.
pub fn to_look_after() -> Range {
    Range::of_index(due_partition())
}

fn due_partition() -> String {
    format!("{}SIGNING", Part::Submission.prefix())
}

fn due_key(id: &SubmissionId) -> Key {
    Key::new(partition(id), "DUE")
}

/// That a contract waits for signatures, and when Balie looks after it next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SigningDue {
    /// Which.
    pub submission: SubmissionId,
    /// When.
    pub at: Timestamp,
}

impl Stored for SigningDue {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "submission-signing-due";

    fn key(&self) -> Key {
        due_key(&self.submission)
    }

    fn index(&self) -> Option<IndexKey> {
        let at = self.at.as_millisecond().max(0);
        Some(IndexKey::new(due_partition(), format!("{at:015}#{}", self.submission)))
    }
}

impl Stored for Entry {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "submission-entry";

    fn key(&self) -> Key {
        Key::new(partition(&self.submission), format!("ENTRY#{:06}", self.number))
    }
}

impl Stored for Message {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "submission-message";
    const SEALED: &'static [&'static str] = &["text", "name"];

    fn key(&self) -> Key {
        Key::new(partition(&self.submission), format!("MESSAGE#{}", self.id))
    }
}

impl Stored for RegisterSeries {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "register-series";

    fn key(&self) -> Key {
        series_key(self.year)
    }
}

impl Stored for SubmissionLink {
    const PART: Part = Part::Link;
    const KIND: &'static str = "submission-link";

    fn key(&self) -> Key {
        link_key(&self.hash)
    }

    // Longer than it opens anything: an effect that is performed again must find what became of its link, or it would make it anew.
    fn expires(&self) -> Option<Timestamp> {
        self.expires_at.checked_add(SignedDuration::from_hours(7 * 24)).ok()
    }
}

/// A link with what it opens.
#[derive(Debug, Clone)]
pub struct SigningDoor {
    /// The link.
    pub link: Versioned<SubmissionLink>,
    /// What is signed.
    pub submission: Versioned<Submission>,
}

impl SigningDoor {
    /// Loads what a link leads to; `None` when there is no such link, or nothing behind it.
    ///
    /// # Errors
    /// When the table fails.
    pub async fn load(store: &Store, hash: &TokenHash) -> Result<Option<Self>, Error> {
        let Some(link) = store.get::<SubmissionLink>(link_key(hash)).await? else { return Ok(None) };
        let submission = store.get::<Submission>(key(&link.submission)).await?;
        Ok(submission.map(|submission| Self { link, submission }))
    }

    /// Everything a decision changes, with what becomes of the link.
    pub fn change(&self, decided: &Decided, link: &SubmissionLink) -> Change {
        let mut change = Change::new();
        change.follow(&self.submission, decided);
        if *link != self.link.value {
            change.replace(&self.link, link);
        }
        change
    }
}

impl Change {
    /// Everything a decision on a submission changes: the submission itself, its timeline, what was written, what is set in motion, the audit
    /// trail, and where it waits from now on. The route declares `Touch::write` and `Touch::delete` on `Part::Submission`.
    pub fn follow(&mut self, read: &Versioned<Submission>, decided: &Decided) -> &mut Self {
        let (before, after) = (&read.value, &decided.submission);
        self.replace(read, after);
        match (waiting(before), waiting(after)) {
            (before, Some(after)) if before.as_ref() != Some(&after) => {
                self.set(&after).set(&WaitingOfForm(after));
            }
            (Some(_), None) => {
                self.clear(Part::Submission, desk_key(&after.id));
                self.clear(Part::Submission, desk_form_key(&after.id));
            }
            (_, Some(_)) | (None, None) => {}
        }
        match (due(before), due(after)) {
            (before, Some(after)) if before.as_ref() != Some(&after) => {
                self.set(&after);
            }
            (Some(_), None) => {
                self.clear(Part::Submission, due_key(&after.id));
            }
            (_, Some(_)) | (None, None) => {}
        }
        for entry in &decided.entries {
            self.create(entry);
        }
        if let Some(message) = &decided.message {
            self.create(message);
        }
        self.effects(decided.effects.iter().cloned()).audit(decided.audit.clone())
    }
}

fn waiting(submission: &Submission) -> Option<Waiting> {
    let State::WithDesk { since } = submission.state else { return None };
    Some(Waiting { submission: submission.id.clone(), form: submission.form.clone(), since })
}

fn due(submission: &Submission) -> Option<SigningDue> {
    let signing = submission.signing.as_ref().filter(|_| matches!(submission.state, State::ToSign { .. }))?;
    Some(SigningDue { submission: submission.id.clone(), at: signing.remind_at.min(signing.expires_at) })
}
