//! How many requests a second a server answers, asked by a few clients at once.

use std::time::{Duration, Instant};

use futures::future::join_all;

/// How many clients ask at once.
const CLIENTS: usize = 8;
/// For how long they ask.
const LASTING: Duration = Duration::from_secs(3);

/// Requests a second, all of which must succeed.
pub async fn of(url: &str, token: Option<&str>) -> f64 {
    let began = Instant::now();
    let asked = join_all((0..CLIENTS).map(|_| ask_again_and_again(url, token, began))).await;
    let total: u32 = asked.into_iter().sum();
    f64::from(total) / began.elapsed().as_secs_f64()
}

async fn ask_again_and_again(url: &str, token: Option<&str>, began: Instant) -> u32 {
    let client = reqwest::Client::new();
    let mut answered = 0;
    while began.elapsed() < LASTING {
        let mut request = client.get(url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{url} answered {}", answer.status());
        answer.bytes().await.expect("the answer arrives whole");
        answered += 1;
    }
    answered
}
