//! Mails about a case: an upgrade, who signs for it, and the people of its organisation.

use std::sync::LazyLock;

use domain::document::DocumentRefusal;
use domain::ids::{AppointmentId, MeansId};
use domain::lapse::{Lapse, LapseKind};
use domain::level::AssuranceLevel;
use domain::organisation::Role;
use domain::upgrade::checklist::Check;
use domain::upgrade::refusal::Reason;
use jiff::civil::date;
use mail::{Case, Letter, Missing, PeopleNews};

use crate::{Expected, MEANS, ORIGIN, TOKEN, UPGRADE, at, expect};

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

pub(crate) fn letters<'a>(case: Case<'a>, means: &'a MeansId, organisation: &'a str) -> Vec<Expected<'a>> {
    let tracker = format!("/upgrades/{UPGRADE}");
    vec![
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
            Letter::People(PeopleNews::RegistrationChanged { organisation, number: "EH-2026-0417" }),
            "/means",
            vec!["EH-2026-0417"],
        ),
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
    ]
}
