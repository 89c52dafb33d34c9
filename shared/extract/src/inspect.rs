//! Whether a file may lie in our store and be opened by a colleague (S48).

use domain::document::{ContentType, DocumentRefusal, LARGEST};
use domain::folder::{FileKind, Judged};

use crate::{active_content, image, office, pdf};

/// The most pages a document may have. An extract has two to forty.
pub const MAX_PAGES: usize = 300;
/// The most pixels a picture may unpack to: an A4 page at 800 dots per inch is 62 million.
pub const MAX_PIXELS: u64 = 64_000_000;

/// What is known of a file that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inspected {
    /// What the file is: declared, named and found to be.
    pub content_type: ContentType,
    /// How many pages a document has; a picture is one.
    pub pages: usize,
}

/// Why a file is refused, as exactly as we know it. The customer hears the [`DocumentRefusal`] it comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum InspectionRefusal {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More than [`LARGEST`].
    #[error("the file is larger than 10 MB")]
    TooLarge,
    /// The name ends in something else than the declared type.
    #[error("the file name does not fit the declared type")]
    NameDiffers,
    /// The bytes are of another kind than declared, such as a renamed zip.
    #[error("the content is not of the declared type")]
    ContentDiffers,
    /// The file is of two kinds at once (a polyglot), or something stands before or after the document.
    #[error("something else is hidden before or after the document")]
    TwoInOne,
    /// The end is missing: it was cut off on its way.
    #[error("the end of the file is missing")]
    CutOff,
    /// It cannot be opened.
    #[error("the file cannot be opened")]
    Broken,
    /// It is locked with a password or carries restrictions.
    #[error("the document is encrypted")]
    Encrypted,
    /// It holds JavaScript or another action that starts by itself.
    #[error("the document holds active content")]
    ActiveContent,
    /// It carries other files inside.
    #[error("the document carries other files")]
    EmbeddedFile,
    /// More than [`MAX_PAGES`].
    #[error("the document has too many pages")]
    TooManyPages,
    /// Small on disk, huge once unpacked: a decompression bomb.
    #[error("the content unpacks to far too much")]
    UnpacksTooLarge,
    /// More than [`MAX_PIXELS`].
    #[error("the picture has too many pixels")]
    TooManyPixels,
}

impl InspectionRefusal {
    /// Every reason.
    pub const ALL: [Self; 13] = [
        Self::Empty,
        Self::TooLarge,
        Self::NameDiffers,
        Self::ContentDiffers,
        Self::TwoInOne,
        Self::CutOff,
        Self::Broken,
        Self::Encrypted,
        Self::ActiveContent,
        Self::EmbeddedFile,
        Self::TooManyPages,
        Self::UnpacksTooLarge,
        Self::TooManyPixels,
    ];

    /// A stable code, for logs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::NameDiffers => "name-differs",
            Self::ContentDiffers => "content-differs",
            Self::TwoInOne => "two-in-one",
            Self::CutOff => "cut-off",
            Self::Broken => "broken",
            Self::Encrypted => "encrypted",
            Self::ActiveContent => "active-content",
            Self::EmbeddedFile => "embedded-file",
            Self::TooManyPages => "too-many-pages",
            Self::UnpacksTooLarge => "unpacks-too-large",
            Self::TooManyPixels => "too-many-pixels",
        }
    }
}

impl From<InspectionRefusal> for DocumentRefusal {
    fn from(refusal: InspectionRefusal) -> Self {
        match refusal {
            InspectionRefusal::Empty => Self::Empty,
            InspectionRefusal::TooLarge => Self::TooLarge,
            InspectionRefusal::NameDiffers | InspectionRefusal::ContentDiffers | InspectionRefusal::TwoInOne => {
                Self::NotTheDeclaredType
            }
            InspectionRefusal::CutOff | InspectionRefusal::Broken => Self::Broken,
            InspectionRefusal::Encrypted => Self::Encrypted,
            InspectionRefusal::ActiveContent | InspectionRefusal::EmbeddedFile => Self::ActiveContent,
            InspectionRefusal::TooManyPages | InspectionRefusal::UnpacksTooLarge | InspectionRefusal::TooManyPixels => {
                Self::TooComplex
            }
        }
    }
}

/// Judges a file by its bytes, against the type that was declared for it and the name it came with.
pub fn inspect(bytes: &[u8], declared: ContentType, file_name: &str) -> Result<Inspected, InspectionRefusal> {
    sized(bytes, LARGEST)?;
    document(bytes, declared, file_name)
}

