//! The three languages Balie speaks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The language a person is addressed in, on pages and in mails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub enum Language {
    /// Dutch, the default.
    #[default]
    #[serde(rename = "nl")]
    Dutch,
    /// German.
    #[serde(rename = "de")]
    German,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All three, for tests that render everything in each.
    pub const ALL: [Self; 3] = [Self::Dutch, Self::German, Self::English];

    /// The ISO 639-1 code: `nl`, `de` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::German => "de",
            Self::English => "en",
        }
    }
}
