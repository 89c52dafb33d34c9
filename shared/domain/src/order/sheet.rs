//! What the register delivers as data: sections of entries, each a list of labels with values. Labels, headings and values that are codes
//! have words in `shared/terms`; what the register itself writes (names, addresses, activities) stays as it wrote it.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::name::NotUsable;

/// Everything of one product about one company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ProductSheet")]
pub struct Sheet {
    /// The moment the data left the register (peilmoment).
    pub as_of: Timestamp,
    /// Its parts.
    pub sections: Vec<SheetSection>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SheetSection {
    /// What it is about.
    pub heading: Heading,
    /// One for each thing it is about: a branch, a person, a year.
    pub entries: Vec<Entry>,
}

/// A code of `shared/terms` (`sheet`): a heading, a label, or a value that is a code.
pub type Heading = String;

/// One thing of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SheetEntry")]
pub struct Entry {
    /// What it says, in order.
    pub rows: Vec<Row>,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SheetRow")]
pub struct Row {
    /// What it is, as a code.
    pub label: Heading,
    /// What it says.
    pub value: Value,
}

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[schemars(rename = "SheetValue")]
pub enum Value {
    /// The register's own words.
    Text {
        /// The words.
        text: String,
    },
    /// A day.
    Day {
        /// Which.
        day: Date,
    },
    /// An amount of money.
    Amount {
        /// In cents.
        cents: i64,
    },
    /// A code with words in three languages.
    Term {
        /// The code.
        term: String,
    },
}

/// A document that was filed at the register, by the name the register has for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", rename = "FilingName", extend("pattern" = "^[A-Za-z0-9-]{1,40}$"))]
pub struct Filing(String);

impl Filing {
    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Filing {
    type Error = NotUsable;

    fn try_from(text: String) -> Result<Self, NotUsable> {
        let fits = (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if fits { Ok(Self(text)) } else { Err(NotUsable) }
    }
}

impl From<Filing> for String {
    fn from(filing: Filing) -> Self {
        filing.0
    }
}

/// SHA-256 over what was delivered, in hexadecimal: what its paper is tied to.
pub fn fingerprint(json: &[u8]) -> String {
    Sha256::digest(json).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Sheet {
    /// A sheet without anything on it yet.
    pub const fn new(as_of: Timestamp) -> Self {
        Self { as_of, sections: Vec::new() }
    }

    /// The same with a section, when there is something in it.
    pub fn with(mut self, heading: &str, entries: Vec<Entry>) -> Self {
        if !entries.is_empty() {
            self.sections.push(SheetSection { heading: heading.to_owned(), entries });
        }
        self
    }
}

impl Entry {
    /// An entry that says nothing yet.
    pub const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    fn row(mut self, label: &str, value: Value) -> Self {
        self.rows.push(Row { label: label.to_owned(), value });
        self
    }

    /// With words of the register, when there are any.
    pub fn text(self, label: &str, text: impl Into<Option<String>>) -> Self {
        match text.into().filter(|text| !text.is_empty()) {
            Some(text) => self.row(label, Value::Text { text }),
            None => self,
        }
    }

    /// With a day, when it is told.
    pub fn day(self, label: &str, day: Option<Date>) -> Self {
        match day {
            Some(day) => self.row(label, Value::Day { day }),
            None => self,
        }
    }

    /// With a code.
    pub fn term(self, label: &str, term: &str) -> Self {
        self.row(label, Value::Term { term: term.to_owned() })
    }

    /// With an amount.
    pub fn amount(self, label: &str, cents: Option<i64>) -> Self {
        match cents {
            Some(cents) => self.row(label, Value::Amount { cents }),
            None => self,
        }
    }
}

impl Default for Entry {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_told_takes_no_line_and_an_empty_section_no_heading() {
        let entry = Entry::new().text("name", "Test BV".to_owned()).text("seat", None).day("ended-on", None);
        assert_eq!(entry.rows.len(), 1);
        let sheet = Sheet::new(Timestamp::UNIX_EPOCH).with("enterprise", vec![entry]).with("branches", vec![]);
        assert_eq!(sheet.sections.len(), 1);
    }

    #[test]
    fn the_name_of_a_filing_cannot_lead_elsewhere() {
        for bad in ["", "../x", "a/b", "a b", "é", &"x".repeat(41)] {
            assert!(Filing::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        assert!(Filing::try_from("D2025-001".to_owned()).is_ok());
    }
}
