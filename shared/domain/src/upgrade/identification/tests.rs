//! Being identified: who must, what passes, and that neither order nor repetition of what the partner tells matters.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::level::AssuranceLevel;
use crate::power::rules::PowerRules;
use crate::power::signatures_needed_under;
use crate::upgrade::data::tests::petras_data;
use crate::upgrade::data::{Data, Power};
use crate::upgrade::rules::Rules;

fn rules() -> &'static Rules {
    Rules::named("2026-11").unwrap()
}

fn at(hours: i64) -> Timestamp {
    "2026-11-23T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

fn person(number: u32, whom: Whom) -> Person {
    let identity = Identity::of(&petras_data(), Whom::User).unwrap();
    let (invited_at, until) = (at(0), at(30 * 24));
    let (reminders, assignment, progress, heard) = (0, None, Progress::Invited, Heard::default());
    Person { number, whom, identity, invited_at, until, reminders, assignment, progress, heard }
}

fn appointment(day: i64) -> Appointment {
    Appointment { place: Some("Dorpsstraat 1, Utrecht".parse().unwrap()), from: at(day * 24), until: at(day * 24 + 9) }
}

fn other_birth_date() -> Told {
    Told::Mismatched {
        differences: vec![Seen { field: SeenField::BirthDate, seen: Some("1976-02-01".parse().unwrap()) }],
    }
}

fn anything() -> impl Strategy<Value = Told> {
    prop_oneof![
        (1..28_i64).prop_map(|day| Told::Booked { appointment: appointment(day) }),
        (1..28_i64).prop_map(|day| Told::WindowKnown { appointment: appointment(day) }),
        Just(Told::Matched {}),
        Just(other_birth_date()),
        Just(Told::NoShow {}),
        Just(Told::Expired {}),
    ]
}

proptest! {
    /// However often each event comes and in whatever order, it ends the same.
    #[test]
    fn order_and_repetition_do_not_matter(
        told in prop::collection::vec(anything(), 1..8),
        order in prop::collection::vec(0..8_usize, 0..24),
    ) {
        let mut plain = person(1, Whom::User);
        for (sequence, told) in (1..).zip(&told) {
            plain.hear(sequence, at(i64::try_from(sequence).unwrap()), told);
        }
        let mut shuffled = person(1, Whom::User);
        // In a wild order with repetitions, and then each once more from the last to the first, so that all came.
        let wild = order.into_iter().map(|place| place % told.len()).chain((0..told.len()).rev());
        for place in wild {
            let sequence = u64::try_from(place).unwrap() + 1;
            shuffled.hear(sequence, at(i64::try_from(sequence).unwrap()), &told[place]);
        }
        prop_assert_eq!(plain, shuffled);
    }

    /// Nothing passes without a match of everybody, whatever else is heard.
    #[test]
    fn nothing_passes_without_a_match_of_all(
        heard in prop::collection::vec((0..3_usize, 1..50_u64, anything()), 0..40),
    ) {
        let whom = [Whom::User, Whom::Representative { at: 1 }, Whom::Representative { at: 2 }];
        let mut all = Identification { persons: (1..).zip(whom).map(|(number, whom)| person(number, whom)).collect() };
        for (which, sequence, told) in &heard {
            all.persons[*which].hear(*sequence, at(1), told);
        }
        let last = |which: usize| {
            let outcomes = heard.iter().filter(|(who, _, told)| {
                *who == which && matches!(told, Told::Matched {} | Told::Mismatched { .. })
            });
            // Of two under one number the first counts.
            outcomes.fold(None, |best: Option<(u64, bool)>, (_, sequence, told)| match best {
                Some((known, _)) if known >= *sequence => best,
                _ => Some((*sequence, matches!(told, Told::Matched {}))),
            })
        };
        let matched = (0..3).all(|which| last(which).is_some_and(|(_, matched)| matched));
        prop_assert_eq!(matches!(all.check(rules()), CheckState::Passed { .. }), matched);
    }
}

fn identified(level: AssuranceLevel, data: &Data) -> Vec<Whom> {
    let table = PowerRules::newest().unwrap();
    to_be_identified(rules(), level, data, signatures_needed_under(table, level, &data.representatives).ok().as_ref())
}

#[test]
fn at_eh3_the_user_is_identified_when_he_represents_and_else_somebody_signs_for_him() {
    let mut data = petras_data();
    assert_eq!(identified(AssuranceLevel::Eh3, &data), [Whom::User]);
    data.representatives[0].is_user = false;
    assert_eq!(identified(AssuranceLevel::Eh3, &data), []);
    assert_eq!(identified(AssuranceLevel::Eh2Plus, &petras_data()), []);
}

#[test]
fn at_eh4_the_user_and_every_signer_are_identified_each_once() {
    let mut data = petras_data();
    assert_eq!(identified(AssuranceLevel::Eh4, &data), [Whom::User]);
    let mut other = data.representatives[0].clone();
    other.is_user = false;
    other.power = Power::Alone;
    data.representatives.insert(0, other);
    assert_eq!(identified(AssuranceLevel::Eh4, &data), [Whom::User, Whom::Representative { at: 0 }]);
}

#[test]
fn a_mismatch_holds_both_values_and_is_the_desks() {
    let mut all = Identification { persons: vec![person(1, Whom::User)] };
    assert!(all.persons[0].hear(3, at(5), &other_birth_date()));
    let Progress::Mismatched { differences, .. } = &all.persons[0].progress else { panic!("it is a mismatch") };
    assert_eq!(differences[0].entered.as_deref(), Some("1975-02-01"));
    assert_eq!(differences[0].seen.as_ref().map(Name::as_str), Some("1976-02-01"));
    let CheckState::Waiting { waiting_for, reason, .. } = all.check(rules()) else { panic!("it waits") };
    assert_eq!((waiting_for, reason), (WaitingFor::Staff, Some(Reason::IdentificationMismatch)));
}

#[test]
fn an_appointment_is_waited_for_before_the_time_is_over() {
    let mut one = person(1, Whom::User);
    assert_eq!(one.expires_at(), at(30 * 24));
    one.hear(1, at(1), &Told::Booked { appointment: appointment(29) });
    assert_eq!(one.expires_at(), at(29 * 24 + 9 + 48));
}

#[test]
fn what_was_seen_mends_what_was_entered_and_nothing_else_may_change_with_it() {
    let before = Identity::of(&petras_data(), Whom::User).unwrap();
    let differences =
        vec![Difference { field: SeenField::BirthDate, entered: None, seen: Some("1976-02-01".parse().unwrap()) }];
    let mut mended = before.clone();
    mended.birth_date = "1976-02-01".parse().unwrap();
    assert!(mended.mends(&before, &differences));
    mended.surname = "Iemand".parse().unwrap();
    assert!(!mended.mends(&before, &differences), "another name was never seen");
    assert!(!before.mends(&before, &differences), "nothing was mended");
    let face = vec![Difference { field: SeenField::Face, entered: None, seen: None }];
    assert!(!before.mends(&before, &face), "another face cannot be mended");
}

#[test]
fn names_of_invitations_and_events_are_read_strictly() {
    let reference = "org_01jdc5aaaaaaaaaaaaaaaaaaaa.upg_01jdc5bbbbbbbbbbbbbbbbbbbb.12";
    assert_eq!(reference.parse::<Reference>().unwrap().to_string(), reference);
    for bad in
        ["", "org_01jdc5aaaaaaaaaaaaaaaaaaaa", "a.b.1", &format!("{reference}x"), &reference.replace(".12", ".012")]
    {
        assert!(bad.parse::<Reference>().is_err(), "{bad}");
    }
    assert!(EventId::try_from("evt_12345".to_owned()).is_ok());
    assert!(EventId::try_from("evt 12345".to_owned()).is_err());
}
