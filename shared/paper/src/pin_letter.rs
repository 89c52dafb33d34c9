//! The letter with the PIN that opens a member business: one page for an envelope with a window (DIN 5008, form B). The only place where the PIN
//! ever stands.

use domain::business::{Business, Pin};
use domain::ids::PinLetterId;
use domain::language::Language;
use jiff::civil::Date;
use serde::Serialize;

use crate::words::{Speech, fill};
use crate::{PaperError, moment, typeset};

/// What stands on the letter.
#[derive(Debug, Clone, Copy)]
pub struct PinLetterSheet<'a> {
    /// Which letter.
    pub letter: &'a PinLetterId,
    /// To whom.
    pub business: &'a Business,
    /// The PIN.
    pub pin: &'a Pin,
    /// Where it is used: the web origin.
    pub origin: &'a str,
    /// The day it is set.
    pub made_on: Date,
    /// The last day it opens the business.
    pub until: Date,
}

/// As `templates/pin-letter.typ` reads it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Printed<'a> {
    language: &'static str,
    author: &'a str,
    title: &'a str,
    address: Vec<&'a str>,
    made: String,
    greeting: &'a str,
    intro: String,
    number_label: &'a str,
    number: &'a str,
    pin_label: &'a str,
    pin: String,
    until: String,
    steps_heading: &'a str,
    steps: Vec<String>,
    points: &'a [String],
    closing: &'a str,
}

/// The letter as PDF, in the language of the business.
///
/// # Errors
/// When the words do not load or the typesetter refuses.
pub fn pin_letter(sheet: &PinLetterSheet<'_>) -> Result<Vec<u8>, PaperError> {
    let business = sheet.business;
    let speech = Speech::of(business.language)?;
    let (frame, words) = (&speech.words.frame, &speech.words.pin_letter);
    let host = sheet.origin.trim_end_matches('/').trim_start_matches("https://").trim_start_matches("http://");
    let said = [("business", business.name.as_str()), ("host", host)];
    let address = &business.address;
    let town = format!("{} {}", String::from(address.postcode.clone()), address.town);
    // As the post of the country it is posted in reads it: the name in German, in capitals.
    let letters = String::from(address.country.clone());
    let country = Speech::of(Language::German)?.country(&letters).to_uppercase();
    let mut lines = vec![business.name.as_str(), address.street.as_str(), &town];
    // Within the country the letter is posted in, nobody writes it.
    if letters != HOME {
        lines.push(&country);
    }
    let printed = Printed {
        language: business.language.code(),
        author: &frame.office,
        title: &words.title,
        address: lines,
        made: moment::day(speech, sheet.made_on),
        greeting: &words.greeting,
        intro: fill(&words.intro, &said),
        number_label: &words.number,
        number: business.number.as_str(),
        pin_label: &words.pin,
        pin: sheet.pin.for_letter(),
        until: fill(&words.until, &[("date", &moment::day(speech, sheet.until))]),
        steps_heading: &words.steps_heading,
        steps: words.steps.iter().map(|step| fill(step, &said)).collect(),
        points: &words.points,
        closing: &words.closing,
    };
    typeset::pin_letter(&printed, &format!("{} {}", words.title, sheet.letter), sheet.made_on)
}

/// The country the chamber posts its letters in.
const HOME: &str = "DE";
