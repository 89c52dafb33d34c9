//! Logging in with eHerkenning through the broker (seed 000, S38-S42).

use std::time::Duration;

use black_box::{Browser, Eherkenning, Person, Seeded, Stage, in_one_quarter, query, unlikely};
use serde_json::{Value, json};

/// The company of Mila, whose colleagues these tests are.
const KATRIEN: &str = "68727720";
/// The branch of company 68750110 that Sanne's means is bound to.
const BRANCH: &str = "000037178598";
const ELSEWHERE: &str = "000037178601";
/// Access codes of the demo data: the same on every machine.
const PETRAS_CODE: &str = "XDVM-Z7MG-MJC6";

/// A colleague of Mila's with a password and an access code of his own.
async fn colleague(stage: &Stage) -> (Person<'_>, String) {
    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let colleague = stage.visitor();
    let body = json!({"email": colleague.email, "label": unlikely()});
    mila.browser.post_once("/v1/people", body, &unlikely()).await.is(201);
    let code = colleague.inbox.expect("Uw toegangscode").await.secret();
    let token = colleague.inbox.expect("Kies uw wachtwoord").await.token("/activate");
    colleague.activates(&token).await.is(200);
    (colleague, code)
}

/// A means nobody was linked with yet.
fn means() -> Eherkenning {
    Eherkenning::of(&format!("Persoon {}", unlikely()), KATRIEN)
}

/// Shows a means for the first time; gives what links it.
async fn first_time(browser: &Browser<'_>, means: &Eherkenning) -> Value {
    let conclusion = browser.shows_eherkenning(means).await.is(200);
    assert_eq!(conclusion["next"], "link", "{conclusion}");
    conclusion["token"].clone()
}

#[tokio::test]
async fn the_first_time_asks_for_the_access_code_and_from_then_on_one_is_straight_in() {
    let stage = Stage::shared();
    let (ada, code) = colleague(stage).await;
    let (browser, means) = (stage.browser(), means());
    let first = browser.shows_eherkenning(&means).await.is(200);
    assert_eq!(
        (&first["next"], &first["organisation"], &first["level"]),
        (&json!("link"), &json!(KATRIEN), &json!("EH3"))
    );
    assert!(browser.cookie("__Host-balie-access").is_none(), "nobody is in yet");
    let linked = browser.links(&first["token"], &code, &ada.password).await.is(200);
    assert_eq!(linked["next"], "open");
    let me = browser.get("/v1/me").await.is(200);
    assert_eq!((&me["email"], &me["eherkenning"]), (&json!(ada.email), &json!({"level": "EH3"})));
    assert_eq!(me["organisation"]["kvkNumber"], KATRIEN);
    ada.inbox.expect("Uw eHerkenning is gekoppeld").await;

    let again = stage.browser();
    assert_eq!(again.shows_eherkenning(&means.clone().at("loa4")).await.is(200)["next"], "open");
    let me = again.get("/v1/me").await.is(200);
    assert_eq!((&me["email"], &me["eherkenning"]["level"]), (&json!(ada.email), &json!("EH4")));
    let links = again.get("/v1/me/eherkenning").await.is(200);
    assert_eq!((&links["items"][0]["organisation"], &links["items"][0]["level"]), (&json!(KATRIEN), &json!("EH3")));

    // Nobody is obliged: the code and the address open as ever.
    ada.logs_in().await;
    let body = json!({"identifier": code, "password": ada.password, "client": "browser"});
    assert_eq!(stage.browser().post("/v1/sessions", body).await.is(200)["next"], "open");
}

#[tokio::test]
async fn it_can_be_unlinked_which_ends_the_other_sessions_and_is_told() {
    let stage = Stage::shared();
    let (ada, code) = colleague(stage).await;
    let (browser, means) = (stage.browser(), means());
    let token = first_time(&browser, &means).await;
    browser.links(&token, &code, &ada.password).await.is(200);
    ada.logs_in().await;
    ada.browser.delete("/v1/me/eherkenning").await.is(204);
    ada.inbox.expect("Uw eHerkenning is ontkoppeld").await;
    browser.get("/v1/me").await.problem("unauthenticated");
    assert_eq!(ada.browser.get("/v1/me/eherkenning").await.is(200)["items"], json!([]), "his own session goes on");
    ada.browser.delete("/v1/me/eherkenning").await.problem("wrong-stage");
    assert_eq!(stage.browser().shows_eherkenning(&means).await.is(200)["next"], "link");
}

