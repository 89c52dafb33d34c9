//! Logging in: what it costs, what it gives away, what it withstands.

use api::KeySet;
use domain::account::Standing;
use domain::effect::Effect;
use embedded::ask::Ask;
use futures::future::join_all;
use runtime::key_making::random_key;
use serde_json::json;
use within::people::{App, OTHER, PASSWORD, Stage, cookies, initial, seen};

const ANNA: &str = "anna@voorbeeld.nl";

async fn with_anna() -> Stage {
    let stage = Stage::start().await;
    stage.person(ANNA).await;
    stage
}

#[tokio::test]
async fn a_log_in_is_one_read_one_counting_write_one_hash_and_one_opening_write() {
    let stage = with_anna().await;
    let app = stage.app(ANNA, PASSWORD).await;
    let line = stage.last_line("log-in");
    assert_eq!((&line["roundTrips"], &line["Hashes"]), (&json!(3), &json!(1)));
    let me = stage.me(&app.access).await;
    assert_eq!(me.body["email"], ANNA);
    assert_eq!(me.body["secondFactor"], json!({"totp": false, "recoveryCodesLeft": 0}));
}

#[tokio::test]
async fn an_attempt_looks_and_costs_the_same_whoever_it_is_about() {
    let stage = with_anna().await;
    stage.person("dicht@voorbeeld.nl").await;
    stage.change_login("dicht@voorbeeld.nl", |login| login.gate.standing = Standing::Suspended).await;
    stage.applicant("wacht@voorbeeld.nl").await;
    let wrong = stage.log_in(ANNA, OTHER).await;
    assert_eq!(wrong.problem(), Some("wrong-credentials"));
    for (email, password) in [
        ("vreemd@voorbeeld.nl", PASSWORD),
        ("dicht@voorbeeld.nl", PASSWORD),
        ("wacht@voorbeeld.nl", PASSWORD),
        ("geen adres", PASSWORD),
        ("", ""),
    ] {
        assert_eq!(seen(&stage.log_in(email, password).await), seen(&wrong), "{email}");
        let line = stage.last_line("log-in");
        assert_eq!((&line["roundTrips"], &line["Hashes"]), (&json!(2), &json!(1)), "{email}");
    }
}

#[tokio::test]
async fn a_hundred_wrong_ones_at_once_do_not_pass_the_limit_and_the_owner_still_gets_in() {
    let stage = with_anna().await;
    let known = cookies(&stage.log_in_browser(ANNA, PASSWORD, "").await);
    for (email, right) in [(ANNA, PASSWORD), ("vreemd@voorbeeld.nl", PASSWORD)] {
        let answers = join_all((0..100).map(|n| {
            let body = json!({"identifier": email, "password": OTHER, "client": "app"});
            // From many addresses: the account's own limit is what must hold.
            stage.ask("log-in", Ask::json(&body).from(&format!("198.51.100.{n}")))
        }))
        .await;
        let tried = answers.iter().filter(|answer| answer.problem() == Some("wrong-credentials")).count();
        let stopped = answers.iter().filter(|answer| answer.problem() == Some("too-many-attempts")).count();
        assert_eq!((tried, stopped), (10, 90), "{email}");
        assert_eq!(stage.log_in(email, right).await.problem(), Some("too-many-attempts"), "{email}");
    }
    assert_eq!(
        stage.log_in_browser(ANNA, PASSWORD, &known).await.status,
        200,
        "the owner's own device is counted apart"
    );
    stage.later(60);
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.status, 200, "the lock does not last");
}

#[tokio::test]
async fn above_the_limit_one_of_many_is_let_through_and_the_next_waits_longer() {
    let stage = with_anna().await;
    join_all((0..12).map(|_| stage.log_in(ANNA, OTHER))).await;
    stage.later(60);
    let answers = join_all((0..20).map(|_| stage.log_in(ANNA, OTHER))).await;
    let tried = answers.iter().filter(|answer| answer.problem() == Some("wrong-credentials")).count();
    assert_eq!(tried, 1);
    let waits = answers.iter().filter_map(|answer| answer.headers.get("retry-after")?.parse::<u32>().ok()).max();
    assert!(waits.is_some_and(|seconds| (61..=120).contains(&seconds)), "{waits:?}");
}

#[tokio::test]
async fn one_address_cannot_try_many_accounts() {
    let stage = Stage::start().await;
    let names: Vec<String> = (0..130).map(|n| format!("gok{n}@voorbeeld.nl")).collect();
    let answers = join_all(names.iter().map(|name| stage.log_in(name, OTHER))).await;
    assert_eq!(answers.iter().filter(|answer| answer.problem() == Some("wrong-credentials")).count(), 100);
}

#[tokio::test]
async fn twenty_right_ones_at_once_all_succeed() {
    let stage = with_anna().await;
    let answers = join_all((0..20).map(|_| stage.log_in(ANNA, PASSWORD))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, vec![200; 20]);
    join_all((0..9).map(|_| stage.log_in(ANNA, OTHER))).await;
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.status, 200, "right ones gave their counts back");
}

#[tokio::test]
async fn another_logins_device_mark_is_no_mark() {
    let stage = with_anna().await;
    stage.person("bert@voorbeeld.nl").await;
    let of_bert = cookies(&stage.log_in_browser("bert@voorbeeld.nl", PASSWORD, "").await);
    join_all((0..10).map(|_| stage.log_in(ANNA, OTHER))).await;
    stage.later(5);
    assert_eq!(stage.log_in_browser(ANNA, PASSWORD, &of_bert).await.problem(), Some("too-many-attempts"));
}

