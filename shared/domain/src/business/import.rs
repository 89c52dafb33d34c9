//! Many businesses from a table: what its headings mean, and what each row comes to. Nothing is taken from a table with a fault in it.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{BusinessData, CompanyNumber};
use crate::address::{Address, Country, Postcode};
use crate::batch::Line;
use crate::language::Language;

/// The most rows of one table.
pub const MOST_ROWS: usize = 2_000;
/// The most faults that are told; whoever has more mends these first.
const MOST_FAULTS: usize = 100;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "BusinessColumn")]
pub enum Column {
    /// The company number.
    Number,
    /// The name.
    Name,
    /// Street and house number.
    Street,
    /// Postcode.
    Postcode,
    /// Town.
    Town,
    /// Country; the chamber's when there is no such column or nothing in it.
    Country,
    /// Language; German when there is no such column or nothing in it.
    Language,
    /// Number in the Dutch register; may be missing.
    KvkNumber,
}

impl Column {
    const ALL: [Self; 8] = [
        Self::Number,
        Self::Name,
        Self::Street,
        Self::Postcode,
        Self::Town,
        Self::Country,
        Self::Language,
        Self::KvkNumber,
    ];

    /// What a heading may be, in three languages, without regard to case.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Number => &["betriebsnummer", "bedrijfsnummer", "company number", "number", "nummer"],
            Self::Name => &["name", "naam", "betrieb", "bedrijf", "business"],
            Self::Street => &["straße", "strasse", "straat", "street"],
            Self::Postcode => &["plz", "postleitzahl", "postcode"],
            Self::Town => &["ort", "plaats", "town"],
            Self::Country => &["land", "country"],
            Self::Language => &["sprache", "taal", "language"],
            Self::KvkNumber => &["kvk", "kvk-nummer", "kvk number"],
        }
    }

    const fn is_needed(self) -> bool {
        match self {
            Self::Number | Self::Name | Self::Street | Self::Postcode | Self::Town => true,
            Self::Country | Self::Language | Self::KvkNumber => false,
        }
    }
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "BusinessImportFault")]
pub struct Fault {
    /// The row, as a spreadsheet counts.
    pub row: u32,
    /// In which column.
    pub column: Column,
    /// What, as a stable code.
    pub code: FaultCode,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "BusinessImportFaultCode")]
pub enum FaultCode {
    /// Nothing is there.
    Missing,
    /// It is not what the column holds.
    Invalid,
    /// The number stands in an earlier row, too.
    Twice,
}

/// Why nothing at all can be read from the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnImport {
    /// A needed column is missing, or there is no row below the headings.
    #[error("a needed column is missing, or every row is")]
    Headings,
    /// It has too many rows.
    #[error("the table has too many rows")]
    TooManyRows,
}

/// Reads a table: every business in it, or what is wrong with it.
///
/// # Errors
/// When it has no headings that are known, no rows, or too many.
pub fn read_table(lines: &[Line]) -> Result<Result<Vec<BusinessData>, Vec<Fault>>, NotAnImport> {
    let (head, rows) = lines.split_first().ok_or(NotAnImport::Headings)?;
    let places: Vec<Option<usize>> = Column::ALL.iter().map(|column| place(head, *column)).collect();
    let lacks = |(column, place): (&Column, &Option<usize>)| column.is_needed() && place.is_none();
    if rows.is_empty() || Column::ALL.iter().zip(&places).any(lacks) {
        return Err(NotAnImport::Headings);
    }
    if rows.len() > MOST_ROWS {
        return Err(NotAnImport::TooManyRows);
    }
    let (mut good, mut faults, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
    for line in rows.iter().filter(|line| line.cells.iter().any(|cell| !cell.trim().is_empty())) {
        let mut row = Row { line, places: &places, faults: &mut faults };
        let number = row.needed::<CompanyNumber>(Column::Number);
        if number.as_ref().is_some_and(|number| !seen.insert(number.clone())) {
            row.fault(Column::Number, FaultCode::Twice);
            continue;
        }
        good.extend(row.read(number));
    }
    faults.truncate(MOST_FAULTS);
    Ok(if faults.is_empty() { Ok(good) } else { Err(faults) })
}

fn place(head: &Line, column: Column) -> Option<usize> {
    head.cells.iter().position(|cell| column.headings().contains(&cell.trim().to_lowercase().as_str()))
}

struct Row<'a> {
    line: &'a Line,
    places: &'a [Option<usize>],
    faults: &'a mut Vec<Fault>,
}

