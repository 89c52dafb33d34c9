//! A joint board signs: in any order, exactly its majority, and never for anything but what was shown.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::account::{KeyedHash, Token};
use crate::effect::{Effect, SigningEffect};
use crate::language::Language;
use crate::level::AssuranceLevel;
use crate::mailed_code::{self, CodeDue};
use crate::means::tests::petras;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::data::tests::petras_data;
use crate::upgrade::data::{Data, Power, Representative};
use crate::upgrade::refusal::Reason;
use crate::upgrade::tests::Counting;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Sections, Stage, start};

/// Monday morning.
fn monday() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn later(hours: i64) -> Timestamp {
    monday() + SignedDuration::from_hours(hours)
}

fn petra() -> AccountId {
    petras().holder
}

fn staff() -> AccountId {
    "acc_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap()
}

fn director(number: usize) -> Representative {
    let surname = ["Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters"];
    let first = Representative { power: Power::Joint, ..petras_data().representatives.remove(0) };
    if number == 0 {
        return first;
    }
    Representative {
        first_names: "Anna".parse().unwrap(),
        surname: surname[number % 9].parse().unwrap(),
        email: format!("bestuur{number}@voorbeeld.nl").parse().unwrap(),
        identity_document: petras_data().user.unwrap().identity_document,
        is_user: false,
        ..first
    }
}

fn board(members: usize) -> Data {
    Data { representatives: (0..members).map(director).collect(), ..petras_data() }
}

fn filled(upgrade: Upgrade, data: Data) -> Upgrade {
    let sections = Sections {
        user: data.user,
        organisation: data.organisation,
        representatives: Some(data.representatives),
        authorisations: data.authorisations,
    };
    let revision = upgrade.revision;
    let mut upgrade = upgrade.fill_in(&petras().registration, sections, revision, &petra(), monday()).unwrap().upgrade;
    let evidence = Evidence::Registration { differing: vec![] };
    if *upgrade.checklist.state(Check::ExtractInDate) != CheckState::NotNeeded {
        upgrade.checklist.put(Check::ExtractInDate, CheckState::Passed { at: monday(), evidence });
    }
    upgrade
}

/// Handed in by a board of so many who bind the organisation together.
fn handed_in(members: usize, level: AssuranceLevel) -> Decided {
    let started = start(&petras(), level, &petra(), monday(), &Counting::default()).unwrap().upgrade;
    submit(filled(started, board(members)))
}

fn submit(upgrade: Upgrade) -> Decided {
    let revision = upgrade.revision;
    upgrade.submit(&petras(), revision, &petra(), monday()).unwrap()
}

fn ids(upgrade: &Upgrade) -> Vec<SignerId> {
    upgrade.signing.signers.iter().map(|signer| signer.id.clone()).collect()
}

fn agreed(upgrade: &Upgrade) -> RoomSignature {
    let consent = Consent::latest(Language::Dutch).unwrap();
    RoomSignature { fingerprint: upgrade.fingerprint(), consent, factor: Factor::MailedCode }
}

fn sign(upgrade: Upgrade, signer: &SignerId) -> Result<Decided, Refusal> {
    let given = agreed(&upgrade);
    upgrade.sign(signer, given, later(1))
}

fn signed(upgrade: &Upgrade) -> bool {
    matches!(upgrade.checklist.state(Check::FormSigned), CheckState::Passed { evidence: Evidence::Signed { .. }, .. })
}

fn invitations(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Signing(SigningEffect::InviteSigner { .. }))).count()
}

#[test]
fn everybody_who_may_sign_is_invited_when_it_is_handed_in() {
    let decided = handed_in(5, AssuranceLevel::Eh3);
    let upgrade = decided.upgrade;
    assert_eq!(upgrade.signing.needed, 3);
    assert!(upgrade.signing.accepted_online);
    assert_eq!(invitations(&decided.effects), 5);
    assert_eq!(*upgrade.checklist.state(Check::FormSigned), CheckState::waiting(WaitingFor::Representative));
    let mut names = ids(&upgrade);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 5);
}

