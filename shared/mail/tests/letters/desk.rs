//! Mails about the desk's work: on a case, on a question, and what the partner who identifies people tells.

use std::sync::LazyLock;

use domain::ids::{MeansId, OrganisationId, TicketId, UpgradeId};
use domain::upgrade::checklist::Check;
use domain::upgrade::identification::Appointment;
use jiff::civil::date;
use mail::{Case, DeskNews, IdentityNews, Letter, Missing, Place, TicketEvent, TicketNews, Untaken};

use crate::{Expected, MEANS, ORIGIN, TOKEN, UPGRADE, at, expect};

const TICKET: &str = "tic_01jdc5aaaaaaaaaaaaaaaaaaaa";

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

const MISSING: [Missing; 1] = [Missing { check: Check::ExtractInDate, reason: None, document: None }];

fn desk<'a>(case: Case<'a>, news: DeskNews<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    Expected { letter: Letter::Desk { case, news }, link: format!("{ORIGIN}{link}"), essential }
}

fn ticket<'a>(news: TicketNews<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    let reference = "482 913 046".parse().unwrap();
    Expected { letter: Letter::Ticket { reference, news }, link: format!("{ORIGIN}{link}"), essential }
}

fn identity<'a>(case: Case<'a>, news: IdentityNews<'a>, link: &str, essential: Vec<&'a str>) -> Expected<'a> {
    Expected { letter: Letter::Identity { case, news }, link: link.to_owned(), essential }
}

pub(crate) fn letters<'a>(case: Case<'a>, upgrade: &'a UpgradeId, means: &'a MeansId) -> Vec<Expected<'a>> {
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
    vec![
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
