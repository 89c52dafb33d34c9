//! How long an answer takes tells nothing about who has an account (S11).

use std::time::Instant;

use black_box::{Seeded, Stage, unlikely};
use serde_json::json;

/// How often each name is tried: below the limit of ten.
const TRIES: usize = 9;
const KNOWN: [Seeded; 6] = [Seeded::Petra, Seeded::Sanne, Seeded::Willem, Seeded::Noor, Seeded::Daan, Seeded::Joost];

/// What was measured.
pub struct Gap {
    /// By how much the median of known names differs from that of unknown ones, as a fraction.
    pub medians: f64,
    /// How far apart the two samples are, in standard deviations of what chance alone does (Mann-Whitney U, normal approximation).
    pub deviations: f64,
}

/// Wrong passwords for known and for unknown names, in turn.
pub async fn gap(stage: &Stage) -> Gap {
    let strangers: Vec<String> = KNOWN.iter().map(|_| format!("{}@example.org", unlikely())).collect();
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for round in 0..TRIES {
        for (who, stranger) in KNOWN.iter().zip(&strangers) {
            // Now one first, now the other: what comes second finds a warmer machine.
            if round % 2 == 0 {
                known.push(attempt(stage, who.email()).await);
                unknown.push(attempt(stage, stranger).await);
            } else {
                unknown.push(attempt(stage, stranger).await);
                known.push(attempt(stage, who.email()).await);
            }
        }
    }
    Gap { medians: median(&mut known) / median(&mut unknown) - 1.0, deviations: mann_whitney(&known, &unknown) }
}

async fn attempt(stage: &Stage, name: &str) -> f64 {
    let app = stage.app();
    let body = json!({"identifier": name, "password": "iets heel anders dan dit", "client": "app"});
    let began = Instant::now();
    let answer = app.post("/v1/sessions", body).await;
    let took = began.elapsed().as_secs_f64();
    assert_eq!(answer.status, 401, "{}", answer.text);
    took
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn mann_whitney(one: &[f64], other: &[f64]) -> f64 {
    let (n, m) = (one.len() as f64, other.len() as f64);
    let wins = one.iter().flat_map(|a| other.iter().map(move |b| a > b)).filter(|wins| *wins).count();
    (wins as f64 - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::mann_whitney;

    #[test]
    fn the_measure_tells_samples_apart_and_finds_none_where_there_is_none() {
        let one: Vec<f64> = (0..100).map(f64::from).collect();
        let later: Vec<f64> = one.iter().map(|value| value + 30.0).collect();
        let mingled: Vec<f64> = one.iter().map(|value| value + 0.5).collect();
        assert!(mann_whitney(&later, &one) > 5.0 && mann_whitney(&one, &later) < -5.0);
        assert!(mann_whitney(&mingled, &one).abs() < 0.5);
    }
}