#[tokio::test]
async fn one_person_has_one_account_and_one_account_one_person() {
    let stage = Stage::shared();
    let ((ada, adas), (ben, bens)) = (colleague(stage).await, colleague(stage).await);
    let (first, second) = (means(), means());
    let (here, there) = (stage.browser(), stage.browser());
    // Both come for the first time with the same means, at the same moment.
    let (one, other) = (first_time(&here, &first).await, first_time(&there, &first).await);
    here.links(&one, &adas, &ada.password).await.is(200);
    there.links(&other, &bens, &ben.password).await.problem("already-linked");
    let token = first_time(&there, &second).await;
    there.links(&token, &adas, &ada.password).await.problem("already-linked");
    let token = first_time(&there, &second).await;
    there.links(&token, &bens, &ben.password).await.is(200);
    let again = stage.browser();
    again.shows_eherkenning(&first).await.is(200);
    assert_eq!(again.get("/v1/me").await.is(200)["email"], ada.email.as_str());
}

#[tokio::test]
async fn what_is_linked_must_be_an_access_code_of_the_same_organisation() {
    let stage = Stage::shared();
    let (ada, _) = colleague(stage).await;
    let browser = stage.browser();
    let token = first_time(&browser, &means()).await;
    for (identifier, password, code) in [
        (ada.email.as_str(), ada.password.as_str(), "not-an-access-code"),
        (PETRAS_CODE, black_box::SEEDED_PASSPHRASE, "of-another-organisation"),
    ] {
        let refused = browser.links(&token, identifier, password).await.problem("invalid-input");
        assert_eq!(refused["errors"], json!([{"pointer": "/identifier", "code": code}]));
    }
    // Whether there is such a code is told to nobody who does not know its password (S10).
    let known = browser.links(&token, PETRAS_CODE, "iets heel anders dan dit").await;
    let unknown = browser.links(&token, "ZZZZ-ZZZZ-ZZZZ", "iets heel anders dan dit").await;
    assert_eq!(known.visible(), unknown.visible());
    known.problem("wrong-credentials");
}

#[tokio::test]
async fn a_wrong_password_counts_as_at_any_log_in() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        let (ada, code) = colleague(stage).await;
        let browser = stage.browser();
        let token = first_time(&browser, &means()).await;
        for _ in 0..10 {
            browser.links(&token, &code, "iets heel anders dan dit").await.problem("wrong-credentials");
        }
        browser.links(&token, &code, &ada.password).await.problem("too-many-attempts");
        // The same count as that of the log-in itself (S13).
        let body = json!({"identifier": code, "password": ada.password, "client": "browser"});
        stage.browser().post("/v1/sessions", body).await.problem("too-many-attempts");
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_asked_before_it_is_linked_and_never_skipped() {
    let stage = Stage::shared();
    let (ada, code) = colleague(stage).await;
    ada.logs_in().await;
    ada.enrols().await;
    let (browser, means) = (stage.browser(), means());
    let token = first_time(&browser, &means).await;
    assert_eq!(browser.links(&token, &code, &ada.password).await.is(200), json!({"next": "second-factor"}));
    browser.get("/v1/me").await.problem("unauthenticated");
    let with = |shown: &str| json!({"token": token, "identifier": code, "password": ada.password, "code": shown});
    browser
        .post("/v1/eherkenning/links", with(&black_box::another_six(&ada.same_code(), 7)))
        .await
        .problem("wrong-code");
    browser.post("/v1/eherkenning/links", with(&ada.code().await)).await.is(200);
    let low = stage.browser();
    low.shows_eherkenning(&means.clone().at("loa2")).await.problem("eherkenning-level");
    assert_eq!(low.shows_eherkenning(&means.at("loa2plus")).await.is(200)["next"], "open");
}