#[tokio::test]
async fn the_owner_of_the_mailbox_gets_in_past_a_burnt_count() {
    let stage = with_anna().await;
    join_all((0..10).map(|_| stage.log_in(ANNA, OTHER))).await;
    stage.later(5);
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.problem(), Some("too-many-attempts"));
    let body = json!({"token": stage.reset_link(ANNA).await.reveal(), "password": OTHER});
    let known = cookies(&stage.ask("reset-password", Ask::json(&body)).await);
    assert_eq!(stage.log_in_browser(ANNA, OTHER, &known).await.status, 200);
}

#[tokio::test]
async fn a_new_device_is_told_of_and_a_known_one_is_not() {
    let stage = with_anna().await;
    let known = cookies(&stage.log_in_browser(ANNA, PASSWORD, "").await);
    assert_eq!(stage.waiting().await.len(), 1);
    assert!(matches!(stage.waiting().await[0].effect, Effect::TellNewLogIn { .. }));
    stage.log_in_browser(ANNA, PASSWORD, &known).await;
    assert_eq!(stage.waiting().await.len(), 1);
}

#[tokio::test]
async fn a_browser_gets_cookies_no_script_can_read_and_only_on_our_own_pages() {
    let stage = with_anna().await;
    let opened = stage.log_in_browser(ANNA, PASSWORD, "").await;
    assert!(opened.body.get("tokens").is_none());
    let set = &opened.headers["set-cookie"];
    assert_eq!(set.lines().count(), 3);
    for line in set.lines() {
        assert!(line.starts_with("__Host-balie-"), "{line}");
        for word in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(line.contains(word), "{line}");
        }
        assert!(!line.contains("Domain"), "{line}");
    }
    let cookies = cookies(&opened);
    assert_eq!(stage.ask("get-me", Ask::plain().header("cookie", &cookies)).await.status, 200);
    let from_elsewhere = Ask::plain().header("cookie", &cookies);
    assert_eq!(stage.ask("log-out", from_elsewhere).await.problem(), Some("forbidden"));
    let body = json!({"identifier": ANNA, "password": PASSWORD, "client": "browser"});
    assert_eq!(stage.ask("log-in", Ask::json(&body)).await.problem(), Some("forbidden"));
    let elsewhere = Ask::json(&body).browser("").header("sec-fetch-site", "cross-site");
    assert_eq!(stage.ask("log-in", elsewhere).await.problem(), Some("forbidden"));
}

#[tokio::test]
async fn an_initial_password_opens_one_session_that_can_only_choose_another() {
    let stage = with_anna().await;
    stage.change_login(ANNA, |login| initial(login, &stage)).await;
    let opened = stage.log_in(ANNA, PASSWORD).await;
    assert_eq!(opened.body["session"]["mustChoosePassword"], "initial");
    let app = App::of(&opened);
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.problem(), Some("wrong-credentials"), "it is good once");

    assert_eq!(stage.me(&app.access).await.status, 200);
    let enrol = stage.ask("enrol-totp", Ask::json(&json!({})).bearer(&app.access)).await;
    assert_eq!(enrol.problem(), Some("password-change-required"));
    let change = |new: &str| json!({"currentPassword": PASSWORD, "newPassword": new});
    let same = stage.ask("change-password", Ask::json(&change(PASSWORD)).bearer(&app.access)).await;
    assert_eq!(same.body["errors"][0]["code"], "same-as-before");
    let changed = stage.ask("change-password", Ask::json(&change(OTHER)).bearer(&app.access)).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(stage.ask("enrol-totp", Ask::json(&json!({})).bearer(&app.access)).await.status, 201);
    assert_eq!(stage.log_in(ANNA, OTHER).await.body["session"].get("mustChoosePassword"), None);
}

#[tokio::test]
async fn of_two_who_use_an_initial_password_at_once_one_gets_in() {
    let stage = with_anna().await;
    stage.change_login(ANNA, |login| initial(login, &stage)).await;
    let answers = join_all((0..5).map(|_| stage.log_in(ANNA, PASSWORD))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
}

#[tokio::test]
async fn a_raised_policy_lets_nobody_further_than_choosing_a_new_password() {
    let stage = with_anna().await;
    stage.change_login(ANNA, |login| login.credential.as_mut().unwrap().policy_version = 0).await;
    let opened = stage.log_in(ANNA, PASSWORD).await;
    assert_eq!(opened.body["session"]["mustChoosePassword"], "policy");
    let access = App::of(&opened).access;
    let every_way = accounts::operations().into_iter().filter(|one| one.access == api::Access::Person);
    for operation in every_way {
        let answered =
            Ask::json(&json!({"version": 1, "code": "000000"})).bearer(&access).of(&stage.test.app, &operation);
        assert_eq!(answered.await.problem(), Some("password-change-required"), "{}", operation.route.operation);
    }
}

#[tokio::test]
async fn the_table_alone_cannot_verify_a_password_and_an_older_pepper_is_replaced_at_the_next_log_in() {
    use argon2::{Argon2, PasswordHash, PasswordVerifier};
    let stage = with_anna().await;
    let before = stage.login(ANNA).await.credential.clone().unwrap();
    let hash = PasswordHash::new(&before.hash).unwrap();
    assert!(before.hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", before.hash);
    assert!(Argon2::default().verify_password(PASSWORD.as_bytes(), &hash).is_err());

    let cx = stage.cx();
    let pepper = random_key(cx.now(), cx.chance());
    cx.keys().put(KeySet::Pepper, &pepper).await.unwrap();
    let answers = join_all((0..5).map(|_| stage.log_in(ANNA, PASSWORD))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    let after = stage.login(ANNA).await.credential.clone().unwrap();
    assert_eq!((&*after.pepper, after.hash == before.hash), (&*pepper.id, false));
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.status, 200);
    assert_eq!(stage.last_line("log-in")["Hashes"], 1);
}
