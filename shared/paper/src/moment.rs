//! Days and times as a person writes them, always by the clock of the Netherlands.

use domain::language::Language;
use domain::spend::Month;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::words::{Speech, fill};

/// `22 november 2026`, `22. November 2026`, `22 November 2026`.
pub(crate) fn day(speech: Speech, date: Date) -> String {
    let frame = &speech.words.frame;
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| frame.months.get(month));
    let month = month.map(String::as_str).unwrap_or_default();
    fill(&frame.date, &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())])
}

/// `oktober 2026`, `Oktober 2026`, `October 2026`.
pub(crate) fn month(speech: Speech, month: Month) -> String {
    let first = month.first_day();
    let name = usize::try_from(first.month() - 1).ok().and_then(|month| speech.words.frame.months.get(month));
    format!("{} {}", name.map(String::as_str).unwrap_or_default(), first.year())
}

/// `22-11-2026 14.30` and its like, for columns.
pub(crate) fn short(speech: Speech, at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let local = at.to_zoned(zone);
    let written = match speech.language {
        Language::Dutch => local.strftime("%d-%m-%Y %H.%M"),
        Language::German => local.strftime("%d.%m.%Y %H:%M"),
        Language::English => local.strftime("%d/%m/%Y %H:%M"),
    };
    written.to_string()
}

/// `22 november 2026 om 14.30.05 uur` and its like, to the second: a signature is given once.
pub(crate) fn moment(speech: Speech, at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let local = at.to_zoned(zone);
    let time = match speech.language {
        Language::Dutch => local.strftime("%H.%M.%S"),
        Language::German | Language::English => local.strftime("%H:%M:%S"),
    };
    fill(&speech.words.frame.moment, &[("date", &day(speech, local.date())), ("time", &time.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_dutch_whatever_the_language() {
        let at: Timestamp = "2026-03-29T01:30:05Z".parse().unwrap();
        let said = |language| moment(Speech::of(language).unwrap(), at);
        assert_eq!(said(Language::Dutch), "29 maart 2026 om 03.30.05 uur", "summer time began half an hour before");
        assert_eq!(said(Language::German), "29. März 2026 um 03:30:05 Uhr");
        assert_eq!(said(Language::English), "29 March 2026 at 03:30:05 (Dutch time)");
    }
}
