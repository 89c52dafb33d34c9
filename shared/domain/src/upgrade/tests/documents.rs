//! Documents that come in: how old they may be, what they must say, and who looks at what no machine reads.

use super::*;

#[test]
fn an_extract_is_fresh_for_fourteen_days_before_it_is_handed_in() {
    for (made_on, taken) in [
        (date(2026, 11, 22), Ok(())),
        (date(2026, 11, 8), Ok(())),
        (date(2026, 11, 7), Err(DocumentRefusal::ExtractTooOld)),
        (date(2026, 11, 23), Err(DocumentRefusal::ExtractFromTheFuture)),
    ] {
        let mut journey = Journey::begun();
        let document = journey.hand_in(extract("69599084", made_on)).unwrap();
        match taken {
            Ok(()) => assert!(document.is_released(), "{made_on}"),
            Err(reason) => assert_eq!(document.view().reason, Some(reason), "{made_on}"),
        }
    }
    // A minute before midnight in Amsterdam it is still the fourteenth day, a minute later it is not.
    for (at, taken) in [("2026-11-22T22:59:00Z", true), ("2026-11-22T23:00:00Z", false)] {
        let mut journey = Journey { now: at.parse().unwrap(), ..Journey::begun() };
        let document = journey.hand_in(extract("69599084", date(2026, 11, 8))).unwrap();
        assert_eq!(document.is_released(), taken, "{at}");
    }
}

#[test]
fn an_extract_that_grew_old_in_a_drawer_is_asked_for_again() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    journey.hand_in(fresh()).unwrap();
    journey.now += SignedDuration::from_hours(24 * 14);
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "extract-too-old")]);
    journey.hand_in(extract("69599084", date(2026, 12, 5))).unwrap();
    journey.submit().unwrap();
}

#[test]
fn another_companys_extract_is_refused_in_words_and_the_check_waits_for_the_customer() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let document = journey.hand_in(extract("90001354", date(2026, 11, 21))).unwrap();
    assert_eq!(document.view().state, DocumentStateName::Refused);
    assert_eq!(document.view().reason, Some(DocumentRefusal::ExtractOfAnotherCompany));
    let evidence =
        Evidence::RefusedDocument { document: document.id, refusal: DocumentRefusal::ExtractOfAnotherCompany };
    assert_eq!(
        *journey.state(Check::ExtractInDate),
        CheckState::to_mend(Reason::ExtractOfAnotherCompany, Some(evidence))
    );
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "extract-of-another-company")]);
    assert!(journey.effects.is_empty(), "while filling in, the customer sees it on the page");
}

#[test]
fn the_extract_of_a_company_that_is_a_director_goes_before_staff_and_says_nothing_of_the_own_one() {
    let holding = || extract("68727720", date(2026, 11, 21));
    let above = |number: &str, director: &str| {
        let named = naming(&[("Holding N.V.", date(1990, 1, 1))], sealed());
        let Finding::Harmless(Some(mut seen)) = named else { panic!("no extract") };
        let read = seen.read.as_mut().unwrap();
        read.kvk_number = number.parse().unwrap();
        read.officials[0].kvk_number = Some(director.parse().unwrap());
        Finding::Harmless(Some(seen))
    };
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let document = journey.hand_in(holding()).unwrap();
    assert_eq!(document.view().reason, Some(DocumentRefusal::ExtractOfAnotherCompany), "nobody names it yet");

    // Named by the own extract it is taken, and so on upward.
    journey.hand_in(above("69599084", "68727720")).unwrap();
    let passed = journey.state(Check::ExtractInDate).clone();
    assert!(matches!(passed, CheckState::Passed { .. }));
    for finding in [above("68727720", "90004760"), extract("90004760", date(2026, 11, 20))] {
        let document = journey.hand_in(finding).unwrap();
        assert!(document.is_released() && document.view().of_official, "{document:?}");
    }
    let old = journey.hand_in(extract("68727720", date(2026, 10, 1))).unwrap();
    assert_eq!(old.view().reason, Some(DocumentRefusal::ExtractTooOld));
    assert_eq!(*journey.state(Check::ExtractInDate), passed);
    let view = journey.upgrade.view(&journey.means.registration, vec![], Viewer::Staff).unwrap();
    assert_eq!(view.extract.unwrap().read.unwrap().kvk_number.as_str(), "69599084");
    assert_eq!(view.officials_extracts.len(), 2);
    assert!(view.officials_extracts.iter().all(|one| one.because.contains(&StaffReason::OfAnOfficial)));
    journey.submit().unwrap();
    assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff));
}

#[test]
fn an_upload_judged_after_submission_moves_the_promise_and_tells_the_customer() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let document = journey.document().unwrap();
    let decided = journey.upgrade.clone().document_received(&document, journey.now).unwrap();
    journey.keep(decided);
    journey.submit().unwrap();
    assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Balie));
    let revision = journey.upgrade.revision;
    let own = petras().registration.kvk_number;
    let broken = Finding::Refused(DocumentRefusal::ActiveContent);
    let (_, decided) = journey.upgrade.clone().document_judged(document, broken, &own, journey.now).unwrap();
    journey.keep(decided);
    assert!(journey.upgrade.revision > revision, "staff who look at it must look again");
    assert_eq!(journey.promised_for(), None);
    assert!(matches!(journey.effects.last(), Some(Effect::TellSomethingMissing { .. })));
    journey.now += SignedDuration::from_hours(48);
    journey.hand_in(extract("69599084", date(2026, 11, 23))).unwrap();
    assert_eq!(journey.promised_for(), Some(date(2026, 12, 1)), "five working days after Tuesday");
    let moves = journey.timeline.iter().filter(|entry| matches!(entry.what, What::PromiseMoved { .. })).count();
    assert_eq!(moves, 2, "each move is told with its reason");
}

