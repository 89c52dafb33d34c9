//! Every mail, in every language.

#![expect(clippy::unwrap_used, reason = "the helpers of a test say what they need")]

mod accounts;
mod cases;
mod desk;
mod members;
mod spending;

use domain::ids::{MeansId, UpgradeId};
use domain::language::Language;
use domain::level::AssuranceLevel;
use jiff::Timestamp;
use mail::{Case, Letter, Rendered, mime, render};

const ORIGIN: &str = "https://balie.example";
const TOKEN: &str = "Zm9vYmFyLXRva2VuLW9mLTI1Ni1iaXRzLWJhc2U2NHVybA";
const UPGRADE: &str = "upg_01jdc5aaaaaaaaaaaaaaaaaaaa";
const MEANS: &str = "mns_01jdc5aaaaaaaaaaaaaaaaaaaa";

fn at() -> Timestamp {
    "2026-11-22T13:30:00Z".parse().unwrap()
}

/// What must be readable in a mail in whichever form: values that no translation changes.
struct Expected<'a> {
    letter: Letter<'a>,
    link: String,
    essential: Vec<&'a str>,
}

fn expect<'a>(letter: Letter<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    Expected { letter, link: format!("{ORIGIN}{link}"), essential }
}

fn every_letter<'a>(upgrade: &'a UpgradeId, means: &'a MeansId, organisation: &'a str) -> Vec<Expected<'a>> {
    let case = Case {
        upgrade,
        means_number: "EH-2026-0417",
        organisation,
        from: Some(AssuranceLevel::Eh2Plus),
        to: AssuranceLevel::Eh3,
    };
    let mut all = accounts::letters(organisation);
    all.extend(cases::letters(case, means, organisation));
    all.extend(desk::letters(case, upgrade, means));
    all.extend(spending::letters(organisation));
    all.extend(members::letters());
    all
}

