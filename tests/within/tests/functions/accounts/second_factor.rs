//! The second factor: asked once it works, good once, and never skipped.

use domain::effect::Effect;
use embedded::ask::Ask;
use futures::future::join_all;
use serde_json::json;
use within::people::{App, OTHER, PASSWORD, WithApp};

#[tokio::test]
async fn a_log_in_asks_for_the_code_and_a_code_is_good_once() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    let code = anna.code();
    let challenge = anna.challenge().await;
    let used = anna.show(&challenge, json!({"code": code})).await;
    assert_eq!(used.problem(), Some("wrong-code"), "the code that set it up is used");
    anna.stage.later(30);
    let opened = anna.show(&challenge, json!({"code": anna.code()})).await;
    let app = App::of(&opened);
    assert_eq!(anna.stage.me(&app.access).await.body["secondFactor"], json!({"totp": true, "recoveryCodesLeft": 10}));
    assert_eq!(anna.show(&challenge, json!({"code": anna.code()})).await.problem(), Some("link-not-usable"));
}

#[tokio::test]
async fn of_many_who_show_the_same_code_at_once_one_gets_in() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    anna.stage.later(60);
    let mut challenges = Vec::new();
    for _ in 0..5 {
        challenges.push(anna.challenge().await);
    }
    let code = anna.code();
    let answers = join_all(challenges.iter().map(|challenge| anna.show(challenge, json!({"code": code})))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
}

#[tokio::test]
async fn five_wrong_codes_and_the_right_one_must_wait() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    anna.stage.later(60);
    let challenge = anna.challenge().await;
    let wrong = if anna.code() == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert_eq!(anna.show(&challenge, json!({"code": wrong})).await.problem(), Some("wrong-code"));
    }
    anna.stage.later(5);
    assert_eq!(anna.show(&challenge, json!({"code": anna.code()})).await.problem(), Some("too-many-attempts"));
    anna.stage.later(60);
    assert_eq!(anna.show(&challenge, json!({"code": anna.code()})).await.status, 200);
}

#[tokio::test]
async fn a_recovery_code_is_good_once_is_told_of_and_new_ones_void_the_old() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    let typed = anna.recovery[3].to_lowercase().replace('-', " ");
    let app = App::of(&anna.show(&anna.challenge().await, json!({"recoveryCode": typed})).await);
    let again = anna.show(&anna.challenge().await, json!({"recoveryCode": typed})).await;
    assert_eq!(again.problem(), Some("wrong-code"));
    let told = anna.stage.waiting().await;
    assert_eq!(told.iter().filter(|waiting| matches!(waiting.effect, Effect::TellRecoveryCodeUsed { .. })).count(), 1);
    assert_eq!(anna.stage.me(&app.access).await.body["secondFactor"]["recoveryCodesLeft"], 9);

    let renewed = anna.stage.ask("renew-recovery-codes", Ask::json(&json!({})).bearer(&app.access)).await;
    let new: Vec<String> = serde_json::from_value(renewed.body["recoveryCodes"].clone()).unwrap();
    let old = anna.show(&anna.challenge().await, json!({"recoveryCode": anna.recovery[4]})).await;
    assert_eq!(old.problem(), Some("wrong-code"));
    assert_eq!(anna.show(&anna.challenge().await, json!({"recoveryCode": new[0]})).await.status, 200);
}

#[tokio::test]
async fn a_reset_password_does_not_skip_it_and_a_challenge_does_not_outlive_the_password() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    let before = anna.challenge().await;
    let token = anna.stage.reset_link(&anna.email).await;
    let body = json!({"token": token.reveal(), "password": OTHER});
    assert_eq!(anna.stage.ask("reset-password", Ask::json(&body)).await.status, 200);
    anna.stage.later(30);
    assert_eq!(anna.show(&before, json!({"code": anna.code()})).await.problem(), Some("link-not-usable"));
    assert_eq!(anna.stage.log_in(&anna.email, OTHER).await.body["next"], "second-factor");
}

#[tokio::test]
async fn a_challenge_is_good_for_five_minutes_and_needs_one_kind_of_code() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    let challenge = anna.challenge().await;
    assert_eq!(anna.show(&challenge, json!({})).await.problem(), Some("invalid-input"));
    let both = json!({"code": "123456", "recoveryCode": anna.recovery[0]});
    assert_eq!(anna.show(&challenge, both).await.problem(), Some("invalid-input"));
    anna.stage.later(300);
    assert_eq!(anna.show(&challenge, json!({"code": anna.code()})).await.problem(), Some("link-not-usable"));
    assert_eq!(anna.show("verzonnen", json!({"code": anna.code()})).await.problem(), Some("link-not-usable"));
}

#[tokio::test]
async fn removing_it_needs_a_fresh_log_in_and_a_password_that_was_only_good_beside_it_must_be_replaced() {
    let anna = WithApp::start("anna@voorbeeld.nl").await;
    let change = json!({"currentPassword": PASSWORD, "newPassword": "vlier-82k"});
    assert_eq!(anna.stage.ask("change-password", Ask::json(&change).bearer(&anna.app.access)).await.status, 200);
    anna.stage.later(301);
    let stale = anna.stage.ask("remove-totp", Ask::plain().bearer(&anna.app.access)).await;
    assert_eq!(stale.problem(), Some("reauthentication-required"));
    let answered = anna.stage.log_in(&anna.email, "vlier-82k").await;
    let challenge = answered.body["challenge"].as_str().unwrap();
    let fresh = App::of(&anna.show(challenge, json!({"code": anna.code()})).await);
    assert_eq!(anna.stage.ask("remove-totp", Ask::plain().bearer(&fresh.access)).await.status, 204);
    let opened = anna.stage.log_in(&anna.email, "vlier-82k").await;
    assert_eq!(opened.body["next"], "open");
    assert_eq!(opened.body["session"]["mustChoosePassword"], "policy");
}
