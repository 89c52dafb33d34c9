//! Rules over several answers, found by the name a form gives ([`super::Form::rules`]). A set reads what it needs from the answers, says
//! nothing of what is not answered yet, and points at the answers it complains about.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

use super::answers::Answers;
use super::check::{Complaint, check};
use super::definition::Form;
use crate::apprenticeship;

/// An answer the rules would give themselves.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FormSuggestion")]
pub struct Suggestion {
    /// The answer, as a JSON pointer.
    pub pointer: String,
    /// What it would be.
    pub value: Json,
    /// The paragraph it rests on.
    pub paragraph: String,
}

/// The sets there are. A new one is a line here and one in [`complaints`].
pub const SETS: [&str; 2] = ["apprenticeship", "apprenticeship-ending"];

/// Everything a form and its rules say to answers: the one question that a page asks while one types (`whole` false: what is missing is not
/// told yet) and the desk asks when it is sent (`whole` true). `today` is the day it is asked.
pub fn judge(form: &Form, answers: &Answers, whole: bool, today: Date) -> Vec<Complaint> {
    let mut all = check(form, answers, whole);
    for set in &form.rules {
        for complaint in complaints(set, answers, whole, today) {
            // One word about an answer is enough: what does not even fit its field is said by the field.
            if !all.iter().any(|said| said.pointer == complaint.pointer) {
                all.push(complaint);
            }
        }
    }
    all
}

/// What the rules of a form would write down themselves, for the page to offer.
pub fn suggest(form: &Form, answers: &Answers, today: Date) -> Vec<Suggestion> {
    let mut all = Vec::new();
    for set in &form.rules {
        if set == "apprenticeship" {
            all.extend(apprenticeship::suggestions(answers, today));
        }
    }
    all
}

/// What the rule set of this name says.
fn complaints(set: &str, answers: &Answers, whole: bool, today: Date) -> Vec<Complaint> {
    match set {
        "apprenticeship" => apprenticeship::complaints(answers, whole, today),
        "apprenticeship-ending" => apprenticeship::complaints_of_ending(answers, whole, today),
        _ => Vec::new(),
    }
}
