//! Passwords: chosen, changed, forgotten (S4-S8).

use black_box::Stage;
use serde_json::json;

#[tokio::test]
async fn a_bad_password_is_refused_with_the_reason_and_uses_no_link_up() {
    let stage = Stage::shared();
    let ada = stage.visitor();
    ada.registers().await;
    let token = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    let local = ada.email.split('@').next().unwrap();
    let cases = [
        ("kort".to_owned(), "too-short"),
        ("x".repeat(257), "too-long"),
        ("passwordpassword".to_owned(), "too-common"),
        (format!("{local}{local}"), "contains-context"),
    ];
    for (password, code) in cases {
        let body = json!({"token": token, "choice": {"kind": "password", "password": password}});
        let answer = ada.browser.post("/v1/accounts/activations", body).await;
        assert_eq!(answer.slug(), Some("password-not-allowed"), "{password}: {}", answer.text);
        assert_eq!(answer.body["errors"][0]["code"], code, "{password}: {}", answer.text);
    }
    ada.activates(&token).await.is(200);
    ada.logs_in().await;
}

#[tokio::test]
async fn every_character_counts_and_none_is_cut_off() {
    let stage = Stage::shared();
    let mut ada = stage.visitor();
    // 256 bytes of letters, blanks and an emoji; the last byte must matter as much as the first.
    ada.password = format!("{}🚲 Grüße {}", "paardebloem ", "z".repeat(231));
    ada.password.truncate(256);
    ada.registers().await;
    ada.confirms().await;
    ada.logs_in().await;
    let almost: String = ada.password.chars().take(ada.password.chars().count() - 1).collect();
    ada.tries_password(&almost).await.problem("wrong-credentials");
    ada.tries_password(&ada.password.to_uppercase()).await.problem("wrong-credentials");
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_every_session_ends() {
    let stage = Stage::shared();
    let mut ada = stage.customer().await;
    let elsewhere = stage.browser();
    ada.on(&elsewhere).logs_in().await;

    ada.browser.post("/v1/password-resets", json!({"email": ada.email})).await.is(202);
    let token = ada.inbox.expect("Choose a new password").await.token("/new-password");
    let old = std::mem::replace(&mut ada.password, "kastanje lantaarn waterval".to_owned());
    let reset = json!({"token": token, "password": ada.password});
    stage.browser().post("/v1/password-resets/completion", reset.clone()).await.is(200);
    ada.inbox.expect("Your password was changed").await;

    elsewhere.get("/v1/me").await.problem("unauthenticated");
    ada.browser.get("/v1/me").await.problem("unauthenticated");
    ada.tries_password(&old).await.problem("wrong-credentials");
    stage.browser().post("/v1/password-resets/completion", reset).await.problem("link-not-usable");
    ada.logs_in().await;
}

#[tokio::test]
async fn a_newer_reset_link_voids_the_older_and_a_changed_password_voids_both() {
    let stage = Stage::shared();
    let mut ada = stage.customer().await;
    let mut tokens = Vec::new();
    for _ in 0..2 {
        ada.browser.post("/v1/password-resets", json!({"email": ada.email})).await.is(202);
        tokens.push(ada.inbox.expect("Choose a new password").await.token("/new-password"));
    }
    let reset = |token: &str| json!({"token": token, "password": "kastanje lantaarn waterval"});
    ada.browser.post("/v1/password-resets/completion", reset(&tokens[0])).await.problem("link-not-usable");
    let changed = json!({"currentPassword": ada.password, "newPassword": "vlinder gereedschap zolder"});
    ada.browser.put("/v1/me/password", changed).await.is(200);
    ada.browser.post("/v1/password-resets/completion", reset(&tokens[1])).await.problem("link-not-usable");
    ada.password = "vlinder gereedschap zolder".to_owned();
    ada.logs_in().await;
}

#[tokio::test]
async fn changing_a_password_asks_the_present_one_tells_by_mail_and_ends_other_sessions() {
    let stage = Stage::shared();
    let mut ada = stage.customer().await;
    let elsewhere = stage.app();
    ada.on(&elsewhere).logs_in().await;

    let wrong = json!({"currentPassword": "iets heel anders dan dit", "newPassword": "vlinder gereedschap zolder"});
    let refused = ada.browser.put("/v1/me/password", wrong).await;
    assert!([401, 422].contains(&refused.status), "{}", refused.text);
    let right = json!({"currentPassword": ada.password, "newPassword": "vlinder gereedschap zolder"});
    ada.browser.put("/v1/me/password", right).await.is(200);
    ada.inbox.expect("Your password was changed").await;
    elsewhere.get("/v1/me").await.problem("unauthenticated");
    ada.me().await;
    ada.password = "vlinder gereedschap zolder".to_owned();
    ada.logs_in().await;
}
