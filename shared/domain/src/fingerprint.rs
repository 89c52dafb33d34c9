//! Fingerprints: SHA-256 over canonical JSON (keys in order, no space), in hexadecimal. Whatever changes of what was hashed, the
//! fingerprint is another one.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The fingerprint of a value.
pub(crate) fn of(value: &Value) -> String {
    let mut text = String::new();
    canonical(value, &mut text);
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes JSON with the keys of every object in order: maps of `serde_json` keep the order of insertion when any crate of the build asks so.
fn canonical(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_unstable_by_key(|(name, _)| name.as_str());
            text.push('{');
            for (at, (name, value)) in fields.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                canonical(value, text);
            }
            text.push('}');
        }
        Value::Array(values) => {
            text.push('[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                canonical(value, text);
            }
            text.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => text.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_json_does_not_depend_on_the_order_of_keys() {
        let (one, other) = (r#"{"b":[1,{"d":null,"c":"x"}],"a":true}"#, r#"{"a":true,"b":[1,{"c":"x","d":null}]}"#);
        let said = |text: &str| {
            let mut said = String::new();
            canonical(&serde_json::from_str(text).unwrap(), &mut said);
            said
        };
        assert_eq!(said(one), other);
        assert_eq!(said(other), other);
    }
}