#[test]
fn what_no_machine_can_read_goes_before_staff() {
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    assert!(journey.hand_in(Finding::Harmless(None)).unwrap().is_released());
    assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Staff));
    journey.submit().unwrap();
    journey.record(Check::ExtractInDate, Outcome::Passed).unwrap();
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
}

/// As the extract must have them to say what was entered.
fn as_entered() -> Vec<(String, Date)> {
    let named = petras_data().representatives;
    named.iter().map(|one| (format!("{}, {}", one.surname, one.first_names), one.birth_date)).collect()
}

#[test]
fn a_sealed_extract_that_says_what_was_entered_settles_the_power_too() {
    let people = as_entered();
    let people: Vec<(&str, Date)> = people.iter().map(|(name, born)| (name.as_str(), *born)).collect();
    let mut journey = Journey::begun();
    let mut data = petras_data();
    data.representatives.iter_mut().for_each(|one| one.power = Power::Alone);
    journey.fill_in(data.clone()).unwrap();
    journey.hand_in(naming(&people, sealed())).unwrap();
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
    assert!(matches!(
        journey.state(Check::PowerToRepresent),
        CheckState::Passed { evidence: Evidence::Extract { .. }, .. }
    ));
    let view = journey.upgrade.view(&journey.means.registration, vec![], Viewer::Customer).unwrap().extract.unwrap();
    assert!(view.because.is_empty() && view.compared.iter().all(|one| one.differences.is_empty()));

    // Somebody else is named: a person looks. Put right again, nobody has to.
    let mut other = data.clone();
    other.representatives[0].birth_date = date(1990, 1, 1);
    journey.fill_in(other).unwrap();
    assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff));
    let view = journey.upgrade.view(&journey.means.registration, vec![], Viewer::Staff).unwrap().extract.unwrap();
    assert_eq!(view.because, [StaffReason::RepresentativesDiffer]);
    journey.fill_in(data).unwrap();
    assert!(matches!(journey.state(Check::PowerToRepresent), CheckState::Passed { .. }));
}

#[test]
fn without_a_seal_that_is_believed_a_person_looks_at_date_and_power() {
    let people = as_entered();
    let people: Vec<(&str, Date)> = people.iter().map(|(name, born)| (name.as_str(), *born)).collect();
    for seal in [SealVerdict::Unsealed, SealVerdict::NotEstablished { doubt: Doubt::UnknownAuthority }] {
        let mut journey = Journey::begun();
        journey.fill_in(petras_data()).unwrap();
        assert!(journey.hand_in(naming(&people, seal.clone())).unwrap().is_released());
        assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Staff), "{seal:?}");
        assert_eq!(journey.waits_for(Check::PowerToRepresent), Some(WaitingFor::Staff), "{seal:?}");
    }
    let mut journey = Journey::begun();
    journey.fill_in(petras_data()).unwrap();
    let altered = SealVerdict::Altered { alteration: Alteration::ChangedAfterSealing };
    let document = journey.hand_in(naming(&people, altered)).unwrap();
    assert!(!document.is_released());
    assert_eq!(codes(journey.submit().unwrap_err()).last().unwrap().1, "extract-altered");
}

#[test]
fn a_user_who_is_not_employed_hands_in_a_copy_and_it_is_forgotten_after_the_decision() {
    let mut journey = Journey::begun();
    let mut data = petras_data();
    data.user.as_mut().unwrap().employed = false;
    journey.fill_in(data).unwrap();
    journey.hand_in(fresh()).unwrap();
    assert_eq!(codes(journey.submit().unwrap_err()), [("/documents".to_owned(), "id-copy-missing")]);
    let copy = Document { kind: DocumentKind::IdCopy, ..journey.document().unwrap() };
    let judged = journey.judge(copy, Finding::Harmless(None)).unwrap();
    assert!(judged.is_released() && judged.extract.is_none());
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }), "it is no extract");
    journey.submit().unwrap();
    let forgets = |effects: &[Effect]| effects.iter().filter(|effect| matches!(effect, Effect::Document(_))).count();
    assert_eq!(forgets(&journey.effects), 0, "the desk needs it to decide");
    let revision = journey.upgrade.revision;
    let decided = journey.upgrade.clone().cancel(&journey.means, revision, &petra(), journey.now).unwrap();
    journey.keep(decided);
    assert_eq!(forgets(&journey.effects), 1);
}

#[test]
fn a_second_extract_that_is_no_good_does_not_spoil_the_first() {
    let mut journey = Journey::begun();
    journey.hand_in(fresh()).unwrap();
    journey.hand_in(Finding::Refused(DocumentRefusal::Broken)).unwrap();
    assert!(matches!(journey.state(Check::ExtractInDate), CheckState::Passed { .. }));
    let mut journey = Journey::begun();
    journey.hand_in(Finding::Harmless(None)).unwrap();
    journey.hand_in(Finding::Refused(DocumentRefusal::Broken)).unwrap();
    assert_eq!(journey.waits_for(Check::ExtractInDate), Some(WaitingFor::Staff));
}
