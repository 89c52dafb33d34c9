//! Reading a form that somebody wrote by hand: every slip is found, and pointed at, so that a whole form is mended in one go.

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use super::definition::{Field, Form, Section};

/// One thing that is wrong with a form itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// A JSON pointer within the form.
    pub pointer: String,
    /// What is wrong, as a stable code.
    pub code: &'static str,
    /// What it is about, where the pointer does not say it: what the reader stumbled over.
    pub about: Option<String>,
}

impl Slip {
    /// A slip at a pointer.
    pub fn at(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code, about: None }
    }
}

/// Reads a form, or tells everything that is wrong with it.
pub fn read(content: &Json) -> Result<Form, Vec<Slip>> {
    let form = match Form::deserialize(content) {
        Ok(form) => form,
        Err(error) => {
            let slips = unreadable(content);
            return Err(if slips.is_empty() { vec![stumbled(String::new(), &error)] } else { slips });
        }
    };
    let mut slips: Vec<Slip> = form.complaints().into_iter().map(|(pointer, code)| Slip::at(pointer, code)).collect();
    // What the form does not know is dropped by reading it. A name that was misspelt would be, too: it is told instead.
    if let Ok(as_read) = serde_json::to_value(&form) {
        dropped(content, &as_read, "", &mut slips);
    }
    empty_texts(content, "", &mut slips);
    if slips.is_empty() { Ok(form) } else { Err(slips) }
}

fn stumbled(pointer: String, error: &serde_json::Error) -> Slip {
    let about: String = error.to_string().chars().take(200).collect();
    Slip { pointer, code: "unreadable", about: Some(about) }
}

/// The smallest parts that cannot be read: each field and each section for itself, then the rest.
fn unreadable(content: &Json) -> Vec<Slip> {
    let mut slips = Vec::new();
    let Some(form) = content.as_object() else { return slips };
    for (at, section) in form.get("sections").and_then(Json::as_array).into_iter().flatten().enumerate() {
        let pointer = format!("/sections/{at}");
        let before = slips.len();
        fields(section, &pointer, &mut slips);
        let bare = with(section, "fields", Json::Array(Vec::new()));
        if let Err(error) = Section::deserialize(if slips.len() == before { section } else { &bare }) {
            slips.push(stumbled(pointer, &error));
        }
    }
    for part in ["paper", "about", "title", "intro", "id", "kind", "rules"] {
        let Some(value) = form.get(part) else { continue };
        let mut sample = sample();
        sample.insert(part.to_owned(), value.clone());
        if let Err(error) = Form::deserialize(&Json::Object(sample)) {
            slips.push(stumbled(format!("/{part}"), &error));
        }
    }
    let bare = with(content, "sections", Json::Array(Vec::new()));
    if slips.is_empty()
        && let Err(error) = Form::deserialize(&bare)
    {
        slips.push(stumbled(String::new(), &error));
    }
    slips
}

fn fields(within: &Json, pointer: &str, slips: &mut Vec<Slip>) {
    for (at, field) in within.get("fields").and_then(Json::as_array).into_iter().flatten().enumerate() {
        let pointer = format!("{pointer}/fields/{at}");
        let before = slips.len();
        fields(field, &pointer, slips);
        if slips.len() == before
            && let Err(error) = Field::deserialize(field)
        {
            slips.push(stumbled(pointer, &error));
        }
    }
}

fn with(object: &Json, name: &str, value: Json) -> Json {
    let mut object = object.clone();
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
    object
}

/// A form that can be read, to try a part of another in.
fn sample() -> Map<String, Json> {
    let text = serde_json::json!({ "nl": "-", "de": "-", "en": "-" });
    let form = serde_json::json!({ "id": "a", "kind": "notice", "title": text, "intro": text, "sections": [] });
    form.as_object().cloned().unwrap_or_default()
}

fn dropped(written: &Json, read: &Json, at: &str, slips: &mut Vec<Slip>) {
    match (written, read) {
        (Json::Object(written), Json::Object(read)) => {
            for (name, value) in written {
                let pointer = format!("{at}/{name}");
                match read.get(name) {
                    Some(read) => dropped(value, read, &pointer, slips),
                    None if is_nothing(value) => {}
                    None => slips.push(Slip::at(pointer, "unknown")),
                }
            }
        }
        (Json::Array(written), Json::Array(read)) => {
            for (nth, (written, read)) in written.iter().zip(read).enumerate() {
                dropped(written, read, &format!("{at}/{nth}"), slips);
            }
        }
        _ => {}
    }
}

fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.is_empty(),
        Json::Bool(_) | Json::Number(_) | Json::String(_) => false,
    }
}

/// A text that is missing in one of the languages.
fn empty_texts(value: &Json, at: &str, slips: &mut Vec<Slip>) {
    match value {
        Json::Object(fields) => {
            let is_text = ["nl", "de", "en"].iter().all(|language| fields.contains_key(*language));
            for (name, value) in fields {
                let pointer = format!("{at}/{name}");
                match value.as_str() {
                    Some(text) if is_text && text.trim().is_empty() => slips.push(Slip::at(pointer, "empty")),
                    _ => empty_texts(value, &pointer, slips),
                }
            }
        }
        Json::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                empty_texts(item, &format!("{at}/{nth}"), slips);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(text: &str) -> Json {
        json!({ "nl": text, "de": text, "en": text })
    }

    fn form() -> Json {
        json!({
            "id": "a-notice", "kind": "notice", "title": text("Notice"), "intro": text("Tell us"),
            "sections": [{ "id": "who", "title": text("Who"), "fields": [
                { "name": "name", "label": text("Name"), "kind": "text", "most": 60, "need": "required" },
                { "name": "day", "label": text("Day"), "kind": "date", "need": "required" },
                { "name": "people", "label": text("People"), "kind": "several", "least": 1, "most": 3, "need": "optional",
                  "fields": [{ "name": "mail", "label": text("Mail"), "kind": "email", "need": "required" }] }
            ] }]
        })
    }

    fn slips(form: &Json) -> Vec<(String, &'static str)> {
        read(form).err().unwrap_or_default().into_iter().map(|slip| (slip.pointer, slip.code)).collect()
    }

    fn at(pointer: &str, code: &'static str) -> (String, &'static str) {
        (pointer.to_owned(), code)
    }

    #[test]
    fn a_sound_form_is_read_and_every_slip_in_one_is_told_at_once() {
        assert_eq!(slips(&form()), []);
        let mut wrong = form();
        wrong["sections"][0]["fields"][0]["kind"] = "sms".into();
        wrong["sections"][0]["fields"][2]["fields"][0]["need"] = "perhaps".into();
        wrong["title"] = "Notice".into();
        assert_eq!(
            slips(&wrong),
            [
                at("/sections/0/fields/0", "unreadable"),
                at("/sections/0/fields/2/fields/0", "unreadable"),
                at("/title", "unreadable")
            ]
        );
        assert_eq!(slips(&json!([])), [at("", "unreadable")]);
        assert_eq!(slips(&json!({ "id": "a" })), [at("", "unreadable")]);
    }

    #[test]
    fn a_name_that_is_misspelt_a_text_that_is_empty_a_field_that_is_not_there() {
        let mut wrong = form();
        wrong["sections"][0]["fields"][0]["hlep"] = text("Your name");
        wrong["sections"][0]["fields"][1]["label"]["de"] = " ".into();
        wrong["sections"][0]["fields"][1]["when"] = json!({ "answered": { "field": "nobody" } });
        wrong["rules"] = json!(["physics"]);
        wrong["sections"][0]["fields"][2]["fields"].as_array_mut().unwrap().push(json!({
            "name": "proof", "label": text("Proof"), "kind": "files", "most": 1, "need": "optional",
            "when": { "answered": { "field": "elsewhere" } }
        }));
        wrong["sections"][0]["fields"].as_array_mut().unwrap().push(
            json!({ "name": "trade", "label": text("Trade"), "kind": "search", "list": "stars", "need": "optional" }),
        );
        let mut found = slips(&wrong);
        found.sort();
        assert_eq!(
            found,
            [
                at("/rules/0", "unknown-rules"),
                at("/sections/0/fields/0/hlep", "unknown"),
                at("/sections/0/fields/1", "unknown-field"),
                at("/sections/0/fields/1/label/de", "empty"),
                at("/sections/0/fields/2/fields/1", "unknown-field"),
                at("/sections/0/fields/2/fields/1/kind", "not-in-a-group"),
                at("/sections/0/fields/3/list", "unknown-list")
            ]
        );
    }
}
