//! Signing keys are turned while everybody works, until the old one is gone, and no request fails (S26).

use std::cell::Cell;
use std::time::Duration;

use black_box::{Client, Person, Stage};
use futures::future::join_all;
use serde_json::{Value, json};

/// How many people work at the same time.
const PEOPLE: usize = 6;
/// How far the clock goes in one step: two steps are shorter than an access token lasts.
const STEP: Duration = Duration::from_secs(4 * 60);
/// For how long a signing key stays after the next one came into use, and a step more.
const KEPT: Duration = Duration::from_secs(64 * 60);

/// One person's work, and how far it is.
struct Work<'p, 's> {
    person: &'p Person<'s>,
    rounds: Cell<u32>,
    requests: Cell<u32>,
}

impl Work<'_, '_> {
    /// As a client does: refreshed well before it runs out, and asked for several things at once in between. Whatever fails, stops the test.
    async fn round(&self) {
        let browser = &self.person.browser;
        browser.post("/v1/sessions/refresh", json!({"client": Client::Browser.name()})).await.is(200);
        for answer in join_all((0..4).map(|_| browser.get("/v1/me"))).await {
            answer.is(200);
        }
        let elsewhere = self.person.browser.stage.app();
        self.person.on(&elsewhere).logs_in().await;
        elsewhere.get("/v1/me").await.is(200);
        elsewhere.delete("/v1/sessions/current").await.is(204);
        self.requests.set(self.requests.get() + 8);
        self.rounds.set(self.rounds.get() + 1);
    }
}

async fn signing_keys(stage: &Stage) -> Vec<String> {
    let keys = stage.browser().get("/.well-known/jwks.json").await.is(200);
    keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
}

/// The header of a token made now: it names the key.
async fn header_of_a_new_token(person: &Person<'_>) -> String {
    let phone = person.browser.stage.app();
    person.on(&phone).logs_in().await;
    phone.access_token().unwrap().split('.').next().unwrap().to_owned()
}

async fn turn_keys(stage: &Stage, detail: Value) {
    let order = reqwest::Client::new().post(format!("{}/_test/jobs/rotate-keys", stage.origin));
    let answer = order.json(&json!({"detail": detail})).send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
}

#[tokio::test]
async fn keys_turn_under_everybodys_hands_and_no_request_fails() {
    let Some(stage) = Stage::own("the clock is moved and keys are turned") else { return };
    let people = join_all((0..PEOPLE).map(|_| stage.customer())).await;
    let work: Vec<_> =
        people.iter().map(|person| Work { person, rounds: Cell::new(0), requests: Cell::new(0) }).collect();
    let (before, old) = (signing_keys(&stage).await, header_of_a_new_token(&people[0]).await);

    let over = Cell::new(false);
    let working = join_all(work.iter().map(async |work| {
        while !over.get() {
            work.round().await;
        }
    }));
    // Two whole rounds of everybody: nobody holds a token any more from before.
    let everybody_went_round = async || {
        let goals: Vec<u32> = work.iter().map(|work| work.rounds.get() + 2).collect();
        while work.iter().zip(&goals).any(|(work, goal)| work.rounds.get() < *goal) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let turning = async {
        everybody_went_round().await;
        turn_keys(&stage, json!({"now": true})).await;
        everybody_went_round().await;
        assert_eq!(signing_keys(&stage).await.len(), before.len() + 1, "announced before it is used");
        assert_eq!(header_of_a_new_token(&people[0]).await, old);
        stage.later(Duration::from_secs(61)).await;
        everybody_went_round().await;
        let new = header_of_a_new_token(&people[0]).await;
        assert_ne!(new, old, "in use");
        let mut gone = Duration::ZERO;
        while gone < KEPT {
            stage.later(STEP).await;
            gone += STEP;
            everybody_went_round().await;
        }
        turn_keys(&stage, json!({})).await;
        everybody_went_round().await;
        assert_eq!(header_of_a_new_token(&people[0]).await, new);
        over.set(true);
    };
    futures::join!(working, turning);

    let after = signing_keys(&stage).await;
    assert_eq!(
        before.iter().filter(|kid| !after.contains(kid)).count(),
        1,
        "the old one is gone: {before:?} {after:?}"
    );
    let requests: u32 = work.iter().map(|work| work.requests.get()).sum();
    assert!(requests > 1_000, "only {requests} requests were made meanwhile");
}
