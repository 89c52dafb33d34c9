//! Sessions: renewed by rotating tokens, ended at once, listed to their owner only.

use domain::effect::Effect;
use embedded::ask::Ask;
use futures::future::join_all;
use serde_json::json;
use within::people::{App, OTHER, PASSWORD, Stage, cookies};

const ANNA: &str = "anna@voorbeeld.nl";

async fn with_anna() -> Stage {
    let stage = Stage::start().await;
    stage.person(ANNA).await;
    stage
}

fn refresh_token(answered: &embedded::ask::Answered) -> String {
    assert_eq!(answered.status, 200, "{}", answered.body);
    answered.body["tokens"]["refreshToken"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_used_refresh_token_that_comes_back_ends_the_session_and_is_told() {
    let stage = with_anna().await;
    let app = stage.app(ANNA, PASSWORD).await;
    let second = refresh_token(&stage.refresh(&app.refresh).await);
    let third = refresh_token(&stage.refresh(&second).await);
    assert_eq!(stage.me(&app.access).await.status, 200);
    assert_eq!(stage.refresh(&app.refresh).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.refresh(&third).await.problem(), Some("unauthenticated"), "the whole family is gone");
    assert_eq!(stage.me(&app.access).await.problem(), Some("unauthenticated"), "and its access tokens with it");
    let told = stage.waiting().await;
    assert_eq!(told.iter().filter(|waiting| matches!(waiting.effect, Effect::TellSessionTheft { .. })).count(), 1);
}

#[tokio::test]
async fn two_tabs_that_refresh_at_once_get_the_same_successor() {
    let stage = with_anna().await;
    let app = stage.app(ANNA, PASSWORD).await;
    let answers = join_all((0..8).map(|_| stage.refresh(&app.refresh))).await;
    let successors: Vec<String> = answers.iter().map(refresh_token).collect();
    assert!(successors.iter().all(|successor| *successor == successors[0]));
    assert_ne!(successors[0], app.refresh);
    stage.later(11);
    assert_eq!(stage.refresh(&app.refresh).await.problem(), Some("unauthenticated"), "the grace is short");
    assert_eq!(stage.refresh(&successors[0]).await.problem(), Some("unauthenticated"));
}

#[tokio::test]
async fn the_grace_is_for_the_same_client_only() {
    let stage = with_anna().await;
    let app = stage.app(ANNA, PASSWORD).await;
    refresh_token(&stage.refresh(&app.refresh).await);
    let body = json!({"refreshToken": app.refresh, "client": "app"});
    let elsewhere = stage.ask("refresh-session", Ask::json(&body).from("192.0.2.99")).await;
    assert_eq!(elsewhere.problem(), Some("unauthenticated"));
    assert_eq!(stage.me(&app.access).await.problem(), Some("unauthenticated"));
}

#[tokio::test]
async fn a_browser_refreshes_by_cookie_and_never_sees_a_token() {
    let stage = with_anna().await;
    let jar = cookies(&stage.log_in_browser(ANNA, PASSWORD, "").await);
    let refreshed = stage.ask("refresh-session", Ask::json(&json!({"client": "browser"})).browser(&jar)).await;
    assert_eq!(refreshed.status, 200, "{}", refreshed.body);
    assert!(refreshed.body.get("tokens").is_none());
    assert!(cookies(&refreshed).contains("__Host-balie-access="));
    let as_app =
        json!({"refreshToken": jar.split("refresh=").nth(1).unwrap().split(';').next().unwrap(), "client": "app"});
    assert_eq!(stage.ask("refresh-session", Ask::json(&as_app)).await.problem(), Some("unauthenticated"));
}

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_used_and_never_longer_than_half_a_day() {
    let stage = with_anna().await;
    let idle = stage.app(ANNA, PASSWORD).await;
    let mut busy = stage.app(ANNA, PASSWORD).await.refresh;
    stage.later(600);
    assert_eq!(stage.me(&idle.access).await.problem(), Some("unauthenticated"), "an access token lasts ten minutes");
    busy = refresh_token(&stage.refresh(&busy).await);
    stage.later(1200);
    assert_eq!(stage.refresh(&idle.refresh).await.problem(), Some("unauthenticated"));
    for _ in 0..29 {
        busy = refresh_token(&stage.refresh(&busy).await);
        stage.later(1440);
    }
    assert_eq!(stage.refresh(&busy).await.problem(), Some("unauthenticated"));
}

#[tokio::test]
async fn its_owner_sees_where_he_is_logged_in_and_ends_one() {
    let stage = with_anna().await;
    stage.person("bert@voorbeeld.nl").await;
    let (one, other) = (stage.app(ANNA, PASSWORD).await, stage.app(ANNA, PASSWORD).await);
    let of_bert = stage.app("bert@voorbeeld.nl", PASSWORD).await;
    let listed = stage.ask("list-sessions", Ask::plain().bearer(&one.access)).await;
    let sessions = listed.body["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let current: Vec<_> = sessions.iter().filter(|session| session["current"] == true).collect();
    assert_eq!(current[0]["sessionId"], *one.session);
    assert_eq!(current[0]["place"], "203.0.113.0");

    let end = |session: &str| Ask::plain().bearer(&one.access).path("sessionId", session);
    assert_eq!(stage.ask("end-session", end(&of_bert.session)).await.problem(), Some("not-found"));
    assert_eq!(stage.ask("end-session", end(&other.session)).await.status, 204);
    assert_eq!(stage.ask("end-session", end(&other.session)).await.problem(), Some("not-found"));
    assert_eq!(stage.me(&other.access).await.problem(), Some("unauthenticated"), "at once");
    assert_eq!(stage.refresh(&other.refresh).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.me(&of_bert.access).await.status, 200);
}

#[tokio::test]
async fn logging_out_ends_the_session_on_the_server_too() {
    let stage = with_anna().await;
    let jar = cookies(&stage.log_in_browser(ANNA, PASSWORD, "").await);
    let out = stage.ask("log-out", Ask::plain().browser(&jar)).await;
    assert_eq!(out.status, 204);
    assert_eq!(cookies(&out), "", "both cookies are cleared");
    let again = Ask::plain().browser(&jar);
    assert_eq!(stage.ask("get-me", again).await.problem(), Some("unauthenticated"));
}

#[tokio::test]
async fn logging_out_everywhere_and_another_password_end_what_they_should() {
    let stage = with_anna().await;
    let (one, other) = (stage.app(ANNA, PASSWORD).await, stage.app(ANNA, PASSWORD).await);
    let change = json!({"currentPassword": PASSWORD, "newPassword": OTHER});
    let wrong = json!({"currentPassword": OTHER, "newPassword": "zes zwanen zonder zorgen"});
    let refused = stage.ask("change-password", Ask::json(&wrong).bearer(&one.access)).await;
    assert_eq!(refused.body["errors"][0]["code"], "wrong-password");
    let changed = stage.ask("change-password", Ask::json(&change).bearer(&one.access)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(stage.me(&one.access).await.status, 200, "the session that changed it goes on");
    assert_eq!(stage.me(&other.access).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.refresh(&other.refresh).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.problem(), Some("wrong-credentials"));

    let third = stage.app(ANNA, OTHER).await;
    assert_eq!(stage.ask("log-out-everywhere", Ask::plain().bearer(&third.access)).await.status, 204);
    for access in [&one.access, &third.access] {
        assert_eq!(stage.me(access).await.problem(), Some("unauthenticated"));
    }
    assert_eq!(stage.log_in(ANNA, OTHER).await.status, 200);
}

#[tokio::test]
async fn a_reset_ends_every_session_opens_none_and_works_once() {
    let stage = with_anna().await;
    let app = stage.app(ANNA, PASSWORD).await;
    let (older, newer) = (stage.reset_link(ANNA).await, stage.reset_link(ANNA).await);
    let body = |token: &domain::account::Token| json!({"token": token.reveal(), "password": OTHER});
    let reset = |body| stage.ask("reset-password", Ask::json(&body));
    assert_eq!(reset(body(&older)).await.problem(), Some("link-not-usable"), "a newer link voids the older");
    let answers = join_all((0..20).map(|_| reset(body(&newer)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let set: Vec<_> = answers.iter().filter_map(|answer| answer.headers.get("set-cookie")).collect();
    assert!(matches!(set.as_slice(), [one] if one.starts_with("__Host-balie-device=")), "no session is opened");
    assert_eq!(stage.me(&app.access).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.log_in(ANNA, OTHER).await.status, 200);
    stage.reset_link(ANNA).await;
    let late = stage.reset_link(ANNA).await;
    stage.later(30 * 60);
    assert_eq!(reset(body(&late)).await.problem(), Some("link-not-usable"));
}

#[tokio::test]
async fn ones_own_account_changes_only_on_the_version_that_was_read() {
    let stage = with_anna().await;
    let app = stage.app(ANNA, PASSWORD).await;
    let version = stage.me(&app.access).await.body["version"].clone();
    let update = |body| stage.ask("update-me", Ask::json(&body).bearer(&app.access));
    let changed = update(json!({"name": "Anna de Vries", "language": "de", "version": version})).await;
    assert_eq!((&changed.body["name"], &changed.body["language"]), (&json!("Anna de Vries"), &json!("de")));
    let stale = update(json!({"name": "Ander", "version": version})).await;
    assert_eq!(stale.problem(), Some("changed-meanwhile"));
    assert_eq!(stage.me(&app.access).await.body, changed.body);
    let more = update(json!({"staff": true, "version": changed.body["version"]})).await;
    assert_eq!(more.body["errors"][0], json!({"pointer": "/staff", "code": "unknown"}));
    let app = App { session: String::new(), ..app };
    assert_eq!(stage.me(&app.access).await.status, 200);
}
