//! An overview of what was spent: totals first, then the lines, on its side so that they fit.

use domain::language::Language;
use domain::spend::Month;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::words::{Speech, fill};
use crate::{PaperError, moment, typeset};

/// What stands on an overview, in words already: they are the same as those of its other forms.
#[derive(Debug, Clone)]
pub struct OverviewSheet {
    /// What it is called.
    pub title: String,
    /// What it is about: labels with what belongs to them.
    pub facts: Vec<(String, String)>,
    /// Sentences above the totals.
    pub notes: Vec<String>,
    /// The totals.
    pub totals: Vec<OverviewBlock>,
    /// The lines; none when there are none, or too many to print.
    pub lines: Option<OverviewBlock>,
    /// The day it is made, by the Dutch calendar.
    pub made_on: Date,
}

/// A table with its heading.
#[derive(Debug, Clone, Serialize)]
pub struct OverviewBlock {
    /// What it is called.
    pub heading: String,
    /// The headings of its columns.
    pub columns: Vec<String>,
    /// How many of them, from the right, are amounts.
    pub amounts: usize,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// As `templates/overview.typ` reads it.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    language: &'static str,
    author: &'a str,
    title: &'a str,
    facts: &'a [(String, String)],
    notes: &'a [String],
    totals: &'a [OverviewBlock],
    lines: Option<&'a OverviewBlock>,
    page: &'a str,
    made: String,
}

/// The overview as PDF in a language.
pub fn overview(sheet: &OverviewSheet, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let frame = &speech.words.frame;
    let printed = Printed {
        language: language.code(),
        author: &frame.office,
        title: &sheet.title,
        facts: &sheet.facts,
        notes: &sheet.notes,
        totals: &sheet.totals,
        lines: sheet.lines.as_ref(),
        page: &frame.page,
        made: fill(&frame.made, &[("date", &moment::day(speech, sheet.made_on))]),
    };
    typeset::wide(&printed, &sheet.title, sheet.made_on)
}

/// A month as an overview says it: `oktober 2026`.
///
/// # Errors
/// When the words do not load.
pub fn month_said(month: Month, language: Language) -> Result<String, PaperError> {
    Ok(moment::month(Speech::of(language)?, month))
}

/// A moment as the lines of an overview say it, by the clock of the Netherlands: `22-11-2026 14.30`.
///
/// # Errors
/// When the words do not load.
pub fn moment_said(at: Timestamp, language: Language) -> Result<String, PaperError> {
    Ok(moment::short(Speech::of(language)?, at))
}
