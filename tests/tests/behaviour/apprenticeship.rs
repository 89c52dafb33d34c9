//! The apprenticeship contract (Berufsausbildungsvertrag, seed 003: "einen Online-Lehrvertrag erstellen"): what the law says to answers, while
//! they are typed and when they are sent; going on elsewhere; beginning from what is known.

use black_box::{Browser, Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// A joiner's contract with somebody of sixteen, everything as it should be. The start lies in the past, which is a warning and stays one.
fn contract() -> Value {
    serde_json::from_str(include_str!("../../data/apprenticeship-contract.json")).unwrap()
}

fn with(changes: Value) -> Value {
    let mut answers = contract();
    for (name, value) in changes.as_object().unwrap() {
        answers[name] = value.clone();
    }
    answers
}

/// What is said while one types.
async fn checks(browser: &Browser<'_>, answers: Value, whole: bool) -> Value {
    let body = json!({"answers": answers, "whole": whole});
    browser.post("/v1/forms/apprenticeship-contract/checks", body).await.is(200)
}

/// Code, paragraph and limit of what is said to one answer of an otherwise good contract.
async fn said(browser: &Browser<'_>, changes: Value, pointer: &str) -> (String, String, Value) {
    let checked = checks(browser, with(changes), true).await;
    let complaints = checked["complaints"].as_array().unwrap();
    let one = complaints.iter().find(|one| one["pointer"] == pointer);
    let one = one.unwrap_or_else(|| panic!("nothing is said to {pointer}: {complaints:?}"));
    let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
    (text("code"), text("paragraph"), one["limit"].clone())
}

fn is(code: &str, paragraph: &str, limit: Value) -> (String, String, Value) {
    (code.to_owned(), paragraph.to_owned(), limit)
}

#[tokio::test]
async fn a_minor_s_contract_keeps_the_youth_employment_act() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let browser = &person.browser;
    let day = "§ 8 JArbSchG";
    assert_eq!(said(browser, json!({"dailyHours": "9"}), "/dailyHours").await, is("day-too-long", day, json!(8)));
    assert_eq!(said(browser, json!({"weeklyHours": "42"}), "/weeklyHours").await, is("week-too-long", day, json!(40)));
    assert_eq!(
        said(browser, json!({"daysAWeek": 6}), "/daysAWeek").await,
        is("too-many-days", "§ 15 JArbSchG", json!(5))
    );
    let guardians = is("guardians-missing", "§ 11 BBiG, § 1629 BGB", Value::Null);
    assert_eq!(said(browser, json!({"guardians": []}), "/guardians").await, guardians);
    let certificate = is("certificate-too-old", "§ 32 JArbSchG", json!(14));
    assert_eq!(said(browser, json!({"medicalExamination": "2025-06-01"}), "/medicalExamination").await, certificate);
    let little = json!([{"year": 2026, "days": 9}, {"year": 2027, "days": 20}, {"year": 2028, "days": 25}, {"year": 2029, "days": 25}]);
    let holiday = is("holiday-too-short", "§ 19 JArbSchG", json!(21));
    assert_eq!(said(browser, json!({"holiday": little}), "/holiday/1/days").await, holiday);
}

#[tokio::test]
async fn part_time_shortening_probation_and_pay_are_measured_by_their_paragraphs() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let browser = &person.browser;
    let part = json!({"partTime": true, "partTimePercent": 40});
    let too_little = is("part-time-too-little", "§ 7a BBiG, § 27b HwO", json!(50));
    assert_eq!(said(browser, part, "/partTimePercent").await, too_little);
    let long = json!({"partTime": true, "partTimePercent": 75, "end": "2031-08-31"});
    assert_eq!(said(browser, long, "/end").await, is("longer-than-the-regulation", "§ 7a BBiG, § 27b HwO", json!(48)));
    let short = json!({"end": "2028-08-31"});
    assert_eq!(said(browser, short, "/end").await, is("shorter-without-a-ground", "§ 8 BBiG, § 27c HwO", json!(36)));
    let school = json!({"shortened": true, "shorteningGround": "intermediate-school", "shorteningMonths": 12, "end": "2028-08-31"});
    assert_eq!(
        said(browser, school, "/shorteningMonths").await,
        is("shortened-too-much", "§ 8 BBiG, § 27c HwO", json!(6))
    );
    assert_eq!(
        said(browser, json!({"probationMonths": 6}), "/probationMonths").await,
        is("probation-too-long", "§ 20 BBiG", json!(4))
    );
    assert_eq!(
        said(browser, json!({"payYear1": 72399}), "/payYear1").await,
        is("below-least-pay", "§ 17 BBiG", json!(72400))
    );
    assert_eq!(
        said(browser, json!({"payYear2": 100_000, "payYear3": 100_000}), "/payYear3").await,
        is("pay-does-not-rise", "§ 17 BBiG", json!(100_000))
    );
}

