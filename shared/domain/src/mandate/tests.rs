use super::*;
use crate::account::testing::{at, chance};
use crate::chance::Chance;
use crate::effect::{Effect, MandateEffect, MandateNews};

fn account() -> AccountId {
    AccountId::new(at(0), &chance())
}

fn given(iban: &str) -> Given {
    Given {
        scheme: Scheme::Core,
        frequency: Frequency::Recurring,
        language: Language::German,
        debtor: Debtor {
            holder: "Tischlerei Sommer GmbH".parse().unwrap(),
            address: serde_json::from_value(serde_json::json!({
                "street": "Hauptstr. 1", "postcode": "50667", "town": "Köln", "country": "DE",
            }))
            .unwrap(),
            iban: iban.parse().unwrap(),
        },
        place: "Köln".parse().unwrap(),
    }
}

fn creditor() -> CreditorOfMandate {
    use crate::edition::Dated;
    Creditor::compiled()[0].of_mandate()
}

fn draft() -> Mandate {
    let chance: &dyn Chance = &chance();
    let reference = MandateReference::draw("BALIE-", jiff::civil::date(2026, 11, 22), chance).unwrap();
    let ids = (MandateId::new(at(0), chance), BusinessId::new(at(0), chance), reference);
    Mandate::draft(ids, creditor(), given("DE89370400440532013000"), &account(), at(0)).mandate
}

fn giver() -> Giver {
    Giver { account: account(), name: "Mila".parse().unwrap(), factor: Factor::MailedCode }
}

fn signed(mandate: Mandate) -> Mandate {
    let shown = mandate.to_sign().unwrap();
    mandate.sign(giver(), &shown, at(60)).unwrap().mandate
}

fn day(from: i64) -> Date {
    days::amsterdam(at(from * 24 * 3600))
}

fn mailed(decided: &Decided) -> Vec<MandateNews> {
    let news = |effect| {
        let Effect::Mandate(MandateEffect::Tell { news, .. }) = effect else { return None };
        Some(news)
    };
    decided.effects(&[account()]).into_iter().filter_map(news).collect()
}

#[test]
fn nothing_is_collected_under_a_draft_and_it_is_gone_after_fourteen_days() {
    let draft = draft();
    assert_eq!(draft.collectable(day(1)), Err(MandateRefusal::NotSigned));
    let days = |days: i64| at(days * 24 * 3600);
    assert!(draft.is_there(days(13)) && !draft.is_there(days(14)));
    assert_eq!(draft.clone().revoke(&account(), at(1)), Err(MandateRefusal::NotSigned));
    assert!(signed(draft).is_there(days(400)));
}

#[test]
fn only_what_was_shown_is_signed() {
    let draft = draft();
    let shown = draft.to_sign().unwrap();
    let changed = draft.clone().fill_in(given("NL91ABNA0417164300"), &creditor(), &account(), at(5)).unwrap().mandate;
    assert_eq!(changed.reference, draft.reference);
    assert_eq!(changed.sign(giver(), &shown, at(9)), Err(MandateRefusal::ChangedMeanwhile));
    let decided = draft.sign(giver(), &shown, at(9)).unwrap();
    assert_eq!(mailed(&decided), [MandateNews::Given]);
    assert!(decided.effects(&[]).iter().all(Effect::is_printed) && decided.effects(&[]).len() == 1);
    assert_eq!(decided.mandate.collectable(day(1)), Ok(()));
    assert_eq!(decided.mandate.sign(giver(), &shown, at(9)), Err(MandateRefusal::NothingWaits));
}

#[test]
fn another_account_keeps_the_reference_and_is_signed_as_well() {
    let mandate = signed(draft()).collected(day(30), false, at(90)).unwrap().mandate;
    let proposed = mandate.clone().fill_in(given("NL91ABNA0417164300"), &creditor(), &account(), at(95)).unwrap();
    assert_eq!(proposed.mandate.debtor, mandate.debtor, "until it is signed the old account counts");
    let changed = signed(proposed.mandate);
    assert_eq!(changed.reference, mandate.reference);
    assert_eq!(changed.debtor.iban.as_str(), "NL91ABNA0417164300");
    assert_eq!(changed.moved_from, Some(mandate.debtor.iban.clone()), "the next collection tells the bank");
    assert_eq!((changed.revision, mandate.revision), (2, 1));
    let back = changed.clone().fill_in(given("DE89370400440532013000"), &creditor(), &account(), at(99)).unwrap();
    assert_eq!(signed(back.mandate).moved_from, None, "the account the bank knows already");
    assert_eq!(changed.collected(day(60), false, at(99)).unwrap().mandate.moved_from, None);
}

#[test]
fn before_the_first_collection_the_bank_knows_no_other_account() {
    let proposed = signed(draft()).fill_in(given("NL91ABNA0417164300"), &creditor(), &account(), at(95)).unwrap();
    assert_eq!(signed(proposed.mandate).moved_from, None);
}

