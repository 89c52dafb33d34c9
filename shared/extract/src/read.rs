//! What an extract says: which company, and when it was made (domain.md 4.3, 4.4). Read from the words on its pages, never from the file's
//! name or metadata.

use domain::kvk_number::KvkNumber;
use jiff::civil::{Date, Time};

use crate::{pdf, text};

/// The most pages that are read. The number stands on the first, the moment at the end of a short document.
const MAX_PAGES_READ: usize = 60;

/// What was read from an extract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractFacts {
    /// The company the extract is about: the labelled number at the head of page 1.
    pub kvk_number: KvkNumber,
    /// The day it was made, in the Netherlands. How old it may be is not decided here.
    pub made_on: Date,
    /// The time of that day, to the minute.
    pub made_at: Option<Time>,
    /// The language it is written in.
    pub layout: Layout,
}

/// Which of KvK's two layouts an extract has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// `Uittreksel Handelsregister Kamer van Koophandel`.
    Dutch,
    /// `Business Register extract Netherlands Chamber of Commerce`.
    English,
}

/// Why an extract cannot be read. None of these refuses it: a person looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Unreadable {
    /// There are no words in it: a scan or a photograph.
    #[error("the document has no text")]
    NoText,
    /// It has words, but not those of an extract.
    #[error("the text is not that of an extract")]
    NotAnExtract,
    /// No labelled KvK number on page 1.
    #[error("no KvK number was found on the first page")]
    NoKvkNumber,
    /// No moment of making.
    #[error("the moment it was made was not found")]
    NoMoment,
    /// Different moments of making in one document.
    #[error("the document names several moments at which it was made")]
    SeveralMoments,
    /// The file itself cannot be opened as a document (a picture, or damage).
    #[error("the file is not a document that can be read")]
    NotADocument,
}

impl Unreadable {
    /// Every reason, for the tests that hold translations complete.
    pub const ALL: [Self; 6] =
        [Self::NoText, Self::NotAnExtract, Self::NoKvkNumber, Self::NoMoment, Self::SeveralMoments, Self::NotADocument];

    /// The stable code staff's page puts into words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoText => "no-text",
            Self::NotAnExtract => "not-an-extract",
            Self::NoKvkNumber => "no-kvk-number",
            Self::NoMoment => "no-moment",
            Self::SeveralMoments => "several-moments",
            Self::NotADocument => "not-a-document",
        }
    }
}

/// The facts of an extract, read from bytes that may be believed.
pub fn read_extract(bytes: &[u8]) -> Result<ExtractFacts, Unreadable> {
    let document = pdf::open(bytes, pdf::Table::AsWritten).map_err(|_| Unreadable::NotADocument)?;
    let pages: Vec<Vec<String>> =
        document.page_iter().take(MAX_PAGES_READ).map(|page| text::lines(&document, page)).collect();
    facts(&pages)
}

fn facts(pages: &[Vec<String>]) -> Result<ExtractFacts, Unreadable> {
    if pages.iter().all(Vec::is_empty) {
        return Err(Unreadable::NoText);
    }
    let first = pages.first().map(Vec::as_slice).unwrap_or_default();
    let layout = layout(first).ok_or(Unreadable::NotAnExtract)?;
    let kvk_number = kvk_number(first).ok_or(Unreadable::NoKvkNumber)?;
    let (made_on, made_at) = moment(pages, layout)?;
    Ok(ExtractFacts { kvk_number, made_on, made_at, layout })
}

fn layout(lines: &[String]) -> Option<Layout> {
    let head = lines.iter().take(12).map(|line| line.to_lowercase()).collect::<Vec<_>>().join(" ");
    if head.contains("uittreksel") && head.contains("handelsregister") {
        Some(Layout::Dutch)
    } else if head.contains("extract") && (head.contains("business register") || head.contains("commercial register")) {
        Some(Layout::English)
    } else {
        None
    }
}

/// How the number is labelled, in both layouts and over the years.
const NUMBER_LABELS: [&str; 6] = ["kvk-nummer", "kvk nummer", "cci number", "coc number", "kvk-number", "kvk number"];

/// The first labelled number from the top: further down another company's number may stand under the same label (a director that is a
/// company), and footers repeat it.
fn kvk_number(lines: &[String]) -> Option<KvkNumber> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let rest = after_label(line)?;
        let value = rest.trim_start_matches([':', ' ']);
        if value.is_empty() { lines.get(at + 1).and_then(|next| leading_number(next)) } else { leading_number(value) }
    })
}

fn after_label(line: &str) -> Option<&str> {
    NUMBER_LABELS.iter().find_map(|label| {
        let head = line.get(..label.len())?;
        if head.eq_ignore_ascii_case(label) { line.get(label.len()..) } else { None }
    })
}

