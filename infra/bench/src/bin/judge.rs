//! Judges files as `inspect-upload` does, one after the other in one process, and says what it took. `bench` starts it and reads its one
//! line.

#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "it talks to the benchmark that started it, and stops when it cannot run"
)]

use std::{env, fs, process};

use bench::process::{cpu_micros, peak_megabytes};
use domain::document::ContentType;
use extract::TrustList;
use serde_json::json;

fn main() {
    let trust = TrustList::parse(extract::samples::TRUST_LIST).expect("the trust list of the samples");
    let (mut micros, mut taken, mut read) = (Vec::new(), 0_usize, 0_usize);
    for path in env::args().skip(1) {
        let bytes = fs::read(path).expect("a file to judge");
        let before = cpu_micros(process::id());
        if extract::inspect(&bytes, ContentType::Pdf, "uittreksel.pdf").is_ok() {
            taken += 1;
            let checked = extract::check_seal(&bytes, &trust);
            read += usize::from(extract::read_extract(checked.readable).is_ok());
        }
        micros.push(cpu_micros(process::id()) - before);
    }
    micros.sort_by(f64::total_cmp);
    let at = |share: usize| micros.get((micros.len() * share / 100).min(micros.len().saturating_sub(1))).copied();
    println!(
        "{}",
        json!({
            "files": micros.len(), "taken": taken, "read": read, "median": at(50), "ninth": at(90), "most": at(100),
            "peak": peak_megabytes(process::id()),
        })
    );
}
