use super::*;
use crate::account::testing::chance;
use crate::level::AssuranceLevel;
use crate::means::tests::petras;
use crate::register::{Branch, Company, LegalState, Office, Official, Person, Registered, Who};
use crate::upgrade::data::Power;
use crate::upgrade::data::tests::petras_data;

fn now() -> Timestamp {
    "2026-11-22T09:00:00Z".parse().unwrap()
}

fn draft() -> Upgrade {
    let means = petras();
    crate::upgrade::start(&means, AssuranceLevel::Eh3, &means.holder, now(), &chance()).unwrap().upgrade
}

fn facts(number: &str, at: Timestamp, change: impl Fn(&mut Company)) -> RegisterFacts {
    let petra = Person {
        first_names: "Petra Maria".to_owned(),
        infix: None,
        surname: "Jansen".to_owned(),
        birth_date: Some(jiff::civil::date(1975, 2, 1)),
        died_on: None,
        states: vec![],
        emancipated: false,
    };
    let official = Official {
        key: 1,
        who: Who::Person { person: petra },
        office: Office::Director,
        title: None,
        power: Registered::Alone,
        suspension: None,
        branches: vec![],
    };
    let mut company = Company {
        kvk_number: number.parse().unwrap(),
        name: "Voorbeeld Beheer B.V.".to_owned(),
        legal_form: LegalForm::PrivateLimited,
        ended_on: None,
        states: vec![],
        branches: vec![],
        officials: Officials::Listed { entries: vec![official] },
        as_of: at,
    };
    change(&mut company);
    RegisterFacts::new(number.parse().unwrap(), at, Answer::Found { company: Box::new(company) })
}

/// Petra's upgrade with everything filled in, after the register said this.
fn told(change: impl Fn(&mut Company)) -> Upgrade {
    let data = petras_data();
    let sections = Sections {
        user: data.user,
        organisation: data.organisation,
        representatives: Some(data.representatives),
        ..Sections::default()
    };
    let upgrade = draft().told_by_register(Some(facts("69599084", now(), change)));
    let (revision, holder) = (upgrade.revision, upgrade.holder.clone());
    upgrade.fill_in(&petras().registration, sections, revision, &holder, now()).unwrap().upgrade
}

