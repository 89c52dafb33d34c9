//! Forms that somebody fills in (Vorgänge): from the draft to what became of it.
//!
//! A request or a notice goes to the desk as soon as it is sent. A contract is signed first, by everybody it names, and goes to the desk when
//! the last one has signed; whoever changes its answers afterwards makes it a draft again, and every signature under it is void.

mod draft;

mod course;
mod decided;
pub mod desk;
pub mod signing;
pub mod timeline;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use draft::{Beginning, KEPT};

use crate::form::{Answers, FormId};
use crate::ids::{AccountId, BusinessId, SubmissionId};
use crate::language::Language;

pub use course::{After, Course, NotARegisterNumber, Printed, RegisterNumber, RegisterSeries};
pub use decided::{Decided, Refusal, StateName};
pub use desk::{Decision, Message, Writer};
pub use signing::Signing;

/// A form, filled in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Submission {
    /// Its name; sorts by time.
    pub id: SubmissionId,
    /// Which form.
    pub form: FormId,
    /// Which edition of it: a draft moves to the newest when it is opened, what was sent stays with its own.
    pub edition: u32,
    /// Who fills it in.
    pub account: AccountId,
    /// For which business; none for the forms that are open to everybody who is logged in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business: Option<BusinessId>,
    /// What was answered. Sealed.
    pub answers: Answers,
    /// How often its answers were kept. Whoever saves or sends says which he read. What others note meanwhile, a paper that was made or a
    /// message, does not raise it: that takes nothing from what he typed.
    pub revision: u64,
    /// The language it is filled in and printed in.
    pub language: Language,
    /// The one it was copied from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<SubmissionId>,
    /// The one it changes, ends or cancels: for notices about a contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<SubmissionId>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When its answers last changed.
    pub changed_at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// Its signatures, as long as they are asked and after they were given. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signing: Option<Signing>,
    /// Its papers, who has it in hand, its number in the register.
    #[serde(default)]
    pub course: Course,
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// Being filled in; nobody else sees it.
    Draft,
    /// A contract that waits for signatures.
    ToSign {
        /// Since when.
        since: Timestamp,
    },
    /// The desk checks it.
    WithDesk {
        /// Since when.
        since: Timestamp,
    },
    /// The desk asked back: answers can be changed, and it is sent again.
    AskedBack {
        /// Since when.
        since: Timestamp,
        /// What must be mended, in the desk's words. Sealed with the rest of the state.
        why: String,
    },
    /// The desk decided.
    Settled {
        /// When.
        at: Timestamp,
        /// How.
        outcome: Outcome,
        /// What the desk said to it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
    },
    /// Whoever handed it in took it back.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// How the desk decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "SubmissionOutcome")]
pub enum Outcome {
    /// A contract was entered in the register (eingetragen).
    Registered,
    /// A request was granted (bewilligt).
    Granted,
    /// A notice was taken note of (zur Kenntnis genommen).
    Noted,
    /// It was refused (abgelehnt).
    Refused,
}

/// That a submission waits for the desk: kept beside it for as long as it does, because the submission itself is found by whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiting {
    /// Which.
    pub submission: SubmissionId,
    /// Which form it is.
    pub form: FormId,
    /// Since when.
    pub since: Timestamp,
}
