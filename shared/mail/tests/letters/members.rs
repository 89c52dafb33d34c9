//! Mails of the member area: businesses, documents, mandates, collections, forms.

use std::sync::LazyLock;

use domain::collection::{ReturnReason, Returned};
use domain::ids::{BusinessId, MandateId, SubmissionId};
use domain::submission::RegisterNumber;
use jiff::civil::date;
use mail::{
    BusinessEvent, BusinessNews, CollectionEvent, CollectionNews, FolderEvent, FolderNews, Letter, MandateEvent,
    MandateLetter, SubmissionEvent, SubmissionNews,
};

use crate::{Expected, ORIGIN, TOKEN, at, expect};

const MANDATE: &str = "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/mandates/mnd_01jdc5aaaaaaaaaaaaaaaaaaaa";

/// A mandate of which something is told.
fn mandate(what: MandateEvent<'static>) -> Letter<'static> {
    static IDS: LazyLock<(BusinessId, MandateId)> = LazyLock::new(|| {
        ("biz_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "mnd_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap())
    });
    Letter::Mandate(MandateLetter {
        what,
        business: &IDS.0,
        business_name: "Tischlerei Sommer GmbH",
        mandate: &IDS.1,
        reference: "BALIE-20261122-23456789",
        creditor: "HWK",
        account: "DE\u{2022}\u{2022} \u{2022}\u{2022}\u{2022}\u{2022} 3000",
    })
}

/// A debit of which something is told.
fn debit(what: CollectionEvent) -> Letter<'static> {
    static IDS: LazyLock<(BusinessId, MandateId)> = LazyLock::new(|| {
        ("biz_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "mnd_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap())
    });
    Letter::Collection(CollectionNews {
        what,
        business: &IDS.0,
        business_name: "Tischlerei Sommer GmbH",
        mandate: &IDS.1,
        reference: "HWK-20261122-0001",
        creditor: "Handwerkskammer Muster",
        creditor_id: "DE98ZZZ09999999999",
        cents: 5_513,
        on: date(2026, 12, 7),
        text: "Beitrag 471100",
    })
}

/// The page of its mandate.
const DEBITED: &str = "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/mandates/mnd_01jdc5aaaaaaaaaaaaaaaaaaaa";

/// Something about documents of a business.
fn folder(event: FolderEvent<'static>) -> Letter<'static> {
    let business = "biz_01jdc5aaaaaaaaaaaaaaaaaaaa";
    Letter::Folder(FolderNews { business, business_name: "Tischlerei Sommer", event })
}

fn form_page() -> String {
    "/forms/sent/sub_01jdc5aaaaaaaaaaaaaaaaaaaa".to_owned()
}

fn register_number() -> &'static RegisterNumber {
    static NUMBER: LazyLock<RegisterNumber> = LazyLock::new(|| "2026-000123".parse().unwrap());
    &NUMBER
}

/// A filled form of which something is told.
fn about_form<'a>(what: SubmissionEvent<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    static ID: LazyLock<SubmissionId> = LazyLock::new(|| "sub_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap());
    let news = SubmissionNews { submission: &ID, form: "Berufsausbildungsvertrag", what };
    Expected { letter: Letter::Submission(news), link: format!("{ORIGIN}{link}"), essential }
}

/// Something that happened to a member business.
fn about_business(event: BusinessEvent, essential: Vec<&str>) -> Expected<'_> {
    let news = BusinessNews {
        event,
        business: "Tischlerei Sommer GmbH",
        number: "471100",
        who: "lena@sommer.example",
        at: at(),
    };
    Expected { letter: Letter::Business(news), link: format!("{ORIGIN}/businesses"), essential }
}

