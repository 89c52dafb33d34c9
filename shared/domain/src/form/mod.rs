//! Forms as data: fields, conditions, rules and texts in three languages. Staff publish a form as an edition; page and server ask the same
//! code here ([`judge`]) whether what was answered will do, so that a page never promises what the desk then refuses.

mod answers;
pub mod builtin;
mod carry;
mod check;
mod condition;
mod definition;
mod edition;
mod id;
pub mod lists;
mod paper;
mod prefill;
mod reading;
mod rules;
mod slips;

pub use answers::{Answers, Value};
pub use carry::{Carried, carry};
pub use check::{Complaint, Severity, check};
pub use condition::Condition;
pub use definition::{Choice, Field, Form, FormKind, Kind, Need, Section, Texts};
pub use edition::{EditionHead, FormEdition, NewEdition, NotAnEdition, Shelf};
pub use id::{FormId, NotAFormId};
pub use paper::{About, Aftermath, Paper, Paragraph, Role};
pub use prefill::Prefill;
pub use reading::{ReadPart, ReadRow, Said};
pub use rules::{Suggestion, judge, suggest};
pub use slips::{Slip, read};
