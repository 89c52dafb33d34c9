//! Putting rows of label and value on A4 pages.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};

/// A document with a page for every list of rows.
pub(super) fn document(pages: &[Vec<(String, String)>], stacked: bool) -> Document {
    let contents: Vec<Vec<u8>> = pages.iter().map(|rows| content(rows, stacked)).collect();
    assemble(contents)
}

/// A document of pages with the given drawing operations.
pub(super) fn assemble(contents: Vec<Vec<u8>>) -> Document {
    let mut document = Document::with_version("1.7");
    let font = |name: &str| dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" };
    let plain = document.add_object(font("Helvetica"));
    let bold = document.add_object(font("Helvetica-Bold"));
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => plain, "F2" => bold } });
    let tree = document.new_object_id();
    let kids: Vec<Object> = contents
        .into_iter()
        .map(|content| {
            let mut stream = Stream::new(Dictionary::new(), content);
            // An uncompressed page is as good a page as any.
            let _ = stream.compress();
            let contents = document.add_object(stream);
            let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => contents });
            page.into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap_or_default();
    document.set_object(
        tree,
        dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        },
    );
    let catalogue = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    let information = document.add_object(dictionary! {
        "Producer" => Object::string_literal("Balie samples"), "Title" => Object::string_literal("Uittreksel 00000000"),
    });
    document.trailer.set("Root", catalogue);
    document.trailer.set("Info", information);
    let identity = Object::String(b"balie-sample-pdf".to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![identity.clone(), identity]);
    document
}

/// The catalogue's id, for those who hang something on it.
pub(super) fn catalogue(document: &Document) -> Option<ObjectId> {
    document.trailer.get(b"Root").and_then(Object::as_reference).ok()
}

fn content(rows: &[(String, String)], stacked: bool) -> Vec<u8> {
    let mut operations = Vec::new();
    let mut y = 790;
    for (label, value) in rows {
        operations.extend(written(if value.is_empty() { "F2" } else { "F1" }, 60, y, label));
        if !value.is_empty() {
            if stacked {
                y -= 13;
            }
            operations.extend(written("F1", if stacked { 60 } else { 260 }, y, value));
        }
        y -= 18;
    }
    Content { operations }.encode().unwrap_or_default()
}

fn written(font: &str, x: i64, y: i64, text: &str) -> [Operation; 5] {
    // WinAnsi is Latin-1 where these samples have letters.
    let bytes = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    [
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec![font.into(), 10.into()]),
        Operation::new("Td", vec![x.into(), y.into()]),
        Operation::new("Tj", vec![Object::String(bytes, StringFormat::Literal)]),
        Operation::new("ET", vec![]),
    ]
}

/// The bytes of a document. Writing into memory does not fail.
pub(super) fn write(document: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = document.save_to(&mut bytes);
    bytes
}

/// The bytes with objects packed into object streams and a cross-reference stream.
pub(super) fn write_packed(document: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(50)
        .compression_level(6)
        .build();
    let _ = document.save_with_options(&mut bytes, options);
    bytes
}
