//! The client against the embedded register: each kind of company, and every documented error.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use domain::extract::SealVerdict;
use domain::kvk_number::KvkNumber;
use domain::order::Sheet;
use domain::product::RegisterProduct;
use domain::register::{Answer, LegalForm, LegalState, NoAnswer, Office, Officials, Registered, Who};
use embedded::kvk::{EmbeddedRegister, KEY};
use extract::TrustList;
use jiff::{SignedDuration, Timestamp};
use register::{Delivered, FoundKind, Query, Register, Settings};
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

async fn product(register: &Register, company: &str, product: RegisterProduct) -> Result<Option<Delivered>, NoAnswer> {
    register.product(&number(company), product, None, now()).await
}

fn labels(sheet: &Sheet, heading: &str) -> Vec<String> {
    let section = sheet.sections.iter().find(|section| section.heading == heading);
    section
        .iter()
        .flat_map(|section| &section.entries)
        .flat_map(|entry| &entry.rows)
        .map(|row| row.label.clone())
        .collect()
}

#[tokio::test]
async fn an_extract_is_put_together_from_the_published_questions() {
    let (embedded, register) = stage(KEY).await;
    let Ok(Some(Delivered::Sheet(extract))) = product(&register, "68727720", RegisterProduct::Extract).await else {
        panic!("an extract is data")
    };
    assert_eq!(embedded.asked(), 3, "profile, branches and officials");
    assert_eq!(extract.as_of, "2026-11-20T05:00:00Z".parse().unwrap());
    assert!(labels(&extract, "legal-person").contains(&"rsin".to_owned()));
    assert_eq!(labels(&extract, "officials").iter().filter(|label| *label == "power").count(), 4);
    assert!(labels(&extract, "officials").contains(&"born-on".to_owned()));
    let Ok(Some(Delivered::Sheet(profile))) = product(&register, "68727720", RegisterProduct::CompanyProfile).await
    else {
        panic!("a profile is data")
    };
    assert!(!labels(&profile, "officials").contains(&"born-on".to_owned()), "only the extract says when");
    let Ok(Some(Delivered::Sheet(owner))) = product(&register, "69599084", RegisterProduct::Extract).await else {
        panic!("an extract is data")
    };
    assert!(!labels(&owner, "owner").is_empty() && labels(&owner, "legal-person").is_empty());
}

#[tokio::test]
async fn what_the_register_does_not_give_out_is_said_on_the_extract_and_what_it_works_on_makes_it_wait() {
    let (embedded, register) = stage(KEY).await;
    let Ok(Some(Delivered::Sheet(extract))) = product(&register, "68750110", RegisterProduct::Extract).await else {
        panic!("an extract is data")
    };
    assert_eq!(labels(&extract, "officials"), ["office"], "IPD0005 on the officials");
    assert_eq!(product(&register, "90002903", RegisterProduct::Extract).await, Err(NoAnswer::Busy), "IPD1002");
    embedded.finish("90002903");
    assert!(product(&register, "90002903", RegisterProduct::Extract).await.unwrap().is_some(), "later it is there");
    assert_eq!(product(&register, "42422608", RegisterProduct::CertifiedExtract).await, Err(NoAnswer::NotGivenOut));
    assert_eq!(product(&register, "12345678", RegisterProduct::Extract).await, Ok(None), "IPD5200");
    assert_eq!(product(&register, "90002520", RegisterProduct::AnnualAccounts).await, Ok(None), "IPD5200");
}

#[tokio::test]
async fn every_product_comes_for_a_company_that_has_it() {
    let (_embedded, register) = stage(KEY).await;
    for one in RegisterProduct::ALL.into_iter().filter(|one| !one.names_a_filing()) {
        let delivered = product(&register, "68727720", one).await.unwrap();
        match delivered.unwrap_or_else(|| panic!("{one:?}")) {
            Delivered::Sheet(sheet) => assert!(!one.is_a_file() && !sheet.sections.is_empty(), "{one:?}"),
            Delivered::File(bytes) => assert!(one.is_a_file() && bytes.len() > 500, "{one:?}"),
        }
    }
    let filings = register.filings(&number("68727720")).await.unwrap();
    assert_eq!((filings.len(), filings[0].kind.as_str(), filings[0].book_year), (3, "annual-account", Some(2025)));
    for one in RegisterProduct::ALL.into_iter().filter(|one| one.names_a_filing()) {
        let filed = register.product(&number("68727720"), one, Some(&filings[0].filing), now()).await.unwrap();
        assert!(matches!(filed, Some(Delivered::File(_))), "{one:?}");
    }
    assert_eq!(register.filings(&number("90002520")).await, Ok(vec![]));
}

#[tokio::test]
async fn what_the_register_certifies_passes_our_own_check() {
    let (_embedded, register) = stage(KEY).await;
    let trusted = TrustList::parse(extract::samples::TRUST_LIST).unwrap();
    for company in ["69599084", "68750110", "68727720", "69599068", "69599076", "90004760", "42084128"] {
        let delivered = product(&register, company, RegisterProduct::CertifiedExtract).await;
        let Ok(Some(Delivered::File(pdf))) = delivered else { panic!("{company}: {delivered:?}") };
        let checked = extract::check_seal(&pdf, &trusted);
        assert!(matches!(checked.verdict, SealVerdict::Intact { .. }), "{company}: {:?}", checked.verdict);
        let extract = extract::read_extract(checked.readable).unwrap();
        assert_eq!(extract.read.kvk_number.as_str(), company);
    }
}

#[tokio::test]
async fn a_branch_is_found_by_its_number() {
    let (_embedded, register) = stage(KEY).await;
    let found = register.search(&Query::Branch("000037178601".parse().unwrap())).await.unwrap();
    assert_eq!((found.len(), found[0].kind, found[0].kvk_number.as_str()), (1, FoundKind::Branch, "68750110"));
    assert_eq!(register.search(&Query::Branch("000099999999".parse().unwrap())).await, Ok(vec![]));
}