#[tokio::test]
async fn the_rules_suggest_the_end_the_least_pay_and_the_holiday() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let known = json!({"occupation": "tischler", "start": "2026-09-01", "born": "2009-10-14", "partTime": true, "partTimePercent": 75});
    let checked = checks(&person.browser, known, false).await;
    assert_eq!(checked["complaints"].as_array().unwrap().iter().filter(|one| one["severity"] == "error").count(), 0);
    let suggested = |pointer: &str| {
        let all = checked["suggestions"].as_array().unwrap();
        all.iter().find(|one| one["pointer"] == pointer).map(|one| one["value"].clone()).unwrap()
    };
    assert_eq!(suggested("/end"), "2030-08-31");
    assert_eq!(
        ["/payYear1", "/payYear2", "/payYear3", "/payYear4"].map(suggested),
        [54300, 64050, 73275, 73275].map(Value::from)
    );
    assert_eq!(suggested("/holiday")[1], json!({"year": 2027, "days": 21}));
}

#[tokio::test]
async fn occupations_are_found_by_any_name_they_go_by() {
    let stage = Stage::shared();
    let browser = stage.browser();
    for (typed, found) in [
        ("schrein", "tischler"),
        ("Bäckerin", "baecker"),
        ("baecker", "baecker"),
        ("zimmerin", "zimmerer"),
        ("Friseurin", "friseur"),
    ] {
        let list = browser.get(&format!("/v1/forms/lists/occupations?q={typed}")).await.is(200);
        assert_eq!(list["items"][0]["value"], found, "{typed}");
        assert!(list["items"][0]["facts"]["months"].as_u64().unwrap() >= 24);
    }
    let joiner = browser.get("/v1/forms/lists/occupations?value=tischler").await.is(200);
    assert_eq!(joiner["items"][0]["facts"], json!({"months": 36, "year": 2006, "craft": true}));
}

#[tokio::test]
async fn a_contract_is_begun_here_gone_on_with_there_sent_and_copied() {
    let stage = Stage::shared();
    let (person, business) = stage.opens_business().await;
    let browser = &person.browser;
    let begin = |extra: Value| {
        let mut body = json!({"form": "apprenticeship-contract", "businessId": business.id, "language": "de"});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        async move { browser.post_once("/v1/submissions", body, &unlikely()).await.is(201) }
    };
    let begun = begin(json!({})).await;
    let path = format!("/v1/submissions/{}", begun["submissionId"].as_str().unwrap());
    let draft = browser.get(&path).await.is(200);
    assert_eq!(draft["answers"]["companyNumber"], business.number, "what is known of the business need not be typed");
    assert!(draft["answers"]["businessName"].is_string() && draft["answers"]["businessTown"].is_string());

    // Half of it here, and the rest at another device.
    let save = |revision: &Value, answers: Value| json!({"revision": revision, "edition": 1, "language": "de", "answers": answers});
    let half = json!({"occupation": "tischler", "start": "2026-09-01", "probationMonths": 7});
    let saved = browser.put(&format!("{path}/answers"), save(&draft["revision"], half.clone())).await.is(200);
    assert_eq!(saved["complaints"][0]["code"], "starts-in-the-past");
    let elsewhere = stage.browser();
    person.on(&elsewhere).logs_in().await;
    let there = elsewhere.get(&path).await.is(200);
    assert_eq!(there["answers"], half);
    let saved = elsewhere.put(&format!("{path}/answers"), save(&there["revision"], contract())).await.is(200);

    // The warning is read before it is sent; then the parties sign.
    let unread =
        elsewhere.post_once(&format!("{path}/send"), json!({"revision": saved["revision"]}), &unlikely()).await;
    let unread = unread.problem("warnings-unconfirmed");
    assert_eq!(
        (&unread["errors"][0]["pointer"], &unread["errors"][0]["code"]),
        (&json!("/answers/start"), &json!("starts-in-the-past"))
    );
    let send =
        json!({"revision": saved["revision"], "confirmed": [{"pointer": "/start", "code": "starts-in-the-past"}]});
    let sent = elsewhere.post_once(&format!("{path}/send"), send, &unlikely()).await.is(200);
    assert_eq!(sent["state"], "to-sign");

    let copy = begin(json!({"copyFrom": begun["submissionId"]})).await;
    let copy = browser.get(&format!("/v1/submissions/{}", copy["submissionId"].as_str().unwrap())).await.is(200);
    assert_eq!(copy["answers"]["trainerLastName"], "Sommer");
    let ending = json!({"form": "apprenticeship-cancellation", "language": "de", "about": begun["submissionId"]});
    let ending = browser.post_once("/v1/submissions", ending, &unlikely()).await.is(201);
    let ending = browser.get(&format!("/v1/submissions/{}", ending["submissionId"].as_str().unwrap())).await.is(200);
    assert_eq!((&ending["answers"]["lastName"], &ending["answers"]["start"]), (&json!("Winter"), &json!("2026-09-01")));
}