#[test]
fn two_people_with_one_address_cannot_both_be_asked() {
    let started = start(&petras(), AssuranceLevel::Eh3, &petra(), monday(), &Counting::default()).unwrap().upgrade;
    let mut data = board(3);
    data.representatives[2].email = "BESTUUR1@voorbeeld.nl".parse().unwrap();
    let upgrade = filled(started, data);
    let revision = upgrade.revision;
    let Err(Refusal::Incomplete(faults)) = upgrade.submit(&petras(), revision, &petra(), monday()) else { panic!() };
    assert_eq!(faults[0].pointer, "/representatives/2/email");
    assert_eq!(faults[0].code, "address-of-another");
}

proptest! {
    /// With n who bind together at EH3 the form is signed at exactly the majority, in whatever order they come, and not one before it.
    #[test]
    fn exactly_the_majority_is_enough_in_any_order(members in 2usize..9, seed in any::<u64>()) {
        let mut upgrade = handed_in(members, AssuranceLevel::Eh3).upgrade;
        let needed = members / 2 + 1;
        let mut order = ids(&upgrade);
        let mut turn = seed;
        for at in (1..order.len()).rev() {
            turn = turn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, usize::try_from(turn >> 33).unwrap() % (at + 1));
        }
        for (count, signer) in order.iter().enumerate() {
            prop_assert_eq!(signed(&upgrade), count >= needed);
            if count >= needed {
                prop_assert_eq!(sign(upgrade.clone(), signer).err(), Some(Refusal::NothingToSign));
                continue;
            }
            upgrade = sign(upgrade, signer).unwrap().upgrade;
            prop_assert_eq!(sign(upgrade.clone(), signer).err(), Some(Refusal::NothingToSign), "once each");
        }
        prop_assert_eq!(upgrade.signing.signed(&upgrade.fingerprint()), needed);
    }

    /// Whoever declined or was replaced never counts, whatever else happens and in whatever order.
    #[test]
    fn declined_and_replaced_never_count(steps in proptest::collection::vec((0usize..4, 0usize..8), 1..24)) {
        let mut upgrade = handed_in(5, AssuranceLevel::Eh3).upgrade;
        let own = petras().registration.email;
        for (at, (what, whom)) in steps.into_iter().enumerate() {
            let all = ids(&upgrade);
            let signer = &all[whom % all.len()];
            let revision = upgrade.revision;
            let decided = match what {
                0 => sign(upgrade.clone(), signer),
                1 => upgrade.clone().decline(signer, "Niet akkoord".parse().unwrap(), later(1)),
                2 => {
                    let email = format!("nieuw{at}@voorbeeld.nl").parse().unwrap();
                    upgrade.clone().replace_signer(signer, email, revision, (&petra(), &own), later(1))
                }
                _ => upgrade.clone().remind_signer(signer, revision, &petra(), later(24 * 30 + i64::try_from(at).unwrap() * 25)),
            };
            if let Ok(decided) = decided {
                upgrade = decided.upgrade;
            }
            let counted: Vec<_> = upgrade.signing.signers.iter().filter(|one| matches!(one.state, SignerState::Signed(_))).collect();
            let mut places: Vec<_> = counted.iter().map(|one| one.place).collect();
            places.dedup();
            prop_assert_eq!(places.len(), counted.len(), "nobody signs twice");
            prop_assert_eq!(upgrade.signing.signed(&upgrade.fingerprint()), counted.len());
            prop_assert_eq!(signed(&upgrade), counted.len() >= 3);
            prop_assert!(counted.len() <= 3);
        }
    }
}

#[test]
fn each_signature_is_told_and_the_last_one_settles_the_form() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, second, _] = ids(&upgrade).try_into().unwrap();
    let one = sign(upgrade, &second).unwrap();
    let told = |decided: &Decided| decided.effects.clone();
    assert!(told(&one).iter().any(|e| matches!(e, Effect::Signing(SigningEffect::TellSigned { .. }))));
    assert!(told(&one).iter().any(|e| matches!(e, Effect::Signing(SigningEffect::ConfirmSignature { .. }))));
    let last = sign(one.upgrade, &first).unwrap();
    assert!(told(&last).iter().any(|e| matches!(e, Effect::Signing(SigningEffect::TellAllSigned { .. }))));
    assert!(last.entries.iter().any(|entry| {
        entry.what == What::SignatureGiven { signed: 2, needed: 2, on_paper: false } && entry.by == By::Signer
    }));
    assert!(signed(&last.upgrade));
    let view = last.upgrade.signing.view(last.upgrade.fingerprint()).unwrap();
    assert_eq!((view.signed, view.needed), (2, 2));
}

