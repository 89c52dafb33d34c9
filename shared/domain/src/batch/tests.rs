use jiff::Timestamp;

use super::*;
use crate::account::testing::chance;
use crate::means::Means;
use crate::means::tests::petras;
use crate::organisation::Organisation;

fn at() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn company(count: usize) -> Company {
    let petra = petras();
    let organisation = Organisation {
        id: petra.organisation,
        name: "Voorbeeld".to_owned(),
        kvk_number: petra.registration.kvk_number,
        establishment_number: None,
        since: at(),
    };
    let means = (0..count).map(|n| {
        let mut means =
            Means { id: format!("mns_01jdc5{n:020}").parse().unwrap(), number: format!("BAL-{n}"), ..petras() };
        means.registration.email = format!("u{n}@voorbeeld.nl").parse().unwrap();
        means
    });
    Company { organisation, means: means.collect() }
}

fn look(companies: &[Company], rows: &[&[&str]]) -> Result<Checked, NotATable> {
    let lines: Vec<Line> = rows
        .iter()
        .zip(1..)
        .map(|(cells, number)| Line { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() })
        .collect();
    check(&lines, &Known { companies, service: &|id| id.starts_with("urn:").then(|| id.to_owned()) }, at())
}

fn faults(rows: &[&[&str]]) -> Vec<(u32, Option<Column>, String)> {
    let checked = look(&[company(3)], rows).unwrap();
    checked
        .faults
        .into_iter()
        .flat_map(|row| row.faults.into_iter().map(move |fault| (row.row, fault.column, fault.code)))
        .collect()
}

#[test]
fn headings_are_read_in_three_languages_and_any_order() {
    for headings in [
        ["Niveau", "Middelnummer", "Looptijd in jaren"],
        ["NIVEAU", "nummer des mittels", "Laufzeit in Jahren"],
        ["level", "Means number", "term in years"],
    ] {
        let checked = look(&[company(1)], &[&headings, &["EH3", "bal-0", "3"]]).unwrap();
        assert_eq!(checked.good.len(), 1, "{headings:?}");
        assert_eq!(checked.good[0].authorisations.as_ref().unwrap().term_years, Some(3));
    }
    assert_eq!(look(&[company(1)], &[&["Level", "Name"], &["EH3", "x"]]), Err(NotATable::HeadingsMissing));
    assert_eq!(look(&[company(1)], &[&["Level", "Niveau", "Means number"]]), Err(NotATable::HeadingTwice));
    assert_eq!(look(&[company(1)], &[&["Level", "Means number"], &["", " "]]), Err(NotATable::NoRows));
}

#[test]
fn every_fault_names_its_row_and_column() {
    use Column::{Company, DiscountCode, Level, Means, Services, Term, User};
    let found = faults(&[
        &[
            "KvK number",
            "Means number",
            "E-mail address of the user",
            "Level",
            "Services",
            "Term in years",
            "Discount code",
        ],
        &["69599084", "BAL-0", "", "EH3", "all", "3", ""],
        &["", "BAL-9", "", "EH3", "", "", ""],
        &["", "", "nobody@voorbeeld.nl", "EH3", "", "", ""],
        &["", "BAL-1", "u2@voorbeeld.nl", "EH3", "", "", ""],
        &["12345678", "BAL-1", "", "EH5", "", "2", ""],
        &["", "BAL-1", "", "EH2", "", "", ""],
        &["", "BAL-1", "", "EH3", "Belastingdienst", "", ""],
        &["", "=cmd|'/c calc'!A1", "", "EH3", "", "", "@SUM(1)"],
        &["", "BAL-0", "", "EH3", "", "", ""],
        &["", "", "", "", "", "", "X"],
    ]);
    let told = |row: u32, column: Option<Column>, code: &str| (row, column, code.to_owned());
    assert_eq!(
        found,
        [
            told(3, Some(Means), "unknown-means"),
            told(4, Some(User), "unknown-user"),
            told(5, Some(User), "not-the-holder"),
            told(6, Some(Company), "unknown-company"),
            told(6, Some(Level), "not-a-level"),
            told(6, Some(Term), "not-a-term"),
            told(7, Some(Level), "not-higher"),
            told(8, Some(Services), "unknown-service"),
            told(9, Some(Means), "formula"),
            told(9, Some(DiscountCode), "formula"),
            told(10, None, "twice"),
            told(11, None, "no-means-named"),
            told(11, Some(Level), "missing"),
        ]
    );
}

#[test]
fn ten_thousand_rows_are_looked_at_and_one_more_is_too_many() {
    let companies = [company(10_000)];
    let rows: Vec<[String; 2]> = (0..10_000).map(|n| [format!("BAL-{n}"), "EH3".to_owned()]).collect();
    let mut lines = vec![Line { number: 1, cells: vec!["Means number".into(), "Level".into()] }];
    lines.extend(rows.iter().zip(2..).map(|(cells, number)| Line { number, cells: cells.to_vec() }));
    let known = Known { companies: &companies, service: &|id| Some(id.to_owned()) };
    let checked = check(&lines, &known, at()).unwrap();
    assert_eq!((checked.good.len(), checked.faulty), (10_000, 0));
    let id = BatchId::new(at(), &chance());
    let parts = Part::of(&id, &companies[0].organisation.id, checked.good, at());
    assert_eq!(parts.len(), 200);
    assert!(parts.iter().zip(0..).all(|(part, number)| part.number == number && part.rows.len() == 50));
    lines.push(Line { number: 10_002, cells: vec!["BAL-1".into(), "EH3".into()] });
    assert_eq!(check(&lines, &known, at()), Err(NotATable::TooManyRows));
}