impl Row<'_> {
    fn read(&mut self, number: Option<CompanyNumber>) -> Option<BusinessData> {
        let name = self.needed(Column::Name);
        let street = self.needed(Column::Street);
        let postcode = self.tried(Column::Postcode, |text| Postcode::try_from(text.to_owned()).ok());
        let town = self.needed(Column::Town);
        let country = match self.cell(Column::Country) {
            "" => Country::try_from("DE".to_owned()).ok(),
            _ => self.tried(Column::Country, |text| Country::try_from(text.to_owned()).ok()),
        };
        let language = match self.cell(Column::Language) {
            "" => Some(Language::German),
            _ => self.tried(Column::Language, |text| {
                Language::ALL.into_iter().find(|language| language.code() == text.to_lowercase())
            }),
        };
        let kvk_number = match self.cell(Column::KvkNumber) {
            "" => Some(None),
            _ => self.needed(Column::KvkNumber).map(Some),
        };
        let address = Address { street: street?, postcode: postcode?, town: town?, country: country? };
        if !address.has_fitting_postcode() {
            self.fault(Column::Postcode, FaultCode::Invalid);
            return None;
        }
        Some(BusinessData { number: number?, name: name?, address, language: language?, kvk_number: kvk_number? })
    }

    fn cell(&self, column: Column) -> &str {
        let place = Column::ALL.iter().zip(self.places).find(|(one, _)| **one == column).and_then(|(_, place)| *place);
        place.and_then(|place| self.line.cells.get(place)).map_or("", |cell| cell.trim())
    }

    fn needed<T: std::str::FromStr>(&mut self, column: Column) -> Option<T> {
        self.tried(column, |text| text.parse().ok())
    }

    fn tried<T>(&mut self, column: Column, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.cell(column);
        let (code, value) = if text.is_empty() { (FaultCode::Missing, None) } else { (FaultCode::Invalid, read(text)) };
        if value.is_none() {
            self.fault(column, code);
        }
        value
    }

    fn fault(&mut self, column: Column, code: FaultCode) {
        self.faults.push(Fault { row: self.line.number, column, code });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Vec<Line> {
        let line = |(at, row): (usize, &&str)| Line {
            number: u32::try_from(at).unwrap() + 1,
            cells: row.split(';').map(str::to_owned).collect(),
        };
        rows.iter().enumerate().map(line).collect()
    }

    const HEAD: &str = "Betriebsnummer;Name;Straße;PLZ;Ort;Sprache";

    #[test]
    fn a_table_with_headings_of_any_of_the_three_languages_is_read() {
        let good =
            ["47 1300;Malerei Herbst;Am Wall 1;18055;Rostock;de", "471301;Dachdecker Mai;Allee 2;17489;Greifswald;"];
        for head in [
            HEAD,
            "Company number;Name;Street;Postcode;Town;Language",
            "BEDRIJFSNUMMER;naam;straat;postcode;plaats;taal",
        ] {
            let read = read_table(&table(&[head, good[0], "; ;;;;", good[1]])).unwrap().unwrap();
            assert_eq!(read.len(), 2);
            assert_eq!((read[0].number.as_str(), read[1].language), ("471300", Language::German));
        }
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_nothing_is_taken() {
        let rows = [HEAD, "47x;;Am Wall 1;18055;Rostock;fr", "471301;A;B;17489;C;", "471301;D;E;17489;F;"];
        let faults = read_table(&table(&rows)).unwrap().unwrap_err();
        let told: Vec<_> = faults.iter().map(|fault| (fault.row, fault.column, fault.code)).collect();
        assert_eq!(
            told,
            [
                (2, Column::Number, FaultCode::Invalid),
                (2, Column::Name, FaultCode::Missing),
                (2, Column::Language, FaultCode::Invalid),
                (4, Column::Number, FaultCode::Twice),
            ]
        );
    }

    #[test]
    fn what_is_no_such_table_is_refused_whole() {
        assert_eq!(read_table(&[]), Err(NotAnImport::Headings));
        assert_eq!(read_table(&table(&[HEAD])), Err(NotAnImport::Headings));
        assert_eq!(read_table(&table(&["Name;Ort", "A;B"])), Err(NotAnImport::Headings));
        let many: Vec<_> = std::iter::once(HEAD).chain(std::iter::repeat_n("1;2;3;4;5;6", MOST_ROWS + 1)).collect();
        assert_eq!(read_table(&table(&many)), Err(NotAnImport::TooManyRows));
    }
}
