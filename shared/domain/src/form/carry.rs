//! Answers given under one edition of a form, or in another filled form, taken over into an edition of today.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::answers::Answers;
use super::definition::{Field, Form, Kind};

/// Answers that were taken over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Carried {
    /// What this form still asks.
    pub answers: Answers,
    /// The names of what it no longer asks, which the page tells. Each once.
    pub left: BTreeSet<String>,
}

/// Takes over what the form still asks. Files only when told so: a copy has files of its own.
pub fn carry(form: &Form, answers: &Answers, with_files: bool) -> Carried {
    let mut left = BTreeSet::new();
    let fields: Vec<&Field> = form.sections.iter().flat_map(|section| &section.fields).collect();
    let answers = Answers(of_fields(&fields, &answers.0, with_files, &mut left));
    Carried { answers, left }
}

fn of_fields(
    fields: &[&Field],
    answers: &Map<String, Json>,
    with_files: bool,
    left: &mut BTreeSet<String>,
) -> Map<String, Json> {
    let mut taken = Map::new();
    for (name, value) in answers {
        let Some(field) = fields.iter().find(|field| field.name == *name) else {
            left.insert(name.clone());
            continue;
        };
        match (&field.kind, value) {
            (Kind::Files { .. }, _) if !with_files => {}
            (Kind::Several { fields, .. }, Json::Array(items)) => {
                let inner: Vec<&Field> = fields.iter().collect();
                let items = items.iter().filter_map(Json::as_object);
                let items = items.map(|item| Json::Object(of_fields(&inner, item, with_files, left)));
                taken.insert(name.clone(), Json::Array(items.collect()));
            }
            (
                Kind::Text { .. }
                | Kind::Email
                | Kind::Date { .. }
                | Kind::Number { .. }
                | Kind::Euros { .. }
                | Kind::YesNo
                | Kind::Choice { .. }
                | Kind::Search { .. }
                | Kind::Files { .. }
                | Kind::Several { .. },
                value,
            ) => {
                taken.insert(name.clone(), value.clone());
            }
        }
    }
    taken
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::builtin;
    use super::*;

    #[test]
    fn what_is_still_asked_is_taken_over_and_files_only_when_told() {
        let form = builtin::form(&"business-change".parse().unwrap()).unwrap();
        let answers: Answers = serde_json::from_value(json!({
            "change": "closure", "proof": ["fil_1"], "fax": "0221",
            "affected": [{ "name": "Mila", "trade": "Tischlerin", "shoe": 38 }, 3]
        }))
        .unwrap();
        let copied = carry(form, &answers, false);
        assert_eq!(
            serde_json::to_value(&copied.answers).unwrap(),
            json!({ "change": "closure", "affected": [{ "name": "Mila", "trade": "Tischlerin" }] })
        );
        assert_eq!(copied.left.into_iter().collect::<Vec<_>>(), ["fax", "shoe"]);
        assert_eq!(carry(form, &answers, true).answers.raw("proof"), Some(&json!(["fil_1"])));
    }
}
