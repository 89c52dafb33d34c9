//! From an event to an answer: who is let in, what is refused before an endpoint runs, and what is answered twice the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod stage;

use std::sync::Arc;

use domain::account::{Account, MustChange};
use domain::ids::OrganisationId;
use domain::organisation::Role;
use embedded::ask::Ask;
use embedded::testing::TestApp;
use jiff::SignedDuration;
use runtime::{AnySession, Anyone, Context, Manager, Member, Person, Staff, operation, tokens};
use serde_json::json;
use stage::{Enter, MakeCompany, Stage, enter};
use store::Change;

#[tokio::test]
async fn each_type_of_caller_lets_in_whom_it_says() {
    let user = Stage::with(Some(Role::User), |_, _| ()).await;
    assert_eq!((user.enters::<Anyone>().await, user.enters::<AnySession>().await), (200, 200));
    assert_eq!((user.enters::<Person>().await, user.enters::<Member>().await), (200, 200));
    assert_eq!((user.enters::<Manager>().await, user.enters::<Staff>().await), (403, 403));
    let manager = Stage::with(Some(Role::Manager), |_, _| ()).await;
    assert_eq!(manager.enters::<Manager>().await, 200);
    let outsider = Stage::with(None, |_, _| ()).await;
    assert_eq!((outsider.enters::<Person>().await, outsider.enters::<Member>().await), (200, 403));
    let clerk = Stage::with(None, |session, account| {
        account.staff = Some(domain::account::StaffRole::Clerk);
        session.staff = account.staff;
    })
    .await;
    assert_eq!((clerk.enters::<Staff>().await, clerk.enters::<Member>().await), (200, 403));
    let nobody = Ask::plain().of(&user.test.app, &enter::<AnySession>()).await;
    assert_eq!((nobody.status, nobody.problem()), (401, Some("unauthenticated")));
}

#[tokio::test]
async fn a_session_that_must_choose_a_password_opens_nothing_else() {
    let limited = Stage::with(Some(Role::MainUser), |session, account| {
        session.limited = Some(MustChange::Policy);
        account.staff = Some(domain::account::StaffRole::Clerk);
        session.staff = account.staff;
    })
    .await;
    assert_eq!(limited.enters::<AnySession>().await, 200);
    for door in [enter::<Person>(), enter::<Member>(), enter::<Manager>(), enter::<Staff>()] {
        let refused = limited.asks(door, Ask::plain()).await;
        assert_eq!((refused.status, refused.problem()), (403, Some("password-change-required")), "{:?}", door.access);
    }
}

#[tokio::test]
async fn a_session_ends_at_once_whatever_its_token_says() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cx = Context::of_tool(Arc::clone(&stage.test.app));
    let read = cx.store().get::<Account>(store::account::key(&stage.account.id)).await.unwrap().unwrap();
    let mut account = read.value.clone();
    account.end_sessions();
    let mut change = Change::new();
    change.replace(&read, &account);
    cx.commit(change).await.unwrap();
    assert_eq!(stage.enters::<AnySession>().await, 401);

    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    stage.test.app.advance_clock(SignedDuration::from_mins(11));
    assert_eq!(stage.enters::<AnySession>().await, 401, "the access token is over");
}

#[tokio::test]
async fn a_token_that_is_not_ours_is_no_token() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cx = Context::of_tool(Arc::clone(&stage.test.app));
    let elsewhere = TestApp::start().await.unwrap();
    let other = Context::of_tool(Arc::clone(&elsewhere.app));
    let foreign =
        tokens::issue(other.keys(), &cx.config().origin, &stage.session, cx.now(), cx.chance()).await.unwrap();
    let other_issuer =
        tokens::issue(cx.keys(), "https://evil.example", &stage.session, cx.now(), cx.chance()).await.unwrap();
    let mut parts: Vec<String> = stage.token.split('.').map(str::to_owned).collect();
    parts[2] = String::new();
    let unsigned = parts.join(".");
    for token in [foreign, other_issuer, unsigned, "x".to_owned(), String::new()] {
        let answered = Ask::plain().bearer(&token).of(&stage.test.app, &enter::<AnySession>()).await;
        assert_eq!((answered.status, answered.problem()), (401, Some("unauthenticated")), "{token}");
    }
}

