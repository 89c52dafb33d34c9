//! Powers from end to end: a company of the register, somebody named, and what it comes to.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::judge::{Case, ExtractBecause, Judgement, judge};
use super::rules::{PowerRules, Strength};
use super::verdict::{Ground, Verdict, of_person};
use crate::level::AssuranceLevel;
use crate::register::{
    Answer, Company, LegalForm, LegalState, NoAnswer, Office, Official, Officials, Person, Registered, Suspension, Who,
};
use crate::upgrade::data::{Power, Representative};

const TODAY: Date = date(2026, 11, 22);

fn person(first_names: &str, surname: &str) -> Person {
    Person {
        first_names: first_names.to_owned(),
        infix: None,
        surname: surname.to_owned(),
        birth_date: Some(date(1975, 2, 1)),
        died_on: None,
        states: vec![],
        emancipated: false,
    }
}

fn entry(key: u16, office: Office, person: Person, power: Registered) -> Official {
    Official { key, who: Who::Person { person }, office, title: None, power, suspension: None, branches: vec![] }
}

fn director(key: u16, first_names: &str, power: Registered) -> Official {
    entry(key, Office::Director, person(first_names, "Jansen"), power)
}

const JOINT: Registered = Registered::Joint { with_others: false };

fn company(entries: Vec<Official>) -> Company {
    Company {
        kvk_number: "42264003".parse().unwrap(),
        name: "Test BV Eenling".to_owned(),
        legal_form: LegalForm::PrivateLimited,
        ended_on: None,
        states: vec![],
        branches: vec![],
        officials: Officials::Listed { entries },
        as_of: "2026-11-22T06:00:00Z".parse().unwrap(),
    }
}

fn named(first_names: &str, power: Power) -> Representative {
    Representative {
        first_names: first_names.parse().unwrap(),
        surname: "Jansen".parse().unwrap(),
        power,
        ..crate::upgrade::data::tests::petras_data().representatives.remove(0)
    }
}

fn judged(company: Company, level: AssuranceLevel, representatives: &[Representative]) -> Judgement {
    let answer = Answer::Found { company: Box::new(company) };
    judge(PowerRules::newest().unwrap(), &answer, Case { level, representatives, branch: None, today: TODAY })
}

#[test]
fn a_sole_director_is_settled_and_signs_alone() {
    let judgement = judged(
        company(vec![director(1, "Petra", Registered::Alone)]),
        AssuranceLevel::Eh3,
        &[named("Petra", Power::Alone)],
    );
    assert!(judgement.settled, "{judgement:?}");
    assert_eq!(judgement.signatures.unwrap().needed, 1);
    assert_eq!((judgement.people[0].verdict, &judgement.people[0].grounds), (Verdict::Yes, &vec![Ground::Alone]));
}

#[test]
fn three_of_a_board_of_five_settle_eh3_and_two_do_not() {
    let board =
        || company((1..=5).map(|at| director(at, ["A", "B", "C", "D", "E"][usize::from(at) - 1], JOINT)).collect());
    let three: Vec<_> = ["A", "B", "C"].iter().map(|name| named(name, Power::Joint)).collect();
    let judgement = judged(board(), AssuranceLevel::Eh3, &three);
    assert!(judgement.settled);
    assert_eq!(judgement.signatures.unwrap().needed, 3, "the majority is one of the board, not of those named");
    let judgement = judged(board(), AssuranceLevel::Eh3, &three[..2]);
    assert_eq!((judgement.settled, judgement.extract_because), (false, Some(ExtractBecause::TooFewNamed)));
    assert!(judged(board(), AssuranceLevel::Eh2Plus, &three[..2]).settled, "two are enough below EH3");
    let alone = judged(board(), AssuranceLevel::Eh2Plus, &[named("A", Power::Alone)]);
    assert_eq!(alone.extract_because, Some(ExtractBecause::TooFewNamed));
    assert_eq!(alone.people[0].grounds, [Ground::Joint, Ground::ClaimsMore]);
}

#[test]
fn whom_something_blocks_does_not_count_in_the_majority() {
    let mut entries: Vec<_> =
        (1..=4).map(|at| director(at, ["A", "B", "C", "D"][usize::from(at) - 1], JOINT)).collect();
    entries[3].suspension = Some(Suspension { from: date(2026, 1, 1), until: None });
    let two = [named("A", Power::Joint), named("B", Power::Joint)];
    assert!(judged(company(entries.clone()), AssuranceLevel::Eh3, &two).settled, "two of the three who may act");
    let blocked = judged(company(entries), AssuranceLevel::Eh3, &[named("D", Power::Joint), named("A", Power::Joint)]);
    assert!(!blocked.settled && blocked.extract_because.is_none());
    assert_eq!(blocked.people[0].blockers(), [Ground::Suspended]);
}

