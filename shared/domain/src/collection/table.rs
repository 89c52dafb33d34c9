//! Debits out of a table: a mandate's reference, an amount and a text in each row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cents, Dropped, StatementText};
use crate::batch::Line;
use crate::mandate::MandateReference;

/// What the columns may be called, in the three languages.
const REFERENCE: [&str; 6] = ["reference", "mandate", "mandatsreferenz", "referenz", "machtigingskenmerk", "kenmerk"];
const AMOUNT: [&str; 4] = ["amount", "betrag", "bedrag", "euro"];
const TEXT: [&str; 6] = ["text", "verwendungszweck", "zweck", "tekst", "omschrijving", "description"];

/// A row whose cells are right in themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, as a spreadsheet counts.
    pub line: u32,
    /// The mandate.
    pub reference: MandateReference,
    /// The amount.
    pub cents: Cents,
    /// The text.
    pub text: StatementText,
}

/// A row something is wrong with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "FaultyDebitRow")]
pub struct FaultyRow {
    /// Its number, as a spreadsheet counts.
    pub line: u32,
    /// What is wrong.
    pub faults: Vec<RowFault>,
}

/// Something that is wrong in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DebitRowFault")]
pub struct RowFault {
    /// What.
    pub code: RowFaultCode,
}

/// What may be wrong in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "DebitRowFaultCode")]
pub enum RowFaultCode {
    /// The first cell is no reference of a mandate.
    NotAReference,
    /// There is no mandate of that reference.
    UnknownMandate,
    /// It is not signed.
    NotSigned,
    /// It was revoked.
    Revoked,
    /// It lapses before the day of the collection.
    Lapsed,
    /// It was for one collection, and that was made.
    UsedUp,
    /// An earlier collection came back because of the account.
    AccountUseless,
    /// It was given to another creditor.
    OtherCreditor,
    /// A mandate for one collection stands twice.
    Twice,
    /// The amount cannot be read, or is not one that can be collected.
    NotAnAmount,
    /// The text is empty or too long.
    NotAText,
}

impl RowFaultCode {
    /// Every code.
    pub const ALL: [Self; 11] = [
        Self::NotAReference,
        Self::UnknownMandate,
        Self::NotSigned,
        Self::Revoked,
        Self::Lapsed,
        Self::UsedUp,
        Self::AccountUseless,
        Self::OtherCreditor,
        Self::Twice,
        Self::NotAnAmount,
        Self::NotAText,
    ];
}

impl From<Dropped> for RowFaultCode {
    fn from(why: Dropped) -> Self {
        match why {
            Dropped::Revoked => Self::Revoked,
            Dropped::Lapsed => Self::Lapsed,
            Dropped::UsedUp => Self::UsedUp,
            Dropped::AccountUseless => Self::AccountUseless,
            Dropped::OtherCreditor => Self::OtherCreditor,
            // The rest is no matter of the mandate: nothing falls out of a draft for it.
            Dropped::NotSigned | Dropped::NobodyToTell | Dropped::InvoiceSettled | Dropped::Withdrawn => {
                Self::NotSigned
            }
        }
    }
}

/// The rows of a table, each looked at by itself. The first line names the columns, or else is a row and the columns are reference, amount and
/// text, in this order. Empty lines are passed over.
pub fn rows(lines: &[Line]) -> Vec<Result<Row, FaultyRow>> {
    let mut lines = lines.iter().filter(|line| line.cells.iter().any(|cell| !cell.trim().is_empty())).peekable();
    let columns = lines.peek().and_then(|line| columns(line));
    if columns.is_some() {
        lines.next();
    }
    let columns = columns.unwrap_or([0, 1, 2]);
    lines.map(|line| row(line, columns)).collect()
}

fn columns(headings: &Line) -> Option<[usize; 3]> {
    let place =
        |names: &[&str]| headings.cells.iter().position(|cell| names.contains(&cell.trim().to_lowercase().as_str()));
    Some([place(&REFERENCE)?, place(&AMOUNT)?, place(&TEXT)?])
}

fn row(line: &Line, columns: [usize; 3]) -> Result<Row, FaultyRow> {
    let [reference, cents, text] = columns.map(|at| line.cells.get(at).map_or("", |cell| cell.trim()));
    match (reference.parse(), Cents::written(cents), text.parse()) {
        (Ok(reference), Ok(cents), Ok(text)) => Ok(Row { line: line.number, reference, cents, text }),
        (reference, cents, text) => {
            let faults = [
                reference.err().map(|_| RowFaultCode::NotAReference),
                cents.err().map(|_| RowFaultCode::NotAnAmount),
                text.err().map(|_| RowFaultCode::NotAText),
            ];
            let faults = faults.into_iter().flatten().map(|code| RowFault { code }).collect();
            Err(FaultyRow { line: line.number, faults })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(rows: &[&[&str]]) -> Vec<Line> {
        let line = |(cells, number): (&&[&str], u32)| Line {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        rows.iter().zip(1..).map(line).collect()
    }

    #[test]
    fn columns_are_found_by_their_headings_in_any_order_and_language() {
        let german = rows(&lines(&[
            &["Betrag", "Verwendungszweck", "Mandatsreferenz"],
            &["55,00", "Beitrag 2026", "HWK-1"],
            &["", "", ""],
            &["1.234,50", "Prüfung", "HWK-2"],
        ]));
        let read: Vec<_> =
            german.iter().flatten().map(|row| (row.line, row.reference.as_str(), row.cents.get())).collect();
        assert_eq!(read, [(2, "HWK-1", 5500), (4, "HWK-2", 123_450)]);
        let bare = rows(&lines(&[&["HWK-1", "55", "Beitrag"]]));
        assert_eq!(bare.len(), 1);
        assert!(bare.iter().all(Result::is_ok));
    }

    #[test]
    fn everything_wrong_in_a_row_is_told_at_once() {
        let faulty = rows(&lines(&[&["Kenmerk", "Bedrag", "Omschrijving"], &["a b", "-1", ""], &["HWK-1", "1"]]));
        let told: Vec<_> = faulty.into_iter().filter_map(Result::err).collect();
        let codes = |row: &FaultyRow| row.faults.iter().map(|fault| fault.code).collect::<Vec<_>>();
        assert_eq!(codes(&told[0]), [RowFaultCode::NotAReference, RowFaultCode::NotAnAmount, RowFaultCode::NotAText]);
        assert_eq!((told[1].line, codes(&told[1])), (3, vec![RowFaultCode::NotAText]));
    }
}
