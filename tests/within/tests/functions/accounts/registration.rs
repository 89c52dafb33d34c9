//! From an address to an account: nobody learns who is known, and a link opens once.

use domain::effect::Effect;
use embedded::ask::Ask;
use futures::future::join_all;
use serde_json::json;
use within::people::{OTHER, PASSWORD, Stage, seen};

#[tokio::test]
async fn known_and_unknown_addresses_are_answered_the_same_at_the_same_cost() {
    let stage = Stage::start().await;
    stage.person("bekend@voorbeeld.nl").await;
    let registration = |email: &str| json!({"email": email, "language": "nl", "acceptsTerms": true});
    let only = |email: &str| json!({"email": email});
    for (operation, known, unknown) in [
        ("register-account", registration("bekend@voorbeeld.nl"), registration("vreemd@voorbeeld.nl")),
        ("resend-activation", only("bekend@voorbeeld.nl"), only("vreemd@voorbeeld.nl")),
        ("request-password-reset", only("bekend@voorbeeld.nl"), only("vreemd@voorbeeld.nl")),
    ] {
        let one = stage.ask(operation, Ask::json(&known)).await;
        let first = stage.last_line(operation);
        let other = stage.ask(operation, Ask::json(&unknown)).await;
        let second = stage.last_line(operation);
        assert_eq!(seen(&one), seen(&other), "{operation}");
        assert_eq!(one.status, 202);
        for figure in ["roundTrips", "readUnits", "writeUnits"] {
            assert_eq!(first[figure], second[figure], "{figure} of {operation}");
        }
        assert_eq!(first["roundTrips"], 1);
    }
    assert_eq!(stage.waiting().await.len(), 6);
}

#[tokio::test]
async fn without_the_terms_nothing_happens_and_a_wrong_address_is_named() {
    let stage = Stage::start().await;
    let body = json!({"email": "a@voorbeeld.nl", "language": "nl", "acceptsTerms": false});
    let refused = stage.ask("register-account", Ask::json(&body)).await;
    assert_eq!(refused.problem(), Some("invalid-input"));
    assert_eq!(refused.body["errors"][0]["pointer"], "/acceptsTerms");
    let body = json!({"email": "a@voorbeeld.nl\r\nBcc: b@voorbeeld.nl", "language": "nl", "acceptsTerms": true});
    let refused = stage.ask("register-account", Ask::json(&body)).await;
    assert_eq!(refused.body["errors"][0]["pointer"], "/email");
    assert!(stage.waiting().await.is_empty());
}

#[tokio::test]
async fn nobodys_mailbox_is_filled_and_the_limit_does_not_tell_who_is_known() {
    let stage = Stage::start().await;
    stage.person("bekend@voorbeeld.nl").await;
    for email in ["bekend@voorbeeld.nl", "vreemd@voorbeeld.nl"] {
        let body = json!({"email": email});
        for _ in 0..5 {
            assert_eq!(stage.ask("request-password-reset", Ask::json(&body)).await.status, 202);
        }
        let refused = stage.ask("request-password-reset", Ask::json(&body).from("198.51.100.9")).await;
        assert_eq!(refused.problem(), Some("too-many-attempts"), "{email}");
        assert!(refused.headers.contains_key("retry-after"));
    }
    assert_eq!(stage.waiting().await.len(), 10);
}

#[tokio::test]
async fn of_fifty_activations_with_one_link_one_succeeds() {
    let stage = Stage::start().await;
    let token = stage.applicant("nieuw@voorbeeld.nl").await;
    let body = json!({"token": token.reveal(), "choice": {"kind": "by-mail"}});
    let answers = join_all((0..50).map(|_| stage.ask("activate-account", Ask::json(&body)))).await;
    let opened = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(opened, 1);
    assert!(
        answers.iter().filter(|answer| answer.status != 200).all(|answer| answer.problem() == Some("link-not-usable"))
    );
    let mails = stage.waiting().await;
    assert!(matches!(mails.as_slice(), [waiting] if matches!(waiting.effect, Effect::MailInitialPassword { .. })));
}

#[tokio::test]
async fn a_password_that_may_not_be_used_leaves_the_link_as_it_was() {
    let stage = Stage::start().await;
    let token = stage.applicant("tuinkabouter@voorbeeld.nl").await;
    let choose =
        |password: &str| json!({"token": token.reveal(), "choice": {"kind": "password", "password": password}});
    for (password, code) in [
        ("te kort", "too-short"),
        ("Wachtwoord2026!!", "too-common"),
        ("mijn tuinkabouter lacht", "contains-context"),
        (&*"lang en breed uitgemeten, ".repeat(10), "too-long"),
    ] {
        let refused = stage.ask("activate-account", Ask::json(&choose(password))).await;
        assert_eq!(refused.problem(), Some("password-not-allowed"), "{password}");
        assert_eq!(refused.body["errors"][0]["code"], code, "{password}");
    }
    let opened = stage.ask("activate-account", Ask::json(&choose(PASSWORD))).await;
    assert_eq!(opened.body, json!({"email": "tuinkabouter@voorbeeld.nl", "next": "log-in"}));
    assert_eq!(stage.log_in("tuinkabouter@voorbeeld.nl", PASSWORD).await.status, 200);
    assert_eq!(stage.ask("activate-account", Ask::json(&choose(OTHER))).await.problem(), Some("link-not-usable"));
}

#[tokio::test]
async fn a_link_is_of_no_use_after_a_day_and_an_invented_one_never() {
    let stage = Stage::start().await;
    let token = stage.applicant("laat@voorbeeld.nl").await;
    stage.later(24 * 3600);
    for token in [token.reveal(), "verzonnen", ""] {
        let body = json!({"token": token, "choice": {"kind": "by-mail"}});
        assert_eq!(stage.ask("activate-account", Ask::json(&body)).await.problem(), Some("link-not-usable"));
    }
    assert_eq!(stage.log_in("laat@voorbeeld.nl", PASSWORD).await.problem(), Some("wrong-credentials"));
}