#[test]
fn what_is_signed_is_what_was_shown() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, ..] = <[SignerId; 3]>::try_from(ids(&upgrade)).unwrap();
    let other = RoomSignature { fingerprint: "0".repeat(64), ..agreed(&upgrade) };
    assert_eq!(upgrade.clone().sign(&first, other, later(1)).err(), Some(Refusal::ChangedMeanwhile));
    let consent = Consent { version: "1999".to_owned(), language: Language::Dutch };
    let unread = RoomSignature { consent, ..agreed(&upgrade) };
    assert!(matches!(upgrade.sign(&first, unread, later(1)), Err(Refusal::Incomplete(_))));
}

#[test]
fn changed_data_voids_what_was_signed_and_unchanged_data_does_not() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, second, _] = ids(&upgrade).try_into().unwrap();
    let upgrade = sign(sign(upgrade, &first).unwrap().upgrade, &second).unwrap().upgrade;
    let revision = upgrade.revision;
    let back = upgrade.refuse(&petras(), Reason::Other, "Nog iets".parse().unwrap(), revision, &staff(), later(2));
    let back = back.unwrap().upgrade;

    let same = submit(back.clone());
    assert!(signed(&same.upgrade), "the very same was signed already");
    assert_eq!(invitations(&same.effects), 0);

    let mut data = board(3);
    data.user.as_mut().unwrap().birth_place = Some("Zeist".parse().unwrap());
    let changed = filled(back, data);
    assert_eq!(changed.signing.view(changed.fingerprint()).unwrap().signed, 0);
    let again = submit(changed);
    assert!(!signed(&again.upgrade));
    assert_eq!(invitations(&again.effects), 3);
    assert!(sign(again.upgrade, &first).is_err(), "whoever signed the old data has another name now");
}

#[test]
fn signatures_the_desk_found_wrong_are_asked_anew() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, second, _] = ids(&upgrade).try_into().unwrap();
    let upgrade = sign(sign(upgrade, &first).unwrap().upgrade, &second).unwrap().upgrade;
    let mut doubted = upgrade;
    let evidence = Evidence::Staff { account: staff(), note: "Handtekening wijkt af".parse().unwrap() };
    let failed = CheckState::Failed { at: later(2), reason: Reason::RepresentativeNotAuthorised, evidence };
    doubted.checklist.put(Check::FormSigned, failed);
    let revision = doubted.revision;
    let note = "Opnieuw".parse().unwrap();
    let back = doubted.refuse(&petras(), Reason::RepresentativeNotAuthorised, note, revision, &staff(), later(3));
    let again = submit(back.unwrap().upgrade);
    assert!(!signed(&again.upgrade));
    assert_eq!(invitations(&again.effects), 3);
}

#[test]
fn paper_counts_like_the_room_and_only_paper_of_this_data() {
    let upgrade = handed_in(2, AssuranceLevel::Eh3).upgrade;
    let [first, second] = ids(&upgrade).try_into().unwrap();
    let upgrade = sign(upgrade, &first).unwrap().upgrade;
    let (print, revision, day) = (upgrade.fingerprint(), upgrade.revision, jiff::civil::date(2026, 11, 20));
    let wrong = upgrade.clone().record_paper_signature(&second, day, "other", revision, &staff(), later(2));
    assert!(matches!(wrong, Err(Refusal::Incomplete(faults)) if faults[0].pointer == "/fingerprint"));
    let future = jiff::civil::date(2026, 12, 1);
    let early = upgrade.clone().record_paper_signature(&second, future, &print, revision, &staff(), later(2));
    assert!(matches!(early, Err(Refusal::Incomplete(faults)) if faults[0].code == "in-the-future"));
    let own = upgrade.clone().record_paper_signature(&second, day, &print, revision, &petra(), later(2));
    assert_eq!(own.err(), Some(Refusal::OwnCase));
    let declined = upgrade.decline(&second, "Liever op papier".parse().unwrap(), later(2)).unwrap().upgrade;
    let mended = CheckState::to_mend(Reason::SignerMissing, None);
    assert_eq!(*declined.checklist.state(Check::FormSigned), mended, "one of two declined: the customer must act");
    let revision = declined.revision;
    let done = declined.record_paper_signature(&second, day, &print, revision, &staff(), later(2)).unwrap();
    assert!(signed(&done.upgrade));
    assert!(matches!(done.entries[0].what, What::SignatureGiven { signed: 2, needed: 2, on_paper: true }));
    let organisation = crate::organisation::Organisation {
        id: done.upgrade.organisation.clone(),
        name: "Voorbeeld B.V.".to_owned(),
        kvk_number: "69599084".parse().unwrap(),
        establishment_number: None,
        since: monday(),
    };
    let evidence = done.upgrade.signing_evidence(&organisation).unwrap();
    assert_eq!((evidence.signed, evidence.signatures.len()), (2, 2));
    assert_eq!(evidence.signatures[0].factor, Some(Factor::MailedCode));
    assert_eq!(evidence.signatures[0].text, Consent::latest(Language::Dutch).unwrap().words().unwrap());
    assert_eq!(evidence.signatures[1].signed_on, Some(day));
    assert!(evidence.signatures.iter().all(|signature| signature.fingerprint == evidence.fingerprint));
}

