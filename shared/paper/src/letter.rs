//! A letter of a member business to the chamber, with its data filled in: the business prints, completes and signs it.

use domain::language::Language;
use jiff::civil::Date;
use serde::Serialize;

use crate::words::{Speech, fill};
use crate::{PaperError, moment, typeset};

/// What stands on a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterSheet {
    /// Who writes, line by line: the name first.
    pub sender: Vec<String>,
    /// To whom, line by line.
    pub to: Vec<String>,
    /// Town and day.
    pub place_and_day: String,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub paragraphs: Vec<String>,
    /// What stands at the foot of each page.
    pub foot: String,
    /// The day it is made.
    pub made_on: Date,
}

/// As `templates/letter.typ` reads it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Printed<'a> {
    language: &'static str,
    title: &'a str,
    sender: &'a [String],
    to: &'a [String],
    place_and_day: &'a str,
    paragraphs: &'a [String],
    foot: String,
    page: &'a str,
}

/// The letter as PDF in a language.
///
/// # Errors
/// When the typesetter refuses.
pub fn letter(sheet: &LetterSheet, language: Language) -> Result<Vec<u8>, PaperError> {
    let speech = Speech::of(language)?;
    let frame = &speech.words.frame;
    let made = fill(&frame.made, &[("date", &moment::day(speech, sheet.made_on))]);
    let printed = Printed {
        language: language.code(),
        title: &sheet.subject,
        sender: &sheet.sender,
        to: &sheet.to,
        place_and_day: &sheet.place_and_day,
        paragraphs: &sheet.paragraphs,
        foot: format!("{} \u{b7} {made}", sheet.foot),
        page: &frame.page,
    };
    typeset::letter(&printed, &sheet.subject, sheet.made_on)
}
