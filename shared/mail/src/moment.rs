//! Days and times as a person writes them, always by the clock of the Netherlands.

use domain::language::Language;
use domain::spend::Month;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::words::{Frame, fill};

/// `22 november 2026`, `22. November 2026`, `22 November 2026`.
pub(crate) fn day(frame: &Frame, date: Date) -> String {
    let month = usize::try_from(date.month() - 1).ok().and_then(|month| frame.months.get(month));
    let month = month.map(String::as_str).unwrap_or_default();
    fill(&frame.date, &[("day", &date.day().to_string()), ("month", month), ("year", &date.year().to_string())])
}

/// `oktober 2026`, `Oktober 2026`, `October 2026`.
pub(crate) fn month(frame: &Frame, month: Month) -> String {
    let first = month.first_day();
    let name = usize::try_from(first.month() - 1).ok().and_then(|month| frame.months.get(month));
    format!("{} {}", name.map(String::as_str).unwrap_or_default(), first.year())
}

/// `22 november 2026 om 14.30 uur` and its like.
pub(crate) fn moment(frame: &Frame, language: Language, at: Timestamp) -> String {
    let zone = TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC);
    let local = at.to_zoned(zone);
    let time = match language {
        Language::Dutch => local.strftime("%H.%M"),
        Language::German | Language::English => local.strftime("%H:%M"),
    };
    fill(&frame.moment, &[("date", &day(frame, local.date())), ("time", &time.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn moments_are_dutch_whatever_the_language() {
        let at: Timestamp = "2026-03-29T01:30:00Z".parse().unwrap();
        let said = |language| moment(&words(language).unwrap().frame, language, at);
        assert_eq!(said(Language::Dutch), "29 maart 2026 om 03.30 uur", "summer time began half an hour before");
        assert_eq!(said(Language::German), "29. März 2026 um 03:30 Uhr");
        assert_eq!(said(Language::English), "29 March 2026 at 03:30 (Dutch time)");
    }
}
