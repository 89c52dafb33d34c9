//! An overview of what was spent: totals first, then the lines, on its side so that they fit.

use domain::language::Language;
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
