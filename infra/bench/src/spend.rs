//! What it costs to look at spend with few lines and with very many: round trips and read units, counted by the stage itself.

use std::time::Instant;

use black_box::{Seeded, Stage};

const COMPANY: &str = "69599068";
const FEW: usize = 1_000;
const MANY: usize = 1_000_000;
/// How much more the same page may cost with a thousand times the lines (issue: within 1.2).
const WITHIN: f64 = 1.2;

/// Looks at spend with a thousand lines and with a million, as the main user and as one of many.
pub async fn few_and_many() {
    let stage = Stage::own("a million lines are booked").expect("BALIE_BASE_URL is not set");
    stage.lines(COMPANY, FEW).await;
    let before = looked_at(&stage).await;
    let planting = Instant::now();
    stage.lines(COMPANY, MANY - FEW).await;
    println!("\n{MANY} lines booked in {:.0} s", planting.elapsed().as_secs_f64());
    println!("\n| asked | with {FEW} lines: round trips, read units, ms | with {MANY} |\n|--|--|--|");
    for (few, many) in before.iter().zip(looked_at(&stage).await) {
        println!(
            "| {} | {}, {}, {:.0} | {}, {}, {:.0} |",
            few.what, few.trips, few.units, few.ms, many.trips, many.units, many.ms
        );
        assert!(
            (many.trips - few.trips).abs() < f64::EPSILON && many.units <= few.units * WITHIN,
            "{}: it costs more with more lines",
            few.what
        );
    }
}

struct Looked {
    what: String,
    trips: f64,
    units: f64,
    ms: f64,
}

async fn looked_at(stage: &Stage) -> Vec<Looked> {
    let mut all = Vec::new();
    for who in [Seeded::Noor, Seeded::Daan] {
        let person = stage.seeded(who).await;
        for (operation, path) in [("get-spend", "/v1/spend"), ("list-spend-lines", "/v1/spend/lines")] {
            for filter in ["", "?product=history", "?label=Projecten", "?reference=dossier%20haven"] {
                let began = Instant::now();
                person.browser.get(&format!("{path}{filter}")).await.is(200);
                let ms = began.elapsed().as_secs_f64() * 1e3;
                let log = stage.log();
                let line = log.iter().rev().find(|line| line["operation"] == operation).expect("it was logged");
                let figure = |name: &str| line[name].as_f64().unwrap_or(f64::NAN);
                let what = format!("{who:?}: {operation}{filter}");
                all.push(Looked { what, trips: figure("roundTrips"), units: figure("readUnits"), ms });
            }
        }
    }
    all
}
