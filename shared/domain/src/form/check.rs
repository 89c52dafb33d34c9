//! Whether what was answered will do.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value as Json;

use super::answers::Answers;
use super::condition::is_empty;
use super::definition::{Field, Form, Kind, Need};
use super::lists;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It cannot be handed in so.
    Error,
    /// It can, and wants a look.
    Warning,
}

/// One thing that will not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Complaint {
    /// The answer, as a JSON pointer.
    pub pointer: String,
    /// What is wrong, as a stable code.
    pub code: &'static str,
    /// How bad.
    pub severity: Severity,
    /// The limit it goes by, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// The paragraph it rests on, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<String>,
}

/// Everything that will not do. `whole` asks for answers that are missing too: a draft may lack them.
pub fn check(form: &Form, answers: &Answers, whole: bool) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let asked = form.sections.iter().filter(|section| section.when.as_ref().is_none_or(|when| when.holds(answers)));
    let fields: Vec<&Field> = asked.flat_map(|section| &section.fields).collect();
    of_fields(&fields, answers, answers, "", whole, &mut complaints);
    let known: BTreeSet<&str> =
        form.sections.iter().flat_map(|section| &section.fields).map(|field| field.name.as_str()).collect();
    unknown(answers, &known, "", &mut complaints);
    complaints
}

fn error(pointer: String, code: &'static str, limit: Option<i64>) -> Complaint {
    Complaint { pointer, code, severity: Severity::Error, limit, paragraph: None }
}

/// Answers to what the form does not ask: somebody else's form, or an older edition of it. Nothing is dropped silently.
fn unknown(answers: &Answers, known: &BTreeSet<&str>, at: &str, complaints: &mut Vec<Complaint>) {
    for name in answers.0.keys().filter(|name| !known.contains(name.as_str())) {
        complaints.push(error(format!("{at}/{name}"), "unknown", None));
    }
}

fn of_fields(
    fields: &[&Field],
    answers: &Answers,
    all: &Answers,
    at: &str,
    whole: bool,
    complaints: &mut Vec<Complaint>,
) {
    for field in fields {
        // Within a group, conditions see its own answers first and those of the whole form behind them.
        let scope = if at.is_empty() { all.clone() } else { behind(answers, all) };
        if field.when.as_ref().is_some_and(|when| !when.holds(&scope)) {
            continue;
        }
        let pointer = format!("{at}/{}", field.name);
        match answers.raw(&field.name).filter(|value| !is_empty(value)) {
            Some(value) => of_answer(field, value, all, pointer, whole, complaints),
            None => {
                let needed = match &field.need {
                    Need::Required => true,
                    Need::Optional => false,
                    Need::When(condition) => condition.holds(&scope),
                };
                if needed && whole {
                    complaints.push(error(pointer, "missing", None));
                }
            }
        }
    }
}

fn behind(own: &Answers, all: &Answers) -> Answers {
    let mut scope = all.clone();
    scope.0.extend(own.0.clone());
    scope
}