#[test]
fn at_a_level_without_the_room_only_paper_is_taken() {
    let mut upgrade = handed_in(2, AssuranceLevel::Eh3).upgrade;
    upgrade.signing.accepted_online = false;
    let [first, second] = ids(&upgrade).try_into().unwrap();
    assert_eq!(sign(upgrade.clone(), &first).err(), Some(Refusal::NothingToSign));
    let hash = Token::presented("one").hash();
    assert_eq!(upgrade.clone().signer_invited(&first, hash, later(1)), Ok(None));
    let (print, day) = (upgrade.fingerprint(), jiff::civil::date(2026, 11, 23));
    for signer in [first, second] {
        let revision = upgrade.revision;
        upgrade = upgrade.record_paper_signature(&signer, day, &print, revision, &staff(), later(2)).unwrap().upgrade;
    }
    assert!(signed(&upgrade));
}

/// A signer who was invited, with his link.
fn invited(upgrade: Upgrade, signer: &SignerId, token: &str, now: Timestamp) -> (Upgrade, SigningLink) {
    let hash = Token::presented(token).hash();
    let upgrade = upgrade.signer_invited(signer, hash.clone(), now).unwrap().unwrap().upgrade;
    let link = SigningLink::issue(hash, &upgrade, upgrade.signing.signer(signer).unwrap(), now).unwrap();
    (upgrade, link)
}

#[test]
fn a_link_opens_as_often_as_one_likes_until_it_is_replaced_or_too_old() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, second, third] = ids(&upgrade).try_into().unwrap();
    let (upgrade, link) = invited(upgrade, &first, "one", monday());
    assert_eq!(link.opens(&upgrade, later(1)).unwrap().id, first);
    assert_eq!(link.opens(&upgrade, later(1)).unwrap().id, first);
    assert!(link.opens(&upgrade, later(24 * 14)).is_err());
    let (reminded, newer) = invited(upgrade.clone(), &first, "two", later(2));
    assert!(link.opens(&reminded, later(3)).is_err() && newer.opens(&reminded, later(3)).is_ok());

    let revision = upgrade.revision;
    let (own, right) = (petras().registration.email, "ander@voorbeeld.nl".parse::<Email>().unwrap());
    let replace = |email: &str, signer: &SignerId| {
        let email = email.parse().unwrap();
        upgrade.clone().replace_signer(signer, email, revision, (&petra(), &own), later(3))
    };
    for (email, code) in [
        ("bestuur1@voorbeeld.nl", "unchanged"),
        ("P.Jansen@voorbeeld.nl", "own-address"),
        ("bestuur2@voorbeeld.nl", "address-of-another"),
    ] {
        let Err(Refusal::Incomplete(faults)) = replace(email, &second) else { panic!("{email}") };
        assert_eq!((faults[0].pointer.as_str(), faults[0].code), ("/email", code));
    }
    let replaced = replace(right.as_str(), &first).unwrap();
    assert!(link.opens(&replaced.upgrade, later(4)).is_err(), "the old link is dead");
    assert!(replaced.effects.iter().any(|e| matches!(e, Effect::Signing(SigningEffect::TellReplaced { .. }))));
    assert_eq!(invitations(&replaced.effects), 1);
    assert!(sign(replaced.upgrade.clone(), &first).is_err());
    let new = replaced.upgrade.signing.signers.last().unwrap().id.clone();
    let signed_by_new = sign(replaced.upgrade, &new).unwrap().upgrade;
    assert_eq!(signed_by_new.signing.signed(&signed_by_new.fingerprint()), 1);

    let done = sign(sign(upgrade, &second).unwrap().upgrade, &third).unwrap().upgrade;
    assert_eq!(link.opens(&done, later(5)).unwrap().id, first, "he may still see that enough have signed");
    let mut over = done;
    over.stage = Stage::Cancelled(crate::upgrade::stage::Cancelled { at: later(6) });
    assert!(link.opens(&over, later(6)).is_err());
}

