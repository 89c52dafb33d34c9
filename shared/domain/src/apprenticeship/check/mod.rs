//! Whether a contract's terms are plausible: every complaint names the answer, the limit, and the paragraph it rests on. What was not answered
//! yet is passed over, unless the whole contract is looked at.

mod duration;
mod holiday;
mod minors;
mod parties;
mod pay;
mod time;

use jiff::civil::Date;

use super::rules::Rules;
use super::terms::Terms;
use crate::form::{Answers, Complaint, Severity};

/// What section 11 BBiG asks a contract to say.
const CONTENT: &str = "§ 11 BBiG";

/// Everything the rules say to the answers of the form `apprenticeship-contract`, in its order. They are those of the day the training starts,
/// or of today while that is not known. `whole` asks for what is missing, too.
pub fn complaints(answers: &Answers, whole: bool, today: Date) -> Vec<Complaint> {
    let terms = Terms::read(answers);
    let Some(rules) = Rules::on(terms.start.unwrap_or(today)) else { return Vec::new() };
    let mut said = Said(Vec::new());
    duration::check(&terms, rules, today, &mut said);
    parties::check(answers, &terms, today, &mut said);
    minors::check(&terms, rules, whole, today, &mut said);
    time::check(answers, &terms, rules, &mut said);
    pay::check(&terms, rules, whole, &mut said);
    holiday::check(&terms, rules, whole, &mut said);
    said.0
}

/// What was said so far.
struct Said(Vec<Complaint>);

impl Said {
    fn error(&mut self, pointer: &str, code: &'static str, paragraph: &str, limit: Option<i64>) {
        self.say(Severity::Error, pointer, code, paragraph, limit);
    }

    fn warn(&mut self, pointer: &str, code: &'static str, paragraph: &str, limit: Option<i64>) {
        self.say(Severity::Warning, pointer, code, paragraph, limit);
    }

    fn say(&mut self, severity: Severity, pointer: &str, code: &'static str, paragraph: &str, limit: Option<i64>) {
        let paragraph = if paragraph.is_empty() { None } else { Some(paragraph.to_owned()) };
        self.0.push(Complaint { pointer: pointer.to_owned(), code, severity, limit, paragraph });
    }
}

#[cfg(test)]
mod tests;
