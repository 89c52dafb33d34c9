//! From the register button to the first log-in.

use black_box::Stage;
use serde_json::json;

#[tokio::test]
async fn somebody_registers_confirms_logs_in_and_is_known() {
    let stage = Stage::shared();
    let ada = stage.visitor();
    ada.registers().await;
    ada.confirms().await;
    let session = ada.logs_in().await;
    let me = ada.me().await;
    assert_eq!(me["email"], ada.email);
    assert_eq!(me["accountId"], session["accountId"]);
    assert_eq!((me["language"].as_str(), &me["staff"]), (Some("en"), &json!(false)));
    assert!(me["organisation"].is_null() && me["mustChoosePassword"].is_null(), "{me}");
    assert_eq!(me["secondFactor"]["totp"], false);
}

#[tokio::test]
async fn a_link_is_good_once_and_looking_at_it_uses_nothing_up() {
    let stage = Stage::shared();
    let ada = stage.visitor();
    ada.registers().await;
    let mail = ada.inbox.expect("Confirm your e-mail address").await;
    // A mail scanner follows every link; the token stands behind the #, which it does not even send (S19).
    let page = mail.link("/activate");
    for _ in 0..3 {
        ada.browser.fetch(&page).await;
    }
    let token = mail.token("/activate");
    assert_eq!(ada.activates(&token).await.is(200)["next"], "log-in");
    ada.activates(&token).await.problem("link-not-usable");
    ada.logs_in().await;
}

#[tokio::test]
async fn a_newer_link_voids_the_older() {
    let stage = Stage::shared();
    let ada = stage.visitor();
    ada.registers().await;
    let first = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    ada.browser.post("/v1/accounts/activation-mails", json!({"email": ada.email})).await.is(202);
    let second = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    assert_ne!(first, second);
    ada.activates(&first).await.problem("link-not-usable");
    ada.activates(&second).await.is(200);
}

#[tokio::test]
async fn a_made_up_link_opens_nothing() {
    let ada = Stage::shared().visitor();
    for token in ["", "x", "Zm9vYmFyLXRva2VuLW9mLTI1Ni1iaXRzLWJhc2U2NHVybA", "../../accounts"] {
        let answer = ada.activates(token).await;
        assert!([410, 422].contains(&answer.status), "{token:?}: {} {}", answer.status, answer.text);
    }
}

#[tokio::test]
async fn whoever_registers_again_is_told_by_mail_alone() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    ada.registers().await;
    let mail = ada.inbox.expect("You already have an account").await;
    assert!(mail.text.contains("/log-in"));
    ada.logs_in().await;
}

#[tokio::test]
async fn an_initial_password_comes_by_mail_and_opens_nothing_but_its_own_replacement() {
    let stage = Stage::shared();
    let mut ada = stage.visitor();
    ada.registers().await;
    let token = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    let wish = json!({"token": token, "choice": {"kind": "by-mail"}});
    assert_eq!(ada.browser.post("/v1/accounts/activations", wish).await.is(200)["next"], "check-mail");

    let lasting = std::mem::replace(&mut ada.password, ada.inbox.expect("Your first password").await.secret());
    let session = ada.logs_in().await;
    assert_eq!(session["mustChoosePassword"], "initial");
    ada.browser.patch("/v1/me", json!({"language": "de", "version": 1})).await.problem("password-change-required");
    ada.browser.post("/v1/me/totp", json!({})).await.problem("password-change-required");
    ada.browser.get("/v1/means").await.problem("password-change-required");

    let same = json!({"currentPassword": ada.password, "newPassword": ada.password});
    assert_eq!(
        ada.browser.put("/v1/me/password", same).await.slug(),
        Some("password-not-allowed"),
        "it can never last (S7)"
    );
    let change = json!({"currentPassword": ada.password, "newPassword": lasting});
    ada.browser.put("/v1/me/password", change).await.is(200);
    let me = ada.me().await;
    assert!(me["mustChoosePassword"].is_null(), "the session is whole now: {me}");

    ada.tries_password(&ada.password).await.problem("wrong-credentials");
    ada.password = lasting;
    ada.logs_in().await;
}

#[tokio::test]
async fn a_blank_that_came_along_when_pasting_the_mailed_password_does_no_harm() {
    let stage = Stage::shared();
    let mut ada = stage.visitor();
    ada.registers().await;
    let token = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    ada.browser.post("/v1/accounts/activations", json!({"token": token, "choice": {"kind": "by-mail"}})).await.is(200);
    let mailed = ada.inbox.expect("Your first password").await.secret();
    let lasting = std::mem::replace(&mut ada.password, format!(" {mailed} "));
    ada.logs_in().await;
    let same = json!({"currentPassword": mailed, "newPassword": ada.password});
    assert_eq!(ada.browser.put("/v1/me/password", same).await.slug(), Some("password-not-allowed"), "S7");
    let change = json!({"currentPassword": ada.password, "newPassword": lasting});
    ada.browser.put("/v1/me/password", change).await.is(200);
    // One that somebody chose counts exactly as it is typed (S4).
    ada.tries_password(&format!("{lasting} ")).await.problem("wrong-credentials");
}

#[tokio::test]
async fn an_initial_password_is_good_once() {
    let stage = Stage::shared();
    let mut ada = stage.visitor();
    ada.registers().await;
    let token = ada.inbox.expect("Confirm your e-mail address").await.token("/activate");
    ada.browser.post("/v1/accounts/activations", json!({"token": token, "choice": {"kind": "by-mail"}})).await.is(200);
    ada.password = ada.inbox.expect("Your first password").await.secret();
    ada.logs_in().await;
    ada.on(&stage.browser()).tries(&ada.password).await.problem("wrong-credentials");
}

#[tokio::test]
async fn registering_needs_an_address_a_language_and_consent() {
    let browser = Stage::shared().browser();
    for (body, pointer) in [
        (json!({"email": "nobody", "language": "nl", "acceptsTerms": true}), "/email"),
        (json!({"email": "a@b.nl\r\nBcc: x@y.nl", "language": "nl", "acceptsTerms": true}), "/email"),
        (json!({"email": "a@example.org", "language": "fr", "acceptsTerms": true}), "/language"),
        (json!({"email": "a@example.org", "language": "nl", "acceptsTerms": false}), "/acceptsTerms"),
        (json!({"email": "a@example.org", "language": "nl"}), "/acceptsTerms"),
        (json!({"email": "a@example.org", "language": "nl", "acceptsTerms": true, "staff": true}), "/staff"),
    ] {
        let problem = browser.post("/v1/accounts", body).await.problem("invalid-input");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }
}

#[tokio::test]
async fn a_person_changes_language_and_name_and_nothing_else() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let before = ada.me().await;
    let change = json!({"language": "de", "name": "Ada van Dam", "version": before["version"]});
    let after = ada.browser.patch("/v1/me", change.clone()).await.is(200);
    assert_eq!((after["language"].as_str(), after["name"].as_str()), (Some("de"), Some("Ada van Dam")));
    ada.browser.patch("/v1/me", change).await.problem("changed-meanwhile");
    for forbidden in ["staff", "organisation", "role", "status", "email"] {
        let body = json!({forbidden: true, "version": after["version"]});
        ada.browser.patch("/v1/me", body).await.problem("invalid-input");
    }
    let hostile = json!({"name": "Ada\r\nBcc: x@y.nl", "version": after["version"]});
    ada.browser.patch("/v1/me", hostile).await.problem("invalid-input");
}
