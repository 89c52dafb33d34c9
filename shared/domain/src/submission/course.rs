//! What is kept of a submission besides what was filled in: its papers, who of the desk has it in hand, its number in the register.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::form::Aftermath;
use crate::ids::SubmissionId;
use crate::taking::Taken;
use crate::upgrade::messages::Thread;

/// What is kept of its way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Course {
    /// How many entries its timeline has.
    pub entries: u32,
    /// When it was sent last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Timestamp>,
    /// Who of the desk has it in hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// Its paper, as it was made last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<Printed>,
    /// Its number in the register.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<RegisterNumber>,
    /// When its certificate of entry was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_at: Option<Timestamp>,
    /// What was noted about it later, the earliest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<After>,
    /// How much was written about it of late.
    pub thread: Thread,
}

/// A paper that was made. It stands for exactly the data with this fingerprint; when that changes it is void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Printed {
    /// Of what.
    pub fingerprint: String,
    /// How many had signed by then: with every signature it is another paper.
    pub signed: usize,
    /// When.
    pub made_at: Timestamp,
}

/// That a later submission changed or ended a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "SubmissionAfter")]
pub struct After {
    /// Which one.
    pub by: SubmissionId,
    /// What became of the contract.
    pub what: Aftermath,
    /// From when.
    pub on: Date,
}

/// The number of a contract in the register of apprenticeships (Lehrlingsrolle, section 28 HwO; section 34 BBiG): the year of its entry, a hyphen, and
/// which of that year it is, in at least six digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{4}-[0-9]{6,9}$"))]
pub struct RegisterNumber(String);

/// The text is not a number in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not a number in the register such as 2026-000123")]
pub struct NotARegisterNumber;

/// How far the register of a year has come. It moves in the transaction that enters a contract and in no other way, so that it has neither a gap nor
/// a number twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterSeries {
    /// Which year.
    pub year: i16,
    /// The last number that was given; nought before the first.
    pub last: u32,
}

impl RegisterSeries {
    /// The register of a year before its first entry.
    pub const fn new(year: i16) -> Self {
        Self { year, last: 0 }
    }

    /// The next number, and the register after it.
    pub fn draw(&self) -> (RegisterNumber, Self) {
        let last = self.last.saturating_add(1);
        (RegisterNumber(format!("{:04}-{last:06}", self.year)), Self { last, ..*self })
    }
}

impl RegisterNumber {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegisterNumber {
    type Err = NotARegisterNumber;

    fn from_str(text: &str) -> Result<Self, NotARegisterNumber> {
        let (year, place) = text.split_once('-').ok_or(NotARegisterNumber)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = year.len() == 4 && (6..=9).contains(&place.len()) && digits(year) && digits(place);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotARegisterNumber) }
    }
}

impl TryFrom<String> for RegisterNumber {
    type Error = NotARegisterNumber;

    fn try_from(text: String) -> Result<Self, NotARegisterNumber> {
        text.parse()
    }
}

impl From<RegisterNumber> for String {
    fn from(number: RegisterNumber) -> Self {
        number.0
    }
}

impl fmt::Display for RegisterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
