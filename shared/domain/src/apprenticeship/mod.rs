//! Apprenticeship contracts (Berufsausbildungsvertrag): what section 11 BBiG asks, and whether it is plausible, domain.md 6.
//!
//! The rules are an edition: a contract names the one it was made under, so that it can be read by the law of its day.

mod age;
mod check;
mod duration;
mod holiday;
mod pay;
mod rules;
mod terms;

pub use check::{Finding, Severity, check};
pub use rules::Rules;
pub use terms::{Ground, Holiday, Shortening, Terms};
