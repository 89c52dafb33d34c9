//! Packages of office suites (Office Open XML): a zip of XML parts and pictures. Let in only when every part of it is of a kind that does nothing by itself: no
//! macros, no controls, no embedded or linked objects, no template from elsewhere, no fields that start programs (S48).

use std::collections::HashSet;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::InspectionRefusal;

/// The most parts a package may have.
const MOST_PARTS: usize = 5_000;
/// The most bytes a package may unpack to.
const MOST_BYTES: u64 = 300 * 1024 * 1024;
/// The most bytes one XML part may unpack to.
const MOST_XML: u64 = 128 * 1024 * 1024;
/// Where a package says what its parts are.
const TYPES: &str = "[Content_Types].xml";
/// What parts may end in.
const PARTS: [&str; 13] =
    ["xml", "rels", "png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "emf", "wmf", "odttf", "vml"];
/// Folders whose parts run, or hold other files.
const FORBIDDEN: [&str; 5] = ["activex/", "embeddings/", "externallinks/", "customui/", "macrosheets/"];

/// Judges a package whose main part must be of the media type `main`.
pub(crate) fn inspect(bytes: &[u8], main: &str) -> Result<(), InspectionRefusal> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(InspectionRefusal::ContentDiffers);
    }
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| InspectionRefusal::Broken)?;
    if package.offset() != 0 {
        return Err(InspectionRefusal::TwoInOne);
    }
    if package.len() > MOST_PARTS {
        return Err(InspectionRefusal::UnpacksTooLarge);
    }
    let (mut names, mut unpacked, mut is_main) = (HashSet::new(), 0_u64, false);
    for at in 0..package.len() {
        let mut part = package.by_index(at).map_err(unreadable)?;
        if part.encrypted() {
            return Err(InspectionRefusal::Encrypted);
        }
        if part.is_dir() {
            continue;
        }
        let name = part.name().to_owned();
        named_well(&name)?;
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(InspectionRefusal::TwoInOne);
        }
        let left = MOST_BYTES.saturating_sub(unpacked);
        if is_xml(&name) {
            let mut text = Vec::new();
            let most = left.min(MOST_XML);
            (&mut part).take(most.saturating_add(1)).read_to_end(&mut text).map_err(|_| InspectionRefusal::Broken)?;
            let size = text.len() as u64;
            if size > most {
                return Err(InspectionRefusal::UnpacksTooLarge);
            }
            unpacked = unpacked.saturating_add(size);
            is_main |= read(&name, &text, main)?;
        } else {
            let size = std::io::copy(&mut (&mut part).take(left.saturating_add(1)), &mut std::io::sink());
            let size = size.map_err(|_| InspectionRefusal::Broken)?;
            if size > left {
                return Err(InspectionRefusal::UnpacksTooLarge);
            }
            unpacked = unpacked.saturating_add(size);
        }
    }
    if is_main { Ok(()) } else { Err(InspectionRefusal::ContentDiffers) }
}

fn unreadable(error: zip::result::ZipError) -> InspectionRefusal {
    let locked = matches!(
        error,
        zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED)
            | zip::result::ZipError::InvalidPassword
    );
    if locked { InspectionRefusal::Encrypted } else { InspectionRefusal::Broken }
}

/// Whether a part is of a kind, and in a place, that does nothing by itself.
fn named_well(name: &str) -> Result<(), InspectionRefusal> {
    let lower = name.to_ascii_lowercase();
    let leads_out = lower.starts_with('/') || lower.contains('\\') || lower.split('/').any(|step| step == "..");
    if leads_out {
        return Err(InspectionRefusal::Broken);
    }
    if FORBIDDEN.iter().any(|folder| lower.contains(folder)) {
        return Err(InspectionRefusal::EmbeddedFile);
    }
    let ending = lower.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    // What a printer is to do is kept as bytes of its driver, which nothing runs.
    let of_printer = ending == "bin" && lower.contains("printersettings/");
    if PARTS.contains(&ending) || of_printer { Ok(()) } else { Err(InspectionRefusal::ActiveContent) }
}

fn is_xml(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".xml", ".rels", ".vml"].iter().any(|ending| lower.ends_with(ending))
}

/// Reads a part; answers whether it says that the package is of the kind it should be.
fn read(name: &str, text: &[u8], main: &str) -> Result<bool, InspectionRefusal> {
    let text = std::str::from_utf8(text).map_err(|_| InspectionRefusal::Broken)?;
    let mut reader = Reader::from_str(text);
    let (mut is_main, mut in_instruction) = (false, false);
    // An instruction may be cut into pieces; put together it is read.
    let mut instructions = String::new();
    loop {
        match reader.read_event().map_err(|_| InspectionRefusal::Broken)? {
            Event::Eof => break,
            // A definition of entities has no place in such a part, and can unpack to anything.
            Event::DocType(_) => return Err(InspectionRefusal::UnpacksTooLarge),
            Event::Start(element) => {
                is_main |= judge(name, &element, main)?;
                in_instruction |= element.local_name().as_ref() == "instrText";
            }
            Event::Empty(element) => is_main |= judge(name, &element, main)?,
            Event::End(element) if element.local_name().as_ref() == "instrText" => in_instruction = false,
            Event::Text(text) if in_instruction => instructions.push_str(&text),
            Event::CData(text) if in_instruction => instructions.push_str(&text),
            Event::GeneralRef(reference) if in_instruction => {
                let character = reference.resolve_char_ref().map_err(|_| InspectionRefusal::Broken)?;
                instructions.extend(character);
            }
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_) => {}
        }
    }
    if starts_a_program(&instructions) { Err(InspectionRefusal::ActiveContent) } else { Ok(is_main) }
}

