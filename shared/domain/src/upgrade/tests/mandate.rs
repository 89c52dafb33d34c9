//! Somebody who signs by a mandate and does not stand in the register: what is asked, and who looks at it (domain.md 1.3 note 4, 2.1).

use super::*;
use crate::language::Language;
use crate::power::RegisterFacts;
use crate::register::{Answer, Company, LegalForm, LegalState, Officials};

/// Petra's application, for which somebody signs by a mandate.
fn by_mandate() -> Data {
    let mut data = petras_data();
    let mut other = data.representatives.remove(0);
    other.first_names = "Karim".parse().unwrap();
    other.email = "karim@voorbeeld.nl".parse().unwrap();
    (other.is_user, other.not_in_register) = (false, true);
    other.identity_document = data.user.as_ref().and_then(|user| user.identity_document.clone());
    data.representatives = vec![other];
    data
}

impl Journey {
    fn hands_in_as(&mut self, kind: DocumentKind) {
        let paper = Document { kind, ..self.document().unwrap() };
        assert!(self.judge(paper, Finding::Harmless(None)).unwrap().is_released());
    }

    fn asked(&self) -> Vec<DocumentKind> {
        self.upgrade.documents_asked().unwrap()
    }
}

#[test]
fn a_mandate_is_shown_by_the_decision_and_a_declaration_and_a_person_looks() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    assert_eq!(journey.asked(), [DocumentKind::KvkExtract], "nobody is asked for a mandate who needs none");
    journey.fill_in(by_mandate()).unwrap();
    assert_eq!(
        journey.asked(),
        [DocumentKind::KvkExtract, DocumentKind::MandateDecision, DocumentKind::SelfDeclaration]
    );
    // Even an extract on which he stands after all settles nothing by itself.
    let born = by_mandate().representatives[0].birth_date;
    journey.hand_in(naming(&[("Jansen, Karim", born)], sealed())).unwrap();
    let at = "/documents".to_owned();
    assert_eq!(
        codes(journey.submit().unwrap_err()),
        [(at.clone(), "mandate-missing"), (at.clone(), "declaration-missing")]
    );
    journey.hands_in_as(DocumentKind::MandateDecision);
    assert_eq!(codes(journey.submit().unwrap_err()), [(at, "declaration-missing")]);
    journey.hands_in_as(DocumentKind::SelfDeclaration);
    journey.submit().unwrap();
    assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff));
}

#[test]
fn where_no_limits_are_allowed_a_mandate_is_not_enough() {
    let mut journey = Journey::begun();
    journey.upgrade.target_level = AssuranceLevel::Eh4;
    journey.fill_in(by_mandate()).unwrap();
    let faults = codes(journey.submit().unwrap_err());
    assert!(faults.contains(&("/representatives/0/notInRegister".to_owned(), "limits-not-allowed")), "{faults:?}");
    assert!(!faults.iter().any(|(_, code)| *code == "mandate-missing"), "no paper mends that");
}

#[test]
fn what_stops_the_company_stops_a_mandate_too() {
    let mut journey = Journey::begun();
    journey.fill_in(by_mandate()).unwrap();
    journey.hand_in(fresh()).unwrap();
    journey.hands_in_as(DocumentKind::MandateDecision);
    journey.hands_in_as(DocumentKind::SelfDeclaration);
    let company = Company {
        kvk_number: "69599084".parse().unwrap(),
        name: "Voorbeeld".to_owned(),
        legal_form: LegalForm::PrivateLimited,
        states: vec![LegalState::Bankrupt],
        ended_on: None,
        branches: Vec::new(),
        officials: Officials::Listed { entries: Vec::new() },
        as_of: sunday(),
    };
    let answer = Answer::Found { company: Box::new(company) };
    let facts = RegisterFacts::new("69599084".parse().unwrap(), sunday(), answer);
    journey.upgrade = journey.upgrade.clone().told_by_register(Some(facts));
    assert_eq!(codes(journey.submit().unwrap_err()), [("/organisation/kvkNumber".to_owned(), "bankrupt")]);
}

#[test]
fn the_language_somebody_is_written_to_in_is_no_part_of_what_is_signed() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let before = journey.upgrade.fingerprint();
    let mut data = petras_data();
    data.representatives[0].language = Some(Language::German);
    journey.fill_in(data.clone()).unwrap();
    assert_eq!(journey.upgrade.data.representatives[0].language, Some(Language::German), "it is kept");
    assert_eq!(journey.upgrade.fingerprint(), before);
    data.representatives[0].not_in_register = true;
    journey.fill_in(data).unwrap();
    assert_ne!(journey.upgrade.fingerprint(), before, "by what right somebody signs is part of it");
}
