//! What a form is called.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The name of a form in addresses and in the table: up to 60 small letters, digits and hyphens (`apprenticeship-contract`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[a-z0-9-]{1,60}$"))]
pub struct FormId(String);

/// The text is not the name of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the name of a form")]
pub struct NotAFormId;

impl FormId {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FormId {
    type Err = NotAFormId;

    fn from_str(text: &str) -> Result<Self, NotAFormId> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_one = (1..=60).contains(&text.len()) && text.bytes().all(fits);
        if is_one { Ok(Self(text.to_owned())) } else { Err(NotAFormId) }
    }
}

impl TryFrom<String> for FormId {
    type Error = NotAFormId;

    fn try_from(text: String) -> Result<Self, NotAFormId> {
        text.parse()
    }
}

impl From<FormId> for String {
    fn from(id: FormId) -> Self {
        id.0
    }
}

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
