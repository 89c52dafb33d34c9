//! How long an answer takes tells nothing about who has an account (S11).
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod stage;

use std::time::Instant;

use embedded::ask::Ask;
use serde_json::json;
use stage::{OTHER, Stage};

/// People, and names nobody has: each tried as often as the limit allows, from an address of its own.
const NAMES: usize = 10;
const TRIES: usize = 10;

async fn attempt(stage: &Stage, email: &str, address: usize) -> f64 {
    let body = json!({"identifier": email, "password": OTHER, "client": "app"});
    let began = Instant::now();
    let answered = stage.ask("log-in", Ask::json(&body).from(&format!("198.51.100.{address}"))).await;
    let took = began.elapsed().as_secs_f64();
    assert_eq!(answered.problem(), Some("wrong-credentials"));
    took
}

#[tokio::test]
async fn a_name_that_is_known_takes_no_longer_than_one_that_is_not() {
    let stage = Stage::start().await;
    for number in 0..NAMES {
        stage.person(&format!("bekend{number}@voorbeeld.nl")).await;
    }
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for _ in 0..TRIES {
        for number in 0..NAMES {
            known.push(attempt(&stage, &format!("bekend{number}@voorbeeld.nl"), number).await);
            unknown.push(attempt(&stage, &format!("vreemde{number}@voorbeeld.nl"), 100 + number).await);
        }
    }
    let gap = median(&mut known) / median(&mut unknown) - 1.0;
    let z = mann_whitney(&known, &unknown);
    // Two-sided, p above 0.01.
    assert!(z.abs() < 2.576 || gap.abs() < 0.05, "z {z:.2}, the medians differ by {:.1} %", gap * 100.0);
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// How far apart two samples are, in standard deviations of what chance alone does (Mann-Whitney U, normal approximation).
#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn mann_whitney(one: &[f64], other: &[f64]) -> f64 {
    let (n, m) = (one.len() as f64, other.len() as f64);
    let wins = one.iter().flat_map(|a| other.iter().map(move |b| a > b)).filter(|wins| *wins).count();
    (wins as f64 - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

#[test]
fn the_measure_tells_samples_apart_and_finds_none_where_there_is_none() {
    let one: Vec<f64> = (0..100).map(f64::from).collect();
    let later: Vec<f64> = one.iter().map(|value| value + 30.0).collect();
    let mingled: Vec<f64> = one.iter().map(|value| value + 0.5).collect();
    assert!(mann_whitney(&later, &one) > 5.0 && mann_whitney(&one, &later) < -5.0);
    assert!(mann_whitney(&mingled, &one).abs() < 0.5);
}
