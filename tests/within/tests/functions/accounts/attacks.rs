//! What somebody with bad intentions tries: other ways in, things used for what they were not made for, many at once.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use domain::effect::Effect;
use embedded::ask::Ask;
use futures::future::{join, join_all};
use runtime::{App as Process, Config};
use serde_json::{Value, json};
use within::people::{App, OTHER, PASSWORD, Stage, WithApp, cookies};

const ANNA: &str = "anna@voorbeeld.nl";

async fn with_anna() -> Stage {
    let stage = Stage::start().await;
    stage.person(ANNA).await;
    stage
}

/// S15: every way that gives a session, or keeps one alive, looks whether the account may be used.
#[tokio::test]
async fn a_closed_account_opens_by_no_way() {
    let anna = WithApp::start(ANNA).await;
    let stage = &anna.stage;
    let challenge = anna.challenge().await;
    let link = stage.reset_link(ANNA).await;
    stage.close(ANNA).await;

    assert_eq!(stage.log_in(ANNA, PASSWORD).await.problem(), Some("wrong-credentials"));
    let proof = json!({"recoveryCode": anna.recovery[0]});
    assert_eq!(anna.show(&challenge, proof).await.problem(), Some("wrong-credentials"));
    assert_eq!(stage.refresh(&anna.app.refresh).await.problem(), Some("unauthenticated"));
    let reset = json!({"token": link.reveal(), "password": OTHER});
    assert_eq!(stage.ask("reset-password", Ask::json(&reset)).await.problem(), Some("link-not-usable"));
    let with_session = accounts::operations().into_iter().filter(|one| one.access.needs_session());
    for operation in with_session {
        let ask = Ask::json(&json!({})).path("sessionId", &anna.app.session).bearer(&anna.app.access);
        let answered = ask.of(&stage.test.app, &operation).await;
        assert_eq!(answered.problem(), Some("unauthenticated"), "{}", operation.route.operation);
    }
}

/// Nobody who waits for his address to be confirmed is let in by the way of those who have.
#[tokio::test]
async fn an_applicant_opens_nothing_with_a_link_to_a_new_password() {
    let stage = Stage::start().await;
    stage.applicant(ANNA).await;
    let reset = json!({"token": stage.reset_link(ANNA).await.reveal(), "password": PASSWORD});
    assert_eq!(stage.ask("reset-password", Ask::json(&reset)).await.problem(), Some("link-not-usable"));
    assert_eq!(stage.log_in(ANNA, PASSWORD).await.problem(), Some("wrong-credentials"));
}

#[tokio::test]
async fn a_token_opens_only_what_it_was_made_for() {
    let anna = WithApp::start(ANNA).await;
    let stage = &anna.stage;
    let challenge = anna.challenge().await;
    let reset = stage.reset_link(ANNA).await.reveal().to_owned();
    let confirm = stage.applicant("bert@voorbeeld.nl").await.reveal().to_owned();
    let App { access, refresh, session } = &anna.app;
    let secret = refresh.split_once('.').unwrap().1.to_owned();
    let all = [&challenge, &reset, &confirm, access, refresh, &secret, session];

    for token in all {
        if *token != reset {
            let body = json!({"token": token, "password": OTHER});
            assert_eq!(
                stage.ask("reset-password", Ask::json(&body)).await.problem(),
                Some("link-not-usable"),
                "{token}"
            );
        }
        if *token != confirm {
            let body = json!({"token": token, "choice": {"kind": "by-mail"}});
            let answered = stage.ask("activate-account", Ask::json(&body)).await;
            assert_eq!(answered.problem(), Some("link-not-usable"), "{token}");
        }
        if *token != challenge {
            let answered = anna.show(token, json!({"recoveryCode": anna.recovery[0]})).await;
            assert_eq!(answered.problem(), Some("link-not-usable"), "{token}");
        }
        if token != access {
            assert_eq!(stage.me(token).await.problem(), Some("unauthenticated"), "{token}");
        }
        if token != refresh {
            assert_eq!(stage.refresh(token).await.problem(), Some("unauthenticated"), "{token}");
        }
    }
    let as_code = anna.show(&challenge, json!({"code": anna.recovery[0]})).await;
    assert_eq!(as_code.problem(), Some("wrong-code"));
    let as_recovery = anna.show(&challenge, json!({"recoveryCode": anna.code()})).await;
    assert_eq!(as_recovery.problem(), Some("wrong-code"));
    // Nothing of all that has used anything up.
    assert_eq!(stage.me(access).await.status, 200);
    assert_eq!(stage.refresh(refresh).await.status, 200);
    assert_eq!(anna.show(&challenge, json!({"recoveryCode": anna.recovery[0]})).await.status, 200);
    let body = json!({"token": reset, "password": OTHER});
    assert_eq!(stage.ask("reset-password", Ask::json(&body)).await.status, 200);
}

