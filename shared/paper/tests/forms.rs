//! Filled forms and certificates as they come out: the forms that come with Balie, in three languages.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use domain::form::{Answers, Form, builtin};
use domain::language::Language;
use lopdf::Document;
use paper::{CertificateSheet, FormSheet, SignedOnForm, SignerOnForm, Tie, certificate, form};

fn contract() -> (&'static Form, Answers) {
    let form = builtin::form(&"apprenticeship-contract".parse().unwrap()).unwrap();
    let answers = serde_json::from_str(include_str!("../../../tests/data/apprenticeship-contract.json")).unwrap();
    (form, answers)
}

fn tie() -> Tie {
    Tie {
        case: "sub_01jdc5aaaaaaaaaaaaaaaaaaaa".to_owned(),
        code: None,
        link: "https://balie.example/forms/sent/sub_01jdc5aaaaaaaaaaaaaaaaaaaa".to_owned(),
        fingerprint: "0123456789abcdef".repeat(4),
        made_on: "2026-11-22".parse().unwrap(),
    }
}

fn signers(done: bool) -> Vec<SignerOnForm> {
    let at = "2026-11-22T10:00:00Z".parse().unwrap();
    let on = "2026-11-20".parse().unwrap();
    [
        ("Mila Sommer", "business"),
        ("Jonas Winter", "apprentice"),
        ("Anna Winter", "guardian"),
        ("Uwe Winter", "guardian"),
    ]
    .into_iter()
    .enumerate()
    .map(|(nth, (name, role))| SignerOnForm {
        name: name.to_owned(),
        role: role.to_owned(),
        signed: done.then_some(if nth == 3 { SignedOnForm::Paper(on) } else { SignedOnForm::Room(at) }),
    })
    .collect()
}

/// Without white space, which a PDF keeps as it likes.
fn text(pdf: &[u8]) -> String {
    let document = Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect()
}

/// Where the papers are laid down to be looked at, if somebody wants to.
fn show(name: &str, language: Language, pdf: &[u8]) {
    if let Ok(folder) = std::env::var("BALIE_PAPERS") {
        std::fs::write(format!("{folder}/{name}-{}.pdf", language.code()), pdf).unwrap();
    }
}

#[test]
fn a_contract_says_everything_that_was_answered_in_three_languages() {
    let (definition, answers) = contract();
    for language in Language::ALL {
        for (name, done) in [("contract", false), ("contract-signed", true)] {
            let sheet = FormSheet {
                tie: tie(),
                form: definition,
                answers: &answers,
                sent_at: Some("2026-11-22T09:00:00Z".parse().unwrap()),
                signers: signers(done),
            };
            let pdf = form(&sheet, language).unwrap();
            show(name, language, &pdf);
            let said = text(&pdf);
            for expected in ["TischlereiSommerGmbH", "JonasWinter", "UweWinter", "18057", "2029", "01234567"] {
                assert!(said.contains(expected), "{expected} in {language:?}: {said}");
            }
            for section in definition.read(&answers, language, true) {
                let heading: String = section.heading.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(said.contains(&heading), "{heading} in {language:?}");
            }
            assert_eq!(pdf, form(&sheet, language).unwrap(), "the same data give the same bytes");
        }
    }
}

#[test]
fn what_is_not_asked_is_not_printed_and_markup_is_text() {
    let (definition, mut answers) = contract();
    answers.0["representative"] = "#panic(\"x\") *Mila* {start}".into();
    answers.0.insert("shorteningMonths".to_owned(), 11.into());
    let sheet = FormSheet { tie: tie(), form: definition, answers: &answers, sent_at: None, signers: Vec::new() };
    let said = text(&form(&sheet, Language::German).unwrap());
    assert!(said.contains("#panic(\"x\")*Mila*{start}"), "{said}");
    let parts = definition.read(&answers, Language::German, true);
    assert!(parts.iter().flat_map(|part| &part.rows).all(|row| row.field != "shorteningMonths"));
}

#[test]
fn a_request_and_a_notice_are_papers_too() {
    let request = builtin::form(&"early-examination".parse().unwrap()).unwrap();
    let answers = Answers(
        serde_json::json!({"firstName": "Jonas", "lastName": "Winter", "born": "2008-03-14", "trade": "Tischler", "interim": true})
            .as_object()
            .unwrap()
            .clone(),
    );
    for language in Language::ALL {
        let sheet = FormSheet { tie: tie(), form: request, answers: &answers, sent_at: None, signers: Vec::new() };
        let pdf = form(&sheet, language).unwrap();
        show("request", language, &pdf);
        assert!(text(&pdf).contains("Tischler"));
    }
}

#[test]
fn a_certificate_names_the_number_the_parties_and_the_contract_in_three_languages() {
    let (definition, answers) = contract();
    for (language, title) in [
        (Language::German, "Eintragungsbestätigung"),
        (Language::Dutch, "Bewijsvaninschrijving"),
        (Language::English, "Certificateofentry"),
    ] {
        let sheet = CertificateSheet {
            tie: tie(),
            form: definition,
            answers: &answers,
            number: "2026-000123",
            entered_at: "2026-12-01T10:00:00Z".parse().unwrap(),
            signers: signers(true),
        };
        let pdf = certificate(&sheet, language).unwrap();
        show("certificate", language, &pdf);
        let said = text(&pdf);
        for expected in [title, "2026-000123", "JonasWinter", "TischlereiSommerGmbH"] {
            assert!(said.contains(expected), "{expected} in {language:?}: {said}");
        }
    }
}
