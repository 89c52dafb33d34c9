use std::io::Read;

use calamine::{Data, Reader, Xlsx};
use domain::language::Language;
use domain::overview::Totals;
use domain::spend::{Line, Subject};

use super::*;

fn line(number: u32, late: bool) -> Line {
    let text = |text: &str| text.to_owned();
    Line {
        id: format!("lin_01jdc5aaaaaaaaaaaaaa{number:06}").parse().unwrap(),
        organisation: "org_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
        month: "2026-11".parse().unwrap(),
        late,
        at: "2026-11-22T13:30:05Z".parse().unwrap(),
        order: None,
        code: Some(HeldCode {
            id: "cod_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
            label: "Afdeling; \"Noord\"".parse().unwrap(),
        }),
        by: "acc_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(),
        by_name: text("Petra Jansen"),
        product: "extract".parse().unwrap(),
        subject: Some(Subject { kvk_number: "01234567".parse().unwrap(), name: text("=HYPERLINK(\"http://x\")") }),
        reference: Some(text("@SUM(A1)")),
        net_cents: 235,
        vat_cents: 0,
        vat_percent: 0,
    }
}

fn names() -> Names {
    let codes = HashMap::from([("cod_01jdc5aaaaaaaaaaaaaaaaaaaa".parse().unwrap(), "AB\u{2022}\u{2022}".to_owned())]);
    Names::new(codes, BTreeMap::from([("2026-11".parse().unwrap(), "69599084-0007".to_owned())]))
}

fn title() -> Title {
    Title {
        organisation: "Voorbeeld & Co B.V.".to_owned(),
        kvk_number: "69599084".to_owned(),
        main_user: Some("Petra Jansen".to_owned()),
        period: Period::of("2026-11".parse().unwrap()),
        codes: None,
        made_at: "2026-12-01T06:00:00Z".parse().unwrap(),
    }
}

fn totals(lines: &[Line]) -> Totals {
    let mut totals = Totals::default();
    lines.iter().for_each(|line| totals.add(line));
    totals
}

#[test]
fn every_language_loads() {
    for language in Language::ALL {
        let words = Words::of(language).unwrap();
        assert!(words.too_many.contains("{lines}"));
        assert!(words.lines.chars().count() <= 24 && words.totals.chars().count() <= 31, "a sheet's name is short");
    }
}

#[test]
fn a_spreadsheet_in_dutch_or_german_settings_reads_every_cell_as_it_is_meant() {
    let lines = [line(1, false), line(2, true)];
    let mut csv = Csv::begin(Language::Dutch).unwrap();
    lines.iter().for_each(|line| csv.line(line, &names()));
    let mut file = csv.taken();
    file.extend(csv.end_with(&totals(&lines), &names(), &title()));
    let text = String::from_utf8(file).unwrap();
    let rows: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert!(rows[0].starts_with("Maand;Datum en tijd;"), "{}", rows[0]);
    assert_eq!(
        rows[1],
        "2026-11;2026-11-22 14:30:05;;AB\u{2022}\u{2022};\"Afdeling; \"\"Noord\"\"\";Petra Jansen;extract;Uittreksel;01234567;\
         \"'=HYPERLINK(\"\"http://x\"\")\";'@SUM(A1);1;2,35;0,00;2,35;Op factuur;69599084-0007;"
    );
    assert!(rows[2].ends_with(";nagekomen"));
    assert_eq!(rows[3], "");
    assert!(rows.contains(&"Totaal;;2;4,70;0,00;4,70"), "{rows:?}");
    assert!(!text.contains('\n') || text.matches('\n').count() == text.matches("\r\n").count());
    // What reads tables here reads it back.
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
    let first = reader.records().next().unwrap().unwrap();
    assert_eq!((first.len(), &first[4]), (18, "Afdeling; \"Noord\""));
}

#[test]
fn nothing_a_spreadsheet_would_compute_stands_at_the_beginning_of_a_cell() {
    for bad in ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\nx"] {
        let mut line = line(1, false);
        line.by_name = bad.to_owned();
        let mut csv = Csv::begin(Language::German).unwrap();
        csv.taken();
        csv.line(&line, &names());
        let text = String::from_utf8(csv.taken()).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[5], format!("'{bad}"), "{bad:?}");
    }
}

#[test]
fn a_workbook_has_numbers_and_dates_and_goes_on_on_another_sheet() {
    let lines: Vec<Line> = (0..5).map(|number| line(number, false)).collect();
    let mut book = Workbook::with_sheets_of(3, Language::Dutch).unwrap();
    lines.iter().for_each(|line| book.line(line, &names()).unwrap());
    let mut bytes = Vec::new();
    book.end_with(&totals(&lines), &names(), &title()).unwrap().read_to_end(&mut bytes).unwrap();
    let mut read: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(read.sheet_names(), ["Totalen", "Bestedingen", "Bestedingen 2"]);
    let sheet = read.worksheet_range("Bestedingen").unwrap();
    assert_eq!(sheet.height(), 4);
    assert_eq!(sheet.get_value((1, 12)), Some(&Data::Float(2.35)));
    assert_eq!(sheet.get_value((1, 8)), Some(&Data::String("01234567".to_owned())), "its nought stays");
    assert_eq!(sheet.get_value((1, 9)), Some(&Data::String("=HYPERLINK(\"http://x\")".to_owned())), "text, no formula");
    let at = sheet.get_value((1, 1)).unwrap();
    assert!(matches!(at, Data::DateTime(at) if (at.as_f64() - 46_348.604_224).abs() < 1e-5), "{at:?}");
    assert_eq!(read.worksheet_range("Bestedingen 2").unwrap().height(), 3);
    let totals = read.worksheet_range("Totalen").unwrap();
    let last = totals.rows().next_back().unwrap();
    assert_eq!(
        (&last[0], &last[2], &last[5]),
        (&Data::String("Totaal".into()), &Data::Float(5.0), &Data::Float(11.75))
    );
}