#[tokio::test]
async fn a_refresh_token_is_good_for_its_own_session_only() {
    let stage = with_anna().await;
    let (one, other) = (stage.app(ANNA, PASSWORD).await, stage.app(ANNA, PASSWORD).await);
    let secret = one.refresh.split_once('.').unwrap().1;
    let crossed = format!("{}.{secret}", other.session);
    assert_eq!(stage.refresh(&crossed).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.refresh(&one.refresh).await.status, 200);
}

#[tokio::test]
async fn of_many_who_use_one_recovery_code_one_gets_in_and_no_other_code_is_lost() {
    let anna = WithApp::start(ANNA).await;
    let mut challenges = Vec::new();
    for _ in 0..5 {
        challenges.push(anna.challenge().await);
    }
    let same = challenges.iter().map(|challenge| anna.show(challenge, json!({"recoveryCode": anna.recovery[0]})));
    let answers = join_all(same).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);

    // Different codes at once: whoever loses the race has not used his up.
    anna.stage.later(900);
    let (one, other) = (anna.challenge().await, anna.challenge().await);
    let at_once = join(
        anna.show(&one, json!({"recoveryCode": anna.recovery[1]})),
        anna.show(&other, json!({"recoveryCode": anna.recovery[2]})),
    );
    let answers: [_; 2] = at_once.await.into();
    for (answer, code) in answers.iter().zip([&anna.recovery[1], &anna.recovery[2]]) {
        let again = anna.show(&anna.challenge().await, json!({"recoveryCode": code})).await;
        assert_eq!(again.status == 200, answer.status != 200, "{} then {}", answer.body, again.body);
    }
}

