//! Forms as data: fields, conditions, rules and texts in three languages. Staff publish a form as an edition; page and server ask the same
//! code here whether what was answered will do, so that a page never promises what the desk then refuses.

mod answers;
mod check;
mod condition;
mod definition;
mod id;

pub use answers::{Answers, Value};
pub use check::{Complaint, Severity, check};
pub use condition::Condition;
pub use definition::{Choice, Field, Form, FormKind, Kind, Need, Section, Texts};
pub use id::{FormId, NotAFormId};
