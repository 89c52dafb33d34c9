//! What writing an overview of a million lines takes, against what others would take for the same in the same run; and how many organisations a
//! second are sent theirs by schedule.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use black_box::Stage;
use serde_json::Value;

use crate::function::binary;

/// How many lines an overview has.
const LINES: u32 = 1_000_000;
/// How many organisations are sent one.
const ORGANISATIONS: usize = 10_000;
/// The most processor seconds a million lines may take as CSV and as XLSX.
pub const GOALS: [f64; 2] = [1.0, 7.0];
/// The most memory either may take, in megabytes.
pub const GOAL_MB: f64 = 15.0;

/// What one writer took.
struct Took {
    what: &'static str,
    cpu: f64,
    peak: f64,
    bytes: f64,
}

/// Writes a million lines in every way and says what it took.
pub fn a_million_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out");
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/bench/bin/python");
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers.py");
    let ours = |what: &'static str, how: &str| {
        took(what, Command::new(binary("lines")).args([how, &LINES.to_string()]).arg(&out))
    };
    let theirs = |what: &'static str, how: &str| {
        took(what, Command::new(&python).arg(&peers).args([how, &LINES.to_string()]).arg(&out))
    };
    println!(
        "\nAn overview of {LINES} lines, 18 columns, with totals (goals {} and {} s of processor, {GOAL_MB} MB)",
        GOALS[0], GOALS[1]
    );
    let made_up = ours("making the lines up", "none");
    let csv = ours("CSV", "csv");
    let xlsx = ours("XLSX", "xlsx");
    let python_made_up = theirs("Python, making them up", "none");
    let all = [
        (theirs("Python csv", "csv"), &csv),
        (theirs("polars", "polars"), &csv),
        (theirs("openpyxl", "openpyxl"), &xlsx),
    ];
    for one in [&made_up, &csv, &xlsx, &python_made_up] {
        say(one);
    }
    for (peer, our) in &all {
        say(peer);
        println!(
            "{:<26}{:>9.1} x the time, {:.0} x the memory of our {}",
            "",
            peer.cpu / our.cpu,
            peer.peak / our.peak,
            our.what
        );
    }
}

fn say(took: &Took) {
    println!(
        "{:<26}{:>7.2} s of processor {:>8.1} MB at most {:>8.1} MB of file",
        took.what,
        took.cpu,
        took.peak,
        took.bytes / 1e6
    );
}

fn took(what: &'static str, command: &mut Command) -> Took {
    let done = command.output().unwrap_or_else(|error| panic!("{what}: {error}"));
    assert!(done.status.success(), "{what}: {}", String::from_utf8_lossy(&done.stderr));
    let said: Value = serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{what}: {error}"));
    let figure = |name: &str| said[name].as_f64().unwrap_or_default();
    Took { what, cpu: figure("cpu"), peak: figure("peak"), bytes: figure("bytes") }
}

/// Sends ten thousand organisations their overview of the month before, on a stage of its own, and says how many a second.
pub async fn a_month_is_over() {
    let stage = Stage::own("ten thousand organisations are planted").expect("BALIE_BASE_URL is not set");
    let planting = Instant::now();
    stage.subscribers(ORGANISATIONS, 3).await;
    println!("\n{ORGANISATIONS} organisations planted in {:.0} s", planting.elapsed().as_secs_f64());
    let began = Instant::now();
    stage.run_job("monthly-overviews").await;
    loop {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let made = stage.overviews_laid_down().len();
        if made == ORGANISATIONS {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(1_800), "{made} of {ORGANISATIONS} after half an hour");
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "made, laid down and told by mail in {seconds:.1} s: {:.0} organisations a second on one machine",
        ORGANISATIONS as f64 / seconds
    );
    println!(
        "100,000 at that pace, one worker: {:.0} minutes; in AWS sixteen work side by side",
        100_000.0 / (ORGANISATIONS as f64 / seconds) / 60.0
    );
}
