//! XLSX workbooks: a zip with XML in it. The first sheet is read.

use std::io::{Cursor, Read, Write};

use calamine::{DataRef, Reader, Xlsx};
use domain::batch::Line;
use zip::ZipArchive;

use crate::read::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, NotReadable};

/// The most files in a workbook.
const MOST_ENTRIES: usize = 200;
/// The most bytes a workbook unpacks to: ten thousand rows take a few million.
const MOST_UNPACKED: u64 = 48 * 1024 * 1024;

/// The lines of the first sheet.
pub(crate) fn read(file: &[u8]) -> Result<Vec<Line>, NotReadable> {
    hold_to_bounds(file)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).map_err(|_| NotReadable::NotATable)?;
    let sheet = book.sheet_names().first().cloned().ok_or(NotReadable::NotATable)?;
    refuse_formulas(&mut book, &sheet)?;

    let mut lines: Vec<Line> = Vec::new();
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|_| NotReadable::NotATable)?;
    // Cell by cell: the sheet says itself how large it is, and nothing is laid out by what it says.
    while let Some(cell) = cells.next_cell().map_err(|_| NotReadable::NotATable)? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        if row >= MOST_ROWS || column >= MOST_COLUMNS || text.len() > LONGEST_CELL {
            return Err(NotReadable::TableTooLarge);
        }
        let number = row + 1;
        if lines.last().is_none_or(|line| line.number != number) {
            if lines.len() >= MOST_ROWS as usize {
                return Err(NotReadable::TableTooLarge);
            }
            lines.push(Line { number, cells: Vec::new() });
        }
        if let Some(line) = lines.last_mut() {
            put(&mut line.cells, column as usize, text);
        }
    }
    Ok(lines)
}

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // What a spreadsheet shows as 3 it keeps as 3.0; a number in the register likewise.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(moment) => moment.chars().take(10).collect(),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => "?".to_owned(),
        DataRef::Error(_) => "#".to_owned(),
        DataRef::Empty => String::new(),
    }
}

fn refuse_formulas<R: Read + std::io::Seek>(book: &mut Xlsx<R>, sheet: &str) -> Result<(), NotReadable> {
    let mut formulas = book.worksheet_cells_reader(sheet).map_err(|_| NotReadable::NotATable)?;
    while let Some(formula) = formulas.next_formula().map_err(|_| NotReadable::NotATable)? {
        if !formula.get_value().is_empty() {
            return Err(NotReadable::Formulas);
        }
    }
    Ok(())
}

/// Unpacks everything once into nothing, counting: what a bomb says of its own size is not believed.
fn hold_to_bounds(file: &[u8]) -> Result<(), NotReadable> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| NotReadable::NotATable)?;
    if archive.len() > MOST_ENTRIES {
        return Err(NotReadable::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let mut entry = archive.by_index(place).map_err(|_| NotReadable::NotATable)?;
        let name = entry.name().to_ascii_lowercase();
        if name.ends_with("vbaproject.bin") {
            return Err(NotReadable::Macros);
        }
        let mut sink = Counted { left };
        std::io::copy(&mut entry, &mut sink).map_err(|_| NotReadable::TooLarge)?;
        left = sink.left;
    }
    Ok(())
}

/// Takes what is written until there is too much of it.
struct Counted {
    left: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let size = bytes.len() as u64;
        self.left = self.left.checked_sub(size).ok_or_else(|| std::io::Error::other("more than is unpacked"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
