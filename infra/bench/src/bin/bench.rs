//! `make bench`: what functions cost, in one run, against a bare one built in the same run; and what overviews cost, against what others would
//! take. `make bench PART=overviews` runs one part alone: overviews, monthly, spend or functions.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "it talks to a person, and stops when it cannot run"
)]

use std::fs;

use bench::function::{Cold, Function, binary};
use bench::stage::{self, Environment, Submission};
use bench::{extracts, overviews, papers, spend, throughput, timing};
use black_box::{Seeded, Stage};

/// How many cold starts of each function; the median is told.
const COLD: usize = 11;
/// How many warm invocations of each; the median is told.
const WARM: usize = 60;
/// After how many log-ins the memory is read.
const LOG_INS: usize = 1_000;

struct Measured {
    name: &'static str,
    cold: Vec<Cold>,
    warm: Vec<f64>,
    peak: f64,
}

#[tokio::main]
async fn main() {
    // One part alone, by its name: `bench overviews`, `bench monthly`.
    let part = std::env::args().nth(1);
    let wants = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if wants("overviews") {
        overviews::a_million_lines();
    }
    if wants("monthly") {
        overviews::a_month_is_over().await;
    }
    if wants("spend") {
        spend::few_and_many().await;
    }
    if !wants("functions") {
        return;
    }
    let stage = Stage::own("benchmarks start a stage of their own").expect("BALIE_BASE_URL is not set");
    let environment = stage::environment(&stage).await;
    let customer = stage.seeded(Seeded::Petra).await;
    let clerk = stage.seeded(Seeded::Fatima).await;
    let token = stage::token(&stage, Seeded::Petra).await;
    let submission = Submission::prepare(&customer, &clerk, token.clone()).await;

    println!("Functions, each the median of {COLD} cold starts and {WARM} warm invocations\n");
    let hello = measure("hello", &environment, 200, async || stage::get_me("none")).await;
    let get_me = measure("accounts-get-me", &environment, 200, async || stage::get_me(&token)).await;
    let submit = measure("upgrades-submit-upgrade", &environment, 200, async || submission.again().await).await;
    let log_in = measure("accounts-log-in", &environment, 200, async || stage::log_in()).await;
    table(&[&hello, &get_me, &submit, &log_in]);

    let (mut function, _) = Function::start("accounts-log-in", &environment, stage::log_in(), 200).await;
    let mut total = 0.0;
    for _ in 0..LOG_INS {
        total += function.warm(stage::log_in(), 200).await;
    }
    let each = total / LOG_INS as f64;
    println!(
        "\nlog-in, {LOG_INS} times over: {:.1} ms of processor each, {:.0} a second on a core, {:.1} MB at most",
        each / 1e3,
        1e6 / each,
        function.peak()
    );

    let me = throughput::of(&format!("{}/v1/me", stage.origin), Some(&stage::token(&stage, Seeded::Noor).await)).await;
    let keys = throughput::of(&format!("{}/.well-known/jwks.json", stage.origin), None).await;
    println!(
        "\n`balie serve`: {me:.0} requests a second of get-me (one read of the table), {keys:.0} of get-signing-keys (no read)"
    );

    let setting = papers::setting();
    println!(
        "\nA contract of two pages, warm: {:.1} ms at the median, {:.1} ms nine times of ten (goal {} ms); the first {:.0} ms, {:.0} kB",
        setting.median.as_secs_f64() * 1e3,
        setting.ninth.as_secs_f64() * 1e3,
        papers::GOAL.as_millis(),
        setting.first.as_secs_f64() * 1e3,
        setting.bytes as f64 / 1e3
    );

    println!(
        "\nAn extract judged: let in or not, its seal, what it says (goals {} ms at the median, {} MB)",
        extracts::GOAL_MS,
        extracts::GOAL_MB
    );
    for judged in extracts::judged().expect("extracts to judge") {
        let ([median, ninth, most], (taken, read)) = (judged.cpu, judged.taken);
        println!(
            "{:<18}{:>4} files, {taken} let in, {read} read: {median:.2} ms of processor at the median, {ninth:.2} nine times of ten, {most:.1} at most; {:.1} MB",
            judged.what, judged.files, judged.peak
        );
    }

    let gap = timing::gap(&stage).await;
    println!(
        "\nA wrong password for a known and for an unknown name (S11): medians {:+.1} % apart, {:+.1} standard deviations (beyond 5 % and 2.6 both would tell)",
        gap.medians * 100.0,
        gap.deviations
    );

    println!(
        "\nRound trips and units of the last call of each operation in this run (docs/access-patterns.md is what a test holds them to)"
    );
    round_trips(&stage);
}

async fn measure(
    name: &'static str,
    environment: &Environment,
    status: u16,
    event: impl AsyncFn() -> String,
) -> Measured {
    let mut cold = Vec::with_capacity(COLD);
    for _ in 0..COLD {
        cold.push(Function::start(name, environment, event().await, status).await.1);
    }
    let (mut function, _) = Function::start(name, environment, event().await, status).await;
    let mut warm = Vec::with_capacity(WARM);
    for _ in 0..WARM {
        warm.push(function.warm(event().await, status).await);
    }
    Measured { name, cold, warm, peak: function.peak() }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

fn table(all: &[&Measured]) {
    println!(
        "{:<26}{:>12}{:>14}{:>15}{:>12}{:>9}{:>10}",
        "", "ready, CPU", "answer, CPU", "answer, wall", "warm, CPU", "peak", "binary"
    );
    let figures: Vec<[f64; 4]> = all
        .iter()
        .map(|one| {
            [
                median(one.cold.iter().map(|cold| cold.ready_cpu)),
                median(one.cold.iter().map(|cold| cold.answer_cpu)),
                median(one.cold.iter().map(|cold| cold.answer_wall)),
                median(one.warm.iter().copied()),
            ]
        })
        .collect();
    for (one, [ready, answer, wall, warm]) in all.iter().zip(&figures) {
        let size = fs::metadata(binary(one.name)).map(|file| file.len()).unwrap_or_default();
        println!(
            "{:<26}{:>9.2} ms{:>11.2} ms{:>12.2} ms{:>9.3} ms{:>6.1} MB{:>7.1} MB",
            one.name,
            ready / 1e3,
            answer / 1e3,
            wall / 1e3,
            warm / 1e3,
            one.peak,
            size as f64 / 1e6
        );
    }
    println!();
    let bare = figures[0];
    for (one, figure) in all.iter().zip(&figures).skip(1) {
        println!(
            "{:<26}{:>10.2} x{:>12.2} x{:>13.2} x{:>10.2} x   of hello",
            one.name,
            figure[0] / bare[0],
            figure[1] / bare[1],
            figure[2] / bare[2],
            figure[3] / bare[3]
        );
    }
}

fn round_trips(stage: &Stage) {
    let mut last = std::collections::BTreeMap::new();
    for line in stage.log() {
        if let (Some(operation), Some("ok")) = (line["operation"].as_str(), line["outcome"].as_str()) {
            last.insert(operation.to_owned(), line);
        }
    }
    for (operation, line) in last {
        println!(
            "{operation:<26}{:>3} trips{:>7} read{:>7} write",
            line["roundTrips"], line["readUnits"], line["writeUnits"]
        );
    }
}
