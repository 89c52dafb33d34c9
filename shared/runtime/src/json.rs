//! Reading a body strictly: bounded in size and depth, no name twice in one object, nothing unknown (S45, S55), and every complaint with a
//! pointer to its field.

use std::collections::HashSet;
use std::fmt;

use api::{Problem, ProblemType};
use serde::Deserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// The deepest nesting (S55).
const DEEPEST: usize = 32;

/// Reads a body; an absent one reads as `{}`.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8], largest: usize) -> Result<T, Problem> {
    if body.len() > largest {
        return Err(Problem::of(ProblemType::TooLarge));
    }
    let body = if body.is_empty() { b"{}" } else { body };
    let mut strict = serde_json::Deserializer::from_slice(body);
    let sound = Sound { depth: 0 }.deserialize(&mut strict).and_then(|()| strict.end());
    sound.map_err(|_| Problem::of(ProblemType::MalformedRequest))?;
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_slice(body)).map_err(complaint)
}

/// Reads parameters, all of them text.
pub(crate) fn read_parameters<T: DeserializeOwned>(
    pairs: impl Iterator<Item = (String, String)>,
) -> Result<T, Problem> {
    let mut object = serde_json::Map::new();
    for (name, value) in pairs {
        if object.insert(name.clone(), Value::String(value)).is_some() {
            return Err(Problem::field(&format!("/{name}"), "twice"));
        }
    }
    serde_path_to_error::deserialize(Value::Object(object)).map_err(complaint)
}

/// The complaint, with a pointer to the field. serde names a missing or unknown field in its message only.
fn complaint(error: serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let mut pointer = pointer(error.path());
    let message = error.inner().to_string();
    let named = || message.split('`').nth(1).unwrap_or_default().to_owned();
    let code = if message.starts_with("missing field") {
        pointer = format!("{pointer}/{}", named());
        "missing"
    } else if message.starts_with("unknown field") {
        let last = format!("/{}", named());
        if !pointer.ends_with(&last) {
            pointer.push_str(&last);
        }
        "unknown"
    } else {
        "invalid"
    };
    Problem::field(&pointer, code)
}

fn pointer(path: &Path) -> String {
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

/// Walks a document and minds only its form.
#[derive(Clone, Copy)]
struct Sound {
    depth: usize,
}

impl Sound {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth >= DEEPEST { Err(E::custom("nested too deep")) } else { Ok(Self { depth: self.depth + 1 }) }
    }
}

impl<'de> DeserializeSeed<'de> for Sound {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Sound {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        while seq.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        let mut names = HashSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !names.insert(name) {
                return Err(A::Error::custom("a name stands twice"));
            }
            map.next_value_seed(inner)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::LARGEST_BODY;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct User {
        birth_date: jiff::civil::Date,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Input {
        user: User,
        #[serde(default)]
        tags: Vec<u8>,
    }

    fn complaint_about(body: &str) -> (ProblemType, Vec<(String, String)>) {
        let problem = read::<Input>(body.as_bytes(), LARGEST_BODY).unwrap_err();
        (problem.kind, problem.errors.into_iter().map(|error| (error.pointer, error.code)).collect())
    }

    #[test]
    fn every_complaint_points_at_its_field() {
        let at = |pointer: &str, code: &str| (ProblemType::InvalidInput, vec![(pointer.to_owned(), code.to_owned())]);
        assert_eq!(complaint_about("{}"), at("/user", "missing"));
        assert_eq!(complaint_about(""), at("/user", "missing"));
        assert_eq!(complaint_about(r#"{"user":{}}"#), at("/user/birthDate", "missing"));
        assert_eq!(complaint_about(r#"{"user":{"birthDate":"31-02-2000"}}"#), at("/user/birthDate", "invalid"));
        assert_eq!(
            complaint_about(r#"{"user":{"birthDate":"2000-01-31","role":"staff"}}"#),
            at("/user/role", "unknown")
        );
        assert_eq!(complaint_about(r#"{"user":{"birthDate":"2000-01-31"},"tags":[1,"x"]}"#), at("/tags/1", "invalid"));
        assert!(read::<Input>(br#"{"user":{"birthDate":"2000-01-31"}}"#, LARGEST_BODY).is_ok());
    }

    #[test]
    fn what_is_not_sound_is_not_read_at_all() {
        for body in ["{", "[] []", r#"{"user":{"birthDate":"2000-01-31","birthDate":"2000-01-31"}}"#] {
            assert_eq!(complaint_about(body).0, ProblemType::MalformedRequest, "{body}");
        }
        let deep = format!("{}{}", "[".repeat(33), "]".repeat(33));
        assert_eq!(complaint_about(&deep).0, ProblemType::MalformedRequest);
        let large = format!("\"{}\"", "x".repeat(LARGEST_BODY));
        assert_eq!(complaint_about(&large).0, ProblemType::TooLarge);
    }
}