/// Fields that fetch or run something: dynamic data exchange.
fn starts_a_program(instruction: &str) -> bool {
    let words = instruction.to_ascii_uppercase();
    words.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "DDE" || word == "DDEAUTO")
}

/// Judges one element by what it says of other parts and places.
fn judge(name: &str, element: &BytesStart<'_>, main: &str) -> Result<bool, InspectionRefusal> {
    match element.local_name().as_ref() {
        "Relationship" => {
            let external = attribute(element, "TargetMode")?.is_some_and(|mode| mode.trim() == "external");
            let hyperlink = attribute(element, "Type")?.is_some_and(|kind| kind.ends_with("/hyperlink"));
            if external && !hyperlink { Err(InspectionRefusal::ActiveContent) } else { Ok(false) }
        }
        "Override" | "Default" if name == TYPES => {
            let kind = attribute(element, "ContentType")?.unwrap_or_default();
            if ["macroenabled", "vbaproject", "activex", "oleobject"].iter().any(|bad| kind.contains(bad)) {
                return Err(InspectionRefusal::ActiveContent);
            }
            Ok(kind == main.to_ascii_lowercase())
        }
        "fldSimple" => match attribute(element, "instr")?.is_some_and(|instruction| starts_a_program(&instruction)) {
            true => Err(InspectionRefusal::ActiveContent),
            false => Ok(false),
        },
        "ddeLink" | "oleLink" | "OLEObject" | "control" => Err(InspectionRefusal::ActiveContent),
        _ => Ok(false),
    }
}

/// What an attribute says, in lower case. One that cannot be read is no reason to look past it.
fn attribute(element: &BytesStart<'_>, wanted: &str) -> Result<Option<String>, InspectionRefusal> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| InspectionRefusal::Broken)?;
        if attribute.key.local_name().as_ref() == wanted {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| InspectionRefusal::Broken)?;
            return Ok(Some(value.to_ascii_lowercase()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use domain::folder::FileKind;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    fn types() -> String {
        format!(
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>"#
        )
    }

    fn package(more: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let types = types();
        let plain = [(TYPES, types.as_str()), ("word/document.xml", "<w:document xmlns:w=\"w\"><w:p/></w:document>")];
        let replaced = |name: &str| more.iter().any(|(other, _)| *other == name);
        for (name, text) in plain.iter().filter(|(name, _)| !replaced(name)).chain(more) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn judged(more: &[(&str, &str)]) -> Result<(), InspectionRefusal> {
        crate::inspect_file(&package(more), FileKind::Docx, "Brief.docx", 1024 * 1024)
    }

    #[test]
    fn an_ordinary_document_is_let_in() {
        let rels = r#"<Relationships><Relationship Type="http://x/hyperlink" Target="https://a.example" TargetMode="External"/></Relationships>"#;
        assert_eq!(judged(&[("word/_rels/document.xml.rels", rels), ("word/media/image1.png", "x")]), Ok(()));
    }

    #[test]
    fn what_could_run_or_fetch_is_refused() {
        let template = r#"<Relationships><Relationship Type="http://x/attachedTemplate" Target="https://a.example/x.dotm" TargetMode='External'/></Relationships>"#;
        let fields =
            r#"<w:p xmlns:w="w"><w:instrText>DDEAU</w:instrText><w:instrText>TO c:\\x "cmd"</w:instrText></w:p>"#;
        let cases = [
            ("word/vbaProject.bin", "x", InspectionRefusal::ActiveContent),
            ("word/embeddings/oleObject1.bin", "x", InspectionRefusal::EmbeddedFile),
            ("word/_rels/settings.xml.rels", template, InspectionRefusal::ActiveContent),
            ("word/document.xml", fields, InspectionRefusal::ActiveContent),
            ("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'a'>]><w/>", InspectionRefusal::UnpacksTooLarge),
            ("../evil.xml", "<x/>", InspectionRefusal::Broken),
            ("word/run.exe", "MZ", InspectionRefusal::ActiveContent),
        ];
        for (name, text, refusal) in cases {
            assert_eq!(judged(&[(name, text)]), Err(refusal), "{name}");
        }
        let macros = types().replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main");
        assert_eq!(judged(&[(TYPES, &macros)]), Err(InspectionRefusal::ActiveContent));
    }

    #[test]
    fn a_zip_of_something_else_is_no_document() {
        let other = types().replace(MAIN, "application/xml");
        assert_eq!(judged(&[(TYPES, &other)]), Err(InspectionRefusal::ContentDiffers));
        let workbook = crate::inspect_file(&package(&[]), FileKind::Xlsx, "Tabelle.xlsx", 1024 * 1024);
        assert_eq!(workbook, Err(InspectionRefusal::ContentDiffers));
        let mut hidden = b"MZ".to_vec();
        hidden.extend(package(&[]));
        let hidden = crate::inspect_file(&hidden, FileKind::Docx, "Brief.docx", 1024 * 1024);
        assert_eq!(hidden, Err(InspectionRefusal::ContentDiffers));
    }

    #[test]
    fn plain_text_is_text_and_nothing_else() {
        let judged = |bytes: &[u8]| crate::inspect_file(bytes, FileKind::Text, "Notiz.txt", 100);
        assert_eq!(judged("Grüße\r\n".as_bytes()), Ok(()));
        for bytes in [&b"\xff\xfe"[..], b"a\0b", b"<!DOCTYPE html><html>", b"#!/bin/sh\nrm", b"%PDF-1.7\n"] {
            assert_eq!(judged(bytes), Err(InspectionRefusal::ContentDiffers), "{bytes:?}");
        }
        assert_eq!(judged(&[b'a'; 101]), Err(InspectionRefusal::TooLarge));
        assert_eq!(judged(b""), Err(InspectionRefusal::Empty));
    }
}
