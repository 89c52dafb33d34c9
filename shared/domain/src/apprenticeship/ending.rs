//! How a contract ends before its time (section 22 BBiG): the set `apprenticeship-ending` of the form `apprenticeship-cancellation`.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;

use crate::form::{Answers, Complaint, Severity};

const PARAGRAPH: &str = "§ 22 BBiG";
const PROBATION: &str = "§§ 20, 22 BBiG";

/// Whoever gives notice of giving up the occupation is bound for so many weeks.
const NOTICE_WEEKS: i64 = 4;

/// An important reason that was known longer than so many weeks is none any more.
const KNOWN_WEEKS: i64 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum How {
    InProbation,
    ByAgreement,
    ImportantReason,
    GivingUp,
    NeverBegun,
}

/// Everything the rules say to the answers. `whole` is no matter here: what is missing is the form's own to tell.
pub fn complaints(answers: &Answers, _whole: bool, today: Date) -> Vec<Complaint> {
    let mut said = Vec::new();
    let mut say = |severity, pointer: &str, code, paragraph: &str, limit| {
        said.push(Complaint {
            pointer: pointer.to_owned(),
            code,
            severity,
            limit,
            paragraph: Some(paragraph.to_owned()),
        });
    };
    let how = answers.raw("how").and_then(|how| How::deserialize(how).ok());
    let (given, ends) = (answers.date("noticeGivenOn"), answers.date("endsOn"));
    if given.is_some_and(|given| given > today) {
        say(Severity::Error, "/noticeGivenOn", "in-the-future", PARAGRAPH, None);
    }
    if given.zip(ends).is_some_and(|(given, ends)| ends < given) {
        say(Severity::Error, "/endsOn", "ends-before-notice", PARAGRAPH, None);
        return said;
    }
    match how {
        Some(How::InProbation) => {
            // No probation lasts longer, and the calendar reckons no further than so far.
            let months = answers.number("probationMonths").and_then(|months| u8::try_from(months).ok()).map(i32::from);
            let over = answers.date("start").zip(months).map(|(start, months)| start.saturating_add(months.months()));
            if given.zip(over).is_some_and(|(given, over)| given >= over) {
                say(Severity::Error, "/how", "probation-is-over", PROBATION, None);
            }
        }
        Some(How::GivingUp) => {
            if answers.text("by") == Some("business") {
                say(Severity::Error, "/by", "only-the-apprentice-gives-up", PARAGRAPH, None);
            }
            let free = given.map(|given| given.saturating_add(NOTICE_WEEKS.weeks()));
            if free.zip(ends).is_some_and(|(free, ends)| ends < free) {
                say(Severity::Error, "/endsOn", "notice-too-short", PARAGRAPH, Some(NOTICE_WEEKS));
            }
        }
        Some(How::ImportantReason) => {
            let lapsed = answers.date("knownSince").map(|known| known.saturating_add(KNOWN_WEEKS.weeks()));
            if given.zip(lapsed).is_some_and(|(given, lapsed)| given > lapsed) {
                say(Severity::Warning, "/knownSince", "reason-known-too-long", PARAGRAPH, Some(KNOWN_WEEKS));
            }
        }
        Some(How::NeverBegun | How::ByAgreement) | None => {}
    }
    said
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value as Json, json};

    use super::*;

    fn codes(answers: Json) -> Vec<(String, &'static str)> {
        let answers = serde_json::from_value(answers).unwrap();
        let all = complaints(&answers, true, date(2026, 11, 22)).into_iter();
        all.map(|complaint| (complaint.pointer, complaint.code)).collect()
    }

    fn at(pointer: &str, code: &'static str) -> Vec<(String, &'static str)> {
        vec![(pointer.to_owned(), code)]
    }

    #[test]
    fn in_probation_means_while_it_lasts() {
        let ended = |given: &str| {
            codes(json!({ "how": "in-probation", "by": "business", "start": "2026-08-01", "probationMonths": 3,
                "noticeGivenOn": given, "endsOn": given }))
        };
        assert_eq!(ended("2026-10-31"), []);
        assert_eq!(ended("2026-11-01"), at("/how", "probation-is-over"));
        assert_eq!(
            ended("2026-11-23"),
            [at("/noticeGivenOn", "in-the-future"), at("/how", "probation-is-over")].concat()
        );
    }

    #[test]
    fn a_probation_nobody_has_is_no_reason_to_stop() {
        for months in [-1, 256, i64::from(i32::MAX), i64::MAX] {
            let ended = json!({ "how": "in-probation", "start": "2026-01-01", "probationMonths": months,
                "noticeGivenOn": "2026-10-31" });
            assert_eq!(codes(ended), []);
        }
    }

    #[test]
    fn whoever_gives_up_his_occupation_is_the_apprentice_and_stays_four_weeks() {
        let ended = |by: &str, ends: &str| {
            codes(json!({ "how": "giving-up", "by": by, "noticeGivenOn": "2026-11-02", "endsOn": ends }))
        };
        assert_eq!(ended("apprentice", "2026-11-30"), []);
        assert_eq!(ended("apprentice", "2026-11-29"), at("/endsOn", "notice-too-short"));
        assert_eq!(ended("business", "2026-11-30"), at("/by", "only-the-apprentice-gives-up"));
        assert_eq!(ended("apprentice", "2026-11-01"), at("/endsOn", "ends-before-notice"));
    }

    #[test]
    fn a_reason_that_was_known_for_two_weeks_is_none_any_more() {
        let ended = |known: &str| {
            codes(json!({ "how": "important-reason", "by": "business", "noticeGivenOn": "2026-11-16",
                "endsOn": "2026-11-16", "knownSince": known }))
        };
        assert_eq!(ended("2026-11-02"), []);
        assert_eq!(ended("2026-11-01"), at("/knownSince", "reason-known-too-long"));
    }
}
