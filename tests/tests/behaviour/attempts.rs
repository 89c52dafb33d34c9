//! Many at once: one link for fifty, a thousand guesses, twenty right ones (S13-S18).

use black_box::{Browser, Stage, in_one_quarter};
use futures::future::join_all;
use futures::stream::{self, StreamExt as _};
use serde_json::json;

#[tokio::test]
async fn of_fifty_activations_of_one_link_one_succeeds() {
    let stage = Stage::shared();
    let ada = stage.visitor();
    ada.registers().await;
    let token = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    let browsers: Vec<Browser<'_>> = (0..50).map(|_| stage.browser()).collect();
    let answers = join_all(browsers.iter().enumerate().map(|(number, browser)| {
        let choice = json!({"kind": "password", "password": format!("{} {number}", ada.password)});
        browser.post("/v1/accounts/activations", json!({"token": token, "choice": choice}))
    }))
    .await;
    let won: Vec<_> = answers.iter().enumerate().filter(|(_, answer)| answer.status == 200).collect();
    assert_eq!(won.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    let lost = answers.iter().filter(|answer| answer.slug() == Some("link-not-usable")).count();
    assert_eq!(lost, 49, "{:?}", answers.iter().map(|answer| answer.text.clone()).collect::<Vec<_>>());
    // And it is the winner's password that counts.
    ada.tries_password(&format!("{} {}", ada.password, won[0].0)).await.is(200);
}

#[tokio::test]
async fn a_thousand_guesses_stop_at_the_limit_and_the_owner_still_gets_in() {
    in_one_quarter(async || {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    if !ada.place().await.starts_with("127.16.") {
        println!("skipped: every visitor of this stage comes from one address, whose own limit would hold first");
        return;
    }
    // From a hundred addresses, so that it is the account's limit that holds, not an address's.
    let burglars: Vec<Browser<'_>> = (0..100).map(|_| stage.browser()).collect();
    let guesses = stream::iter(0..1_000_usize)
        .map(|number| {
            let body = json!({"identifier": ada.email, "password": format!("verkeerd wachtwoord {number}"), "client": "browser"});
            burglars[number % 100].post("/v1/sessions", body)
        })
        .buffer_unordered(40)
        .collect::<Vec<_>>()
        .await;
    let judged = guesses.iter().filter(|guess| guess.slug() == Some("wrong-credentials")).count();
    let stopped = guesses.iter().filter(|guess| guess.slug() == Some("too-many-attempts")).count();
    // Ten, and one each after one, two, four and eight minutes.
        assert!(judged <= 14, "{judged} guesses were compared");
    assert_eq!(
        judged + stopped,
        1_000,
        "{:?}",
        guesses.iter().find(|guess| guess.status >= 500).map(|guess| &guess.text)
    );

    // The right password from an unknown device now waits like any other; from the owner's own device it opens (S14).
    ada.on(&stage.browser()).tries(&ada.password).await.problem("too-many-attempts");
    ada.logs_in().await;

    // And whoever has lost that device gets in by way of the mailbox: a link shows who is asking (S14).
    ada.browser.post("/v1/password-resets", json!({"email": ada.email})).await.is(202);
    let token = ada.inbox.expect("Choose a new password").await.token("/new-password");
    let (stranger, password) = (stage.browser(), "kastanje lantaarn waterval");
    stranger.post("/v1/password-resets/completion", json!({"token": token, "password": password})).await.is(200);
    ada.on(&stranger).tries(password).await.is(200);
    })
    .await;
}

#[tokio::test]
async fn twenty_right_passwords_at_once_all_open() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let windows: Vec<Browser<'_>> = (0..20).map(|_| ada.browser.twin()).collect();
    let answers = join_all(windows.iter().map(|window| {
        let body = json!({"identifier": ada.email, "password": ada.password, "client": "browser"});
        window.post("/v1/sessions", body)
    }))
    .await;
    assert!(
        answers.iter().all(|answer| answer.status == 200),
        "{:?}",
        answers.iter().map(|one| one.status).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn right_passwords_do_not_use_the_limit_up() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let device = stage.browser();
    for _ in 0..15 {
        ada.on(&device).logs_in().await;
    }
}

#[tokio::test]
async fn nobody_floods_a_mailbox() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        let ada = stage.customer().await;
        for _ in 0..12 {
            // The answer never tells; the limit holds where the mail is made.
            let answer = stage.browser().post("/v1/password-resets", json!({"email": ada.email})).await;
            assert!([202, 429].contains(&answer.status), "{}", answer.text);
        }
        let arrived = ada.inbox.count("Choose a new password").await;
        assert!((1..=5).contains(&arrived), "{arrived} mails in a few seconds");
    })
    .await;
}