#[tokio::test]
async fn one_challenge_answered_many_times_at_once_opens_one_session() {
    let anna = WithApp::start(ANNA).await;
    anna.stage.later(60);
    let challenge = anna.challenge().await;
    let answers = join_all((0..4).map(|_| anna.show(&challenge, json!({"code": anna.code()})))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
}

#[tokio::test]
async fn whoever_has_the_password_alone_has_nothing_left_once_a_second_factor_is_set_up() {
    let stage = with_anna().await;
    let thief = stage.app(ANNA, PASSWORD).await;
    let anna = WithApp::of(stage, ANNA).await;
    assert_eq!(anna.stage.me(&thief.access).await.problem(), Some("unauthenticated"));
    assert_eq!(anna.stage.refresh(&thief.refresh).await.problem(), Some("unauthenticated"));
    assert_eq!(anna.stage.me(&anna.app.access).await.status, 200, "the session that set it up goes on");
    assert_eq!(anna.stage.refresh(&anna.app.refresh).await.status, 200);
}

/// An account may be known by several names; what changes about it holds for each of them at once.
#[tokio::test]
async fn what_changes_about_an_account_holds_for_every_name_it_is_known_by() {
    let stage = with_anna().await;
    stage.second_name(ANNA, "tweede@naam.example").await;
    let opens = async |stage: &Stage, password: &str| {
        let opened = stage.log_in("tweede@naam.example", password).await;
        assert_eq!(opened.body["next"], "open", "{}", opened.body);
        assert_eq!(stage.me(&App::of(&opened).access).await.status, 200, "not dead from the start");
    };
    opens(&stage, PASSWORD).await;
    let reset = json!({"token": stage.reset_link(ANNA).await.reveal(), "password": OTHER});
    assert_eq!(stage.ask("reset-password", Ask::json(&reset)).await.status, 200);
    opens(&stage, OTHER).await;
    let app = stage.app(ANNA, OTHER).await;
    let change = json!({"currentPassword": OTHER, "newPassword": PASSWORD});
    assert_eq!(stage.ask("change-password", Ask::json(&change).bearer(&app.access)).await.status, 200);
    opens(&stage, PASSWORD).await;
    assert_eq!(stage.ask("log-out-everywhere", Ask::plain().bearer(&app.access)).await.status, 204);
    opens(&stage, PASSWORD).await;
    let anna = WithApp::of(stage, ANNA).await;
    assert_eq!(anna.stage.log_in("tweede@naam.example", PASSWORD).await.body["next"], "second-factor");
}

/// S29: proving oneself anew leaves no session behind.
#[tokio::test]
async fn a_browser_that_logs_in_once_more_holds_one_session() {
    let stage = with_anna().await;
    stage.person("bert@voorbeeld.nl").await;
    let elsewhere = stage.app(ANNA, PASSWORD).await;
    let first = stage.log_in_browser(ANNA, PASSWORD, "").await;
    let jar = cookies(&first);
    let second = stage.log_in_browser(ANNA, PASSWORD, &jar).await;
    assert_eq!(second.status, 200, "{}", second.body);
    assert_eq!(stage.last_line("log-in")["roundTrips"], 3, "and it costs no call more");
    assert_ne!(first.body["session"]["sessionId"], second.body["session"]["sessionId"]);
    assert_eq!(stage.ask("get-me", Ask::plain().browser(&jar)).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.ask("get-me", Ask::plain().browser(&cookies(&second))).await.status, 200);
    assert_eq!(stage.me(&elsewhere.access).await.status, 200, "other devices go on");

    // A cookie that names somebody's session without its secret ends nothing.
    let guessed = format!("__Host-balie-refresh={}.geraden", elsewhere.session);
    assert_eq!(stage.log_in_browser("bert@voorbeeld.nl", PASSWORD, &guessed).await.status, 200);
    assert_eq!(stage.me(&elsewhere.access).await.status, 200);
}

/// S31: a client that keeps its device's mark and forgets its session each time is held to the most that may be open too.
#[tokio::test]
async fn a_known_device_that_holds_no_session_has_the_surplus_ended() {
    let stage = with_anna().await;
    let jar = cookies(&stage.log_in_browser(ANNA, PASSWORD, "").await);
    let mark = jar.split("; ").find(|cookie| cookie.starts_with("__Host-balie-device=")).unwrap();
    stage.log_in_browser(ANNA, PASSWORD, mark).await;
    stage.log_in_browser(ANNA, PASSWORD, &jar).await;
    let follows: Vec<Effect> = stage.waiting().await.into_iter().map(|waiting| waiting.effect).collect();
    let ends = follows.iter().filter(|effect| matches!(effect, Effect::EndSurplusSessions { .. })).count();
    let tells = follows.iter().filter(|effect| matches!(effect, Effect::TellNewLogIn { .. })).count();
    assert_eq!((ends, tells, follows.len()), (1, 1, 2), "{follows:?}");
}

#[tokio::test]
async fn a_second_factor_takes_the_place_of_the_session_too() {
    let anna = WithApp::start(ANNA).await;
    let stage = &anna.stage;
    let log_in = async |jar: &str, recovery: &str| {
        let challenge = stage.log_in_browser(ANNA, PASSWORD, jar).await.body["challenge"].clone();
        let body = json!({"challenge": challenge, "recoveryCode": recovery, "client": "browser"});
        let opened = stage.ask("verify-second-factor", Ask::json(&body).browser(jar)).await;
        assert_eq!(opened.status, 200, "{}", opened.body);
        cookies(&opened)
    };
    let first = log_in("", &anna.recovery[0]).await;
    let second = log_in(&first, &anna.recovery[1]).await;
    assert_eq!(stage.ask("get-me", Ask::plain().browser(&first)).await.problem(), Some("unauthenticated"));
    assert_eq!(stage.ask("get-me", Ask::plain().browser(&second)).await.status, 200);
}

/// S30: the ways that set cookies, and the one that clears them.
#[tokio::test]
async fn another_site_can_neither_log_somebody_in_nor_renew_nor_log_out() {
    let stage = with_anna().await;
    let jar = cookies(&stage.log_in_browser(ANNA, PASSWORD, "").await);
    let bodies: [(&str, Value); 4] = [
        ("log-in", json!({"identifier": ANNA, "password": PASSWORD, "client": "browser"})),
        ("verify-second-factor", json!({"challenge": "x", "code": "000000", "client": "browser"})),
        ("refresh-session", json!({"client": "browser"})),
        ("log-out", json!({})),
    ];
    for (operation, body) in bodies {
        for (name, value) in
            [("x-balie-client", "andere"), ("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]
        {
            let from_elsewhere = Ask::json(&body).browser(&jar).header(name, value);
            let answered = stage.ask(operation, from_elsewhere).await;
            assert_eq!(answered.problem(), Some("forbidden"), "{operation} with {name}: {value}");
            assert!(!answered.headers.contains_key("set-cookie"), "{operation}");
        }
    }
    assert_eq!(stage.ask("refresh-session", Ask::json(&json!({"client": "browser"})).browser(&jar)).await.status, 200);
}

/// S14: what keeps a mailbox from being filled must not keep its owner out.
#[tokio::test]
async fn whoever_burns_the_count_of_mails_does_not_keep_the_owner_from_a_reset() {
    let stage = with_anna().await;
    let only = json!({"email": ANNA});
    let registration = json!({"email": ANNA, "language": "nl", "acceptsTerms": true});
    for _ in 0..6 {
        stage.ask("register-account", Ask::json(&registration)).await;
        stage.ask("resend-activation", Ask::json(&only)).await;
    }
    assert_eq!(stage.ask("register-account", Ask::json(&registration)).await.problem(), Some("too-many-attempts"));
    assert_eq!(stage.ask("request-password-reset", Ask::json(&only)).await.status, 202);
    let offers =
        stage.waiting().await.into_iter().filter(|one| matches!(one.effect, Effect::OfferPasswordReset { .. }));
    assert_eq!(offers.count(), 1);
}

/// A log-out and a refresh at the same moment: whichever comes first, nothing is open afterwards.
#[tokio::test]
async fn a_refresh_does_not_bring_back_what_was_logged_out() {
    let stage = with_anna().await;
    for _ in 0..10 {
        let app = stage.app(ANNA, PASSWORD).await;
        let out = stage.ask("log-out", Ask::plain().bearer(&app.access));
        let (out, refreshed) = join(out, stage.refresh(&app.refresh)).await;
        assert_eq!(out.status, 204, "{}", out.body);
        assert_eq!(stage.me(&app.access).await.problem(), Some("unauthenticated"));
        if refreshed.status == 200 {
            let next = refreshed.body["tokens"]["refreshToken"].as_str().unwrap();
            assert_eq!(stage.refresh(next).await.problem(), Some("unauthenticated"));
        }
    }
}

/// Of two who know a password and change it at once, the loser's session is over; nobody holds a session of the password that is gone.
#[tokio::test]
async fn of_two_changes_of_a_password_at_once_one_holds() {
    let stage = with_anna().await;
    let (one, other) = (stage.app(ANNA, PASSWORD).await, stage.app(ANNA, PASSWORD).await);
    let change = |app: &App, new: &str| {
        let body = json!({"currentPassword": PASSWORD, "newPassword": new});
        stage.ask("change-password", Ask::json(&body).bearer(&app.access))
    };
    let answers: [_; 2] = join(change(&one, OTHER), change(&other, "zes zwanen zonder zorgen")).await.into();
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    let open = [stage.me(&one.access).await.status, stage.me(&other.access).await.status];
    for (answer, open) in answers.iter().zip(open) {
        assert_eq!(answer.status == 200, open == 200, "{}", answer.body);
    }
}

/// A table that answers reads and takes no writes: nobody is known, and nothing can be counted.
async fn table_that_cannot_count() -> String {
    let answer = |headers: HeaderMap| {
        let key = json!({"pk": {"S": "x"}, "sk": {"S": "k"}, "secret": {"B": "a2V5IG9mIG5vIHZhbHVlIGF0IGFsbCwgMzIgYnl0ZXM="}, "useFrom": {"S": "2020-01-01T00:00:00Z"}});
        match headers["x-amz-target"].to_str().unwrap().rsplit('.').next().unwrap() {
            "Query" => (StatusCode::OK, json!({"Items": [key], "Count": 1}).to_string()),
            "BatchGetItem" => (StatusCode::OK, json!({"Responses": {}, "UnprocessedKeys": {}}).to_string()),
            _ => (
                StatusCode::BAD_REQUEST,
                json!({"__type": "com.amazonaws.dynamodb.v20120810#AccessDeniedException", "message": "-"}).to_string(),
            ),
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(async move |headers: HeaderMap| answer(headers));
    tokio::spawn(async move { axum::serve(listener, router).await });
    endpoint
}

/// S17: an attempt that cannot be counted is not made, for whomever.
#[tokio::test]
async fn an_attempt_that_cannot_be_counted_is_not_made() {
    let stage = Stage::start().await;
    let config = Config { dynamodb_endpoint: Some(table_that_cannot_count().await), ..stage.test.app.config.clone() };
    let lines = Arc::<Mutex<Vec<String>>>::default();
    let written = Arc::clone(&lines);
    let app = Arc::new(Process::new(config, move |line| written.lock().unwrap().push(line.to_owned())));
    let log_in = accounts::operations().into_iter().find(|one| one.route.operation == "log-in").unwrap();
    let body = json!({"identifier": ANNA, "password": PASSWORD, "client": "app"});
    let answered = Ask::json(&body).of(&app, &log_in).await;
    assert_eq!((answered.status, answered.problem()), (503, Some("unavailable")), "{}", answered.body);
    assert!(answered.headers.contains_key("retry-after"));
    let line: Value = serde_json::from_str(lines.lock().unwrap().last().unwrap()).unwrap();
    assert_eq!(line.get("Hashes"), None, "{line}");
}
