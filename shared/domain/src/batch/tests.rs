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
