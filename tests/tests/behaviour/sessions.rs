//! Sessions: opened, listed, renewed, stolen, ended (S24-S31).

use std::time::Duration;

use black_box::Stage;
use reqwest::Method;
use serde_json::{Value, json};

const ACCESS: &str = "__Host-balie-access";
const REFRESH: &str = "__Host-balie-refresh";

fn refresh() -> Value {
    json!({"client": "browser"})
}

#[tokio::test]
async fn open_sessions_are_listed_and_can_be_ended_one_by_one() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let phone = stage.app();
    ada.on(&phone).logs_in().await;
    let list = ada.browser.get("/v1/sessions").await.is(200);
    let sessions = list["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2, "{list}");
    assert_eq!(sessions.iter().filter(|session| session["current"] == true).count(), 1);
    let other = sessions.iter().find(|session| session["current"] == false).unwrap();
    ada.browser.delete(&format!("/v1/sessions/{}", other["sessionId"].as_str().unwrap())).await.is(204);
    phone.get("/v1/me").await.problem("unauthenticated");
    ada.me().await;
}

#[tokio::test]
async fn nobody_ends_the_session_of_another() {
    let stage = Stage::shared();
    let (ada, bob) = (stage.customer().await, stage.customer().await);
    let list = bob.browser.get("/v1/sessions").await.is(200);
    let his = list["sessions"][0]["sessionId"].as_str().unwrap().to_owned();
    let foreign = ada.browser.delete(&format!("/v1/sessions/{his}")).await;
    let missing = ada.browser.delete("/v1/sessions/ses_01jdc5aaaaaaaaaaaaaaaaaaaa").await;
    assert_eq!(foreign.visible(), missing.visible());
    foreign.problem("not-found");
    bob.me().await;
}

#[tokio::test]
async fn logging_out_ends_this_session_everywhere_ends_all() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let (second, third) = (stage.browser(), stage.app());
    ada.on(&second).logs_in().await;
    ada.on(&third).logs_in().await;

    let kept = ada.browser.cookie(ACCESS).unwrap();
    ada.browser.delete("/v1/sessions/current").await.is(204);
    assert!(ada.browser.cookie(ACCESS).is_none() && ada.browser.cookie(REFRESH).is_none(), "the cookies are cleared");
    ada.browser.set_cookie(ACCESS, &kept);
    ada.browser.get("/v1/me").await.problem("unauthenticated");
    second.get("/v1/me").await.is(200);

    second.delete("/v1/sessions").await.is(204);
    third.get("/v1/me").await.problem("unauthenticated");
    second.get("/v1/me").await.problem("unauthenticated");
    ada.logs_in().await;
}

#[tokio::test]
async fn refreshing_rotates_and_a_second_try_at_once_gets_the_same_successor() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let before = ada.browser.cookie(REFRESH).unwrap();
    let twin = ada.browser.twin();
    ada.browser.post("/v1/sessions/refresh", refresh()).await.is(200);
    let after = ada.browser.cookie(REFRESH).unwrap();
    assert_ne!(before, after);
    // The answer was lost on its way and the page tries again (S27): the same successor, nobody is thrown out.
    twin.post("/v1/sessions/refresh", refresh()).await.is(200);
    assert_eq!(twin.cookie(REFRESH).unwrap(), after);
    ada.me().await;
    twin.get("/v1/me").await.is(200);
}

#[tokio::test]
async fn a_stolen_refresh_token_ends_the_session_of_thief_and_owner_and_the_owner_is_told() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let thief = ada.browser.twin();
    for _ in 0..2 {
        ada.browser.post("/v1/sessions/refresh", refresh()).await.is(200);
    }
    thief.post("/v1/sessions/refresh", refresh()).await.problem("unauthenticated");
    ada.browser.get("/v1/me").await.problem("unauthenticated");
    ada.browser.post("/v1/sessions/refresh", refresh()).await.problem("unauthenticated");
    ada.inbox.expect("We logged you out to be on the safe side").await;
    ada.logs_in().await;
}

#[tokio::test]
async fn a_used_up_refresh_token_from_another_device_is_theft_even_at_once() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let phone = stage.app();
    ada.on(&phone).logs_in().await;
    let stolen = phone.refresh_token().unwrap();
    phone.post("/v1/sessions/refresh", json!({"client": "app", "refreshToken": stolen})).await.is(200);
    let thief = stage.app();
    let body = json!({"client": "app", "refreshToken": stolen});
    thief
        .send(Method::POST, "/v1/sessions/refresh", Some(body), &[("user-agent", "curl/8.9")])
        .await
        .problem("unauthenticated");
    phone.get("/v1/me").await.problem("unauthenticated");
    ada.inbox.expect("We logged you out to be on the safe side").await;
}

#[tokio::test]
async fn twenty_refreshes_at_once_leave_one_good_session() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let twins: Vec<_> = (0..20).map(|_| ada.browser.twin()).collect();
    let answers =
        futures::future::join_all(twins.iter().map(|twin| twin.post("/v1/sessions/refresh", refresh()))).await;
    assert!(
        answers.iter().all(|answer| answer.status == 200),
        "{:?}",
        answers.iter().map(|one| one.status).collect::<Vec<_>>()
    );
    let successors: std::collections::BTreeSet<_> = twins.iter().map(|twin| twin.cookie(REFRESH)).collect();
    assert_eq!(successors.len(), 1, "all hold the same successor");
    twins[7].get("/v1/me").await.is(200);
}