/// Judges a file that goes into a folder: documents and pictures as extracts are judged, text and the packages of office suites by rules of their own.
/// `largest` is the stage's limit in bytes.
///
/// # Errors
/// With the reason it is refused for.
pub fn inspect_file(bytes: &[u8], kind: FileKind, file_name: &str, largest: u64) -> Result<(), InspectionRefusal> {
    sized(bytes, largest)?;
    if !kind.fits_name(file_name) {
        return Err(InspectionRefusal::NameDiffers);
    }
    match kind.judged() {
        Judged::Document(declared) => document(bytes, declared, file_name).map(drop),
        Judged::Text => text(bytes),
        Judged::Office { main } => office::inspect(bytes, main),
    }
}

fn sized(bytes: &[u8], largest: u64) -> Result<(), InspectionRefusal> {
    if bytes.is_empty() {
        return Err(InspectionRefusal::Empty);
    }
    if bytes.len() as u64 > largest { Err(InspectionRefusal::TooLarge) } else { Ok(()) }
}

/// Plain text is UTF-8 with no control character but those that set text; nothing that is also a program or a page.
fn text(bytes: &[u8]) -> Result<(), InspectionRefusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| InspectionRefusal::ContentDiffers)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
        return Err(InspectionRefusal::ContentDiffers);
    }
    // What `infer` takes for something else, a page or a script, is not plain text.
    if infer::get(bytes).is_some_and(|found| found.mime_type() != "text/plain") {
        return Err(InspectionRefusal::ContentDiffers);
    }
    Ok(())
}

fn document(bytes: &[u8], declared: ContentType, file_name: &str) -> Result<Inspected, InspectionRefusal> {
    if !declared.fits_name(file_name) {
        return Err(InspectionRefusal::NameDiffers);
    }
    // `infer` also finds a document that something stands before; here it must begin at the first byte.
    let document = declared == ContentType::Pdf;
    if document && !bytes.starts_with(b"%PDF-") && bytes.windows(5).take(1024).any(|window| window == b"%PDF-") {
        return Err(InspectionRefusal::TwoInOne);
    }
    if infer::get(bytes).is_none_or(|found| found.mime_type() != declared.name()) {
        return Err(InspectionRefusal::ContentDiffers);
    }
    if ends_as_zip(bytes) {
        return Err(InspectionRefusal::TwoInOne);
    }
    let pages = match declared {
        ContentType::Pdf => inspect_pdf(bytes)?,
        ContentType::Jpeg => image::jpeg(bytes).and_then(bounded)?,
        ContentType::Png => image::png(bytes).and_then(bounded)?,
    };
    Ok(Inspected { content_type: declared, pages })
}

/// The rules for documents. The cross-reference table is looked at both as written and rebuilt by scanning, because readers differ in which
/// they believe and something could hide in the difference.
fn inspect_pdf(bytes: &[u8]) -> Result<usize, InspectionRefusal> {
    let tail = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or(bytes);
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Err(InspectionRefusal::CutOff);
    }
    let rebuilt = pdf::open(bytes, pdf::Table::Rebuilt)?;
    active_content::search(&rebuilt)?;
    drop(rebuilt);
    let document = pdf::open(bytes, pdf::Table::AsWritten)?;
    active_content::search(&document)?;
    pdf::weigh_streams(&document)?;
    match document.page_iter().take(MAX_PAGES + 1).count() {
        0 => Err(InspectionRefusal::Broken),
        pages if pages > MAX_PAGES => Err(InspectionRefusal::TooManyPages),
        pages => Ok(pages),
    }
}

fn bounded((width, height): (u32, u32)) -> Result<usize, InspectionRefusal> {
    match u64::from(width) * u64::from(height) {
        0 => Err(InspectionRefusal::Broken),
        pixels if pixels > MAX_PIXELS => Err(InspectionRefusal::TooManyPixels),
        _ => Ok(1),
    }
}

/// Whether the file is also a zip: its end record, whose comment reaches exactly to the last byte, may stand behind anything.
fn ends_as_zip(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(22 + usize::from(u16::MAX));
    let tail = bytes.get(from..).unwrap_or(bytes);
    tail.windows(22).enumerate().any(|(at, record)| {
        let comment = match record {
            [b'P', b'K', 5, 6, .., low, high] => usize::from(u16::from_le_bytes([*low, *high])),
            _ => return false,
        };
        at + 22 + comment == tail.len()
    })
}
