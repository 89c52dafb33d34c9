//! Every mail, in every language.

#![expect(clippy::unwrap_used, reason = "the helpers of a test say what they need")]

use std::sync::LazyLock;

use domain::collection::{ReturnReason, Returned};
use domain::document::DocumentRefusal;
use domain::ids::SubmissionId;
use domain::ids::{
    AppointmentId, BusinessId, InvoiceId, MandateId, MeansId, OrderId, OrganisationId, TicketId, UpgradeId,
};
use domain::invoice::{InvoiceNumber, Step};
use domain::kvk_number::KvkNumber;
use domain::language::Language;
use domain::lapse::{Lapse, LapseKind};
use domain::level::AssuranceLevel;
use domain::order::NotDelivered;
use domain::organisation::Role;
use domain::product::RegisterProduct;
use domain::submission::RegisterNumber;
use domain::upgrade::checklist::Check;
use domain::upgrade::identification::Appointment;
use domain::upgrade::refusal::Reason;
use jiff::Timestamp;
use jiff::civil::date;
use mail::{
    AccountNews, BudgetNews, BusinessEvent, BusinessNews, Case, CodesNews, CollectionEvent, CollectionNews,
    CounterNews, DeskNews, FolderEvent, FolderNews, IdentityNews, InvoiceEvent, InvoiceNews, Letter, MandateEvent,
    MandateLetter, Missing, OrderNews, OrderOutcome, OverviewNews, OverviewOutcome, PeopleNews, Place, Rendered,
    SubmissionEvent, SubmissionNews, TicketEvent, TicketNews, Untaken, mime, render,
};

const MANDATE: &str = "/businesses/biz_01jdc5aaaaaaaaaaaaaaaaaaaa/mandates/mnd_01jdc5aaaaaaaaaaaaaaaaaaaa";
const ORIGIN: &str = "https://balie.example";
const TOKEN: &str = "Zm9vYmFyLXRva2VuLW9mLTI1Ni1iaXRzLWJhc2U2NHVybA";
const TICKET: &str = "tic_01jdc5aaaaaaaaaaaaaaaaaaaa";
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

/// The partner's page for booking; under the origin here, so that the test on links needs no exception for it.
const BOOK: &str = "https://balie.example/partner/book/Zm9vYmFyLXRva2Vu";

fn visit() -> &'static Appointment {
    static VISIT: LazyLock<Appointment> = LazyLock::new(|| Appointment {
        place: Some("Dorpsstraat 1, Utrecht".parse().unwrap()),
        from: "2026-11-24T07:00:00Z".parse().unwrap(),
        until: "2026-11-24T17:00:00Z".parse().unwrap(),
    });
    &VISIT
}

fn appointment() -> &'static AppointmentId {
    static ID: LazyLock<AppointmentId> = LazyLock::new(|| "app_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap());
    &ID
}

fn lapses() -> &'static [(Lapse, i64)] {
    static LAPSES: LazyLock<Vec<(Lapse, i64)>> = LazyLock::new(|| {
        let one = |kind| Lapse {
            on: date(2027, 2, 20),
            kind,
            means_id: None,
            number: Some("EH-2026-0417".to_owned()),
            holder: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            service: Some("Mijn RVO".to_owned()),
        };
        LapseKind::ALL.map(|kind| (one(kind), 90)).to_vec()
    });
    &LAPSES
}

const MISSING: [Missing; 1] = [Missing { check: Check::ExtractInDate, reason: None, document: None }];

/// An invoice of which something is told.
fn invoice(what: InvoiceEvent, organisation: &str) -> InvoiceNews<'_> {
    static NAMED: LazyLock<(InvoiceId, InvoiceNumber)> =
        LazyLock::new(|| ("inv_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "69599084-0007".parse().unwrap()));
    InvoiceNews {
        what,
        invoice: &NAMED.0,
        number: &NAMED.1,
        organisation,
        month: "2026-10".parse().unwrap(),
        to_pay_cents: 3_693,
        until: date(2026, 11, 29),
        fee_cents: 900,
    }
}

/// A budget of fifty euro of which forty-one and some were spent.
fn budget(percent: u8, organisation: &str) -> BudgetNews<'_> {
    let month = "2026-11".parse().unwrap();
    BudgetNews { organisation, label: "Inkoop", month, percent, spent_cents: 4_137, budget_cents: 5_000 }
}