pub(crate) fn letters() -> Vec<Expected<'static>> {
    vec![
        about_business(BusinessEvent::Opened, vec!["lena@sommer.example", "471100", "2026"]),
        about_business(BusinessEvent::OpenedByYou, vec!["471100", "2026"]),
        about_business(BusinessEvent::Removed, vec!["lena@sommer.example", "471100", "2026"]),
        about_business(BusinessEvent::RemovedYou, vec!["471100", "2026"]),
        about_business(BusinessEvent::Left, vec!["lena@sommer.example", "471100", "2026"]),
        about_business(BusinessEvent::LeftByYou, vec!["471100", "2026"]),
        about_business(BusinessEvent::LetterLocked, vec!["471100", "2026"]),
        expect(
            folder(FolderEvent::Put { folder: "Bescheide", topic: "notices", again: false }),
            "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/documents/notices",
            vec!["Tischlerei Sommer", "Bescheide"],
        ),
        expect(
            folder(FolderEvent::Put { folder: "Bescheide", topic: "notices", again: true }),
            "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/documents/notices",
            vec!["Tischlerei Sommer", "Bescheide"],
        ),
        expect(
            folder(FolderEvent::Ready { until: at() }),
            "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/documents",
            vec!["Tischlerei Sommer", "2026"],
        ),
        expect(
            folder(FolderEvent::Failed),
            "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/documents",
            vec!["Tischlerei Sommer"],
        ),
        expect(mandate(MandateEvent::Code { code: "123456", until: at() }), MANDATE, vec!["123456", "2026"]),
        expect(mandate(MandateEvent::Given { b2b: false }), MANDATE, vec!["Tischlerei Sommer GmbH", "HWK", "3000"]),
        expect(mandate(MandateEvent::Given { b2b: true }), MANDATE, vec!["BALIE-20261122-23456789", "HWK", "3000"]),
        expect(mandate(MandateEvent::Changed), MANDATE, vec!["BALIE-20261122-23456789", "3000"]),
        expect(mandate(MandateEvent::Revoked), MANDATE, vec!["BALIE-20261122-23456789"]),
        expect(mandate(MandateEvent::AboutToLapse { on: date(2029, 11, 22) }), MANDATE, vec!["2029"]),
        expect(mandate(MandateEvent::Lapsed { on: date(2029, 11, 23) }), MANDATE, vec!["2029"]),
        about_form(
            SubmissionEvent::ToSign { name: "Jonas Winter", again: false, token: TOKEN, until: at() },
            &format!("/forms/sign#token={TOKEN}"),
            vec!["Jonas Winter", "2026"],
        ),
        about_form(
            SubmissionEvent::ToSign { name: "Jonas Winter", again: true, token: TOKEN, until: at() },
            &format!("/forms/sign#token={TOKEN}"),
            vec!["Jonas Winter", "2026"],
        ),
        about_form(SubmissionEvent::Code { code: "048213", until: at() }, "/forms/sign", vec!["048213", "2026"]),
        about_form(SubmissionEvent::Void, "/forms/sign", vec![]),
        about_form(SubmissionEvent::Received, &form_page(), vec![]),
        about_form(
            SubmissionEvent::Signed { name: "Jonas Winter", signed: 2, needed: 3 },
            &form_page(),
            vec!["Jonas Winter", "2", "3"],
        ),
        about_form(
            SubmissionEvent::Declined { name: "Jonas Winter", reason: "Falsche Vergütung" },
            &form_page(),
            vec!["Jonas Winter", "Falsche Vergütung"],
        ),
        about_form(SubmissionEvent::AllSigned, &form_page(), vec![]),
        about_form(SubmissionEvent::Lapsed, &form_page(), vec![]),
        about_form(SubmissionEvent::AskedBack { why: "Bitte nachreichen" }, &form_page(), vec!["Bitte nachreichen"]),
        about_form(SubmissionEvent::Registered { number: register_number() }, &form_page(), vec!["2026-000123"]),
        about_form(SubmissionEvent::Granted, &form_page(), vec![]),
        about_form(SubmissionEvent::Noted, &form_page(), vec![]),
        about_form(SubmissionEvent::Refused { why: "Keine Befugnis" }, &form_page(), vec!["Keine Befugnis"]),
        about_form(SubmissionEvent::Written, &form_page(), vec![]),
        expect(
            debit(CollectionEvent::Ahead),
            DEBITED,
            vec![
                "55",
                "13",
                "HWK-20261122-0001",
                "DE98ZZZ09999999999",
                "2026",
                "Tischlerei Sommer GmbH",
                "Beitrag 471100",
            ],
        ),
        expect(debit(CollectionEvent::Cancelled), DEBITED, vec!["55", "13", "HWK-20261122-0001", "Beitrag 471100"]),
        expect(
            debit(CollectionEvent::Returned(Returned { on: date(2026, 12, 9), reason: ReturnReason::Ac04 })),
            DEBITED,
            vec!["55", "13", "HWK-20261122-0001", "Beitrag 471100", "9"],
        ),
    ]
}
