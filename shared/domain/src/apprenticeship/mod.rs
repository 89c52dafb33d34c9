//! Apprenticeship contracts (Berufsausbildungsvertrag): whether what section 11 BBiG asks was answered plausibly, and what the rules would
//! write down themselves, domain.md 6. The form is `form/forms/apprenticeship-contract.json`; these rules are its set `apprenticeship`.
//!
//! The rules are an edition chosen by the day the training starts, so that the least pay of another year is published at the desk, and a
//! contract stays under the law of its day.

mod age;
mod agreed;
mod check;
mod duration;
mod ending;
mod holiday;
mod pay;
mod rules;
mod suggest;
mod terms;

pub use check::complaints;
pub use ending::complaints as complaints_of_ending;
pub use rules::Rules;
pub use suggest::suggestions;
