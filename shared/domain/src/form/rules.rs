//! Rules over several answers, found by the name a form gives ([`super::Form::rules`]). A set reads what it needs from the answers, says
//! nothing of what is not answered yet, and points at the answers it complains about.

use jiff::civil::Date;

use super::answers::Answers;
use super::check::{Complaint, check};
use super::definition::Form;

/// The sets there are. A new one is a line here and one in [`complaints`].
pub const SETS: [&str; 1] = ["apprenticeship"];

/// Everything a form and its rules say to answers: the one question that a page asks while one types (`whole` false: what is missing is not
/// told yet) and the desk asks when it is sent (`whole` true). `today` is the day it is asked.
pub fn judge(form: &Form, answers: &Answers, whole: bool, today: Date) -> Vec<Complaint> {
    let mut all = check(form, answers, whole);
    for set in &form.rules {
        for complaint in complaints(set, answers, today) {
            // One word about an answer is enough: what does not even fit its field is said by the field.
            if !all.iter().any(|said| said.pointer == complaint.pointer) {
                all.push(complaint);
            }
        }
    }
    all
}

/// What the rule set of this name says.
fn complaints(set: &str, _answers: &Answers, _today: Date) -> Vec<Complaint> {
    match set {
        // The owner of `domain::apprenticeship` gives `complaints(&Answers, today)`.
        "apprenticeship" => Vec::new(),
        _ => Vec::new(),
    }
}
