//! Deleting an account (seed 003: a new account and deleting the old one; S35, S46, S59).

use std::time::Duration;

use black_box::{Seeded, Stage, unlikely};
use serde_json::json;

const WEEK: Duration = Duration::from_secs(7 * 24 * 3600 + 60);
const ASKED: &str = "Your account will be deleted";

#[tokio::test]
async fn what_is_lost_is_said_first_and_a_week_later_it_is_gone_and_the_address_free() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let (ada, _) = stage.opens_business().await;
    let question = json!({"topic": "other", "text": "Eine Frage.", "language": "de"});
    ada.browser.post_once("/v1/tickets", question, &unlikely()).await.is(201);
    let said = ada.browser.get("/v1/me/deletion").await.is(200);
    let losses = &said["losses"];
    assert_eq!(
        (&losses["businesses"], &losses["questions"], &losses["codes"]),
        (&json!(1), &json!(1), &json!(0)),
        "{said}"
    );
    assert!(said["dueAt"].is_null() && said["inTheWay"] == json!([]), "{said}");
    let account = ada.me().await["accountId"].clone();
    assert!(ada.browser.post("/v1/me/deletion", json!({})).await.is(202)["dueAt"].is_string());
    ada.browser.post("/v1/me/deletion", json!({})).await.problem("wrong-stage");
    ada.inbox.expect(ASKED).await;
    ada.logs_in().await;

    stage.run_job("look-after-accounts").await;
    ada.logs_in().await;
    stage.later(WEEK).await;
    stage.run_job("look-after-accounts").await;
    ada.inbox.expect("Your account was deleted").await;
    ada.tries_password(&ada.password).await.problem("wrong-credentials");
    ada.browser.get("/v1/me").await.problem("unauthenticated");
    stage.run_job("look-after-accounts").await;

    ada.registers().await;
    ada.confirms().await;
    ada.logs_in().await;
    let me = ada.me().await;
    assert_ne!(me["accountId"], account);
    let said = ada.browser.get("/v1/me/deletion").await.is(200);
    assert_eq!((&said["losses"]["businesses"], &said["losses"]["questions"]), (&json!(0), &json!(0)), "{said}");
}

#[tokio::test]
async fn for_a_week_it_is_taken_back_with_the_link_or_the_button() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let ada = stage.customer().await;
    ada.browser.post("/v1/me/deletion", json!({})).await.is(202);
    let token = ada.inbox.expect(ASKED).await.token("/keep-account");
    stage.later(WEEK - Duration::from_secs(3600)).await;
    let by_link = json!({"token": token});
    stage.browser().post("/v1/account-deletions/withdrawals", by_link.clone()).await.is(200);
    stage.browser().post("/v1/account-deletions/withdrawals", by_link).await.problem("link-not-usable");
    ada.inbox.expect("Your account stays").await;
    stage.later(WEEK).await;
    stage.run_job("look-after-accounts").await;
    ada.logs_in().await;

    ada.browser.post("/v1/me/deletion", json!({})).await.is(202);
    ada.browser.delete("/v1/me/deletion").await.is(204);
    ada.browser.delete("/v1/me/deletion").await.problem("wrong-stage");
    stage.later(WEEK).await;
    stage.run_job("look-after-accounts").await;
    ada.logs_in().await;
}

#[tokio::test]
async fn it_needs_a_proof_of_a_moment_ago() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let ada = stage.customer().await;
    stage.later(Duration::from_secs(6 * 60)).await;
    ada.browser.post("/v1/me/deletion", json!({})).await.problem("reauthentication-required");
}

#[tokio::test]
async fn a_main_user_hands_over_first_and_a_colleague_leaves_codes_behind() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let said = petra.browser.get("/v1/me/deletion").await.is(200);
    assert_eq!(said["inTheWay"][0]["what"], "main-user", "{said}");
    assert!(said["losses"]["means"].as_u64() >= Some(1), "{said}");
    petra.browser.post("/v1/me/deletion", json!({})).await.problem("last-main-user");
    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.post("/v1/me/deletion", json!({})).await.problem("wrong-stage");

    let sanne = stage.seeded(Seeded::Sanne).await;
    let said = sanne.browser.get("/v1/me/deletion").await.is(200);
    assert_eq!((&said["losses"]["organisations"], &said["losses"]["means"]), (&json!(1), &json!(1)), "{said}");
    let account = sanne.me().await["accountId"].clone();
    sanne.browser.post("/v1/me/deletion", json!({})).await.is(202);
    stage.later(WEEK).await;
    stage.run_job("look-after-accounts").await;
    sanne.tries_password(&sanne.password).await.problem("wrong-credentials");
    petra.logs_in().await;
    let people = petra.browser.get("/v1/people").await.is(200);
    assert!(people["items"].as_array().unwrap().iter().all(|person| person["accountId"] != account), "{people}");
    let means = petra.browser.get("/v1/means").await.is(200);
    assert!(
        means["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|it| it["holder"]["accountId"] != account || it["status"] == "ended"),
        "{means}"
    );
    let codes = petra.browser.get("/v1/access-codes").await.is(200);
    assert!(codes["items"].as_array().unwrap().iter().any(|code| code["status"] == "ended"), "{codes}");
}