#[tokio::test]
async fn cancelling_returns_quietly_and_counts_for_nothing() {
    let stage = Stage::shared();
    let browser = stage.browser();
    for _ in 0..12 {
        let address = browser.sets_out().await;
        let brought = browser.cancels(&address).await;
        assert_eq!(browser.comes_back(&brought).await.is(200), json!({"next": "cancelled"}));
        browser.comes_back(&brought).await.problem("eherkenning-not-concluded");
    }
    assert_eq!(browser.shows_eherkenning(&means()).await.is(200)["next"], "link");
}

#[tokio::test]
async fn what_comes_back_is_good_once_in_the_browser_that_set_out() {
    let stage = Stage::shared();
    let (browser, means) = (stage.browser(), means());
    let address = browser.sets_out().await;
    let brought = browser.shows(&address, &means).await;

    // In another browser, that of somebody who was sent the address.
    let victim = stage.browser();
    victim.comes_back(&brought).await.problem("eherkenning-not-concluded");
    victim.sets_out().await;
    victim.comes_back(&brought).await.problem("eherkenning-not-concluded");
    // With a state that was never drawn, or that of another log-in.
    let mut other = brought.clone();
    other["state"] = json!("A".repeat(43));
    browser.comes_back(&other).await.problem("eherkenning-not-concluded");
    other["state"] = json!(query(&victim.sets_out().await)["state"]);
    browser.comes_back(&other).await.problem("eherkenning-not-concluded");

    assert_eq!(browser.comes_back(&brought).await.is(200)["next"], "link");
    browser.comes_back(&brought).await.problem("eherkenning-not-concluded");
    // The code of one log-in brought to another of the same browser: the verifier is not that of its challenge.
    let (one, two) = (browser.sets_out().await, browser.sets_out().await);
    let (one, mut two) = (browser.shows(&one, &means).await, browser.shows(&two, &means).await);
    two["code"] = one["code"].clone();
    browser.comes_back(&two).await.problem("eherkenning-not-concluded");
    // Another issuer says it was he who sent the browser back (RFC 9207).
    let address = browser.sets_out().await;
    let mut mixed = browser.shows(&address, &means).await;
    mixed["iss"] = json!("https://elsewhere.example");
    browser.comes_back(&mixed).await.problem("eherkenning-not-concluded");
    // Another site cannot conclude, nor begin (S30).
    let address = browser.sets_out().await;
    let brought = browser.shows(&address, &means).await;
    let foreign = [("origin", "https://elsewhere.example"), ("sec-fetch-site", "cross-site")];
    let post = posting();
    browser
        .send(post.clone(), "/v1/eherkenning/log-ins/conclusion", Some(brought), &foreign)
        .await
        .problem("forbidden");
    browser.send(post, "/v1/eherkenning/log-ins", Some(json!({"language": "en"})), &foreign).await.problem("forbidden");
}

fn posting() -> reqwest::Method {
    reqwest::Method::POST
}

#[tokio::test]
async fn the_link_is_for_the_browser_that_showed_the_means_and_for_a_quarter_of_an_hour() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let (ada, code) = colleague(&stage).await;
    let (browser, means) = (stage.browser(), means());
    let token = first_time(&browser, &means).await;
    let thief = stage.browser();
    thief.links(&token, &code, &ada.password).await.problem("eherkenning-not-concluded");
    thief.sets_out().await;
    thief.links(&token, &code, &ada.password).await.problem("eherkenning-not-concluded");
    let address = browser.sets_out().await;
    let late = browser.shows(&address, &means).await;
    stage.later(Duration::from_secs(15 * 60 + 1)).await;
    browser.links(&token, &code, &ada.password).await.problem("eherkenning-not-concluded");
    browser.comes_back(&late).await.problem("eherkenning-not-concluded");
}

#[tokio::test]
async fn a_level_nobody_knows_opens_nothing_nor_does_one_below_what_was_asked() {
    let stage = Stage::shared();
    let browser = stage.browser();
    browser.shows_eherkenning(&means().at("loa1")).await.problem("eherkenning-level");
    let body = json!({"language": "en", "leastLevel": "EH3"});
    let started = browser.post("/v1/eherkenning/log-ins", body).await.is(201);
    let brought = browser.shows(started["redirectTo"].as_str().unwrap(), &means().at("loa2plus")).await;
    browser.comes_back(&brought).await.problem("eherkenning-level");
}

