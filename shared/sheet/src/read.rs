//! Reading, whichever kind of file it is.

use domain::batch::Line;

use crate::{csv_file, workbook};

/// The largest file that is read, in bytes: ten thousand rows take less than half of it.
pub const LARGEST_FILE: usize = 3 * 1024 * 1024;
/// The most rows, headings included. Those of a batch are counted elsewhere; this bounds the work.
pub(crate) const MOST_ROWS: u32 = 20_000;
/// The most columns.
pub(crate) const MOST_COLUMNS: u32 = 40;
/// The longest cell, in bytes.
pub(crate) const LONGEST_CELL: usize = 8_000;

/// Why no rows are read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotReadable {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is too large, or would be once unpacked.
    #[error("the file is too large")]
    TooLarge,
    /// It has too many rows or columns, or too long a cell.
    #[error("the table is too large")]
    TableTooLarge,
    /// It is neither text with columns nor an XLSX workbook.
    #[error("the file is not a table")]
    NotATable,
    /// It is a workbook of the older kind (XLS), or one with a password.
    #[error("the workbook is of an older kind or locked")]
    OldOrLocked,
    /// It holds formulas: what they come to is not known here, and not trusted.
    #[error("the workbook holds formulas")]
    Formulas,
    /// It holds macros.
    #[error("the workbook holds macros")]
    Macros,
}

impl NotReadable {
    /// Every reason, for the list of codes the client has words for.
    pub const ALL: [Self; 7] = [
        Self::Empty,
        Self::TooLarge,
        Self::TableTooLarge,
        Self::NotATable,
        Self::OldOrLocked,
        Self::Formulas,
        Self::Macros,
    ];

    /// The code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::TooLarge => "file-too-large",
            Self::TableTooLarge => "table-too-large",
            Self::NotATable => "not-a-table",
            Self::OldOrLocked => "old-or-locked-workbook",
            Self::Formulas => "workbook-with-formulas",
            Self::Macros => "workbook-with-macros",
        }
    }
}

/// The lines of a table, whichever kind of file it is: told by its first bytes, never by its name.
pub fn read(file: &[u8]) -> Result<Vec<Line>, NotReadable> {
    if file.is_empty() {
        return Err(NotReadable::Empty);
    }
    if file.len() > LARGEST_FILE {
        return Err(NotReadable::TooLarge);
    }
    if file.starts_with(b"PK\x03\x04") {
        workbook::read(file)
    } else if file.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // The container of XLS files, and of XLSX files with a password.
        Err(NotReadable::OldOrLocked)
    } else {
        csv_file::read(file)
    }
}