#[test]
fn each_part_leads_to_the_next_until_none_is_left() {
    let id = BatchId::new(at(), &chance());
    let organisation = petras().organisation;
    let batch = Batch {
        id: id.clone(),
        organisation: organisation.clone(),
        by: petras().holder,
        at: at(),
        file_name: "a.csv".parse().unwrap(),
        sent_at: None,
        good: 460,
        faulty: 1,
        faults: vec![],
        parts: 10,
        started: 0,
        failed: 0,
    };
    assert_eq!(batch.clone().send(false, at()).unwrap_err(), NotSendable::FaultyRows);
    let (batch, mut effects) = batch.send(true, at()).unwrap();
    assert_eq!(batch.clone().send(true, at()).unwrap_err(), NotSendable::SentBefore);
    assert_eq!(batch.stage(), BatchStage::Sending);
    let mut reached = Vec::new();
    while let Some(effect) = effects.pop() {
        let Effect::Means(MeansEffect::SendBatchPart { part, .. }) = effect else { panic!("another effect") };
        reached.push(part);
        let part = Part {
            organisation: organisation.clone(),
            batch: id.clone(),
            number: part,
            at: at(),
            rows: vec![],
            counted: (0, 0),
        };
        effects.extend(part.followed_by(&batch));
    }
    reached.sort_unstable();
    assert_eq!(reached, (0..10).collect::<Vec<_>>());
    assert_eq!(Batch { started: 459, failed: 1, ..batch }.stage(), BatchStage::Sent);
}

#[test]
fn whoever_has_no_means_yet_is_a_newcomer_when_he_is_described() {
    const HEADINGS: [&str; 9] = [
        "KvK-nummer",
        "E-mailadres gebruiker",
        "Niveau",
        "Voorletters",
        "Voornamen",
        "Tussenvoegsel",
        "Achternaam",
        "Geboortedatum",
        "Mobiel nummer",
    ];
    let look_at = |companies: &[Company], rows: &[[&str; 9]]| {
        let mut all: Vec<&[&str]> = vec![&HEADINGS];
        all.extend(rows.iter().map(|row| &row[..]));
        look(companies, &all).unwrap()
    };
    let rows = [
        ["", "new@voorbeeld.nl", "EH3", "A.", "Anna", "van der", "Nieuw", "30-08-1990", "+31 6 12345678"],
        ["", "u0@voorbeeld.nl", "EH3", "", "", "", "", "", ""],
        ["", "NEW@voorbeeld.nl", "EH3", "A.", "Anna", "", "Nieuw", "1990-08-30", "612345678"],
        ["", "nobody@voorbeeld.nl", "EH3", "", "", "", "", "", ""],
        ["", "half@voorbeeld.nl", "EH2", "H.", "", "", "Half", "30-13-1990", "=1+1"],
        ["", "unborn@voorbeeld.nl", "EH3", "U.", "Un", "", "Born", "30-08-2090", "0612345678"],
        ["", "not an address", "EH3", "N.", "No", "", "Address", "30-08-1990", "0612345678"],
    ];
    let checked = look_at(&[company(1)], &rows);
    let abouts: Vec<_> = checked.good.iter().map(|row| &row.about).collect();
    let [About::Newcomer { newcomer }, About::Means { .. }] = abouts.as_slice() else { panic!("{abouts:?}") };
    assert_eq!(newcomer.full_name(), "Anna van der Nieuw");
    assert_eq!(newcomer.birth_date, jiff::civil::date(1990, 8, 30));
    assert_eq!(newcomer.kvk_number, petras().registration.kvk_number);
    let codes: Vec<_> = checked
        .faults
        .iter()
        .flat_map(|row| row.faults.iter().map(move |fault| (row.row, fault.column, fault.code.as_str())))
        .collect();
    assert_eq!(
        codes,
        [
            (4, None, "twice"),
            (5, Some(Column::User), "unknown-user"),
            (6, Some(Column::FirstNames), "missing"),
            (6, Some(Column::BirthDate), "not-a-date"),
            (6, Some(Column::Mobile), "formula"),
            (7, Some(Column::BirthDate), "in-the-future"),
            (8, Some(Column::User), "not-an-address"),
        ]
    );
    // With several companies it must be said which one.
    let mut other = company(0);
    other.organisation.id = "org_01jdc5bbbbbbbbbbbbbbbbbbbb".parse().unwrap();
    other.organisation.kvk_number = "68750110".parse().unwrap();
    let both = [company(1), other];
    let unsaid = look_at(&both, &rows[..1]);
    assert_eq!(unsaid.faults[0].faults[0], RowFault { column: Some(Column::Company), code: "missing".to_owned() });
    let mut named = rows[0];
    named[0] = "68750110";
    assert_eq!(look_at(&both, &[named]).good[0].organisation, both[1].organisation.id);
}

#[test]
fn a_row_is_kept_and_read_back_whatever_it_is_about() {
    let means = About::Means { means: petras().id, means_number: "BAL-1".to_owned() };
    let newcomer = About::Newcomer { newcomer: Box::new(petras().registration) };
    for about in [means, newcomer] {
        let row = Row {
            row: 2,
            organisation: petras().organisation,
            about,
            target: AssuranceLevel::Eh3,
            authorisations: None,
            outcome: None,
        };
        let text = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<Row>(&text).unwrap(), row, "{text}");
    }
}
