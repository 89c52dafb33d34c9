//! What comes after a means works: renewing, sleeping, ending, the people, and what will lapse.

use std::time::Duration;

use black_box::{Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

async fn means_of(person: &Person<'_>, number: &str) -> Value {
    let list = person.browser.get("/v1/means").await.is(200);
    list["items"].as_array().unwrap().iter().find(|means| means["number"] == number).cloned().unwrap()
}

async fn account_of(manager: &Person<'_>, email: &str) -> String {
    let list = manager.browser.get("/v1/people").await.is(200);
    let found = list["items"].as_array().unwrap().iter().find(|person| person["email"] == email).cloned();
    found.unwrap_or_else(|| panic!("{email} is not among {list}"))["accountId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_means_sleeps_wakes_is_renewed_at_the_price_shown_and_ends() {
    let Some(stage) = Stage::own("it ends means") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let means = means_of(&noor, "BAL-3001").await;
    let path = |what: &str| format!("/v1/means/{}/{what}", means["meansId"].as_str().unwrap());
    let asleep = noor.browser.post(&path("suspension"), json!({"version": means["version"]})).await.is(200);
    assert_eq!((asleep["status"].as_str(), &asleep["targetLevels"]), (Some("suspended"), &json!([])), "{asleep}");
    noor.browser.post(&path("suspension"), json!({"version": means["version"]})).await.problem("changed-meanwhile");
    noor.browser.post(&path("suspension"), json!({"version": asleep["version"]})).await.problem("wrong-stage");
    let awake = noor.browser.post(&path("resumption"), json!({"version": asleep["version"]})).await.is(200);
    assert_eq!(awake["status"], "active");

    // Two years ahead nothing is sold; within a year it is, and never at another price than was shown.
    let offer = noor.browser.get(&path("renewal")).await.is(200);
    assert_eq!(offer["terms"], json!([]), "{offer}");
    stage.later(Duration::from_secs(400 * 24 * 3600)).await;
    noor.logs_in().await;
    let offer = noor.browser.get(&path("renewal")).await.is(200);
    let term = offer["terms"].as_array().unwrap().iter().find(|term| term["years"] == 3).cloned().unwrap();
    let buy = |cents: i64| json!({"version": offer["version"], "termYears": 3, "grossCents": cents});
    let gross = term["quote"]["grossCents"].as_i64().unwrap();
    let cheap = noor.browser.post_once(&path("renewal"), buy(gross - 1), &unlikely()).await;
    assert_eq!(cheap.slug(), Some("changed-meanwhile"), "{}", cheap.text);
    let key = unlikely();
    let renewed = noor.browser.post_once(&path("renewal"), buy(gross), &key).await.is(200);
    assert_eq!(renewed["validUntil"], term["validUntil"]);
    let same = noor.browser.post_once(&path("renewal"), buy(gross), &key).await.is(200);
    assert_eq!(renewed, same, "pressed twice, bought once");

    let ended = noor.browser.post(&path("end"), json!({"version": renewed["version"]})).await.is(200);
    assert_eq!((ended["status"].as_str(), &ended["rights"]), (Some("ended"), &json!([])), "{ended}");
    noor.browser.post(&path("resumption"), json!({"version": ended["version"]})).await.problem("wrong-stage");
}

#[tokio::test]
async fn somebody_leaves_and_everything_he_had_ends_but_never_the_last_main_user() {
    let Some(stage) = Stage::own("somebody leaves") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    let (hers, his) =
        (account_of(&noor, "noor@bolderbast.example").await, account_of(&noor, "daan@bolderbast.example").await);
    let role = |account: &str| format!("/v1/people/{account}/role");
    let end = |account: &str| format!("/v1/people/{account}/end");

    noor.browser.post(&end(&hers), json!({})).await.problem("last-main-user");
    noor.browser.delete(&role(&hers)).await.problem("last-main-user");
    daan.browser.post(&end(&hers), json!({})).await.problem("forbidden");

    // A manager appoints no main user, and takes none away; nor does the main user himself: he hands over.
    noor.browser.put(&role(&his), json!({"role": "manager"})).await.is(200);
    daan.inbox.expect("Uw rol is gewijzigd").await;
    daan.browser.put(&role(&his), json!({"role": "main-user"})).await.problem("forbidden");
    daan.browser.post(&end(&hers), json!({})).await.problem("forbidden");
    noor.browser.put(&role(&his), json!({"role": "main-user"})).await.problem("invalid-input");
    noor.browser.put("/v1/main-user", json!({"accountId": his})).await.is(200);
    noor.browser.post(&end(&his), json!({})).await.problem("forbidden");

    let (who, leaver, account) = (&daan, &noor, &hers);
    let ended = who.browser.post(&end(account), json!({})).await.is(200);
    assert!(ended["means"].as_u64() >= Some(1), "{ended}");
    assert_eq!(leaver.browser.get("/v1/me").await.status, 401, "his sessions are over");
    leaver.logs_in().await;
    assert_eq!(leaver.me().await.get("organisation"), None);
    leaver.browser.get("/v1/means").await.problem("forbidden");
    who.browser.post(&end(account), json!({})).await.problem("not-found");
}

#[expect(clippy::disallowed_methods, reason = "the clock of a stage runs with that of the machine")]
#[tokio::test]
async fn what_lapses_is_seen_read_by_calendars_and_mailed_ninety_days_ahead_once() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let calendar = noor.browser.get("/v1/lapses").await.is(200);
    let items = calendar["items"].as_array().unwrap();
    for kind in ["contract", "right", "unused", "role"] {
        assert!(items.iter().any(|lapse| lapse["kind"] == kind), "{kind} in {calendar}");
    }
    assert!(items.iter().map(|lapse| lapse["on"].as_str().unwrap()).is_sorted());
    assert_eq!(calendar.get("feedSince"), None);

    let feed = noor.browser.post("/v1/lapses/feed", json!({})).await.is(201);
    let url = feed["url"].as_str().unwrap().to_owned();
    let path = url.strip_prefix(&stage.origin).unwrap().to_owned();
    let program = stage.browser();
    let ics = program.get(&path).await;
    assert_eq!(ics.status, 200, "{}", ics.text);
    assert!(ics.header("content-type").unwrap().starts_with("text/calendar"));
    assert!(ics.text.starts_with("BEGIN:VCALENDAR\r\n") && ics.text.contains("BAL-3001"), "{}", ics.text);
    assert!(!ics.text.contains("Noor") && !ics.text.contains("bolderbast"), "nothing of a person: {}", ics.text);
    assert!(!stage.log_text().contains(path.rsplit('/').next().unwrap()), "the secret is in no log");

    // A newer address ends the older; closing ends it.
    let newer = noor.browser.post("/v1/lapses/feed", json!({})).await.is(201);
    program.get(&path).await.problem("not-found");
    let path = newer["url"].as_str().unwrap().strip_prefix(&stage.origin).unwrap().to_owned();
    assert_eq!(program.get(&path).await.status, 200);
    noor.browser.delete("/v1/lapses/feed").await.is(204);
    program.get(&path).await.problem("not-found");

    // The contract ends in two years: nothing to tell now; 90 days ahead there is, once, however often the job runs.
    stage.run_job("tell-lapses").await;
    assert_eq!(noor.inbox.count("verloopt binnenkort").await, 0);
    let on: jiff::civil::Date =
        items.iter().find(|lapse| lapse["kind"] == "contract").unwrap()["on"].as_str().unwrap().parse().unwrap();
    // At noon: so many times 24 hours from a winter's evening would be after midnight of a summer's.
    let noon = on.checked_sub(jiff::ToSpan::days(90_i32)).unwrap().at(12, 0, 0, 0).in_tz("Europe/Amsterdam").unwrap();
    let ahead = noon.timestamp().duration_since(jiff::Timestamp::now());
    stage.later(ahead.try_into().unwrap()).await;
    for _ in 0..3 {
        stage.run_job("tell-lapses").await;
    }
    let mail = noor.inbox.expect("Er verloopt binnenkort iets van uw eHerkenning").await;
    assert!(mail.text.contains("BAL-3001") && mail.text.contains("over 90 dagen"), "{}", mail.text);
    stage.run_job("sweep-outbox").await;
    assert_eq!(noor.inbox.count("verloopt binnenkort").await, 1);
}

#[tokio::test]
async fn a_role_past_five_years_manages_nothing_until_it_is_renewed_and_the_main_user_renews_his_own() {
    let Some(stage) = Stage::own("the clock is moved by years") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    let his = daan.me().await["accountId"].as_str().unwrap().to_owned();
    let appoint = json!({"role": "manager"});
    noor.browser.put(&format!("/v1/people/{his}/role"), appoint.clone()).await.is(200);
    daan.browser.get("/v1/people").await.is(200);

    stage.later(Duration::from_secs(5 * 366 * 24 * 3600)).await;
    stage.run_job("rotate-keys").await;
    noor.logs_in().await;
    daan.logs_in().await;
    for (person, was) in [(&noor, "main-user"), (&daan, "manager")] {
        person.browser.get("/v1/people").await.problem("role-lapsed");
        let organisation = &person.me().await["organisation"];
        assert_eq!((&organisation["role"], &organisation["lapsedRole"]), (&json!("user"), &json!(was)));
    }
    daan.browser.post("/v1/main-user/term", json!({})).await.problem("forbidden");
    noor.browser.post("/v1/main-user/term", json!({})).await.is(200);
    noor.browser.get("/v1/people").await.is(200);
    noor.browser.post("/v1/main-user/term", json!({})).await.problem("wrong-stage");
    noor.browser.put(&format!("/v1/people/{his}/role"), appoint).await.is(200);
    daan.browser.get("/v1/people").await.is(200);
}
