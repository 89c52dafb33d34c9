//! The sentences, one catalogue per language. The type is the list of keys: a file with one key too few or too many does not load.

use std::sync::LazyLock;

use domain::language::Language;
use serde::Deserialize;

use crate::people::PeopleWords;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Words {
    pub frame: Frame,
    pub letters: Letters,
    pub parts: Parts,
}

/// What stands around every letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Frame {
    pub greeting: String,
    pub closing: String,
    pub link_hint: String,
    pub promise: String,
    pub date: String,
    pub moment: String,
    pub months: [String; 12],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Letters {
    pub confirm: Sheet,
    pub initial_password: Sheet,
    pub already_registered: Sheet,
    pub reset: Sheet,
    pub password_changed: Sheet,
    pub new_log_in: Sheet,
    pub session_theft: Sheet,
    pub recovery_code_used: Sheet,
    pub second_factor_changed: Sheet,
    pub eherkenning_linked: Sheet,
    pub eherkenning_unlinked: Sheet,
    pub upgrade_received: Sheet,
    pub something_missing: Sheet,
    pub refused: Sheet,
    pub approved: Sheet,
    pub activated: Sheet,
    pub message_for_customer: Sheet,
    pub message_for_desk: Sheet,
    pub promise_moved: Sheet,
    pub promise_waits: Sheet,
    pub unfinished: Sheet,
    pub still_missing: Sheet,
    pub code_lapses: Sheet,
    pub will_be_called_off: Sheet,
    pub called_off: Sheet,
    pub signer_invited: Sheet,
    pub signer_reminded: Sheet,
    pub signing_code: Sheet,
    pub signature_confirmed: Sheet,
    pub signer_signed: Sheet,
    pub all_signed: Sheet,
    pub signer_declined: Sheet,
    pub signer_replaced: Sheet,
    pub first_received: Sheet,
    pub first_missing: Sheet,
    pub first_refused: Sheet,
    pub first_approved: Sheet,
    pub first_activated: Sheet,
    pub yours_to_finish: Sheet,
    pub appointment_announced: Sheet,
    pub role_changed: Sheet,
    pub registration_changed: Sheet,
    pub lapses: Sheet,
    pub level_rises: Sheet,
    pub order_ready: Sheet,
    pub order_nothing_found: Sheet,
    pub order_not_given_out: Sheet,
    pub order_given_up: Sheet,
    pub counter_ready: Sheet,
    pub counter_given_back: Sheet,
    pub mandate_code: Sheet,
    pub mandate_given: Sheet,
    pub mandate_given_b2b: Sheet,
    pub mandate_changed: Sheet,
    pub mandate_revoked: Sheet,
    pub mandate_about_to_lapse: Sheet,
    pub mandate_lapsed: Sheet,
    pub overview_ready: Sheet,
    pub overview_scheduled: Sheet,
    pub overview_failed: Sheet,
    pub folder_put: Sheet,
    pub folder_version: Sheet,
    pub folder_zip_ready: Sheet,
    pub folder_zip_failed: Sheet,
    pub collection_ahead: Sheet,
    pub collection_cancelled: Sheet,
    pub collection_returned: Sheet,
    pub invoice_made: Sheet,
    pub invoice_reminder: Sheet,
    pub invoice_dunning: Sheet,
    pub invoice_collector: Sheet,
    pub invoice_credited: Sheet,
    pub budget_near: Sheet,
    pub budget_reached: Sheet,
    pub business_opened: Sheet,
    pub business_opened_by_you: Sheet,
    pub business_person_removed: Sheet,
    pub business_closed_to_you: Sheet,
    pub business_person_left: Sheet,
    pub business_left: Sheet,
    pub business_letter_locked: Sheet,
    pub access_code: Sheet,
    pub access_code_renewed: Sheet,
    pub colleague_invited: Sheet,
    pub new_access_code_link: Sheet,
    pub no_access_code: Sheet,
    pub access_code_replaced: Sheet,
    pub access_code_ended: Sheet,
    pub main_user_changed: Sheet,
    pub colleague_password_reset: Sheet,
    pub leave_address: Sheet,
    pub take_address: Sheet,
    pub address_taken: Sheet,
    pub desk_changes_address: Sheet,
    pub address_left: Sheet,
    pub address_taken_over: Sheet,
    pub address_kept: Sheet,
    pub address_not_taken: Sheet,
    pub deletion_asked: Sheet,
    pub deletion_taken_back: Sheet,
    pub account_deleted: Sheet,
    pub identity_invited: Sheet,
    pub identity_reminded: Sheet,
    pub identity_booked: Sheet,
    pub identity_window_known: Sheet,
    pub identity_mismatch: Sheet,
    pub identity_missed: Sheet,
    pub identity_expired: Sheet,
    pub ticket_received: Sheet,
    pub ticket_answered: Sheet,
    pub ticket_closed: Sheet,
    pub ticket_found: Sheet,
    pub ticket_for_desk: Sheet,
    pub untaken_case: Sheet,
    pub submission_to_sign: Sheet,
    pub submission_to_sign_again: Sheet,
    pub submission_code: Sheet,
    pub submission_void: Sheet,
    pub submission_received: Sheet,
    pub submission_signed: Sheet,
    pub submission_declined: Sheet,
    pub submission_all_signed: Sheet,
    pub submission_lapsed: Sheet,
    pub submission_asked_back: Sheet,
    pub submission_registered: Sheet,
    pub submission_granted: Sheet,
    pub submission_noted: Sheet,
    pub submission_refused: Sheet,
    pub submission_written: Sheet,
}