#[test]
fn a_code_is_good_once_in_time_and_five_times_wrong() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, ..] = <[SignerId; 3]>::try_from(ids(&upgrade)).unwrap();
    let rules = upgrade.rules().unwrap();
    let (_, link) = invited(upgrade, &first, "one", monday());
    assert_eq!(link.try_code(true, monday()).err(), Some(Refusal::CodeVoid), "none was mailed");
    let asked = link.code_asked(Language::German, monday());
    assert_eq!(asked.codes.due(monday(), false, monday()), CodeDue::Draw);
    let hash = KeyedHash { key: "k".to_owned(), hash: "h".to_owned() };
    let mut link = asked.code_drawn(hash, &rules.signing, monday());
    let until = monday() + SignedDuration::from_mins(10);
    assert_eq!(link.codes.due(monday(), true, monday()), CodeDue::Mail { expires_at: until });
    let newer = link.code_asked(Language::German, later(1));
    assert_eq!(newer.codes.due(monday(), false, later(1)), CodeDue::Nothing, "a later one was asked for");
    assert_eq!(link.try_code(true, until).err(), Some(Refusal::CodeVoid));
    for left in (0..5).rev() {
        let CodeTry::Wrong { link: next, tries_left } = link.try_code(false, monday()).unwrap() else { panic!() };
        assert_eq!(tries_left, left);
        link = next;
    }
    assert_eq!(link.try_code(true, monday()).err(), Some(Refusal::CodeVoid), "the right one comes too late");
    assert_eq!(mailed_code::typed(" 012-345 ").as_deref(), Some("012345"));
    assert!(mailed_code::typed("12345").is_none() && mailed_code::typed("12345a").is_none());
    assert_eq!(mailed_code::draw(&Counting::default()).len(), 6);
}

#[test]
fn signers_are_reminded_after_three_and_seven_working_days_and_then_left_alone() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, ..] = <[SignerId; 3]>::try_from(ids(&upgrade)).unwrap();
    let (upgrade, link) = invited(upgrade, &first, "one", monday());
    assert_eq!(link.remind_on, Some(jiff::civil::date(2026, 11, 26)));
    let thursday = later(3 * 24);
    let reminded = upgrade.signer_due(&first, thursday).unwrap().unwrap().upgrade;
    let (reminded, link) = invited(reminded, &first, "two", thursday);
    assert_eq!(link.remind_on, Some(jiff::civil::date(2026, 12, 2)));
    let wednesday = later(9 * 24);
    let reminded = reminded.signer_due(&first, wednesday).unwrap().unwrap().upgrade;
    let (reminded, link) = invited(reminded, &first, "three", wednesday);
    assert_eq!(link.remind_on, None);
    let answered = sign(reminded, &first).unwrap().upgrade;
    assert_eq!(answered.signer_due(&first, wednesday), Ok(None));
}

#[test]
fn a_person_reminds_once_a_day_and_not_without_end() {
    let upgrade = handed_in(3, AssuranceLevel::Eh3).upgrade;
    let [first, ..] = <[SignerId; 3]>::try_from(ids(&upgrade)).unwrap();
    let (mut upgrade, _) = invited(upgrade, &first, "one", monday());
    let remind = |upgrade: &Upgrade, now| upgrade.clone().remind_signer(&first, upgrade.revision, &petra(), now);
    let wait = SignedDuration::from_hours(23);
    assert_eq!(remind(&upgrade, later(1)).err(), Some(Refusal::TooManyReminders { wait }));
    for day in 1..=7 {
        upgrade = remind(&upgrade, later(24 * day)).unwrap().upgrade;
    }
    assert!(matches!(remind(&upgrade, later(24 * 30)), Err(Refusal::TooManyReminders { .. })));
}