#[tokio::test]
async fn what_changes_something_must_come_from_our_own_pages() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let version = ada.me().await["version"].clone();
    let change = || Some(json!({"language": "nl", "version": version}));
    for foreign in [
        &[("x-balie-client", "")][..],
        &[("x-balie-client", "other")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ] {
        ada.browser.send(Method::PATCH, "/v1/me", change(), foreign).await.problem("forbidden");
        ada.browser.send(Method::DELETE, "/v1/sessions/current", None, foreign).await.problem("forbidden");
    }
    // Log-in is guarded too: nobody logs a visitor in to another's account (S30).
    let log_in = json!({"identifier": ada.email, "password": ada.password, "client": "browser"});
    let fresh = stage.browser();
    fresh.send(Method::POST, "/v1/sessions", Some(log_in), &[("x-balie-client", "")]).await.problem("forbidden");
    ada.me().await;
}

#[tokio::test]
async fn tokens_are_what_they_say_and_nothing_forged_is_taken() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let phone = stage.app();
    ada.on(&phone).logs_in().await;
    assert!(phone.cookie(ACCESS).is_none(), "an app gets no cookies");
    let token = phone.access_token().unwrap();
    let keys = phone.get("/.well-known/jwks.json").await.is(200);
    let kids: Vec<_> = keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap()).collect();
    assert!(kids.len() >= 2, "current and next (S26): {keys}");
    assert!(keys["keys"].as_array().unwrap().iter().all(|key| key["alg"] == "ES256" && key["d"].is_null()), "{keys}");

    let parts: Vec<&str> = token.split('.').collect();
    let forged = [
        String::new(),
        "x.y.z".to_owned(),
        // alg none, {"alg":"none","typ":"at+jwt"}
        format!("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.{}.", parts[1]),
        // {"alg":"HS256","typ":"at+jwt"}
        format!("eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.{}.{}", parts[1], parts[2]),
        format!("{}.{}.{}", parts[0], parts[1], parts[2].chars().rev().collect::<String>()),
        format!("{}.{}A.{}", parts[0], parts[1], parts[2]),
    ];
    for forged in &forged {
        let forger = stage.app();
        forger.set_access_token(forged);
        forger.get("/v1/me").await.problem("unauthenticated");
    }
    phone.get("/v1/me").await.is(200);
}

#[tokio::test]
async fn the_desk_and_the_customers_side_do_not_mix() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    ada.browser.get("/v1/desk/queue").await.problem("forbidden");
    ada.browser.get("/v1/means").await.problem("forbidden");
    stage.browser().get("/v1/desk/queue").await.problem("unauthenticated");
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_when_its_day_is_over() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let ada = stage.customer().await;
    stage.later(Duration::from_secs(11 * 60)).await;
    ada.browser.get("/v1/me").await.problem("unauthenticated");
    ada.browser.post("/v1/sessions/refresh", refresh()).await.is(200);
    ada.me().await;
    stage.later(Duration::from_secs(31 * 60)).await;
    ada.browser.post("/v1/sessions/refresh", refresh()).await.problem("unauthenticated");

    ada.logs_in().await;
    for _ in 0..30 {
        stage.later(Duration::from_secs(25 * 60)).await;
        if ada.browser.post("/v1/sessions/refresh", refresh()).await.status != 200 {
            break;
        }
    }
    ada.browser.post("/v1/sessions/refresh", refresh()).await.problem("unauthenticated");
    ada.logs_in().await;
}

#[tokio::test]
async fn keys_are_rotated_while_people_work_and_nobody_notices() {
    let Some(stage) = Stage::own("a scheduled worker is run") else { return };
    let ada = stage.customer().await;
    let phone = stage.app();
    ada.on(&phone).logs_in().await;
    let kids = |keys: Value| -> Vec<String> {
        keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].as_str().unwrap().to_owned()).collect()
    };
    let before = kids(phone.get("/.well-known/jwks.json").await.is(200));
    let working = async {
        for _ in 0..60 {
            phone.get("/v1/me").await.is(200);
            ada.browser.post("/v1/sessions/refresh", refresh()).await.is(200);
            ada.me().await;
        }
    };
    let rotating = async {
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_millis(200)).await;
            stage.run_job("rotate-keys").await;
        }
    };
    futures::join!(working, rotating);

    // Far enough on, the next key has become the current one, and what was signed with the old one has long run out.
    for _ in 0..4 {
        stage.later(Duration::from_secs(40 * 24 * 3600)).await;
        stage.run_job("rotate-keys").await;
    }
    let after = kids(phone.get("/.well-known/jwks.json").await.is(200));
    assert!(after.len() >= 2 && before.iter().all(|kid| !after.contains(kid)), "before {before:?}, after {after:?}");
    ada.logs_in().await;
    ada.me().await;
}