/// Eight digits at the start, possibly in groups; a ninth makes it something else.
fn leading_number(text: &str) -> Option<KvkNumber> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ' ').unwrap_or(text.len());
    text.get(..end)?.trim().parse().ok()
}

/// The sentence that says when it was made, wherever it stands and however its line is broken.
fn moment(pages: &[Vec<String>], layout: Layout) -> Result<(Date, Option<Time>), Unreadable> {
    let whole = pages.iter().flatten().map(|line| line.to_lowercase()).collect::<Vec<_>>().join(" ");
    let openings: &[&str] = match layout {
        Layout::Dutch => &["uittreksel is vervaardigd op ", "uittreksel vervaardigd op "],
        Layout::English => &["extract was made on ", "extract was produced on ", "extract made on "],
    };
    let mut found = openings
        .iter()
        .flat_map(|opening| whole.match_indices(opening).filter_map(|(at, _)| dated(whole.get(at + opening.len()..)?)));
    let moment = found.next().ok_or(Unreadable::NoMoment)?;
    if found.all(|other| other == moment) { Ok(moment) } else { Err(Unreadable::SeveralMoments) }
}

/// `12-03-2025 om 10.15 uur`, `12 maart 2025 at 10:15`: a date, then perhaps a time.
fn dated(text: &str) -> Option<(Date, Option<Time>)> {
    let mut numbers = text.split([' ', '-', '/', ',']).filter(|word| !word.is_empty());
    let day = numbers.next()?.parse().ok()?;
    let month = month(numbers.next()?)?;
    let year = numbers.next()?.parse().ok().filter(|year| (1990..=2200).contains(year))?;
    let date = Date::new(year, month, day).ok()?;
    let time = match numbers.next() {
        Some("om" | "at" | "te") => numbers.next().and_then(clock),
        _ => None,
    };
    Some((date, time))
}

fn clock(word: &str) -> Option<Time> {
    let (hour, rest) = word.split_once(['.', ':'])?;
    let minute = rest.split(['.', ':']).next()?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn month(word: &str) -> Option<i8> {
    const DUTCH: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named =
        |names: [&str; 12]| names.into_iter().zip(1..).find(|(name, _)| *name == word).map(|(_, number)| number);
    word.parse().ok().or_else(|| named(DUTCH)).or_else(|| named(ENGLISH))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn page(text: &str) -> Vec<String> {
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn the_label_may_stand_beside_its_value_or_on_the_line_before() {
        for text in ["KvK-nummer 69599084", "KvK-nummer: 6959 9084", "KvK-nummer\n69599084", "CCI number\n69599084"] {
            assert_eq!(kvk_number(&page(text)).unwrap().as_str(), "69599084", "{text}");
        }
        for text in ["69599084", "KvK-nummer 695990841", "KvK-nummer onbekend", "RSIN 857587973"] {
            assert_eq!(kvk_number(&page(text)), None, "{text}");
        }
    }

    #[test]
    fn the_first_labelled_number_of_page_one_is_the_company() {
        let lines =
            page("Naam Andere B.V. 11111111\nKvK-nummer 69599084\nBestuurders\nNaam Holding B.V.\nKvK-nummer 90004760");
        assert_eq!(kvk_number(&lines).unwrap().as_str(), "69599084");
    }

    #[test]
    fn moments_in_every_form_that_is_printed() {
        let at = |text: &str, layout| moment(&[page(text)], layout);
        let expected = Ok((date(2025, 3, 12), Some(time(10, 15, 0, 0))));
        assert_eq!(at("Dit uittreksel is vervaardigd op 12-03-2025 om 10.15 uur.", Layout::Dutch), expected);
        assert_eq!(at("Dit uittreksel is vervaardigd\nop 12 maart 2025 om 10:15 uur", Layout::Dutch), expected);
        assert_eq!(at("Extract was made on 12-03-2025 at 10.15 hours.", Layout::English), expected);
        assert_eq!(at("Extract was made on 12-03-2025", Layout::English), Ok((date(2025, 3, 12), None)));
        assert_eq!(at("Startdatum 12-03-2025", Layout::Dutch), Err(Unreadable::NoMoment));
        assert_eq!(at("Dit uittreksel is vervaardigd op 31-02-2025", Layout::Dutch), Err(Unreadable::NoMoment));
        let two = "Dit uittreksel is vervaardigd op 12-03-2025 om 10.15 uur. Dit uittreksel is vervaardigd op 13-03-2025 om 10.15 uur.";
        assert_eq!(at(two, Layout::Dutch), Err(Unreadable::SeveralMoments));
    }
}
