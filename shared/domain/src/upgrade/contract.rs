//! The contract: a paper made of the entered data. It stands for exactly that data; when the data changes it is void (domain.md 5).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::ids::ContractId;
use crate::upgrade::Upgrade;

/// The contract that was made last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contract {
    /// Balie's own name for it.
    pub id: ContractId,
    /// SHA-256 over the canonical data it was made of, in hexadecimal.
    pub fingerprint: String,
    /// When it was made.
    pub made_at: Timestamp,
}

impl Upgrade {
    /// Names exactly what is signed: SHA-256 over the data, the level and the number of the means, as canonical JSON (keys in order, no
    /// space), in hexadecimal. Whatever changes of them, the fingerprint is another one.
    pub fn fingerprint(&self) -> String {
        let signed = serde_json::json!({ "data": self.data, "level": self.target_level, "means": self.means_number });
        let mut text = String::new();
        canonical(&signed, &mut text);
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
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
