//! From a sheet to a PDF: typst as a library, on our own fonts and nothing else. It reads no file, no clock and no network.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::layout::Sheet;
use crate::legible::legible;
use crate::{PaperError, Tie, qr};

/// How the sheet looks.
const TEMPLATE: &str = include_str!("../templates/sheet.typ");
/// How a letter of a business looks.
const LETTER: &str = include_str!("../templates/letter.typ");
/// How an overview looks.
const WIDE: &str = include_str!("../templates/overview.typ");
/// How a letter for the post looks.
const PIN_LETTER: &str = include_str!("../templates/pin-letter.typ");

/// Text, headings and codes as on our pages, and one font for every other alphabet. Their licences stand beside them.
const FONTS: [&[u8]; 7] = [
    include_bytes!("../fonts/AtkinsonHyperlegibleNext_400Regular.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext_600SemiBold.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleNext_700Bold.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleMono_400Regular.ttf"),
    include_bytes!("../fonts/AtkinsonHyperlegibleMono_700Bold.ttf"),
    include_bytes!("../fonts/BricolageGrotesque_700Bold.ttf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
];

/// What every sheet shares, made once in the life of a process.
struct Workshop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    wide: Source,
    letter: Source,
    pin_letter: Source,
    sheet: FileId,
    code: FileId,
}

static WORKSHOP: LazyLock<Result<Workshop, String>> = LazyLock::new(|| {
    let file = |name: &str| {
        let path = VirtualPath::new(name).map_err(|error| error.to_string())?;
        Ok::<_, String>(RootedPath::new(VirtualRoot::Project, path).intern())
    };
    let fonts: Vec<Font> = FONTS.iter().filter_map(|font| Font::new(Bytes::new(*font), 0)).collect();
    Ok(Workshop {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        template: Source::new(file("sheet.typ")?, TEMPLATE.to_owned()),
        wide: Source::new(file("overview.typ")?, WIDE.to_owned()),
        letter: Source::new(file("letter.typ")?, LETTER.to_owned()),
        pin_letter: Source::new(file("pin-letter.typ")?, PIN_LETTER.to_owned()),
        sheet: file("sheet.json")?,
        code: file("qr.svg")?,
    })
});

impl Workshop {
    /// Whether one of the fonts can show a character.
    fn shows(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// The workshop with one sheet on the table.
struct Desk<'a> {
    workshop: &'a Workshop,
    template: &'a Source,
    sheet: Bytes,
    code: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.workshop.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.workshop.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.workshop.sheet {
            Ok(self.sheet.clone())
        } else if id == self.workshop.code {
            Ok(self.code.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.workshop.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The sheet as PDF/A-2a that is PDF/UA-1 too.
pub(crate) fn pdf(sheet: &Sheet, tie: &Tie) -> Result<Vec<u8>, PaperError> {
    let workshop = WORKSHOP.as_ref().map_err(|error| PaperError::Typesetting(error.clone()))?;
    let code = Bytes::from_string(qr::svg(&tie.link)?);
    let ident = format!("{} {} {}", sheet.title, tie.link, tie.fingerprint);
    set(workshop, (&workshop.template, code), serde_json::to_value(sheet)?, ident, tie.made_on)
}

/// An overview on its side, in the same standards.
pub(crate) fn wide(sheet: &impl Serialize, title: &str, made_on: Date) -> Result<Vec<u8>, PaperError> {
    let workshop = WORKSHOP.as_ref().map_err(|error| PaperError::Typesetting(error.clone()))?;
    let no_code = Bytes::new([]);
    set(workshop, (&workshop.wide, no_code), serde_json::to_value(sheet)?, format!("{title} {made_on}"), made_on)
}

/// A letter of a business, in the same standards.
pub(crate) fn letter(sheet: &impl Serialize, title: &str, made_on: Date) -> Result<Vec<u8>, PaperError> {
    let workshop = WORKSHOP.as_ref().map_err(|error| PaperError::Typesetting(error.clone()))?;
    let no_code = Bytes::new([]);
    set(workshop, (&workshop.letter, no_code), serde_json::to_value(sheet)?, format!("{title} {made_on}"), made_on)
}

/// A letter for the post, in the same standards. `ident` names the file; it tells nothing of what is in it.
pub(crate) fn pin_letter(sheet: &impl Serialize, ident: &str, made_on: Date) -> Result<Vec<u8>, PaperError> {
    let workshop = WORKSHOP.as_ref().map_err(|error| PaperError::Typesetting(error.clone()))?;
    let no_code = Bytes::new([]);
    set(workshop, (&workshop.pin_letter, no_code), serde_json::to_value(sheet)?, ident.to_owned(), made_on)
}

fn set(
    workshop: &Workshop,
    (template, code): (&Source, Bytes),
    mut json: Value,
    ident: String,
    made_on: Date,
) -> Result<Vec<u8>, PaperError> {
    make_legible(&mut json, workshop);
    let desk = Desk { workshop, template, sheet: Bytes::from_string(json.to_string()), code };
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(refused)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PaperError::Typesetting(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Balie".to_owned())),
        timestamp: midnight(made_on),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(refused);
    // What was remembered of one person's sheet is of no use for the next.
    comemo::evict(0);
    pdf
}

/// Every text of the sheet as it can be printed.
fn make_legible(json: &mut Value, workshop: &Workshop) {
    match json {
        Value::String(text) => *text = legible(text, |c| workshop.shows(c)),
        Value::Array(values) => values.iter_mut().for_each(|value| make_legible(value, workshop)),
        Value::Object(fields) => fields.values_mut().for_each(|value| make_legible(value, workshop)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn midnight(day: Date) -> Option<Timestamp> {
    let (year, month, day) = (i32::from(day.year()), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc)
}

fn refused(diagnostics: impl IntoIterator<Item = SourceDiagnostic>) -> PaperError {
    let why: Vec<String> = diagnostics.into_iter().map(|one| one.message.to_string()).collect();
    PaperError::Typesetting(why.join("; "))
}