/// The words of one kind of letter, with `{places}` for what differs from one to the next.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Sheet {
    pub subject: String,
    pub heading: String,
    pub body: Vec<String>,
    pub secret: Option<String>,
    pub quote: Option<String>,
    pub button: String,
    pub after: Vec<String>,
}

/// Sentences that are there or not, or differ in number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Parts {
    pub codes_left: Counted,
    pub no_codes_left: String,
    pub second_factor_on: String,
    pub second_factor_off: String,
    pub promised_for: String,
    pub not_promised: String,
    pub people: PeopleWords,
    pub at_a_distance: String,
    pub ticket_by_link: String,
    pub ticket_by_account: String,
}

/// Dutch, German and English tell one from all others, zero included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    one: String,
    other: String,
}

impl Counted {
    pub(crate) fn say(&self, count: u32) -> String {
        let pattern = if count == 1 { &self.one } else { &self.other };
        fill(pattern, &[("count", &count.to_string())])
    }
}

/// The catalogue of a language.
pub(crate) fn words(language: Language) -> Result<&'static Words, &'static serde_json::Error> {
    static DUTCH: LazyLock<serde_json::Result<Words>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../words/nl.json")));
    static GERMAN: LazyLock<serde_json::Result<Words>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../words/de.json")));
    static ENGLISH: LazyLock<serde_json::Result<Words>> =
        LazyLock::new(|| serde_json::from_str(include_str!("../words/en.json")));
    match language {
        Language::Dutch => DUTCH.as_ref(),
        Language::German => GERMAN.as_ref(),
        Language::English => ENGLISH.as_ref(),
    }
}

/// Puts values in their places, in one pass: a value that looks like a place stays as it is. A place without a value stays too, and the
/// test that renders everything finds it.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after
            .split_once('}')
            .and_then(|(name, beyond)| Some((values.iter().find(|(known, _)| *known == name)?.1, beyond)))
        {
            Some((value, beyond)) => {
                filled.push_str(value);
                rest = beyond;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_looks_like_a_place_stays_as_it_is() {
        assert_eq!(fill("{a} and {b}.", &[("a", "{b}"), ("b", "2")]), "{b} and 2.");
        assert_eq!(fill("{unknown} {", &[]), "{unknown} {");
    }

    #[test]
    fn one_is_told_from_many() {
        let words = words(Language::English).unwrap();
        assert!(words.parts.codes_left.say(1).contains("1 recovery code left"));
        assert!(words.parts.codes_left.say(7).contains("7 recovery codes left"));
    }

    #[test]
    fn every_language_has_every_sheet_with_the_same_places() {
        let places = |language: &str| {
            let catalogue: serde_json::Value = serde_json::from_str(language).unwrap();
            let mut places = Vec::new();
            for (letter, sheet) in catalogue["letters"].as_object().unwrap() {
                let mut found: Vec<String> = sheet
                    .to_string()
                    .split('{')
                    .skip(2)
                    .filter_map(|rest| rest.split_once('}'))
                    .map(|(name, _)| name.to_owned())
                    .collect();
                found.sort();
                found.dedup();
                places.push((
                    letter.clone(),
                    found,
                    sheet["secret"].is_null(),
                    sheet["quote"].is_null(),
                    sheet["after"].as_array().unwrap().len(),
                ));
            }
            places.sort();
            places
        };
        let dutch = places(include_str!("../words/nl.json"));
        assert_eq!(dutch, places(include_str!("../words/de.json")));
        assert_eq!(dutch, places(include_str!("../words/en.json")));
        assert!(dutch.len() > 20 && dutch.iter().any(|(_, found, ..)| found.contains(&"until".to_owned())));
    }
}
