//! How long a contract takes to be set, in a process that has set one before: the customer waits for it with his hand on the button.

use std::time::{Duration, Instant};

use domain::language::Language;
use domain::level::AssuranceLevel;
use jiff::civil::date;
use paper::{ContractSheet, Organisation, Price, PriceLine, Service, Services, Signer, Tie, User};

/// The most a contract may take, warm.
pub const GOAL: Duration = Duration::from_millis(200);
/// How many contracts are set.
const CONTRACTS: usize = 90;

/// What was measured.
pub struct Setting {
    /// The first contract of the process: fonts and library are made ready with it.
    pub first: Duration,
    /// The median of the others.
    pub median: Duration,
    /// Nine of ten were faster.
    pub ninth: Duration,
    /// How large the last was, in bytes.
    pub bytes: usize,
}

/// Sets contracts in three languages in turn, each of other data.
pub fn setting() -> Setting {
    let first = set(0).0;
    let all: Vec<_> = (1..=CONTRACTS).map(set).collect();
    let mut times: Vec<Duration> = all.iter().map(|(time, _)| *time).collect();
    times.sort_unstable();
    let bytes = all.last().map_or(0, |(_, bytes)| *bytes);
    Setting { first, median: times[times.len() / 2], ninth: times[times.len() * 9 / 10], bytes }
}

fn set(number: usize) -> (Duration, usize) {
    let sheet = sheet(number);
    let began = Instant::now();
    let pdf = paper::contract(&sheet, Language::ALL[number % 3]).unwrap();
    (began.elapsed(), pdf.len())
}

/// A joint board of five, ten services.
fn sheet(number: usize) -> ContractSheet {
    let service = |at| Service {
        provider: "Gemeente Utrecht".to_owned(),
        name: Some(format!("Dienst {at} van {number}")),
        level: Some(AssuranceLevel::Eh3),
    };
    let signer = |at| Signer { name: format!("Bestuurder {at} van {number}"), function: "Bestuurder".to_owned() };
    ContractSheet {
        tie: Tie {
            case: format!("upg_{number:026}"),
            code: Some("K7Q2-M4XA-9".to_owned()),
            link: "https://balie.example/desk/paper/K7Q2-M4XA-9".to_owned(),
            fingerprint: format!("{number:064x}"),
            made_on: date(2026, 11, 22),
        },
        means: format!("BAL-{number:04}"),
        from_level: Some(AssuranceLevel::Eh2Plus),
        target_level: AssuranceLevel::Eh3,
        user: User {
            name: format!("Petra Maria Jansen {number}"),
            birth_date: date(1975, 2, 1),
            birth_place: Some("Utrecht".to_owned()),
            email: "p.jansen@voorbeeld.nl".to_owned(),
            mobile: "+31612345678".to_owned(),
            employed: true,
        },
        organisation: Organisation {
            name: "Voorbeeld Beheer B.V.".to_owned(),
            kvk_number: "69599084".to_owned(),
            establishment_number: None,
        },
        services: Services::These((1..=10).map(service).collect()),
        term_years: Some(3),
        price: Some(Price {
            lines: vec![PriceLine { item: "upgrade".to_owned(), count: 1, code: None, net_cents: 7_500 }],
            net_cents: 7_500,
            vat_percent: 21,
            vat_cents: 1_575,
            gross_cents: 9_075,
        }),
        terms: "2026-11".to_owned(),
        signers: (1..=5).map(signer).collect(),
        needed: 3,
        post_to: vec!["Balie".to_owned(), "Antwoordnummer 1000".to_owned(), "3500 VB Utrecht".to_owned()],
    }
}