fn of_answer(
    field: &Field,
    value: &Json,
    all: &Answers,
    pointer: String,
    whole: bool,
    complaints: &mut Vec<Complaint>,
) {
    let wrong = match &field.kind {
        Kind::Text { most, .. } => match value.as_str() {
            Some(text) if text.chars().count() > usize::from(*most) => Some(("too-long", Some(i64::from(*most)))),
            Some(text) if text.chars().any(|c| c.is_control() && c != '\n') => Some(("not-printable", None)),
            Some(_) => None,
            None => Some(("not-text", None)),
        },
        Kind::Email => match value.as_str() {
            Some(text)
                if text.len() <= 254
                    && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) =>
            {
                None
            }
            _ => Some(("not-an-address", None)),
        },
        Kind::Date { from, until } => match value.as_str().and_then(|text| text.parse::<jiff::civil::Date>().ok()) {
            None => Some(("not-a-date", None)),
            Some(date) if from.is_some_and(|from| date < from) => Some(("too-early", None)),
            Some(date) if until.is_some_and(|until| date > until) => Some(("too-late", None)),
            Some(_) => None,
        },
        Kind::Number { least, most } | Kind::Euros { least, most } => match value.as_i64() {
            None => Some(("not-a-number", None)),
            Some(number) if number < *least => Some(("too-little", Some(*least))),
            Some(number) if number > *most => Some(("too-much", Some(*most))),
            Some(_) => None,
        },
        Kind::YesNo => value.as_bool().is_none().then_some(("not-yes-or-no", None)),
        Kind::Choice { choices } => {
            let chosen = value.as_str().is_some_and(|value| choices.iter().any(|choice| choice.value == value));
            (!chosen).then_some(("not-a-choice", None))
        }
        Kind::Search { list } => {
            let item = lists::list(list).zip(value.as_str()).and_then(|(list, value)| list.item(value));
            item.is_none().then_some(("not-a-choice", None))
        }
        Kind::Files { most } => match value.as_array() {
            Some(files) if files.len() > usize::from(*most) => Some(("too-many", Some(i64::from(*most)))),
            Some(files) if files.iter().all(Json::is_string) => None,
            _ => Some(("not-files", None)),
        },
        Kind::Several { least, most, fields } => {
            let Some(items) = value.as_array() else {
                complaints.push(error(pointer, "not-several", None));
                return;
            };
            if items.len() > usize::from(*most) {
                complaints.push(error(pointer.clone(), "too-many", Some(i64::from(*most))));
            }
            if whole && items.len() < usize::from(*least) {
                complaints.push(error(pointer.clone(), "too-few", Some(i64::from(*least))));
            }
            let inner: Vec<&Field> = fields.iter().collect();
            let known: BTreeSet<&str> = fields.iter().map(|field| field.name.as_str()).collect();
            for (nth, item) in items.iter().enumerate().take(usize::from(*most)) {
                let at = format!("{pointer}/{nth}");
                match item.as_object() {
                    Some(object) => {
                        let own = Answers(object.clone());
                        of_fields(&inner, &own, all, &at, whole, complaints);
                        unknown(&own, &known, &at, complaints);
                    }
                    None => complaints.push(error(at, "not-answers", None)),
                }
            }
            None
        }
    };
    if let Some((code, limit)) = wrong {
        complaints.push(error(pointer, code, limit));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(text: &str) -> Json {
        json!({ "nl": text, "de": text, "en": text })
    }

    fn form() -> Form {
        serde_json::from_value(json!({
            "id": "change-notice", "kind": "notice", "title": texts("Change"), "intro": texts("Tell us"),
            "sections": [{
                "id": "who", "title": texts("Who"),
                "fields": [
                    { "name": "name", "label": texts("Name"), "kind": "text", "most": 10, "need": "required" },
                    { "name": "born", "label": texts("Born"), "kind": "date", "need": "required" },
                    { "name": "from", "label": texts("From"), "kind": "date", "from": "2026-01-01", "need": "required" },
                    { "name": "guardians", "label": texts("Guardians"), "kind": "several", "least": 1, "most": 2,
                      "need": { "when": { "youngerThan": { "born": "born", "on": "from", "years": 18 } } },
                      "fields": [{ "name": "email", "label": texts("Mail"), "kind": "email", "need": "required" }] },
                    { "name": "why", "label": texts("Why"), "kind": "choice", "need": "optional",
                      "choices": [{ "value": "moved", "label": texts("Moved") }] },
                    { "name": "where", "label": texts("Where"), "kind": "text", "most": 60, "need": "required",
                      "when": { "is": { "field": "why", "value": "moved" } } }
                ]
            }]
        }))
        .unwrap()
    }

    fn codes(answers: Json, whole: bool) -> Vec<(String, &'static str)> {
        let answers = serde_json::from_value(answers).unwrap();
        check(&form(), &answers, whole).into_iter().map(|complaint| (complaint.pointer, complaint.code)).collect()
    }

    fn at(pointer: &str, code: &'static str) -> (String, &'static str) {
        (pointer.to_owned(), code)
    }

    #[test]
    fn the_form_itself_is_in_order_and_slips_in_one_are_found() {
        assert_eq!(form().complaints(), []);
        let mut slipped = form();
        slipped.sections[0].fields[1].name = "name".to_owned();
        assert_eq!(
            slipped.complaints(),
            [at("/sections/0/fields/1/name", "twice"), at("/sections/0/fields/3", "unknown-field")]
        );
    }

    #[test]
    fn a_draft_may_lack_answers_and_a_whole_form_may_not() {
        assert_eq!(codes(json!({}), false), []);
        assert_eq!(codes(json!({}), true), [at("/name", "missing"), at("/born", "missing"), at("/from", "missing")]);
    }

    #[test]
    fn a_minor_names_guardians_and_whoever_moved_says_where() {
        let minor = json!({ "name": "Ada", "born": "2009-03-01", "from": "2027-02-28", "why": "moved" });
        assert_eq!(codes(minor, true), [at("/guardians", "missing"), at("/where", "missing")]);
        let grown = json!({ "name": "Ada", "born": "2009-03-01", "from": "2027-03-01" });
        assert_eq!(codes(grown, true), []);
        let wrong = json!({ "name": "Ada", "born": "2009-03-01", "from": "2027-02-28", "guardians": [{ "email": "x", "age": 4 }, 3] });
        assert_eq!(
            codes(wrong, true),
            [
                at("/guardians/0/email", "not-an-address"),
                at("/guardians/0/age", "unknown"),
                at("/guardians/1", "not-answers")
            ]
        );
    }

    #[test]
    fn what_is_answered_must_fit_even_in_a_draft() {
        let wrong = json!({ "name": "A very long name", "born": "yesterday", "from": "2025-12-31", "why": "bored", "colour": "red" });
        assert_eq!(
            codes(wrong, false),
            [
                at("/name", "too-long"),
                at("/born", "not-a-date"),
                at("/from", "too-early"),
                at("/why", "not-a-choice"),
                at("/colour", "unknown")
            ]
        );
    }
}