#[test]
fn another_scheme_frequency_or_creditor_is_another_mandate() {
    let mandate = signed(draft());
    let iban = "NL91ABNA0417164300";
    let b2b = Given { scheme: Scheme::B2b, ..given(iban) };
    let once = Given { frequency: Frequency::OneOff, ..given(iban) };
    let other = CreditorOfMandate { creditor_id: "DE98ZZZ09999999999".parse().unwrap(), ..creditor() };
    let by = account();
    let refused = |given, creditor: &_| mandate.clone().fill_in(given, creditor, &by, at(9)).unwrap_err();
    assert_eq!(refused(b2b, &creditor()), MandateRefusal::SchemeChanged);
    assert_eq!(refused(once, &creditor()), MandateRefusal::FrequencyChanged);
    assert_eq!(refused(given(iban), &other), MandateRefusal::CreditorChanged);
    assert_eq!(refused(given("DE89370400440532013000"), &creditor()), MandateRefusal::NothingChanges);
}

#[test]
fn a_change_that_is_withdrawn_is_as_if_it_never_was() {
    let mandate = signed(draft());
    let proposed = mandate.clone().fill_in(given("NL91ABNA0417164300"), &creditor(), &account(), at(9)).unwrap();
    let withdrawn = proposed.mandate.withdraw_change(&account(), at(10)).unwrap().mandate;
    assert_eq!(Mandate { events: mandate.events, ..withdrawn.clone() }, mandate);
    assert_eq!(withdrawn.withdraw_change(&account(), at(10)), Err(MandateRefusal::NothingWaits));
}

#[test]
fn it_is_revoked_at_once_and_kept_for_fourteen_months() {
    let decided = signed(draft()).revoke(&account(), at(100)).unwrap();
    assert_eq!(mailed(&decided), [MandateNews::Revoked]);
    let revoked = decided.mandate;
    assert_eq!(revoked.collectable(day(1)), Err(MandateRefusal::Revoked));
    assert_eq!(revoked.clone().revoke(&account(), at(100)), Err(MandateRefusal::Revoked));
    let until = revoked.kept_until().unwrap();
    assert_eq!(until, days::amsterdam(at(100)).saturating_add(14.months()));
    assert!(revoked.is_there(days::begins(until.yesterday().unwrap()).unwrap()));
    assert!(!revoked.is_there(days::begins(until).unwrap()));
}

#[test]
fn after_thirty_six_months_without_use_it_lapses_and_two_mails_come_before() {
    let mandate = signed(draft());
    let last = mandate.lapses_on().unwrap();
    assert_eq!(last, mandate.signed_on().unwrap().saturating_add(36.months()));
    let ahead = |days: i64| last.saturating_sub(days.days());
    assert_eq!(mandate.looked_after_on(), Some(ahead(90)));
    assert_eq!(mandate.clone().look_after(ahead(91), at(200)), None);
    let told = mandate.look_after(ahead(90), at(200)).unwrap();
    assert_eq!(mailed(&told), [MandateNews::AboutToLapse]);
    assert_eq!(told.mandate.clone().look_after(ahead(89), at(200)), None, "told once");
    let again = told.mandate.look_after(ahead(30), at(201)).unwrap();
    assert_eq!(mailed(&again), [MandateNews::AboutToLapse]);
    assert_eq!(again.mandate.clone().look_after(last, at(202)), None);
    assert_eq!(again.mandate.collectable(last), Ok(()));
    assert_eq!(again.mandate.collectable(ahead(-1)), Err(MandateRefusal::Lapsed));
    let lapsed = again.mandate.look_after(ahead(-1), at(203)).unwrap();
    assert_eq!(mailed(&lapsed), [MandateNews::Lapsed]);
    assert_eq!(lapsed.mandate.standing(), Standing::Lapsed);
}

#[test]
fn a_collection_begins_the_months_anew_and_whoever_is_late_is_told_once() {
    let mandate = signed(draft());
    let late = mandate.lapses_on().unwrap().saturating_sub(10.days());
    let told = mandate.look_after(late, at(200)).unwrap().mandate;
    assert_eq!(told.told, Some(30));
    let collected = told.collected(late, false, at(201)).unwrap().mandate;
    assert_eq!(collected.lapses_on(), Some(late.saturating_add(36.months())));
    assert_eq!(collected.told, None);
}

#[test]
fn one_collection_uses_up_a_mandate_for_one() {
    let once = Mandate { frequency: Frequency::OneOff, ..draft() };
    let used = signed(once).collected(day(30), false, at(100)).unwrap().mandate;
    assert_eq!(used.collectable(day(31)), Err(MandateRefusal::UsedUp));
    let last = signed(draft()).collected(day(30), true, at(100)).unwrap();
    assert_eq!(last.mandate.standing(), Standing::UsedUp);
    assert_eq!(last.events.len(), 2);
}
