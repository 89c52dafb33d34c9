//! Files that must be refused, or put before staff.

use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};

use super::{Sample, paper};

/// A file somebody should not be able to hand in, or that no machine can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hostile {
    /// A zip under the name of a PDF.
    RenamedZip,
    /// JavaScript that runs when the document opens.
    JavaScript,
    /// The same, its names written in escapes (`/J#61vaScript`).
    EscapedJavaScript,
    /// The same, hidden in a compressed object stream.
    PackedJavaScript,
    /// JavaScript in an object that the cross-reference table leaves out.
    UnlistedJavaScript,
    /// A program started on opening.
    Launch,
    /// A file inside the file.
    EmbeddedFile,
    /// Locked so that it opens without a password but forbids things.
    Encrypted,
    /// Cut off half-way.
    Truncated,
    /// A PDF header and rubbish.
    Rubbish,
    /// A page that unpacks to 64 MB.
    Bomb,
    /// An object stream that unpacks to millions of values.
    PackedBomb,
    /// A web page before the PDF header.
    Polyglot,
    /// A zip behind the PDF.
    ZipBehind,
    /// Four hundred pages.
    ManyPages,
    /// A picture of 30,000 by 30,000 pixels.
    HugePicture,
    /// No words: a scan. Not refused, but nothing can be read from it.
    Scan,
    /// Words that only a machine sees, as under a scan.
    InvisibleText,
    /// A letter, not an extract.
    Letter,
}

impl Hostile {
    /// Every one.
    pub const ALL: [Self; 19] = [
        Self::RenamedZip,
        Self::JavaScript,
        Self::EscapedJavaScript,
        Self::PackedJavaScript,
        Self::UnlistedJavaScript,
        Self::Launch,
        Self::EmbeddedFile,
        Self::Encrypted,
        Self::Truncated,
        Self::Rubbish,
        Self::Bomb,
        Self::PackedBomb,
        Self::Polyglot,
        Self::ZipBehind,
        Self::ManyPages,
        Self::HugePicture,
        Self::Scan,
        Self::InvisibleText,
        Self::Letter,
    ];

    /// The name by which the example program makes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RenamedZip => "renamed-zip",
            Self::JavaScript => "javascript",
            Self::EscapedJavaScript => "escaped-javascript",
            Self::PackedJavaScript => "packed-javascript",
            Self::UnlistedJavaScript => "unlisted-javascript",
            Self::Launch => "launch",
            Self::EmbeddedFile => "embedded-file",
            Self::Encrypted => "encrypted",
            Self::Truncated => "truncated",
            Self::Rubbish => "rubbish",
            Self::Bomb => "bomb",
            Self::PackedBomb => "packed-bomb",
            Self::Polyglot => "polyglot",
            Self::ZipBehind => "zip-behind",
            Self::ManyPages => "many-pages",
            Self::HugePicture => "huge-picture",
            Self::Scan => "scan",
            Self::InvisibleText => "invisible-text",
            Self::Letter => "letter",
        }
    }

    /// The file, made to look like the extract of `sample` where it can.
    pub fn file(self, sample: &Sample) -> Vec<u8> {
        match self {
            Self::RenamedZip => zip(),
            Self::JavaScript => paper::write(&mut with_javascript(sample)),
            Self::EscapedJavaScript => replaced(
                &paper::write(&mut with_javascript(sample)),
                &[("/JavaScript", "/J#61vaScript"), ("/JS", "/J#53")],
            ),
            Self::PackedJavaScript => paper::write_packed(&mut with_javascript(sample)),
            Self::UnlistedJavaScript => unlisted(sample),
            Self::Launch => {
                let mut document = document(sample);
                let launch = document.add_object(
                    dictionary! { "Type" => "Action", "S" => "Launch", "F" => Object::string_literal("calc.exe") },
                );
                hang(&mut document, "OpenAction", launch.into());
                paper::write(&mut document)
            }
            Self::EmbeddedFile => embedded(sample),
            Self::Encrypted => encrypted(sample),
            Self::Truncated => {
                let whole = sample.printed_pdf();
                whole.get(..whole.len() / 2).unwrap_or_default().to_vec()
            }
            Self::Rubbish => b"%PDF-1.7\nthis is no document at all\n%%EOF\n".to_vec(),
            Self::Bomb => paper::write(&mut paper::assemble(vec![vec![b' '; 64 * 1024 * 1024]])),
            Self::PackedBomb => packed_bomb(sample),
            Self::Polyglot => [b"<html><script>alert(1)</script></html>\n".as_slice(), &sample.printed_pdf()].concat(),
            Self::ZipBehind => [sample.printed_pdf(), zip()].concat(),
            Self::ManyPages => paper::write(&mut paper::assemble(vec![Vec::new(); 400])),
            Self::HugePicture => picture(sample, 30_000),
            Self::Scan => picture(sample, 10),
            Self::InvisibleText => {
                let mut document = document(sample);
                for object in document.objects.values_mut() {
                    if let Object::Stream(stream) = object
                        && let Ok(plain) = stream.decompressed_content()
                    {
                        stream.set_plain_content([b"3 Tr\n".as_slice(), &plain].concat());
                    }
                }
                paper::write(&mut document)
            }
            Self::Letter => {
                let rows = [
                    ("Geachte heer, mevrouw,", ""),
                    ("Hierbij ons KvK-nummer", ""),
                    ("KvK-nummer", sample.kvk_number.as_str()),
                ];
                let rows = rows.map(|(label, value)| (label.to_owned(), value.to_owned())).to_vec();
                paper::write(&mut paper::document(&[rows], false))
            }
        }
    }
}

