//! Writes an overview of so many lines as `render-papers` does, CSV or XLSX, and says what it took; or only makes the lines up, to know what that
//! takes. `bench` starts it and reads its one line.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "it talks to the benchmark that started it, and stops when it cannot run"
)]

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::Write as _;
use std::{env, process};

use bench::process::{cpu_ever_seconds, peak_megabytes};
use domain::language::Language;
use domain::organisation::HeldCode;
use domain::overview::Totals;
use domain::spend::{Line, Period, Subject};
use jiff::Timestamp;
use serde_json::json;
use sheet::overview::{Csv, Names, Title, Workbook};

/// How much CSV is gathered before it is handed on.
const PIECE: usize = 256 * 1024;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [how, count, out] = arguments.as_slice() else { panic_for("lines csv|xlsx|none <count> <file>") };
    let count: u32 = count.parse().expect("a count");
    let mut file = File::create(out).expect("a file to write");
    let (names, title) = about();
    let mut totals = Totals::default();
    let lines = (0..count).map(line);
    match how.as_str() {
        "csv" => {
            let mut csv = Csv::begin(Language::Dutch).expect("words");
            for line in lines {
                totals.add(&line);
                csv.line(&line, &names);
                if csv.size() >= PIECE {
                    file.write_all(&csv.taken()).expect("room on the disk");
                }
            }
            file.write_all(&csv.end_with(&totals, &names, &title)).expect("room on the disk");
        }
        "xlsx" => {
            let mut book = Workbook::begin(Language::Dutch).expect("words");
            for line in lines {
                totals.add(&line);
                book.line(&line, &names).expect("room on the disk");
            }
            let mut packed = book.end_with(&totals, &names, &title).expect("room on the disk");
            std::io::copy(&mut packed, &mut file).expect("room on the disk");
        }
        _ => lines.for_each(|line| totals.add(&line)),
    }
    let bytes = file.metadata().map(|file| file.len()).unwrap_or_default();
    println!(
        "{}",
        json!({
            "cpu": cpu_ever_seconds(process::id()), "peak": peak_megabytes(process::id()), "bytes": bytes,
            "cents": totals.all.gross_cents,
        })
    );
}

fn panic_for(usage: &str) -> ! {
    println!("{usage}");
    process::exit(2)
}

/// The same lines every time: a hundred codes, ten products, two years. `peers.py` makes up the same.
fn line(number: u32) -> Line {
    const PRODUCTS: [&str; 10] = [
        "extract",
        "certified-extract",
        "company-profile",
        "history",
        "group-direct",
        "group-whole",
        "annual-accounts",
        "filing-list",
        "filed-document",
        "certified-filed-document",
    ];
    let code = number % 100;
    let seconds = 1_704_110_400 + i64::from(number) * 60;
    let at = Timestamp::from_second(seconds).expect("a time");
    let read = |text: String| text.parse().ok();
    Line {
        id: read_or_stop(&format!("lin_{number:026}")),
        organisation: read_or_stop("org_01jdc5aaaaaaaaaaaaaaaaaaaa"),
        month: domain::spend::Month::of(at),
        late: number % 1_000 == 999,
        at,
        order: read(format!("ord_{number:026}")),
        code: Some(HeldCode {
            id: read_or_stop(&format!("cod_{code:026}")),
            label: read_or_stop(&format!("Kostenplaats {code}")),
        }),
        by: read_or_stop("acc_01jdc5aaaaaaaaaaaaaaaaaaaa"),
        by_name: format!("Medewerker {code}"),
        product: read_or_stop(PRODUCTS.get(number as usize % 10).copied().unwrap_or("extract")),
        subject: Some(Subject {
            kvk_number: read_or_stop(&format!("{:08}", 10_000_000 + number % 80_000_000)),
            name: format!("Bedrijf {} B.V.", number % 50_000),
        }),
        reference: Some(format!("dossier {}", number % 10_000)),
        net_cents: 235 + i64::from(number % 10) * 35,
        vat_cents: 0,
        vat_percent: 0,
    }
}

fn read_or_stop<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("what is made up here is well-formed")
}

fn about() -> (Names, Title) {
    let codes: HashMap<_, _> =
        (0..100).map(|code| (read_or_stop(&format!("cod_{code:026}")), format!("A{code}\u{2022}\u{2022}"))).collect();
    let period = Period { from: read_or_stop("2024-01"), to: read_or_stop("2025-12") };
    let invoices: BTreeMap<_, _> =
        period.months().zip(1..).map(|(month, number)| (month, format!("69599084-{number:04}"))).collect();
    let title = Title {
        organisation: "Voorbeeld B.V.".to_owned(),
        kvk_number: "69599084".to_owned(),
        main_user: Some("Petra Jansen".to_owned()),
        period,
        codes: None,
        made_at: read_or_stop("2026-01-01T06:00:00Z"),
    };
    (Names::new(codes, invoices), title)
}
