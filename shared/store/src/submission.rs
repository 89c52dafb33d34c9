//! Forms that were filled in: each in a partition of its own, together with what follows after it was sent. In the index a submission stands
//! with the business it is for, or else with the account it belongs to, so that it vanishes from the list when it vanishes. What waits for the
//! desk stands there a second time, as an item of its own beside it: [`desk_key`]; and a third time among those of its form, so that the desk's queue of
//! one form is a key condition as well: [`Waiting`], [`WaitingOfForm`].

use api::Part;
use domain::form::FormId;
use domain::ids::{AccountId, BusinessId, SubmissionId};
use domain::submission::{Submission, Waiting};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// The partition of a submission: whatever follows after sending stands there too.
pub fn partition(id: &SubmissionId) -> String {
    format!("{}{id}", Part::Submission.prefix())
}

/// Where a submission is.
pub fn key(id: &SubmissionId) -> Key {
    Key::new(partition(id), "SUBMISSION")
}

/// Where it stands that a submission waits for the desk.
pub fn desk_key(id: &SubmissionId) -> Key {
    Key::new(partition(id), "DESK")
}

/// The same, among those of its form.
pub fn desk_form_key(id: &SubmissionId) -> Key {
    Key::new(partition(id), "DESK#FORM")
}

/// What somebody fills in for himself, the latest first.
pub fn of_account(account: &AccountId) -> Range {
    Range::of_index(owner_partition(account.as_str())).descending()
}

/// What is filled in for a business, the latest first.
pub fn of_business(business: &BusinessId) -> Range {
    Range::of_index(owner_partition(business.as_str())).descending()
}

/// What waits for the desk, the longest waiting first.
pub fn queue() -> Range {
    Range::of_index(queue_partition())
}

/// What waits for the desk of one form, the longest waiting first; of kind [`WaitingOfForm`].
pub fn queue_of(form: &FormId) -> Range {
    Range::of_index(form_partition(form))
}

/// That a submission waits for the desk, among those of its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WaitingOfForm(pub Waiting);

fn owner_partition(owner: &str) -> String {
    format!("{}OF#{owner}", Part::Submission.prefix())
}

fn queue_partition() -> String {
    format!("{}QUEUE", Part::Submission.prefix())
}

fn form_partition(form: &FormId) -> String {
    format!("{}#{form}", queue_partition())
}

fn waits_since(waiting: &Waiting) -> String {
    let since = waiting.since.as_millisecond().max(0);
    format!("{since:015}#{}", waiting.submission)
}

impl Stored for Submission {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "submission";
    // What was answered, and what the desk said to it (S58).
    const SEALED: &'static [&'static str] = &["answers", "state", "signing"];

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        let owner = self.business.as_ref().map_or_else(|| self.account.as_str(), BusinessId::as_str);
        Some(IndexKey::new(owner_partition(owner), self.id.as_str()))
    }

    fn expires(&self) -> Option<Timestamp> {
        self.vanishes_at()
    }
}

impl Stored for Waiting {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "submission-waiting";

    fn key(&self) -> Key {
        desk_key(&self.submission)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(queue_partition(), waits_since(self)))
    }
}

impl Stored for WaitingOfForm {
    const PART: Part = Part::Submission;
    const KIND: &'static str = "submission-waiting-of-form";

    fn key(&self) -> Key {
        desk_form_key(&self.0.submission)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(form_partition(&self.0.form), waits_since(&self.0)))
    }
}