fn invoice_page() -> String {
    "/invoices/inv_01jdc5aaaaaaaaaaaaaaaaaaaa".to_owned()
}

/// An overview of which something is told.
fn overview(scheduled: bool, outcome: OverviewOutcome) -> Letter<'static> {
    let month = |month: &str| month.parse().unwrap();
    Letter::Overview(OverviewNews { from: month("2026-10"), to: month("2026-11"), scheduled, outcome })
}

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

/// The page of an order.
const ORDERED: &str = "/orders/ord_01jdc5aaaaaaaaaaaaaaaaaaaa";

/// An order of which something is told.
fn ordered(outcome: OrderOutcome) -> Letter<'static> {
    static NAMED: LazyLock<(OrderId, KvkNumber)> =
        LazyLock::new(|| ("ord_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "69599084".parse().unwrap()));
    let (order, kvk_number) = (&NAMED.0, &NAMED.1);
    let product = RegisterProduct::CertifiedExtract;
    Letter::Order(OrderNews { order, product, company: "Test EMZ Dagobert", kvk_number, outcome })
}

fn codes(news: CodesNews<'_>) -> Letter<'_> {
    Letter::Codes(news)
}

/// An order without an account of which something is told.
fn at_the_counter(outcome: OrderOutcome) -> Letter<'static> {
    static NUMBER: LazyLock<KvkNumber> = LazyLock::new(|| "69599084".parse().unwrap());
    Letter::CounterOrder(CounterNews { token: TOKEN, company: "Test EMZ Dagobert", kvk_number: &NUMBER, outcome })
}

fn desk<'a>(case: Case<'a>, news: DeskNews<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    Expected { letter: Letter::Desk { case, news }, link: format!("{ORIGIN}{link}"), essential }
}

fn ticket<'a>(news: TicketNews<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    let reference = "482 913 046".parse().unwrap();
    Expected { letter: Letter::Ticket { reference, news }, link: format!("{ORIGIN}{link}"), essential }
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

fn identity<'a>(case: Case<'a>, news: IdentityNews<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    Expected { letter: Letter::Identity { case, news }, link: link.to_owned(), essential }
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