#[test]
fn a_limited_proxy_is_settled_only_when_it_names_eherkenning_and_never_at_eh4() {
    let proxy = |covers: &str| {
        let power = Registered::Limited { up_to: None, covers: Some(covers.to_owned()) };
        company(vec![entry(1, Office::Proxy, person("Petra", "Jansen"), power)])
    };
    let named = [named("Petra", Power::Limited)];
    let plain = judged(proxy("Inkoop"), AssuranceLevel::Eh3, &named);
    assert_eq!(plain.extract_because, Some(ExtractBecause::PowersLimited));
    let settled = judged(proxy("aanvragen van eHerkenning"), AssuranceLevel::Eh3, &named);
    assert!(settled.settled && settled.signatures.unwrap().needed == 1);
    let high = judged(proxy("aanvragen van eHerkenning"), AssuranceLevel::Eh4, &named);
    assert_eq!(high.extract_because, Some(ExtractBecause::LimitsNotAllowed));
}

#[test]
fn the_owner_of_a_bankrupt_sole_trade_may_not() {
    // The case KvK's own library gets wrong (domain.md 4.5, CAUTION).
    let mut trade = company(vec![entry(1, Office::Owner, person("Petra", "Jansen"), Registered::Owner)]);
    assert!(judged(trade.clone(), AssuranceLevel::Eh3, &[named("Petra", Power::Alone)]).settled);
    trade.states.push(LegalState::Bankrupt);
    let judgement = judged(trade.clone(), AssuranceLevel::Eh3, &[named("Petra", Power::Alone)]);
    assert_eq!((judgement.settled, &judgement.blockers), (false, &vec![Ground::Bankrupt]));
    assert_eq!(judgement.people[0].verdict, Verdict::No);
    trade.states.clear();
    trade.ended_on = Some(TODAY);
    assert_eq!(judged(trade, AssuranceLevel::Eh3, &[]).blockers, [Ground::RegistrationEnded]);
}

#[test]
fn of_several_entries_the_heaviest_counts() {
    let proxy = entry(2, Office::Proxy, person("Petra", "Jansen"), Registered::FullProxy);
    let own = |entries: Vec<Official>| judged(company(entries), AssuranceLevel::Eh3, &[named("Petra", Power::Alone)]);
    let joint_with_proxy = own(vec![director(1, "Petra", JOINT), proxy.clone()]);
    assert_eq!(joint_with_proxy.people[0].strength, Some(Strength::Joint));
    let other = entry(1, Office::Other, person("Petra", "Jansen"), Registered::Unsaid);
    assert!(own(vec![other, proxy]).settled, "a proxy is heavier than a supervisory seat");
}

#[test]
fn names_are_reconciled_and_another_date_of_birth_is_another_person() {
    let petra = company(vec![director(1, "Petra Maria", Registered::Alone)]);
    let short = judged(petra.clone(), AssuranceLevel::Eh3, &[named("Petra", Power::Alone)]);
    assert!(short.settled && !short.people[0].name_differs.is_empty());
    let mut younger = named("Petra Maria", Power::Alone);
    younger.birth_date = date(1999, 1, 1);
    let other = judged(petra.clone(), AssuranceLevel::Eh3, &[younger]);
    assert_eq!(other.extract_because, Some(ExtractBecause::NotInRegister));
    assert_eq!(other.people[0].grounds, [Ground::BirthDateDiffers]);
    let stranger = judged(petra, AssuranceLevel::Eh3, &[named("Karim", Power::Alone)]);
    assert_eq!(stranger.people[0].grounds, [Ground::NotInRegister]);
}

#[test]
fn a_minor_is_of_age_on_the_day_unless_a_court_said_so_earlier() {
    let born = |year, month, day, emancipated| {
        let mut sem = person("Petra", "Jansen");
        (sem.birth_date, sem.emancipated) = (Some(date(year, month, day)), emancipated);
        let entry = entry(1, Office::Owner, sem, Registered::Owner);
        of_person(PowerRules::newest().unwrap(), &company(vec![]), &[&entry], None, TODAY).verdict
    };
    assert_eq!(born(2008, 11, 22, false), Verdict::Yes);
    assert_eq!(born(2008, 11, 23, false), Verdict::No);
    assert_eq!(born(2008, 11, 23, true), Verdict::Yes);
}

#[test]
fn without_an_answer_or_where_a_company_is_the_director_an_extract_is_asked() {
    let rules = PowerRules::newest().unwrap();
    let representatives = [named("Petra", Power::Alone)];
    let case = Case { level: AssuranceLevel::Eh3, representatives: &representatives, branch: None, today: TODAY };
    let because = |answer: &Answer| judge(rules, answer, case).extract_because;
    assert_eq!(because(&Answer::Unknown), Some(ExtractBecause::CompanyUnknown));
    assert_eq!(because(&Answer::NoAnswer { why: NoAnswer::Busy }), Some(ExtractBecause::NoAnswer));
    let found = |company: Company| Answer::Found { company: Box::new(company) };
    assert_eq!(because(&found(company(vec![]))), Some(ExtractBecause::OfficialsNotTold));
    let silent = Company { officials: Officials::NotTold { why: NoAnswer::NotGivenOut }, ..company(vec![]) };
    assert_eq!(because(&found(silent)), Some(ExtractBecause::OfficialsNotTold));
    let mut upper = director(1, "x", Registered::Alone);
    upper.who = Who::Company { name: "Boven B.V.".to_owned(), kvk_number: None };
    assert_eq!(because(&found(company(vec![upper]))), Some(ExtractBecause::LegalPersonActs));
}

