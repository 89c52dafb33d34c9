//! Nobody learns from the outside who has an account (S10-S12).

use black_box::{Stage, in_one_quarter, unlikely, unused_address};
use serde_json::json;

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answers() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let waiting = stage.visitor();
    waiting.registers().await;
    waiting.inbox.expect("Confirm your e-mail address").await;
    let nobody = unused_address();
    for path in ["/v1/accounts", "/v1/accounts/activation-mails", "/v1/password-resets"] {
        let mut seen = Vec::new();
        for email in [&ada.email, &waiting.email, &nobody] {
            let body = match path {
                "/v1/accounts" => json!({"email": email, "language": "en", "acceptsTerms": true}),
                _ => json!({"email": email}),
            };
            seen.push(stage.browser().post(path, body).await.visible());
        }
        assert!(seen.iter().all(|answer| *answer == seen[0]), "{path}: {seen:#?}");
    }
}

#[tokio::test]
async fn a_wrong_password_and_a_name_that_does_not_exist_look_alike() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let protected = stage.customer().await;
    protected.enrols().await;
    let waiting = stage.visitor();
    waiting.registers().await;
    waiting.inbox.expect("Confirm your e-mail address").await;
    let mut seen = Vec::new();
    for name in [&ada.email, &protected.email, &waiting.email, &unused_address(), &"niemand".to_owned()] {
        let body = json!({"identifier": name, "password": "iets heel anders dan dit", "client": "browser"});
        let answer = stage.browser().post("/v1/sessions", body).await;
        assert_eq!(answer.slug(), Some("wrong-credentials"), "{name}: {}", answer.text);
        seen.push(answer.visible());
    }
    assert!(seen.iter().all(|answer| *answer == seen[0]), "{seen:#?}");
}

#[tokio::test]
async fn the_limit_looks_alike_too() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        let ada = stage.customer().await;
        let mut seen = Vec::new();
        for name in [ada.email.clone(), unused_address()] {
            let burglar = stage.browser();
            let mut last = None;
            for _ in 0..12 {
                let body =
                    json!({"identifier": name, "password": format!("verkeerd {}", unlikely()), "client": "browser"});
                last = Some(burglar.post("/v1/sessions", body).await);
            }
            let last = last.unwrap();
            assert_eq!(last.slug(), Some("too-many-attempts"), "{name}: {}", last.text);
            assert!(last.header("retry-after").is_some());
            // How long is left differs by the second at which each was asked.
            let mut visible = last;
            visible.body["retryAfter"] = json!(0);
            visible.text = visible.body.to_string();
            visible.body.as_object_mut().unwrap().remove("traceId");
            seen.push((
                visible.status,
                visible.body,
                visible.headers.keys().map(ToString::to_string).collect::<Vec<_>>(),
            ));
        }
        assert_eq!(seen[0], seen[1]);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_address_gets_no_mail_about_a_password() {
    let stage = Stage::shared();
    let nobody = stage.inbox(&unused_address());
    let browser = stage.browser();
    browser.post("/v1/password-resets", json!({"email": nobody.address})).await.is(202);
    browser.post("/v1/accounts/activation-mails", json!({"email": nobody.address})).await.is(202);
    assert_eq!(nobody.count("").await, 0);
}
