//! The client against the embedded register: each kind of company, and every documented error.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use domain::kvk_number::KvkNumber;
use domain::register::{Answer, LegalForm, LegalState, NoAnswer, Office, Officials, Registered, Who};
use embedded::kvk::{EmbeddedRegister, KEY};
use jiff::{SignedDuration, Timestamp};
use register::{FoundKind, Query, Register, Settings};
use tokio::net::TcpListener;

fn number(text: &str) -> KvkNumber {
    text.parse().unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

async fn stage(key: &str) -> (EmbeddedRegister, Register) {
    let embedded = EmbeddedRegister::open().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api/", listener.local_addr().unwrap());
    embedded.serve(listener);
    (embedded, Register::new(Some(Settings { url, key: key.to_owned().into() })))
}

#[tokio::test]
async fn a_sole_trader_is_his_company() {
    let (_embedded, register) = stage(KEY).await;
    let company = register.company(&number("69599084"), now()).await.unwrap().unwrap();
    assert_eq!((company.name.as_str(), company.legal_form), ("Test EMZ Dagobert", LegalForm::SoleTrader));
    let owner = &company.officials.entries()[0];
    assert_eq!((owner.office, &owner.power), (Office::Owner, &Registered::Owner));
    let Who::Person { person } = &owner.who else { panic!("the owner is a person") };
    assert_eq!(person.full_name(), "Willem van der Meer");
    assert_eq!(person.birth_date, Some("1961-04-09".parse().unwrap()));
}

#[tokio::test]
async fn powers_proxies_and_what_they_cover_are_read() {
    let (_embedded, register) = stage(KEY).await;
    let company = register.company(&number("68727720"), now()).await.unwrap().unwrap();
    let powers: Vec<_> = company.officials.entries().iter().map(|official| official.power.clone()).collect();
    assert_eq!(powers[0], Registered::Alone);
    assert_eq!(
        powers[1],
        Registered::Limited { up_to: Some("EUR 10000.00".to_owned()), covers: Some("Inkoop, verkoop".to_owned()) }
    );
    assert!(powers[2].names_eherkenning() && !powers[1].names_eherkenning());
    assert_eq!(powers[3], Registered::FullProxy);
    assert_eq!(company.as_of, "2026-11-20T05:00:00Z".parse().unwrap(), "the moment of the data, in Dutch time");
}

#[tokio::test]
async fn what_blocks_arrives() {
    let (_embedded, register) = stage(KEY).await;
    let bankrupt = register.company(&number("90001354"), now()).await.unwrap().unwrap();
    assert_eq!(bankrupt.states, [LegalState::Bankrupt]);
    assert_eq!(bankrupt.officials.entries()[1].office, Office::SpecialState);
    let struck = register.company(&number("90006623"), now()).await.unwrap().unwrap();
    assert_eq!(struck.ended_on, Some("2024-06-30".parse().unwrap()));
    let inactive = register.company(&number("96354429"), now()).await.unwrap().unwrap();
    assert_eq!(inactive.ended_on, Some("2025-09-30".parse().unwrap()));
    let suspended = register.company(&number("90000102"), now()).await.unwrap().unwrap();
    assert!(suspended.officials.entries()[0].suspension.unwrap().holds_on("2026-11-22".parse().unwrap()));
    let guarded = register.company(&number("90001745"), now()).await.unwrap().unwrap();
    let Who::Person { person } = &guarded.officials.entries()[0].who else { panic!("a person") };
    assert_eq!(person.states, [LegalState::Guardianship]);
    let upper = register.company(&number("90004760"), now()).await.unwrap().unwrap();
    assert!(
        matches!(&upper.officials.entries()[0].who, Who::Company { kvk_number: Some(number), .. } if number.as_str() == "68727720")
    );
}

#[tokio::test]
async fn branches_come_main_first_and_a_shielded_address_is_not_there() {
    let (_embedded, register) = stage(KEY).await;
    let company = register.company(&number("68750110"), now()).await.unwrap().unwrap();
    let branches = &company.branches;
    assert!(branches[0].main && branches[0].establishment_number.as_str() == "000037178598");
    let of = |number: &str| branches.iter().find(|branch| branch.establishment_number.as_str() == number).unwrap();
    assert_eq!(of("990000541921").address, None);
    assert!(!of("990001987781").active && of("000037178601").active);
    assert_eq!(company.officials, Officials::NotTold { why: NoAnswer::NotGivenOut }, "IPD0005");
}

#[tokio::test]
async fn nothing_found_is_an_answer_and_trouble_is_one_too() {
    let (embedded, register) = stage(KEY).await;
    assert_eq!(register.consult(&number("12345678"), now()).await, Answer::Unknown, "IPD5200");
    assert_eq!(
        register.consult(&number("90004973"), now()).await,
        Answer::NoAnswer { why: NoAnswer::Failed },
        "IPD9999"
    );
    assert_eq!(register.consult(&number("90002903"), now()).await, Answer::NoAnswer { why: NoAnswer::Busy }, "IPD1002");
    let church = register.company(&number("90002520"), now()).await.unwrap().unwrap();
    assert_eq!(church.officials, Officials::Listed { entries: vec![] }, "no officials are told, and that is no error");
    embedded.set_down(true);
    assert_eq!(register.consult(&number("42264003"), now()).await, Answer::NoAnswer { why: NoAnswer::Failed });
    embedded.set_down(false);
    assert!(register.consult(&number("42264003"), now()).await.company().is_some(), "trouble is not remembered");
}

#[tokio::test]
async fn without_access_with_a_wrong_key_or_with_nobody_there_the_answer_says_so() {
    let nobody = Register::new(None);
    assert_eq!(nobody.company(&number("69599084"), now()).await, Err(NoAnswer::NotConnected));
    let (_embedded, wrong_key) = stage("stolen").await;
    assert_eq!(wrong_key.company(&number("69599084"), now()).await, Err(NoAnswer::NotGivenOut));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    drop(listener);
    let gone = Register::new(Some(Settings { url, key: KEY.to_owned().into() }));
    assert_eq!(gone.company(&number("69599084"), now()).await, Err(NoAnswer::Unreachable));
    assert!(!format!("{gone:?}").contains(KEY), "the key never reaches a log");
}

#[tokio::test]
async fn the_same_company_is_asked_once_within_five_minutes() {
    let (embedded, register) = stage(KEY).await;
    for _ in 0..3 {
        register.company(&number("42264003"), now()).await.unwrap().unwrap();
    }
    assert_eq!(embedded.asked(), 3, "profile, branches and officials, once each");
    register.company(&number("42264003"), now() + SignedDuration::from_mins(6)).await.unwrap().unwrap();
    assert_eq!(embedded.asked(), 6);
}

#[tokio::test]
async fn a_search_finds_whole_words_and_leaves_out_what_ended() {
    let (_embedded, register) = stage(KEY).await;
    let found = register.search(&Query::Name("donald".to_owned())).await.unwrap();
    assert_eq!(found[0].kind, FoundKind::LegalPerson);
    assert!(found.iter().any(|one| one.kind == FoundKind::Branch && one.place.is_none()), "a shielded place");
    assert!(found.iter().all(|one| one.kvk_number.as_str() == "68750110"));
    assert_eq!(register.search(&Query::Name("dona".to_owned())).await, Ok(vec![]));
    assert_eq!(register.search(&Query::Name("Opgeheven".to_owned())).await, Ok(vec![]));
    let one = register.search(&Query::Number(number("69599084"))).await.unwrap();
    assert_eq!((one.len(), one[0].kind), (1, FoundKind::MainBranch), "a sole trader is no legal person");
}