#[test]
fn a_proxy_bound_to_a_branch_reaches_that_branch_only() {
    let mut proxy = entry(1, Office::Proxy, person("Petra", "Jansen"), Registered::FullProxy);
    proxy.branches.push("000037178598".parse().unwrap());
    let finding = |branch: Option<&str>| {
        let branch = branch.map(|number| number.parse().unwrap());
        of_person(PowerRules::newest().unwrap(), &company(vec![]), &[&proxy], branch.as_ref(), TODAY).verdict
    };
    assert_eq!(finding(Some("000037178598")), Verdict::Yes);
    assert_eq!(finding(Some("000037178601")), Verdict::NotEstablished);
    assert_eq!(finding(None), Verdict::NotEstablished);
}

#[derive(Debug, Clone, Copy)]
enum Block {
    Company(LegalState),
    Ended,
    Person(LegalState),
    Dead,
    Minor,
    Suspended,
}

fn block() -> impl Strategy<Value = Block> {
    let states = [
        LegalState::Bankrupt,
        LegalState::DebtRestructuring,
        LegalState::SuspensionOfPayments,
        LegalState::Guardianship,
        LegalState::Administration,
        LegalState::Foreign,
    ];
    prop_oneof![
        prop::sample::select(states.to_vec()).prop_map(Block::Company),
        prop::sample::select(states.to_vec()).prop_map(Block::Person),
        Just(Block::Ended),
        Just(Block::Dead),
        Just(Block::Minor),
        Just(Block::Suspended),
    ]
}

fn power() -> impl Strategy<Value = Registered> {
    prop::sample::select(vec![
        Registered::Owner,
        Registered::Alone,
        JOINT,
        Registered::FullProxy,
        Registered::Limited { up_to: None, covers: Some("eHerkenning".to_owned()) },
        Registered::None,
        Registered::Unsaid,
    ])
}

fn entries() -> impl Strategy<Value = Vec<(Office, Registered)>> {
    prop::collection::vec((prop::sample::select(Office::ALL.to_vec()), power()), 1..6)
}

proptest! {
    #[test]
    fn a_blocker_never_ends_in_yes(block in block(), entries in entries(), at in 0_usize..6) {
        let mut all: Vec<_> = (1..).zip(entries)
            .map(|(key, (office, power))| entry(key, office, person("Petra", "Jansen"), power)).collect();
        let mut trade = company(vec![]);
        let hit = at % all.len();
        match (block, &mut all[hit].who) {
            (Block::Company(state), _) => trade.states.push(state),
            (Block::Ended, _) => trade.ended_on = Some(TODAY),
            (Block::Person(state), Who::Person { person }) => person.states.push(state),
            (Block::Dead, Who::Person { person }) => person.died_on = Some(TODAY),
            (Block::Minor, Who::Person { person }) => person.birth_date = Some(date(2015, 1, 1)),
            (Block::Suspended, _) => all[hit].suspension = Some(Suspension { from: TODAY, until: None }),
            (_, Who::Company { .. }) => unreachable!("only people were made"),
        }
        let own: Vec<&Official> = all.iter().collect();
        let finding = of_person(PowerRules::newest().unwrap(), &trade, &own, None, TODAY);
        prop_assert_eq!(finding.verdict, Verdict::No);
        trade.officials = Officials::Listed { entries: all };
        prop_assert!(!judged(trade, AssuranceLevel::Eh3, &[named("Petra", Power::Alone)]).settled
            || matches!(block, Block::Minor));
    }

    #[test]
    fn what_is_settled_needs_no_more_than_are_named_and_everybody_stands_in_the_register(
        entries in entries(), names in prop::collection::vec(prop::sample::select(vec!["A", "B", "C", "D", "Z"]), 0..6),
        level in prop::sample::select(AssuranceLevel::ALL.to_vec()),
    ) {
        let all = (1..).zip(entries).map(|(key, (office, power))| {
            entry(key, office, person(["A", "B", "C", "D", "E"][usize::from(key - 1) % 5], "Jansen"), power)
        });
        let representatives: Vec<_> = names.iter().map(|name| named(name, Power::Joint)).collect();
        let judgement = judged(company(all.collect()), level, &representatives);
        if let Some(signatures) = &judgement.signatures {
            prop_assert!(signatures.needed >= 1 && signatures.needed <= signatures.candidates.len());
            prop_assert!(judgement.people.iter().all(|one| one.official.is_some() && one.verdict != Verdict::No));
        }
        prop_assert_eq!(judgement.settled, judgement.signatures.is_some());
    }
}
