//! Whatever happens in whatever order, what must hold holds.

use proptest::prelude::*;

use super::*;

/// Whatever can happen to an upgrade from outside, in any order.
#[derive(Debug, Clone)]
enum Event {
    FillIn { user: bool, other_mobile: bool, joint: bool },
    HandIn { made_days_ago: i8, own: bool, readable: bool, refused: bool },
    Submit,
    Record { check: Check, passes: bool },
    Approve,
    Refuse { about_the_extract: bool },
    MailCode,
    RenewCode,
    TryCode { right: bool },
    Cancel,
    Wait { hours: u8 },
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => (prop::bool::weighted(0.9), prop::bool::weighted(0.1), prop::bool::weighted(0.2))
            .prop_map(|(user, other_mobile, joint)| Event::FillIn { user, other_mobile, joint }),
        3 => (-2..20i8, prop::bool::weighted(0.9), prop::bool::weighted(0.8), prop::bool::weighted(0.1))
            .prop_map(|(made_days_ago, own, readable, refused)| Event::HandIn { made_days_ago, own, readable, refused }),
        4 => Just(Event::Submit),
        8 => (prop::sample::select(Check::ALL.to_vec()), prop::bool::weighted(0.9))
            .prop_map(|(check, passes)| Event::Record { check, passes }),
        3 => Just(Event::Approve),
        1 => any::<bool>().prop_map(|about_the_extract| Event::Refuse { about_the_extract }),
        2 => Just(Event::MailCode),
        1 => Just(Event::RenewCode),
        3 => any::<bool>().prop_map(|right| Event::TryCode { right }),
        1 => Just(Event::Cancel),
        1 => any::<u8>().prop_map(|hours| Event::Wait { hours }),
    ]
}

impl Journey {
    fn meet(&mut self, event: &Event) -> (Option<Verb>, Result<(), Refusal>) {
        match event {
            Event::FillIn { user, other_mobile, joint } => {
                let mut data = petras_data();
                if *other_mobile && let Some(user) = data.user.as_mut() {
                    user.mobile = "+31687654321".parse().unwrap();
                }
                if *joint {
                    data.representatives[0].power = Power::Joint;
                }
                if !user {
                    data.user = None;
                }
                (Some(Verb::Update), self.fill_in(data))
            }
            Event::HandIn { made_days_ago, own, readable, refused } => {
                let today = days::amsterdam(self.now);
                let made_on = today.checked_sub(jiff::Span::new().days(i64::from(*made_days_ago))).unwrap();
                let finding = match (refused, readable) {
                    (true, _) => Finding::Refused(DocumentRefusal::Broken),
                    (false, false) => Finding::Harmless(None),
                    (false, true) => extract(if *own { "69599084" } else { "90001354" }, made_on),
                };
                let document = self.hand_in(finding);
                if let Ok(document) = &document {
                    assert!(matches!(document.state, DocumentState::Released { .. } | DocumentState::Refused { .. }));
                }
                (Some(Verb::HandInDocument), document.map(|_| ()))
            }
            Event::Submit => (Some(Verb::Submit), self.submit()),
            Event::Record { check, passes } => {
                let outcome = if *passes { Outcome::Passed } else { Outcome::Failed(Reason::Other) };
                (Some(Verb::RecordCheck), self.record(*check, outcome))
            }
            Event::Approve => (Some(Verb::Approve), self.approve()),
            Event::Refuse { about_the_extract } => {
                let reason = if *about_the_extract { Reason::ExtractUnreadable } else { Reason::Other };
                (Some(Verb::Refuse), self.refuse(reason))
            }
            Event::MailCode => (Some(Verb::MailCode), self.mail_code("right")),
            Event::RenewCode => (Some(Verb::RenewCode), self.renew()),
            Event::TryCode { right } => {
                let tried = self.try_code(if *right { "right" } else { "wrong" });
                let verb = if tried == Ok(None) { Verb::Activate } else { Verb::TryWrongCode };
                (Some(verb), tried.map(|_| ()))
            }
            Event::Cancel => (Some(Verb::Cancel), self.cancel()),
            Event::Wait { hours } => {
                self.now += SignedDuration::from_hours(i64::from(*hours));
                (None, Ok(()))
            }
        }
    }

    /// What must hold of every upgrade at every time.
    fn sound(&self, began_at: Option<AssuranceLevel>) {
        let numbers: Vec<_> = self.timeline.iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, (1..=self.upgrade.entries).collect::<Vec<_>>(), "numbered without a gap");
        assert!(self.timeline.is_sorted_by_key(|entry| entry.at));
        let open = self.upgrade.checklist.open();
        let activated = self.stage() == StageName::Active;
        if activated || self.stage() == StageName::Approved {
            assert!(open.is_empty(), "approved with {open:?}");
        }
        assert_eq!(self.means.level, if activated { Some(AssuranceLevel::Eh3) } else { began_at });
        assert!(self.means.rights.starts_with(&petras().rights), "nothing is ever taken away");
        assert_eq!(
            self.means.open_upgrade.as_ref().map(|open| open.stage),
            (!self.stage().is_end()).then(|| self.stage())
        );
        if let Stage::InReview(review) = &self.upgrade.stage {
            let customer_acts = self.upgrade.checklist.waits(|whom| whom == WaitingFor::Customer);
            assert_eq!(review.promised_for.is_none(), customer_acts, "no promise while the customer has to act");
            assert_eq!(review.waiting_since.is_some(), self.upgrade.checklist.is_at_the_desk());
        }
        self.upgrade.view(&self.means.registration, self.timeline.clone(), Viewer::Customer).unwrap();
    }
}

/// The straight road, from which random events then stray: without it they would seldom get far.
fn road() -> Vec<Event> {
    vec![
        Event::FillIn { user: true, other_mobile: false, joint: false },
        Event::HandIn { made_days_ago: 1, own: true, readable: true, refused: false },
        Event::Submit,
        Event::Record { check: Check::UserIdentity, passes: true },
        Event::Record { check: Check::PowerToRepresent, passes: true },
        Event::Record { check: Check::Identification, passes: true },
        Event::Approve,
        Event::MailCode,
        Event::TryCode { right: true },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_brings_an_upgrade_off_its_rails(
        straight in 0..=9usize,
        strays in prop::collection::vec(event(), 0..60),
    ) {
        let mut journey = Journey::begun();
        let mut events = road();
        events.truncate(straight);
        events.extend(strays);
        for event in &events {
            let before = journey.clone();
            let (verb, outcome) = journey.meet(event);
            journey.sound(Some(AssuranceLevel::Eh2Plus));
            prop_assert!(journey.timeline.starts_with(&before.timeline), "the timeline only grows");
            if let Some(verb) = verb {
                match outcome {
                    Ok(()) => prop_assert_eq!(verb.leads_from(before.stage()), Some(journey.stage()), "{:?}", event),
                    Err(refusal) => {
                        prop_assert_eq!(&before.upgrade, &journey.upgrade, "refused, so nothing changed");
                        let off_road = matches!(refusal, Refusal::WrongStage { .. });
                        let impossible = verb.leads_from(before.stage()).is_none();
                        prop_assert!(!off_road || impossible, "{:?} at {:?}", verb, before.stage());
                        prop_assert!(!impossible || off_road, "{:?} at {:?} gave {:?}", verb, before.stage(), refusal);
                    }
                }
            }
            if before.stage().is_end() {
                prop_assert_eq!(&before.upgrade, &journey.upgrade, "an end is an end");
            }
        }
    }
}
