//! The stand-in is as strict as the partner it stands for.

use super::book::Ledger;
use super::*;
use courier::{Contact, PersonToSee};
use domain::language::Language;
use domain::upgrade::identification::Told;
use jiff::civil::date;

fn request(number: u32) -> AssignmentRequest {
    AssignmentRequest {
        reference: format!("org_01jdc5aaaaaaaaaaaaaaaaaaaa.upg_01jdc5bbbbbbbbbbbbbbbbbbbb.{number}").parse().unwrap(),
        language: Language::Dutch,
        until: "2026-12-22T14:00:00Z".parse().unwrap(),
        person: PersonToSee {
            first_names: "Petra Maria".to_owned(),
            infix: None,
            surname: "Jansen".to_owned(),
            birth_date: date(1975, 2, 1),
            document: None,
        },
        contact: Contact { email: "petra@voorbeeld.example".to_owned(), mobile: "+31612345678".to_owned() },
        events: "http://localhost:8080/v1/partners/identification/events".to_owned(),
    }
}

#[test]
fn the_same_key_is_the_same_assignment_also_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("courier.json");
    let mut ledger = Ledger::open(file.clone());
    let first = ledger.assign("eff_1".to_owned(), request(1));
    ledger.keep();
    let mut ledger = Ledger::open(file);
    assert_eq!(ledger.assign("eff_1".to_owned(), request(1)).token, first.token);
    assert_ne!(ledger.assign("eff_2".to_owned(), request(2)).token, first.token);
    assert_eq!(ledger.assignments.len(), 2);
}

#[test]
fn every_event_has_a_name_of_its_own_and_the_next_number() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path().join("courier.json"));
    let id = ledger.assign("eff_1".to_owned(), request(1)).id;
    let assignment = ledger.by_id(&id).unwrap();
    let now = "2026-11-22T14:00:00Z".parse().unwrap();
    let one = assignment.happened(Told::NoShow {}, now).unwrap();
    let two = assignment.happened(Told::Matched {}, now).unwrap();
    assert_eq!((one.sequence, two.sequence), (1, 2));
    assert_ne!(one.event_id, two.event_id);
    ledger.taken(one.event_id.as_str());
    let taken: Vec<bool> = ledger.assignments[0].events.iter().map(|sent| sent.taken).collect();
    assert_eq!(taken, [true, false]);
}