#[tokio::test]
async fn a_contract_below_the_minimum_is_not_sent() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let browser = &person.browser;
    let body = json!({"form": "apprenticeship-contract", "language": "de"});
    let begun = browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
    let path = format!("/v1/submissions/{}", begun["submissionId"].as_str().unwrap());
    let low = with(json!({"payYear1": 60000, "guardians": []}));
    let save = json!({"revision": begun["revision"], "edition": 1, "language": "de", "answers": low});
    let saved = browser.put(&format!("{path}/answers"), save).await.is(200);
    let confirmed = json!([{"pointer": "/start", "code": "starts-in-the-past"}]);
    let refused = browser
        .post_once(&format!("{path}/send"), json!({"revision": saved["revision"], "confirmed": confirmed}), &unlikely())
        .await;
    let refused = refused.problem("invalid-input");
    let told: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(told, ["guardians-missing", "below-least-pay"]);
}

#[tokio::test]
async fn staff_publish_the_least_pay_of_another_year_without_a_release() {
    let Some(stage) = Stage::own("it publishes an edition nobody takes back") else { return };
    let fatima = stage.seeded(Seeded::Fatima).await;
    let newest = || async {
        let listed = fatima.browser.get("/v1/desk/editions").await.is(200);
        let tables = listed["tables"].as_array().unwrap();
        tables.iter().find(|table| table["table"] == "apprenticeships").unwrap()["newest"].clone()
    };
    let mut rules: Value =
        serde_json::from_str(include_str!("../../../shared/domain/src/apprenticeship/rules.json")).unwrap();
    rules.as_object_mut().unwrap().retain(|name, _| name != "version" && name != "validFrom");
    let publish = |content: Value, based_on: Value| {
        let body = json!({
            "table": "apprenticeships", "basedOn": based_on, "validFrom": "2101-01-01", "note": "pay of 2101", "content": content.to_string()
        });
        async { fatima.browser.post("/v1/desk/editions", body).await }
    };
    // Pay that falls from the first year to the second is a slip.
    rules["pay"]["byYearOfStart"]["2101"] = json!([150_000, 140_000, 160_000, 170_000]);
    let refused = publish(rules.clone(), newest().await).await.problem("invalid-input");
    assert_eq!(refused["errors"][0]["pointer"], "/content/pay/byYearOfStart/2101");
    rules["pay"]["byYearOfStart"]["2101"] = json!([150_000, 177_000, 202_500, 210_000]);
    let before = newest().await;
    let head = publish(rules, before.clone()).await.is(201);
    assert_eq!((&head["table"], &newest().await), (&json!("apprenticeships"), &head["version"]));
    assert_ne!(head["version"], before);
}