fn document(sample: &Sample) -> Document {
    sample.document()
}

fn hang(document: &mut Document, key: &str, value: Object) {
    if let Some(catalogue) = paper::catalogue(document)
        && let Ok(catalogue) = document.get_dictionary_mut(catalogue)
    {
        catalogue.set(key, value);
    }
}

fn with_javascript(sample: &Sample) -> Document {
    let mut document = document(sample);
    let action = document
        .add_object(dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert('Betaal hier');") });
    hang(&mut document, "Names", Object::Dictionary(dictionary! { "Start" => action }));
    document
}

/// Replaces words in the raw file. If their length changes, the cross-reference table points beside its objects, which lenient readers
/// repair.
fn replaced(bytes: &[u8], pairs: &[(&str, &str)]) -> Vec<u8> {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = pairs.iter().fold(text, |text, (from, to)| text.replace(from, to));
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}

/// An object behind the cross-reference table, which does not list it: readers that scan the file find it.
fn unlisted(sample: &Sample) -> Vec<u8> {
    let whole = sample.printed_pdf();
    let at = whole.windows(9).rposition(|window| window == b"startxref").unwrap_or(whole.len());
    let (listed, end) = whole.split_at(at);
    [listed, b"\n9000 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\);) >>\nendobj\n", end].concat()
}

fn embedded(sample: &Sample) -> Vec<u8> {
    let mut document = document(sample);
    let file = document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, zip()));
    let named = document.add_object(dictionary! {
        "Type" => "Filespec", "F" => Object::string_literal("facture.zip"), "EF" => dictionary! { "F" => file },
    });
    let tree = dictionary! { "Names" => vec![Object::string_literal("facture.zip"), named.into()] };
    hang(&mut document, "Names", Object::Dictionary(dictionary! { "EmbeddedFiles" => tree }));
    paper::write(&mut document)
}

fn encrypted(sample: &Sample) -> Vec<u8> {
    let mut document = document(sample);
    let state = EncryptionState::try_from(EncryptionVersion::V2 {
        document: &document,
        owner_password: "eigenaar",
        user_password: "",
        key_length: 128,
        permissions: Permissions::PRINTABLE,
    });
    if let Ok(state) = state {
        let _ = document.encrypt(&state);
    }
    paper::write(&mut document)
}

/// One dictionary with an array of a million numbers, packed to a few kilobytes.
fn packed_bomb(sample: &Sample) -> Vec<u8> {
    let mut document = document(sample);
    let mut plain = b"9000 0 [".to_vec();
    let first = plain.len() - 1;
    plain.extend(b"0 ".repeat(1_000_000));
    plain.push(b']');
    let first = i64::try_from(first).unwrap_or_default();
    let mut stream = Stream::new(dictionary! { "Type" => "ObjStX", "N" => 1, "First" => first }, plain);
    let _ = stream.compress();
    document.add_object(stream);
    // The writer leaves object streams out that it did not make itself: it gets its true name afterwards.
    replaced(&paper::write(&mut document), &[("ObjStX", "ObjStm")])
}

fn picture(sample: &Sample, side: i64) -> Vec<u8> {
    let mut document = paper::assemble(vec![b"q 595 0 0 842 0 0 cm /Im1 Do Q".to_vec()]);
    let grey = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => side, "Height" => side, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        },
        sample.kvk_number.bytes().cycle().take(100).collect(),
    );
    let image = document.add_object(grey);
    let page = document.page_iter().next();
    if let Some(page) = page.and_then(|page| document.get_dictionary_mut(page).ok()) {
        page.set("Resources", dictionary! { "XObject" => dictionary! { "Im1" => image } });
    }
    paper::write(&mut document)
}

/// A zip with one stored file, written by hand.
fn zip() -> Vec<u8> {
    let name = b"uittreksel.pdf.exe";
    let length = u16::try_from(name.len()).unwrap_or_default().to_le_bytes();
    let mut bytes = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
    bytes.extend(length);
    bytes.extend([0, 0]);
    bytes.extend(name);
    let directory = u32::try_from(bytes.len()).unwrap_or_default().to_le_bytes();
    let start = bytes.len();
    bytes.extend(b"PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    bytes.extend(length);
    bytes.extend([0; 16]);
    bytes.extend(name);
    let size = u32::try_from(bytes.len() - start).unwrap_or_default().to_le_bytes();
    bytes.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend(size);
    bytes.extend(directory);
    bytes.extend([0, 0]);
    bytes
}