#[tokio::test]
async fn a_cookie_counts_only_from_our_own_pages() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cookie = format!("__Host-balie-access={}", stage.token);
    let change = operation::<Enter<Person, 5>>();
    assert_eq!(Ask::plain().browser(&cookie).of(&stage.test.app, &change).await.status, 200);
    let bare = Ask::plain().header("cookie", &cookie);
    assert_eq!(bare.clone().of(&stage.test.app, &change).await.status, 403);
    let cross = bare.header("x-balie-client", "web").header("sec-fetch-site", "cross-site");
    assert_eq!(cross.of(&stage.test.app, &change).await.status, 403);
    let origin = Ask::plain().browser(&cookie).header("origin", "https://evil.example");
    assert_eq!(origin.of(&stage.test.app, &change).await.status, 403);
}

#[tokio::test]
async fn what_matters_asks_for_a_fresh_proof() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let change = operation::<Enter<Person, 5>>();
    assert_eq!(stage.asks(change, Ask::plain()).await.status, 200);
    stage.test.app.advance_clock(SignedDuration::from_secs(301));
    assert_eq!(stage.asks(change, Ask::plain()).await.problem(), Some("reauthentication-required"));
}

#[tokio::test]
async fn a_repeated_request_is_answered_the_same_and_creates_once() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let make = operation::<MakeCompany>();
    let ask = |name: &str| Ask::json(&json!({"name": name})).header("idempotency-key", "8c1f2f0e-1");
    let asks = (0..10).map(|_| stage.asks(make, ask("Een B.V.")));
    let answers = futures::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body), "{answers:?}");
    let reused = stage.asks(make, ask("Ander B.V.")).await;
    assert_eq!((reused.status, reused.problem()), (422, Some("idempotency-key-reused")));
    let without = stage.asks(make, Ask::json(&json!({"name": "Een B.V."}))).await;
    assert_eq!((without.status, without.problem()), (400, Some("idempotency-key-missing")));
    stage.test.app.advance_clock(SignedDuration::from_mins(9));
    assert_eq!(stage.asks(make, ask("Een B.V.")).await.body, answers[0].body);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_field() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let make = operation::<MakeCompany>();
    let key = |ask: Ask| ask.header("idempotency-key", "8c1f2f0e-1");
    let unknown = stage.asks(make, key(Ask::json(&json!({"name": "x", "role": "staff"})))).await;
    assert_eq!((unknown.status, &unknown.body["errors"]), (422, &json!([{"pointer": "/role", "code": "unknown"}])));
    let kind = key(Ask::plain().text("name=x").header("content-type", "application/x-www-form-urlencoded"));
    assert_eq!(stage.asks(make, kind).await.problem(), Some("unsupported-media-type"));
    let large = key(Ask::json(&json!({"name": "x".repeat(300_000)})));
    assert_eq!(stage.asks(make, large).await.problem(), Some("too-large"));
}

#[tokio::test]
async fn a_request_is_one_line_of_known_fields() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let answered = stage.asks(enter::<Member>(), Ask::plain().query("cursor=secret-text")).await;
    let lines = stage.test.lines();
    let line: serde_json::Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    assert_eq!(line["operation"], "enter");
    assert_eq!(line["traceId"].as_str(), answered.headers.get("x-trace-id").map(String::as_str));
    assert_eq!(line["organisation"].as_str(), stage.session.organisation.as_ref().map(OrganisationId::as_str));
    assert_eq!(line["roundTrips"], 1, "the caller is loaded in one");
    let all = lines.join("\n");
    for secret in ["secret-text", &stage.token, "jansen"] {
        assert!(!all.contains(secret), "{secret} stands in the log");
    }
}
