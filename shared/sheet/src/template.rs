//! The empty table to begin with: headings in the reader's language, and nothing else.

use std::io::{Cursor, Write};

use domain::batch::Column;
use domain::language::Language;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with columns: UTF-8 with its mark, set apart by semicolons, which spreadsheet programs here open without asking.
    Csv,
    /// An XLSX workbook.
    Xlsx,
}

/// The template; the same bytes every time.
///
/// # Errors
/// When the workbook cannot be put together, which does not happen in memory.
pub fn template(format: Format, language: Language) -> std::io::Result<Vec<u8>> {
    let headings = Column::ALL.map(|column| column.heading(language));
    match format {
        Format::Csv => Ok(format!("\u{feff}{}\r\n", headings.join(";")).into_bytes()),
        Format::Xlsx => workbook(&[headings.map(str::to_owned).to_vec()]),
    }
}

/// A table of text, with its headings in the first row. No cell is one a spreadsheet would compute.
///
/// # Errors
/// When the workbook cannot be put together, which does not happen in memory.
pub fn table(format: Format, rows: &[Vec<String>]) -> std::io::Result<Vec<u8>> {
    match format {
        Format::Csv => {
            let lines = rows.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect::<Vec<_>>().join(";"));
            let text = lines.collect::<Vec<_>>().join("\r\n");
            Ok(format!("\u{feff}{text}\r\n").into_bytes())
        }
        Format::Xlsx => workbook(rows),
    }
}

/// A cell of a CSV file: what would begin a formula has a mark before it, and what would end the cell is in quotes.
fn harmless(cell: &str) -> String {
    let cell =
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([';', '"', '\r', '\n', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// A workbook of one sheet of text.
pub(crate) fn workbook(rows: &[Vec<String>]) -> std::io::Result<Vec<u8>> {
    let mut sheet = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
        r#"<cols><col min="1" max="13" width="26" customWidth="1"/></cols><sheetData>"#,
    ));
    for (row, number) in rows.iter().zip(1..) {
        sheet.push_str(&format!(r#"<row r="{number}">"#));
        for (text, letter) in row.iter().zip('A'..='Z') {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            // Everything is text: the noughts a number begins with stay.
            sheet.push_str(&format!(r#"<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#));
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");

    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in PARTS.iter().map(|(name, text)| (*name, *text)).chain([("xl/worksheets/sheet1.xml", &*sheet)]) {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Balie" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NotReadable, read};

    #[test]
    fn a_template_reads_back_as_its_headings_in_every_language_and_format() {
        for language in [Language::Dutch, Language::German, Language::English] {
            for format in [Format::Csv, Format::Xlsx] {
                let lines = read(&template(format, language).unwrap()).unwrap();
                assert_eq!(lines.len(), 1, "{format:?}");
                let columns: Vec<_> = lines[0].cells.iter().map(|cell| Column::of_heading(cell)).collect();
                assert_eq!(columns, Column::ALL.map(Some), "{format:?} {language:?}");
            }
        }
    }

    #[test]
    fn a_table_reads_back_as_it_was_and_computes_nothing() {
        let rows = vec![
            vec!["Name".to_owned(), "IBAN".to_owned()],
            vec!["M\u{fc}ller; \"S\u{f6}hne\"".to_owned(), "DE89".to_owned()],
        ];
        for format in [Format::Csv, Format::Xlsx] {
            let lines = read(&table(format, &rows).unwrap()).unwrap();
            assert_eq!(lines.into_iter().map(|line| line.cells).collect::<Vec<_>>(), rows, "{format:?}");
        }
        let formula = table(Format::Csv, &[vec!["=1+1".to_owned()]]).unwrap();
        assert_eq!(formula, "\u{feff}'=1+1\r\n".as_bytes());
    }

    #[test]
    fn ten_thousand_rows_of_a_workbook_are_read_as_they_were_typed() {
        let rows: Vec<Vec<String>> = (0..10_000).map(|n| vec![format!("BAL-{n} & <co>"), "EH3".to_owned()]).collect();
        let lines = read(&workbook(&rows).unwrap()).unwrap();
        assert_eq!(lines.len(), 10_000);
        assert!(lines.iter().zip(&rows).all(|(line, row)| line.cells == *row));
        assert_eq!(lines[9_999].number, 10_000);
    }

    fn with_sheet(sheet: &str) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in PARTS.iter().chain([&("xl/worksheets/sheet1.xml", sheet)]) {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn a_bomb_a_far_cell_a_formula_and_macros_are_refused() {
        let bomb = with_sheet(&format!("<worksheet>{}</worksheet>", " ".repeat(60 * 1024 * 1024)));
        assert!(bomb.len() < crate::LARGEST_FILE);
        assert_eq!(read(&bomb), Err(NotReadable::TooLarge));
        let cells = |cells: &str| {
            with_sheet(&format!(
                r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
            ))
        };
        let far = cells(r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#);
        assert_eq!(read(&far), Err(NotReadable::TableTooLarge));
        let formula = cells(r#"<row r="1"><c r="A1"><f>WEBSERVICE("http://x.example")</f><v>1</v></c></row>"#);
        assert_eq!(read(&formula), Err(NotReadable::Formulas));
        let long =
            cells(&format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, "x".repeat(9_000)));
        assert_eq!(read(&long), Err(NotReadable::TableTooLarge));
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
        assert_eq!(read(&archive.finish().unwrap().into_inner()), Err(NotReadable::Macros));
        assert_eq!(read(b"PK\x03\x04 and nothing more"), Err(NotReadable::NotATable));
        assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0]), Err(NotReadable::OldOrLocked));
        assert_eq!(read(b""), Err(NotReadable::Empty));
        assert_eq!(read(&vec![b'x'; crate::LARGEST_FILE + 1]), Err(NotReadable::TooLarge));
    }

    #[test]
    fn text_is_read_in_the_ways_spreadsheets_write_it() {
        let wanted = |file: &[u8]| read(file).unwrap().into_iter().map(|line| line.cells).collect::<Vec<_>>();
        let one = vec![vec!["Niveau".to_owned(), "é".to_owned()], vec!["EH3".to_owned(), "a;b".to_owned()]];
        assert_eq!(wanted("\u{feff}Niveau;é\r\nEH3;\"a;b\"\r\n".as_bytes()), one);
        assert_eq!(wanted("Niveau,é\nEH3,a;b\n".as_bytes()), one);
        assert_eq!(wanted(b"Niveau\t\xE9\nEH3\ta;b\n"), one, "Windows-1252");
        let wide: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("Niveau\té\r\nEH3\ta;b".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(wanted(&wide), one);
        assert_eq!(read(b"a;b\0;c"), Err(NotReadable::NotATable));
        assert_eq!(read(&b";".repeat(100)), Err(NotReadable::TableTooLarge));
        let lines = read(b"a;b\n\n1;2\n").unwrap();
        assert_eq!(lines[1].number, 3, "as the spreadsheet counts");
    }
}