/// S40: Petra manages everything of her company; with eHerkenning for one branch she sees that branch, and of nothing else that it is there.
#[tokio::test]
async fn a_log_in_for_a_branch_sees_that_branch_and_nothing_else() {
    let stage = Stage::shared();
    let petra = stage.seeded(Seeded::Petra).await;
    let all = petra.browser.get("/v1/means").await.is(200)["items"].as_array().unwrap().clone();
    let branch_of = |means: &Value| means["organisation"]["establishmentNumber"].as_str().map(str::to_owned);
    let whole = Eherkenning::of("Petra Jansen", "68750110");
    let browser = stage.browser();
    let conclusion = browser.shows_eherkenning(&whole).await.is(200);
    if conclusion["next"] == "link" {
        browser.links(&conclusion["token"], PETRAS_CODE, black_box::SEEDED_PASSPHRASE).await.is(200);
    }
    let seen = browser.get("/v1/means").await.is(200)["items"].as_array().unwrap().clone();
    assert!(seen.len() >= 4 && seen.len() >= all.len(), "without a branch she sees what she always sees");

    let bound = stage.browser();
    bound.shows_eherkenning(&whole.clone().for_branch(BRANCH)).await.is(200);
    assert_eq!(bound.get("/v1/me").await.is(200)["eherkenning"], json!({"level": "EH3", "branch": BRANCH}));
    let inside = bound.get("/v1/means").await.is(200)["items"].as_array().unwrap().clone();
    assert!(!inside.is_empty() && inside.len() < seen.len(), "{inside:?}");
    for means in &seen {
        let id = means["meansId"].as_str().unwrap();
        let answer = bound.get(&format!("/v1/means/{id}")).await;
        if inside.iter().any(|one| one["meansId"] == id) {
            assert_eq!(branch_of(&answer.is(200)).as_deref(), Some(BRANCH));
        } else {
            answer.problem("not-found");
            let raise = json!({"meansId": id, "targetLevel": "EH3"});
            bound.post_once("/v1/upgrades", raise, &unlikely()).await.problem("not-found");
        }
    }
    // What is of the organisation as a whole is not there.
    for whole in ["/v1/people", "/v1/access-codes", "/v1/spend", "/v1/invoices", "/v1/orders", "/v1/lapses"] {
        let answer = bound.get(whole).await;
        assert_eq!(answer.status, 404, "{whole} answered {}", answer.text);
        assert_ne!(browser.get(whole).await.status, 404, "{whole} is there without a branch");
    }

    let elsewhere = stage.browser();
    elsewhere.shows_eherkenning(&whole.for_branch(ELSEWHERE)).await.is(200);
    assert_eq!(elsewhere.get("/v1/means").await.is(200)["items"], json!([]));
}

#[tokio::test]
async fn the_same_means_in_parallel_opens_each_log_in_once() {
    let stage = Stage::shared();
    let (browser, means) = (stage.browser(), means());
    let address = browser.sets_out().await;
    let brought = browser.shows(&address, &means).await;
    let tries = futures::future::join_all((0..8).map(|_| browser.comes_back(&brought))).await;
    let taken = tries.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(taken, 1, "{:?}", tries.iter().map(|answer| answer.status).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_ended_access_code_takes_away_the_eherkenning_that_was_linked_by_it() {
    let stage = Stage::shared();
    let (ada, code) = colleague(stage).await;
    let (browser, means) = (stage.browser(), means());
    let token = first_time(&browser, &means).await;
    browser.links(&token, &code, &ada.password).await.is(200);
    ada.inbox.expect("Uw eHerkenning is gekoppeld").await;

    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let codes = mila.browser.get("/v1/access-codes").await.is(200);
    let own = |code: &&Value| code["holderEmail"] == json!(ada.email);
    let id = codes["items"].as_array().unwrap().iter().find(own).unwrap()["accessCodeId"].clone();
    mila.browser.post(&format!("/v1/access-codes/{}/end", id.as_str().unwrap()), json!({})).await.is(200);

    browser.get("/v1/me").await.problem("unauthenticated");
    ada.inbox.expect("Uw eHerkenning is ontkoppeld").await;
    first_time(&stage.browser(), &means).await;
    ada.logs_in().await;
    assert_eq!(ada.browser.get("/v1/me/eherkenning").await.is(200)["items"], json!([]));
}