fn for_every(check: impl Fn(&Expected<'_>, Language, &Rendered)) {
    let (upgrade, means) = (UPGRADE.parse().unwrap(), MEANS.parse().unwrap());
    for expected in every_letter(&upgrade, &means, "Voorbeeld Beheer B.V.") {
        for language in Language::ALL {
            check(&expected, language, &render(&expected.letter, language, ORIGIN).unwrap());
        }
    }
}

#[test]
fn every_mail_carries_its_essentials_and_its_link_in_text_and_in_html() {
    for_every(|expected, language, mail| {
        let name = format!("{:?} in {language:?}", expected.letter);
        for (form, body) in [("text", &mail.text), ("html", &mail.html)] {
            let body = body.replace("&#43;", "+").replace("&#62;", ">").replace("&#38;", "&");
            assert!(body.contains(&expected.link), "{name}: no link {} in {form}\n{body}", expected.link);
            for value in &expected.essential {
                assert!(body.contains(value), "{name}: no {value} in {form}\n{body}");
            }
        }
        assert!(!mail.subject.is_empty() && mail.subject.chars().count() < 70, "{name}: {}", mail.subject);
    });
}

#[test]
fn no_place_is_left_unfilled_and_no_line_is_lost_between_text_and_html() {
    for_every(|expected, language, mail| {
        let name = format!("{:?} in {language:?}", expected.letter);
        assert!(!mail.text.contains(['{', '}']), "{name}\n{}", mail.text);
        assert!(!mail.subject.contains(['{', '}']), "{name}");
        let body = mail.html.split_once("<body").unwrap().1;
        assert!(!body.contains(['{', '}']), "{name}\n{body}");
        for line in mail.text.lines().map(str::trim).filter(|line| !line.is_empty() && *line != "--") {
            let line = line.trim_start_matches("- ").trim_end_matches(':');
            let plain = body.replace("&#43;", "+").replace("&#39;", "'").replace("&#62;", ">").replace("&#38;", "&");
            assert!(plain.contains(line), "{name}: {line:?} is only in the text");
        }
    });
}

#[test]
fn every_mail_is_in_its_own_language_throughout() {
    let telling = |language| match language {
        Language::Dutch => [" uw ", " het ", " niet ", " een "],
        Language::German => [" Ihre", " Sie ", " nicht ", " der "],
        Language::English => [" your ", " you ", " the ", " this "],
    };
    for_every(|expected, language, mail| {
        // The colleague's own words stay in the language they were written in.
        let text = mail.text.replace("De handtekening van mevrouw De Vries ontbreekt.", "");
        let count = |language| telling(language).iter().map(|word| text.matches(word).count()).sum::<usize>();
        assert!(count(language) >= 3, "{:?} in {language:?}\n{text}", expected.letter);
        for other in Language::ALL.into_iter().filter(|other| *other != language) {
            assert_eq!(count(other), 0, "{:?} in {language:?} has words of {other:?}\n{text}", expected.letter);
        }
        assert!(mail.html.contains(&format!("<html lang=\"{}\">", language.code())));
        match language {
            Language::Dutch => assert!(![" je ", " jij ", " jouw "].iter().any(|word| text.contains(word)), "{text}"),
            Language::German => assert!(![" du ", " dein", " dir "].iter().any(|word| text.contains(word)), "{text}"),
            Language::English => {}
        }
    });
}

#[test]
fn nobody_is_asked_for_a_code_and_links_lead_home_only() {
    for_every(|expected, language, mail| {
        for body in [&mail.text, &mail.html] {
            for (at, _) in body.match_indices("http") {
                let link = &body[at..];
                assert!(
                    link.starts_with(&format!("{ORIGIN}/"))
                        || link.starts_with(&format!("{ORIGIN}."))
                        || link.starts_with(&format!("{ORIGIN} ")),
                    "{:?}: {}",
                    expected.letter,
                    &link[..40]
                );
            }
        }
        let promise = match language {
            Language::Dutch => "Wij vragen u nooit",
            Language::German => "Wir fragen Sie nie",
            Language::English => "We never ask you",
        };
        assert!(mail.text.contains(promise) && mail.html.contains(promise));
    });
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let (upgrade, means) = (UPGRADE.parse().unwrap(), MEANS.parse().unwrap());
    let hostile = "<a href=\"https://evil.example\">Bank</a>\r\nBcc: all@evil.example\u{0} & {to} <script>";
    for expected in every_letter(&upgrade, &means, hostile) {
        for language in Language::ALL {
            let mail = render(&expected.letter, language, ORIGIN).unwrap();
            assert!(
                !mail.html.contains("<script>") && !mail.html.contains("<a href=\"https://evil"),
                "{:?}",
                expected.letter
            );
            assert!(!mail.text.contains("\nBcc:") && !mail.text.contains('\0'));
            assert!(!mail.subject.contains(['\r', '\n']) && !mail.subject.contains("evil"));
        }
    }
    let device = Letter::NewLogIn { at: at(), device: "<img src=x onerror=alert(1)>\r\nSubject: x" };
    let mail = render(&device, Language::English, ORIGIN).unwrap();
    assert!(!mail.html.contains("<img") && mail.html.contains("&#60;img"));
}

#[test]
fn a_letter_never_prints_its_secrets() {
    for letter in
        [Letter::Confirm { token: TOKEN, until: at() }, Letter::InitialPassword { password: "geheim", until: at() }]
    {
        let printed = format!("{letter:?}");
        assert!(!printed.contains(TOKEN) && !printed.contains("geheim"), "{printed}");
    }
}

#[test]
fn the_message_has_both_forms_and_headers_nobody_can_add_to() {
    for_every(|expected, language, mail| {
        let to = "p.jansen@voorbeeld.nl".parse().unwrap();
        let bytes = mime(mail, "Balie <noreply@balie.example>", &to, "eff_01jdc5aaaaaaaaaaaaaaaaaaaa", at()).unwrap();
        let again = mime(mail, "Balie <noreply@balie.example>", &to, "eff_01jdc5aaaaaaaaaaaaaaaaaaaa", at()).unwrap();
        assert_eq!(bytes, again, "the same effect is the same message");
        let message = String::from_utf8(bytes).unwrap();
        let (headers, body) = message.split_once("\r\n\r\n").unwrap();
        let names: Vec<_> = headers
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        for needed in [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Auto-Submitted",
            "Content-Language",
        ] {
            assert_eq!(
                names.iter().filter(|name| **name == needed).count(),
                1,
                "{needed} of {:?} in {language:?}:\n{headers}",
                expected.letter
            );
        }
        assert_eq!(names.len(), 9, "{headers}");
        assert!(
            headers.contains("multipart/alternative")
                && headers.contains("<eff_01jdc5aaaaaaaaaaaaaaaaaaaa@balie.example>"),
            "{headers}"
        );
        assert!(body.contains("text/plain; charset=utf-8") && body.contains("text/html; charset=utf-8"));
        assert!(message.is_ascii() && message.lines().all(|line| line.len() < 998));
    });
}

#[test]
fn an_address_that_is_none_makes_no_message() {
    let mail = render(&Letter::AlreadyRegistered, Language::Dutch, ORIGIN).unwrap();
    let to = "p.jansen@voorbeeld.nl".parse().unwrap();
    assert!(mime(&mail, "Balie\r\nBcc: x@y.nl", &to, "eff_x", at()).is_err());
}