fn every_letter<'a>(upgrade: &'a UpgradeId, means: &'a MeansId, organisation: &'a str) -> Vec<Expected<'a>> {
    let case = Case {
        upgrade,
        means_number: "EH-2026-0417",
        organisation,
        from: Some(AssuranceLevel::Eh2Plus),
        to: AssuranceLevel::Eh3,
    };
    let tracker = format!("/upgrades/{UPGRADE}");
    let of: &OrganisationId = {
        static OF: LazyLock<OrganisationId> = LazyLock::new(|| "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap());
        &OF
    };
    let id: &TicketId = {
        static ID: LazyLock<TicketId> = LazyLock::new(|| TICKET.parse().unwrap());
        &ID
    };
    let (link, own) = (Place::Link { token: TOKEN, until: at() }, Place::Account { ticket: id });
    let (thread, question) = (format!("/help/thread#token={TOKEN}"), format!("/help/questions/{TICKET}"));
    let at_desk = format!("/desk/organisations/{of}/upgrades/{UPGRADE}");
    let expect = |letter, link: &str, essential| Expected { letter, link: format!("{ORIGIN}{link}"), essential };
    vec![
        about_business(BusinessEvent::Opened, vec!["lena@sommer.example", "471100", "2026"]),
        about_business(BusinessEvent::OpenedByYou, vec!["471100", "2026"]),
        about_business(BusinessEvent::Removed, vec!["lena@sommer.example", "471100", "2026"]),
        about_business(BusinessEvent::RemovedYou, vec!["471100", "2026"]),
        about_business(BusinessEvent::Left, vec!["lena@sommer.example", "471100", "2026"]),
        about_business(BusinessEvent::LeftByYou, vec!["471100", "2026"]),
        about_business(BusinessEvent::LetterLocked, vec!["471100", "2026"]),
        expect(ordered(OrderOutcome::Ready { until: at() }), ORDERED, vec!["2026", "69599084"]),
        expect(
            overview(false, OverviewOutcome::Ready { until: at() }),
            "/account/overviews",
            vec!["2026-10", "2026-11"],
        ),
        expect(
            overview(true, OverviewOutcome::Ready { until: at() }),
            "/account/overviews",
            vec!["2026-10", "2026-11"],
        ),
        expect(overview(false, OverviewOutcome::Failed), "/account/overviews", vec!["2026-10", "2026-11"]),
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
        expect(ordered(OrderOutcome::Failed { why: NotDelivered::NothingFound }), ORDERED, vec!["69599084"]),
        expect(ordered(OrderOutcome::Failed { why: NotDelivered::NotGivenOut }), ORDERED, vec!["69599084"]),
        expect(ordered(OrderOutcome::Failed { why: NotDelivered::GivenUp }), ORDERED, vec!["69599084"]),
        expect(
            at_the_counter(OrderOutcome::Ready { until: at() }),
            &format!("/order-extract/done#token={TOKEN}"),
            vec!["2026", "69599084"],
        ),
        expect(
            at_the_counter(OrderOutcome::Failed { why: NotDelivered::NothingFound }),
            &format!("/order-extract/done#token={TOKEN}"),
            vec!["69599084"],
        ),
        expect(Letter::Confirm { token: TOKEN, until: at() }, &format!("/activate#token={TOKEN}"), vec!["2026", "30"]),
        expect(
            Letter::InitialPassword { password: "k7Fq-2mPz-9Rtw-Yx3d", until: at() },
            "/log-in",
            vec!["k7Fq-2mPz-9Rtw-Yx3d", "2026"],
        ),
        expect(
            codes(CodesNews::Code { organisation, label: "Inkoop", code: "ABCD-EFGH-JKMN", again: false }),
            "/log-in",
            vec!["ABCD-EFGH-JKMN", "Inkoop"],
        ),
        expect(
            codes(CodesNews::Code { organisation, label: "Inkoop", code: "ABCD-EFGH-JKMN", again: true }),
            "/log-in",
            vec!["ABCD-EFGH-JKMN", "Inkoop"],
        ),
        expect(
            codes(CodesNews::Invited { organisation, token: TOKEN, until: at() }),
            &format!("/activate?invited#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(
            codes(CodesNews::NewCode { token: TOKEN, until: at() }),
            &format!("/new-access-code#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(codes(CodesNews::NoCode), "/log-in", vec![]),
        expect(
            codes(CodesNews::Replaced { organisation, label: "Inkoop", holder: "Sanne Bakker" }),
            "/access-codes",
            vec!["Inkoop", "Sanne Bakker"],
        ),
        expect(
            codes(CodesNews::PasswordReset { organisation, label: "Inkoop", holder: "Sanne Bakker" }),
            "/access-codes",
            vec!["Inkoop", "Sanne Bakker"],
        ),
        expect(codes(CodesNews::Ended { organisation, label: "Inkoop" }), "/log-in", vec!["Inkoop"]),
        expect(
            codes(CodesNews::MainUserChanged { organisation, from: "Petra Jansen", to: "Sanne Bakker" }),
            "/access-codes",
            vec!["Petra Jansen", "Sanne Bakker"],
        ),
        expect(Letter::AlreadyRegistered, "/log-in", vec![]),
        expect(
            Letter::Account(AccountNews::LeaveAddress { new: "neu@example.org", token: TOKEN, until: at() }),
            &format!("/new-address?from=old#token={TOKEN}"),
            vec!["neu@example.org", "2026"],
        ),
        expect(
            Letter::Account(AccountNews::TakeAddress { token: TOKEN, until: at() }),
            &format!("/new-address#token={TOKEN}"),
            vec!["2026"],
        ),
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
        expect(Letter::Account(AccountNews::AddressTaken), "/log-in", vec![]),
        expect(
            Letter::Account(AccountNews::DeskChanges { new: "neu@example.org", token: TOKEN, until: at() }),
            &format!("/keep-address#token={TOKEN}"),
            vec!["neu@example.org", "2026"],
        ),
        expect(
            Letter::Account(AccountNews::AddressLeft { new: "neu@example.org", at: at(), token: TOKEN, until: at() }),
            &format!("/keep-address#token={TOKEN}"),
            vec!["neu@example.org", "2026"],
        ),
        expect(Letter::Account(AccountNews::AddressTakenOver { at: at() }), "/log-in", vec!["2026"]),
        expect(Letter::Account(AccountNews::AddressKept { at: at() }), "/lost-access", vec!["2026"]),
        expect(Letter::Account(AccountNews::AddressNotTaken { at: at() }), "/help", vec!["2026"]),
        expect(
            Letter::Account(AccountNews::DeletionAsked { due: at(), token: TOKEN }),
            &format!("/keep-account#token={TOKEN}"),
            vec!["2026"],
        ),
        expect(Letter::Account(AccountNews::DeletionTakenBack), "/account", vec![]),
        expect(Letter::Account(AccountNews::Deleted { at: at() }), "/register", vec!["2026"]),
        expect(Letter::Reset { token: TOKEN, until: at() }, &format!("/new-password#token={TOKEN}"), vec!["2026"]),
        expect(Letter::PasswordChanged { at: at() }, "/log-in", vec!["2026"]),
        expect(
            Letter::NewLogIn { at: at(), device: "Firefox 131, Windows" },
            "/account",
            vec!["Firefox 131, Windows", "2026"],
        ),
        expect(Letter::SessionTheft { at: at() }, "/log-in", vec!["2026"]),
        expect(Letter::RecoveryCodeUsed { at: at(), left: 3 }, "/account", vec!["3", "2026"]),
        expect(Letter::RecoveryCodeUsed { at: at(), left: 0 }, "/account", vec!["2026"]),
        expect(Letter::SecondFactorChanged { at: at(), on: true }, "/account", vec!["2026"]),
        expect(Letter::SecondFactorChanged { at: at(), on: false }, "/account", vec!["2026"]),
        expect(Letter::EherkenningChanged { at: at(), linked: true }, "/account", vec!["2026"]),
        expect(Letter::EherkenningChanged { at: at(), linked: false }, "/account", vec!["2026"]),
        expect(
            Letter::UpgradeReceived { case, promised_for: Some(date(2026, 11, 25)) },
            &tracker,
            vec!["EH-2026-0417", "EH2+", "EH3", "25"],
        ),
        expect(Letter::UpgradeReceived { case, promised_for: None }, &tracker, vec!["EH-2026-0417", "EH3"]),
        expect(
            Letter::SomethingMissing {
                case,
                missing: vec![
                    Missing {
                        check: Check::ExtractInDate,
                        reason: Some(Reason::ExtractTooOld),
                        document: Some(DocumentRefusal::ExtractTooOld),
                    },
                    Missing { check: Check::UserIdentity, reason: None, document: None },
                ],
            },
            &tracker,
            vec!["EH-2026-0417", "14"],
        ),
        expect(
            Letter::Refused {
                case,
                reason: Reason::ExtractTooOld,
                text: "De handtekening van mevrouw De Vries ontbreekt.",
            },
            &tracker,
            vec!["EH-2026-0417", "De handtekening van mevrouw De Vries ontbreekt.", "14"],
        ),
        expect(
            Letter::Approved { case, means, code: "7KQ4-M2XT-9PRW-H", until: at() },
            &format!("/means/{MEANS}/activate"),
            vec!["7KQ4-M2XT-9PRW-H", "EH3", "EH2+", "2026", ORIGIN],
        ),
        expect(Letter::Activated { case }, "/means", vec!["EH-2026-0417", "EH3"]),
        expect(
            Letter::UpgradeReceived { case: Case { from: None, ..case }, promised_for: None },
            &tracker,
            vec!["EH-2026-0417", "EH3"],
        ),
        expect(
            Letter::SomethingMissing { case: Case { from: None, ..case }, missing: vec![] },
            &tracker,
            vec!["EH-2026-0417"],
        ),
        expect(
            Letter::Refused { case: Case { from: None, ..case }, reason: Reason::Other, text: "Zo niet." },
            &tracker,
            vec!["EH-2026-0417", "Zo niet."],
        ),
        expect(
            Letter::Approved { case: Case { from: None, ..case }, means, code: "7KQ4-M2XT-9PRW-H", until: at() },
            &format!("/means/{MEANS}/activate"),
            vec!["7KQ4-M2XT-9PRW-H", "EH3", "2026", ORIGIN],
        ),
        expect(Letter::Activated { case: Case { from: None, ..case } }, "/means", vec!["EH-2026-0417", "EH3"]),
        expect(
            Letter::People(PeopleNews::YoursToFinish { case, has_account: true }),
            &tracker,
            vec!["EH-2026-0417", "EH3"],
        ),
        expect(
            Letter::People(PeopleNews::YoursToFinish { case, has_account: false }),
            "/register",
            vec!["EH-2026-0417", "EH3"],
        ),
        expect(
            Letter::People(PeopleNews::Appointed {
                organisation,
                person: "p.jansen@voorbeeld.nl",
                role: Role::MainUser,
                appointment: appointment(),
                code: "7KQ4-M2XT-9PRW-H",
                until: at(),
            }),
            &format!("/revoke-appointment#appointment={}", appointment()),
            vec!["p.jansen@voorbeeld.nl", "7KQ4-M2XT-9PRW-H", "2026", ORIGIN],
        ),
        expect(Letter::People(PeopleNews::RoleChanged { organisation, role: Role::Manager }), "/means", vec![]),
        expect(
            Letter::People(PeopleNews::Lapses { organisation, lapses: lapses() }),
            "/lapses",
            vec!["EH-2026-0417", "2027", "90", "Mijn RVO"],
        ),
        expect(
            Letter::People(PeopleNews::LevelRises {
                organisation,
                means,
                number: "EH-2026-0417",
                provider: "RVO",
                service: "Mijn RVO",
                was: AssuranceLevel::Eh2Plus,
                level: AssuranceLevel::Eh3,
                from: date(2027, 7, 1),
            }),
            &format!("/means/{MEANS}/upgrade"),
            vec!["EH-2026-0417", "2027", "RVO, Mijn RVO", "EH2+", "EH3"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Made, organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29", "2026"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Unpaid(Step::Reminder), organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Unpaid(Step::Dunning), organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29", "9"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Credited, organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93", "29"],
        ),
        expect(
            Letter::Invoice(invoice(InvoiceEvent::Unpaid(Step::Collector), organisation)),
            &invoice_page(),
            vec!["69599084-0007", "36", "93"],
        ),
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
        expect(
            Letter::Budget(budget(80, organisation)),
            "/spend?from=2026-11&to=2026-11",
            vec!["Inkoop", "80", "41", "50", "2026"],
        ),
        expect(
            Letter::Budget(budget(100, organisation)),
            "/spend?from=2026-11&to=2026-11",
            vec!["Inkoop", "41", "50", "2026"],
        ),
        expect(
            Letter::SignerInvited { case, name: "Karim el Amrani", token: TOKEN, until: at() },
            &format!("/sign#token={TOKEN}"),
            vec!["EH-2026-0417", "EH3", "Karim el Amrani", "2026"],
        ),
        expect(
            Letter::SignerReminded { case, name: "Karim el Amrani", token: TOKEN, until: at() },
            &format!("/sign#token={TOKEN}"),
            vec!["EH-2026-0417", "EH3", "Karim el Amrani", "2026"],
        ),
        expect(Letter::SigningCode { code: "048213", until: at() }, "/sign", vec!["048213", "2026"]),
        expect(
            Letter::SignatureConfirmed { case, name: "Karim el Amrani", at: at() },
            "/sign",
            vec!["EH-2026-0417", "EH3", "Karim el Amrani", "2026"],
        ),
        expect(
            Letter::SignerSigned { case, name: "Karim el Amrani", progress: (2, 3) },
            &tracker,
            vec!["EH-2026-0417", "EH3", "Karim el Amrani", "2", "3"],
        ),
        expect(Letter::AllSigned { case, progress: (3, 3) }, &tracker, vec!["EH-2026-0417", "EH3", "3"]),
        expect(
            Letter::SignerDeclined { case, name: "Karim el Amrani", reason: "Ik ken deze aanvraag niet." },
            &tracker,
            vec!["EH-2026-0417", "EH3", "Karim el Amrani", "Ik ken deze aanvraag niet."],
        ),
        expect(
            Letter::SignerReplaced { case, name: "Karim el Amrani" },
            "/sign",
            vec!["EH-2026-0417", "Karim el Amrani"],
        ),
        desk(case, DeskNews::MessageForCustomer, &tracker, vec!["EH-2026-0417"]),
        desk(case, DeskNews::MessageForDesk { organisation: of }, &at_desk, vec!["EH-2026-0417"]),
        desk(
            case,
            DeskNews::PromiseMoved { promised_for: date(2026, 11, 27) },
            &tracker,
            vec!["EH-2026-0417", "27", "2026"],
        ),
        desk(
            case,
            DeskNews::PromiseWaits { promised_for: date(2026, 11, 27) },
            &tracker,
            vec!["EH-2026-0417", "27", "2026"],
        ),
        desk(case, DeskNews::Unfinished, &tracker, vec!["EH-2026-0417"]),
        desk(case, DeskNews::StillMissing { missing: &MISSING }, &tracker, vec!["EH-2026-0417"]),
        desk(
            case,
            DeskNews::CodeLapses { means, until: at() },
            &format!("/means/{MEANS}/activate"),
            vec!["EH3", "2026"],
        ),
        desk(case, DeskNews::WillBeCalledOff { on: date(2026, 12, 6) }, &tracker, vec!["EH-2026-0417", "6", "2026"]),
        desk(case, DeskNews::CalledOff, "/means", vec!["EH-2026-0417"]),
        ticket(
            TicketNews::ForAsker { event: TicketEvent::Received, place: link },
            &thread,
            vec!["482 913 046", "2026"],
        ),
        ticket(TicketNews::ForAsker { event: TicketEvent::Received, place: own }, &question, vec!["482 913 046"]),
        ticket(
            TicketNews::ForAsker { event: TicketEvent::Answered, place: link },
            &thread,
            vec!["482 913 046", "2026"],
        ),
        ticket(TicketNews::ForAsker { event: TicketEvent::Answered, place: own }, &question, vec!["482 913 046"]),
        ticket(TicketNews::ForAsker { event: TicketEvent::Closed, place: link }, &thread, vec!["482 913 046", "2026"]),
        ticket(TicketNews::ForAsker { event: TicketEvent::Closed, place: own }, &question, vec!["482 913 046"]),
        ticket(TicketNews::ForAsker { event: TicketEvent::Found, place: link }, &thread, vec!["482 913 046", "2026"]),
        ticket(TicketNews::ForDesk { ticket: id }, &format!("/desk/tickets/{TICKET}"), vec!["482 913 046"]),
        expect(Letter::UntakenCase(Untaken { organisation: of, upgrade }), &at_desk, vec![]),
        identity(case, IdentityNews::Invited { book: BOOK, until: at() }, BOOK, vec!["EH3", "2026"]),
        identity(case, IdentityNews::Reminded { book: BOOK, until: at() }, BOOK, vec!["EH3", "2026"]),
        identity(
            case,
            IdentityNews::Booked { appointment: visit(), exactly: false, book: BOOK },
            BOOK,
            vec!["Dorpsstraat 1, Utrecht", "EH3", "24"],
        ),
        identity(
            case,
            IdentityNews::Booked { appointment: visit(), exactly: true, book: BOOK },
            BOOK,
            vec!["Dorpsstraat 1, Utrecht", "EH3", "24"],
        ),
        identity(case, IdentityNews::Mismatch, &format!("{ORIGIN}{tracker}"), vec!["EH3"]),
        identity(case, IdentityNews::Missed { book: BOOK, until: at() }, BOOK, vec!["EH3", "2026"]),
        identity(case, IdentityNews::Expired, &format!("{ORIGIN}{tracker}"), vec!["EH3"]),
    ]
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
