//! Overviews of what was spent, as a file: CSV that opens rightly in Dutch and in German settings, and XLSX with real numbers and dates. Both
//! are written line by line in flat memory, with the same columns and the same totals (domain.md 4.1).

mod csv_out;
mod said;
mod xlsx_out;

use std::collections::{BTreeMap, HashMap};

use domain::ids::AccessCodeId;
use domain::organisation::HeldCode;
use domain::spend::{Month, Period};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub use csv_out::Csv;
pub use said::Words;
pub use xlsx_out::Workbook;

/// What stands above an overview.
#[derive(Debug, Clone)]
pub struct Title {
    /// Of which organisation.
    pub organisation: String,
    /// Its number in the register.
    pub kvk_number: String,
    /// Who its main user is: whom to ask for all codes.
    pub main_user: Option<String>,
    /// About which months.
    pub period: Period,
    /// About which codes, by what they are called; none for all.
    pub codes: Option<Vec<String>>,
    /// When it was made.
    pub made_at: Timestamp,
}

/// What things are called that a line names by id, and the clock its times are told by.
#[derive(Debug, Clone)]
pub struct Names {
    codes: HashMap<AccessCodeId, String>,
    invoices: BTreeMap<Month, String>,
    zone: TimeZone,
}

impl Names {
    /// What access codes look like with their characters masked, and the numbers of the invoices by month.
    pub fn new(codes: HashMap<AccessCodeId, String>, invoices: BTreeMap<Month, String>) -> Self {
        Self { codes, invoices, zone: TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC) }
    }

    /// The code, masked. One that is not there any more is a row of dots.
    pub fn code(&self, code: Option<&HeldCode>) -> &str {
        code.map_or("", |code| self.code_of(&code.id))
    }

    /// The code of this id, masked.
    pub fn code_of(&self, id: &AccessCodeId) -> &str {
        self.codes.get(id).map_or("\u{2022}\u{2022}\u{2022}\u{2022}", String::as_str)
    }

    /// The number of a month's invoice; nothing while there is none.
    pub fn invoice(&self, month: Month) -> &str {
        self.invoices.get(&month).map_or("", String::as_str)
    }

    /// A moment by the clock of the Netherlands.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at)
    }
}

#[cfg(test)]
mod tests;
