//! What an extract says (domain.md 4.3-4.5): which company, its branches, its officials with their powers, and when it was made. Read from
//! the words on its pages, never from the file's name or metadata.

mod labels;
mod moment;
mod officials;

use domain::extract::{ExtractRead, Restriction};
use domain::kvk_number::KvkNumber;

use crate::{pdf, text};
use labels::{Label, Row, rows};

/// The most pages that are read. The number stands on the first, the moment at the end of a short document.
const MAX_PAGES_READ: usize = 60;

/// An extract, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extract {
    /// The language it is written in.
    pub layout: Layout,
    /// What it says.
    pub read: ExtractRead,
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

/// Reads an extract from bytes that may be believed.
pub fn read_extract(bytes: &[u8]) -> Result<Extract, Unreadable> {
    let document = pdf::open(bytes, pdf::Table::AsWritten).map_err(|_| Unreadable::NotADocument)?;
    let pages: Vec<Vec<String>> =
        document.page_iter().take(MAX_PAGES_READ).map(|page| text::lines(&document, page)).collect();
    extract(&pages)
}

fn extract(pages: &[Vec<String>]) -> Result<Extract, Unreadable> {
    if pages.iter().all(Vec::is_empty) {
        return Err(Unreadable::NoText);
    }
    let first = pages.first().map(Vec::as_slice).unwrap_or_default();
    let layout = layout(first).ok_or(Unreadable::NotAnExtract)?;
    // The first number from the top: further down another company's may stand under the same label (a director that is a company), and
    // every page repeats it.
    let kvk_number =
        rows(first).iter().find_map(|row| numbered(row, Label::KvkNumber)).ok_or(Unreadable::NoKvkNumber)?;
    let (made_on, made_at) = moment::moment(pages, layout)?;
    let lines: Vec<String> =
        pages.iter().enumerate().flat_map(|(page, lines)| without_heading(page, lines, &kvk_number)).collect();
    let rows = rows(&lines);
    let text = |wanted: Label| rows.iter().find_map(|row| row.value_of(wanted)).map(str::to_owned);
    let mut branches: Vec<_> =
        rows.iter().filter_map(|row| row.value_of(Label::BranchNumber)?.split(' ').next()?.parse().ok()).collect();
    branches.dedup();
    let read = ExtractRead {
        made_at,
        name: text(Label::StatutoryName).or_else(|| text(Label::TradeName)),
        legal_form: text(Label::LegalForm),
        branches,
        officials: officials::officials(&rows),
        restrictions: restrictions(&lines),
        ..ExtractRead::new(kvk_number, made_on)
    };
    Ok(Extract { layout, read })
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

/// The KvK number in a row: eight digits at the start, possibly in groups; a ninth makes it something else.
fn numbered(row: &Row, label: Label) -> Option<KvkNumber> {
    let value = row.value_of(label)?;
    let end = value.find(|c: char| !c.is_ascii_digit() && c != ' ').unwrap_or(value.len());
    value.get(..end)?.trim().parse().ok()
}

/// The lines of a page without what heads or foots every page, so that a list of officials runs on from one page to the next.
fn without_heading<'a>(page: usize, lines: &'a [String], own: &'a KvkNumber) -> impl Iterator<Item = String> + 'a {
    let mut number_due = false;
    lines.iter().filter(move |line| page == 0 || !labels::is_page_number(line)).filter_map(move |line| {
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        if page > 0 && std::mem::take(&mut number_due) && digits == own.as_str() {
            return None;
        }
        if page > 0 && labels::is_bare(line, Label::KvkNumber) {
            number_due = true;
            return None;
        }
        let repeated = page > 0 && labels::starts_with(line, Label::KvkNumber) && digits == own.as_str();
        (!repeated).then(|| line.clone())
    })
}

/// What takes everybody's power away.
fn restrictions(lines: &[String]) -> Vec<Restriction> {
    let mut found: Vec<Restriction> = lines.iter().filter_map(|line| labels::restriction(line)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn page(text: &str) -> Vec<String> {
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    fn kvk_number(text: &str) -> Option<String> {
        rows(&page(text))
            .iter()
            .find_map(|row| numbered(row, Label::KvkNumber))
            .map(|number| number.as_str().to_owned())
    }

    #[test]
    fn the_label_may_stand_beside_its_value_or_on_the_line_before() {
        for text in ["KvK-nummer 69599084", "KvK-nummer: 6959 9084", "KvK-nummer\n69599084", "CCI number\n69599084"] {
            assert_eq!(kvk_number(text).as_deref(), Some("69599084"), "{text}");
        }
        for text in ["69599084", "KvK-nummer 695990841", "KvK-nummer onbekend", "RSIN 857587973"] {
            assert_eq!(kvk_number(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_labelled_number_of_page_one_is_the_company() {
        let text =
            "Naam Andere B.V. 11111111\nKvK-nummer 69599084\nBestuurders\nNaam Holding B.V.\nKvK-nummer 90004760";
        assert_eq!(kvk_number(text).as_deref(), Some("69599084"));
    }

    #[test]
    fn moments_in_every_form_that_is_printed() {
        let at = |text: &str, layout| moment::moment(&[page(text)], layout);
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

    #[test]
    fn a_list_of_officials_runs_on_over_the_head_of_a_page_and_a_restriction_is_seen() {
        let first = page(
            "Uittreksel Handelsregister\nKvK-nummer 69599084\nRechtsvorm Stichting\nFaillissement 01-02-2026\nBestuurders\nNaam Jansen, P.",
        );
        let second = page(
            "KvK-nummer\n69599084\nPagina 2 (van 2)\nBevoegdheid Alleen/zelfstandig bevoegd\nDit uittreksel is vervaardigd op 12-03-2026.",
        );
        let read = extract(&[first, second]).unwrap().read;
        assert_eq!((read.officials.len(), read.officials[0].power), (1, domain::extract::OfficialPower::Alone));
        assert_eq!((read.restrictions, read.legal_form.as_deref()), (vec![Restriction::Bankruptcy], Some("Stichting")));
    }
}
