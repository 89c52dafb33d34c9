//! The second factor (S32-S37).

use std::time::Duration;

use black_box::{Stage, in_one_quarter, other_code};
use serde_json::json;

#[tokio::test]
async fn with_an_authenticator_app_a_password_alone_opens_nothing() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    ada.enrols().await;
    ada.inbox.expect("Your second log-in step was changed").await;
    assert_eq!(ada.me().await["secondFactor"], json!({"totp": true, "recoveryCodesLeft": 10}));

    let device = stage.browser();
    let answer = ada.on(&device).tries(&ada.password).await.is(200);
    assert_eq!(answer["next"], "second-factor");
    assert!(
        answer["session"].is_null() && answer["tokens"].is_null() && device.cookie("__Host-balie-access").is_none()
    );
    device.get("/v1/me").await.problem("unauthenticated");

    let code = ada.code().await;
    let opened = ada.on(&device).second_step(&answer["challenge"], &json!({"code": code})).await.is(200);
    assert_eq!(opened["next"], "open");
    device.get("/v1/me").await.is(200);

    // The same code again, seen over a shoulder (S32).
    let spy = stage.browser();
    let again = ada.on(&spy).tries(&ada.password).await.is(200);
    ada.on(&spy).second_step(&again["challenge"], &json!({"code": ada.same_code()})).await.problem("wrong-code");
}

#[tokio::test]
async fn a_recovery_code_opens_once_and_its_owner_is_told() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let codes = ada.enrols().await;
    let recovery = json!({"recoveryCode": codes[0]});
    let device = stage.browser();
    let answer = ada.on(&device).tries(&ada.password).await.is(200);
    ada.on(&device).second_step(&answer["challenge"], &recovery).await.is(200);
    let mail = ada.inbox.expect("A recovery code was used").await;
    assert!(mail.text.contains("9 recovery codes"), "{}", mail.text);
    let again = ada.on(&stage.browser()).tries(&ada.password).await.is(200);
    ada.on(&stage.browser()).second_step(&again["challenge"], &recovery).await.problem("wrong-code");
}

#[tokio::test]
async fn new_recovery_codes_void_the_old() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let old = ada.enrols().await;
    let renewed = ada.browser.post("/v1/me/recovery-codes", json!({})).await.is(200);
    let new: Vec<_> = renewed["recoveryCodes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
    assert!(new.len() == 10 && new.iter().all(|code| !old.iter().any(|gone| gone == code)));
    let answer = ada.on(&stage.browser()).tries(&ada.password).await.is(200);
    let device = stage.browser();
    ada.on(&device).second_step(&answer["challenge"], &json!({"recoveryCode": old[3]})).await.problem("wrong-code");
    ada.on(&device).second_step(&answer["challenge"], &json!({"recoveryCode": new[3]})).await.is(200);
}

#[tokio::test]
async fn a_reset_password_leaves_the_second_factor_as_it_is() {
    let stage = Stage::shared();
    let mut ada = stage.customer().await;
    ada.enrols().await;
    ada.browser.post("/v1/password-resets", json!({"email": ada.email})).await.is(202);
    let token = ada.inbox.expect("Choose a new password").await.token("/new-password");
    ada.password = "kastanje lantaarn waterval".to_owned();
    let reset = json!({"token": token, "password": ada.password});
    ada.browser.post("/v1/password-resets/completion", reset).await.is(200);
    let answer = ada.on(&stage.browser()).tries(&ada.password).await.is(200);
    assert_eq!(answer["next"], "second-factor", "{answer}");
}

#[tokio::test]
async fn it_can_be_removed_again() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    ada.enrols().await;
    ada.inbox.expect("Your second log-in step was changed").await;
    ada.browser.delete("/v1/me/totp").await.is(204);
    ada.inbox.expect("Your second log-in step was changed").await;
    assert_eq!(ada.me().await["secondFactor"]["totp"], false);
    assert_eq!(ada.on(&stage.browser()).tries(&ada.password).await.is(200)["next"], "open");
}

#[tokio::test]
async fn what_was_only_begun_asks_nothing_and_a_wrong_code_confirms_nothing() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    ada.browser.post("/v1/me/totp", json!({})).await.is(201);
    ada.browser.post("/v1/me/totp/confirmation", json!({"code": "000000"})).await.problem("wrong-code");
    assert_eq!(ada.me().await["secondFactor"]["totp"], false);
    assert_eq!(ada.on(&stage.browser()).tries(&ada.password).await.is(200)["next"], "open");
}

#[tokio::test]
async fn guessing_codes_ends_after_a_few() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        let ada = stage.customer().await;
        ada.enrols().await;
        let device = stage.browser();
        let answer = ada.on(&device).tries(&ada.password).await.is(200);
        let guesses = futures::future::join_all((0..60).map(|guess| {
            let (ada, device, challenge) = (&ada, &device, &answer["challenge"]);
            async move {
                ada.on(device).second_step(challenge, &json!({"code": format!("{:06}", 111_111 + guess * 7)})).await
            }
        }))
        .await;
        let judged = guesses.iter().filter(|guess| guess.slug() == Some("wrong-code")).count();
        // Five, and one each after one, two, four and eight minutes.
        assert!(judged <= 9, "{judged} of 60 guesses were looked at");
        assert!(guesses.iter().all(|guess| guess.status != 200));
    })
    .await;
}

#[tokio::test]
async fn changing_it_needs_a_fresh_log_in() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let ada = stage.customer().await;
    stage.later(Duration::from_secs(6 * 60)).await;
    ada.browser.post("/v1/me/totp", json!({})).await.problem("reauthentication-required");
    ada.browser.delete("/v1/me/totp").await.problem("reauthentication-required");
    ada.browser.post("/v1/me/recovery-codes", json!({})).await.problem("reauthentication-required");
    ada.me().await;
    ada.logs_in().await;
    ada.browser.post("/v1/me/totp", json!({})).await.is(201);
}

#[test]
fn the_other_code_of_these_tests_is_another() {
    assert_ne!(other_code("ABCD-EFGH-JKMN", 1), "ABCDEFGHJKMN");
}
