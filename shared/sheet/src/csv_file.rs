//! Text with columns, as spreadsheet programs of all ages write it.

use domain::batch::Line;

use crate::read::{LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, NotReadable};

/// The lines of a CSV file: UTF-8 with or without its mark, UTF-16 with its mark, or else Windows-1252; columns set apart by whichever of
/// semicolon, comma and tab the first line has most of.
pub(crate) fn read(file: &[u8]) -> Result<Vec<Line>, NotReadable> {
    let text = text(file)?.replace("\r\n", "\n").replace('\r', "\n");
    if text.contains('\0') {
        return Err(NotReadable::NotATable);
    }
    let first = text.lines().next().unwrap_or_default();
    let most = [b';', b',', b'\t'].into_iter().max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(most.unwrap_or(b';'))
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut empty = 0_u32;
    for (record, number) in reader.records().zip(1..) {
        let record = record.map_err(|_| NotReadable::NotATable)?;
        let wide = u32::try_from(record.len()).map_or(true, |columns| columns > MOST_COLUMNS);
        if number > MOST_ROWS || wide || record.iter().any(|cell| cell.len() > LONGEST_CELL) {
            return Err(NotReadable::TableTooLarge);
        }
        // The reader passes over empty lines; a spreadsheet counts them.
        let begins = record.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
        let before = text.get(begins..).unwrap_or_default().bytes().take_while(|byte| *byte == b'\n').count();
        empty = empty.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
        lines.push(Line { number: number.saturating_add(empty), cells: record.iter().map(str::to_owned).collect() });
    }
    Ok(lines)
}

fn text(file: &[u8]) -> Result<String, NotReadable> {
    if let Some(rest) = file.strip_prefix(b"\xEF\xBB\xBF") {
        return String::from_utf8(rest.to_vec()).map_err(|_| NotReadable::NotATable);
    }
    for (mark, read) in [(b"\xFF\xFE", u16::from_le_bytes as fn([u8; 2]) -> u16), (b"\xFE\xFF", u16::from_be_bytes)] {
        if let Some(rest) = file.strip_prefix(mark) {
            let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
            return String::from_utf16(&units).map_err(|_| NotReadable::NotATable);
        }
    }
    match std::str::from_utf8(file) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Ok(file.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

/// A character of Windows-1252: Latin-1 but for 32 places; five of those are empty.
fn windows_1252(byte: u8) -> char {
    const MOVED: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80).and_then(|place| MOVED.get(usize::from(place))).copied().unwrap_or_else(|| char::from(byte))
}