fn codes(upgrade: &Upgrade) -> Vec<(String, &'static str)> {
    upgrade.register_faults().into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

#[test]
fn powers_settled_in_the_register_pass_by_themselves_and_no_extract_is_asked() {
    let upgrade = told(|_| {});
    let passed = CheckState::Passed {
        at: now(),
        evidence: Evidence::Register { kvk_number: "69599084".parse().unwrap(), as_of: now() },
    };
    assert_eq!(*upgrade.checklist.state(Check::PowerToRepresent), passed);
    assert_eq!(*upgrade.checklist.state(Check::ExtractInDate), CheckState::NotNeeded);
    assert_eq!(upgrade.signatures_needed().unwrap().needed, 1);
    assert_eq!(upgrade.register_faults(), []);
}

#[test]
fn whoever_is_not_in_it_hands_in_an_extract_and_the_desk_looks() {
    let upgrade = told(|company| company.officials = Officials::NotTold { why: NoAnswer::NotGivenOut });
    assert!(matches!(upgrade.checklist.state(Check::ExtractInDate), CheckState::Waiting { reason: None, .. }));
    let waiting = CheckState::waiting(WaitingFor::Staff);
    assert_eq!(*upgrade.checklist.state(Check::PowerToRepresent), waiting);
    assert!(!upgrade.circumstances().powers_in_register);
}

#[test]
fn what_blocks_is_said_at_once_and_keeps_it_from_being_handed_in() {
    let upgrade = told(|company| company.states.push(LegalState::Bankrupt));
    let state = upgrade.checklist.state(Check::PowerToRepresent);
    assert!(matches!(state, CheckState::Waiting { reason: Some(Reason::BlockedInRegister), .. }), "{state:?}");
    assert_eq!(codes(&upgrade), [("/organisation/kvkNumber".to_owned(), "bankrupt")]);
    let suspended = told(|company| {
        if let Officials::Listed { entries } = &mut company.officials {
            let from = jiff::civil::date(2026, 1, 1);
            entries[0].suspension = Some(crate::register::Suspension { from, until: None });
        }
    });
    assert_eq!(codes(&suspended), [("/representatives/0".to_owned(), "suspended")]);
    let refused = suspended.clone().submit(&petras(), suspended.revision, &suspended.holder, now());
    assert!(matches!(refused, Err(crate::upgrade::Refusal::Incomplete(_))));
}

#[test]
fn a_change_of_those_named_is_weighed_anew() {
    let upgrade = told(|_| {});
    let mut one = upgrade.data.representatives[0].clone();
    one.first_names = "Karim".parse().unwrap();
    one.is_user = false;
    one.power = Power::Joint;
    let (revision, holder) = (upgrade.revision, upgrade.holder.clone());
    let sections = Sections { representatives: Some(vec![one]), ..Sections::default() };
    let changed = upgrade.fill_in(&petras().registration, sections, revision, &holder, now()).unwrap().upgrade;
    assert_eq!(*changed.checklist.state(Check::PowerToRepresent), CheckState::waiting(WaitingFor::Staff));
    assert!(matches!(changed.checklist.state(Check::ExtractInDate), CheckState::Waiting { .. }));
}

#[test]
fn it_is_asked_once_an_hour_and_silence_does_not_wipe_out_an_answer() {
    let upgrade = told(|_| {});
    let touched = Sections { representatives: Some(vec![]), ..Sections::default() };
    assert_eq!(upgrade.to_ask(&touched, now() + SignedDuration::from_mins(59)), None);
    assert_eq!(upgrade.to_ask(&touched, now() + SignedDuration::from_mins(60)), Some("69599084".parse().unwrap()));
    assert_eq!(upgrade.to_ask(&Sections::default(), now() + SignedDuration::from_hours(9)), None);
    let silence = Answer::NoAnswer { why: NoAnswer::Failed };
    let silent = RegisterFacts::new("69599084".parse().unwrap(), now(), silence);
    assert_eq!(upgrade.clone().told_by_register(Some(silent)).register, upgrade.register);
    let other = facts("42264003", now(), |_| {});
    let mut moved = upgrade.told_by_register(Some(other));
    moved.weigh_register(now());
    assert_eq!(moved.register, None, "what was said of another company is not kept");
}

#[test]
fn a_branch_must_be_one_that_is_there() {
    let with = |number: &str, active: bool| {
        let mut upgrade = told(|company| {
            company.branches.push(Branch {
                establishment_number: "000037178598".parse().unwrap(),
                name: "Voorbeeld".to_owned(),
                main: true,
                address: None,
                active,
            });
        });
        upgrade.data.organisation.as_mut().unwrap().establishment_number = Some(number.parse().unwrap());
        codes(&upgrade)
    };
    assert_eq!(with("000037178598", true), []);
    let at = "/organisation/establishmentNumber".to_owned();
    assert_eq!(with("000037178598", false), [(at.clone(), "branch-ended")]);
    assert_eq!(with("000037178599", true), [(at, "not-a-branch")]);
}

#[test]
fn a_sole_trader_gives_his_number_and_nobody_else_does() {
    let number = |form: LegalForm| {
        let mut data = petras_data();
        data.user.as_mut().unwrap().bsn = Some("123456782".parse().unwrap());
        let sections = Sections { user: data.user, organisation: data.organisation, ..Sections::default() };
        let upgrade = draft().told_by_register(Some(facts("69599084", now(), |company| company.legal_form = form)));
        let (revision, holder) = (upgrade.revision, upgrade.holder.clone());
        upgrade
            .fill_in(&petras().registration, sections, revision, &holder, now())
            .unwrap()
            .upgrade
            .data
            .user
            .unwrap()
            .bsn
    };
    assert!(number(LegalForm::SoleTrader).is_some());
    assert_eq!(number(LegalForm::PrivateLimited), None);
}

#[test]
fn a_date_of_birth_never_stands_on_the_wire() {
    let upgrade = told(|_| {});
    let view = serde_json::to_string(&RegisterView::of(upgrade.register.as_ref().unwrap())).unwrap();
    assert!(view.contains("Jansen") && !view.contains("1975-02-01"), "{view}");
}
