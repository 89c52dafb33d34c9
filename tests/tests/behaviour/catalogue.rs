//! What a means is for: advice before any account, prices and codes, and tables that change without a release.

use std::time::Duration;

use black_box::{Case, Desk, Seeded, Stage};
use serde_json::{Value, json};

const UWV: &str = "urn:balie:service:uwv:werkgeversportaal";
const RVO_LIGHT: &str = "urn:balie:service:rvo:mijn-rvo-light";
const LOKET: &str = "urn:balie:service:zuid-holland:loket";

fn choosing(service: &str) -> Value {
    json!([{"scope": "service", "serviceId": service}])
}

#[tokio::test]
async fn advice_needs_no_account_and_says_why() {
    let stage = Stage::shared();
    let anybody = stage.browser();
    let services = anybody.get("/v1/services?search=werkgeversportaal").await;
    assert_eq!(services.header("cache-control"), Some("public, max-age=60"));
    assert_eq!(services.is(200)["services"][0]["serviceId"], UWV);
    let advice = anybody.post("/v1/advice", json!({"chosen": choosing(UWV), "branch": true})).await.is(200);
    assert_eq!(advice["advice"]["level"], "EH3");
    assert_eq!(advice["advice"]["reasons"][0]["decisive"], true);
    assert_eq!(advice["advice"]["warnings"][0]["warning"], "refuses-branch");
    assert!(advice["prices"].as_array().unwrap().len() >= 3 && advice["time"]["by"].is_string(), "{advice}");
    let unsure = anybody.post("/v1/advice", json!({})).await.is(200);
    assert_eq!((&unsure["advice"]["level"], &unsure["advice"]["basis"]), (&json!("EH3"), &json!("unsure")));

    // Whether an extract is needed is for the register to say, once a company is named; what depends on the answers given is settled.
    let told = anybody.post("/v1/advice", json!({"employed": false, "role": "signs-alone"})).await.is(200);
    let found = |list: &str, key: &str, name: &str| {
        told[list].as_array().unwrap().iter().find(|one| one[key] == name).cloned().unwrap_or_default()
    };
    let extract = found("asked", "field", "kvkExtract");
    assert_eq!((&extract["need"], &extract["when"]), (&json!("conditional"), &json!("powers-not-in-register")));
    assert_eq!(found("checks", "check", "extract-in-date")["when"], "powers-not-in-register");
    let copy = found("asked", "field", "identityDocumentCopy");
    assert_eq!((&copy["need"], copy.get("when")), (&json!("required"), None), "{told}");
    assert!(found("checks", "check", "user-identity").get("when").is_none(), "{told}");
    assert_eq!(anybody.get("/v1/prices").await.is(200)["vatPercent"], 21);
    let asked = anybody.get("/v1/data-table").await.is(200);
    assert!(asked["rows"].as_array().unwrap().len() > 25);
}

#[tokio::test]
async fn upgrade30_takes_off_thirty_percent_once_for_each_means() {
    let Some(stage) = Stage::own("it uses up a code") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    let quote = format!("{}/quote", case.path());
    let with = |code: &str| json!({"chosen": choosing(UWV), "discountCode": code});
    petra.browser.post(&quote, with("GIBTSNICHT")).await.problem("invalid-input");
    let full = petra.browser.post(&quote, json!({"chosen": choosing(UWV)})).await.is(200);
    let less = petra.browser.post(&quote, with("UPGRADE30")).await.is(200);
    assert_eq!(
        full["lines"][0]["netCents"].as_i64().unwrap() * 3 / 10,
        full["netCents"].as_i64().unwrap() - less["netCents"].as_i64().unwrap()
    );

    case.fills_in().await;
    case.changes(json!({"authorisations": with("upgrade30")})).await.is(200);
    case.hands_in_extract().await;
    let version = case.version().await;
    let path = format!("{}/submission", case.path());
    let submit = || petra.browser.post(&path, json!({"version": version}));
    let (one, other) = tokio::join!(submit(), submit());
    let good = [&one, &other].iter().filter(|answer| answer.status == 200).count();
    assert_eq!(good, 1, "{} {}", one.text, other.text);
    assert_eq!(case.view().await["quote"], less, "what was shown is what is fixed");

    Desk::finds(&fatima, &case).await.approves().await;
    let code = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    let raised = case.tries_code(&code).await.is(200);
    let rights = raised["rights"].as_array().unwrap();
    assert!(rights.iter().any(|right| right["serviceId"] == UWV), "what was chosen was added: {raised}");
    assert!(case.means["rights"].as_array().unwrap().iter().all(|right| rights.contains(right)), "what it had stayed");

    let next = Case::start(&petra, "EH4").await;
    let again = petra.browser.post(&format!("{}/quote", next.path()), with("UPGRADE30")).await.problem("invalid-input");
    assert_eq!(again["errors"][0]["code"], "discount-already-used", "once for each means");
}

#[tokio::test]
async fn a_published_edition_changes_the_advice_without_a_restart_and_an_open_case_keeps_its_own() {
    let Some(stage) = Stage::own("it changes the catalogue") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&noor, "EH3").await;
    let level = async || {
        let advice = stage.browser().post("/v1/advice", json!({"chosen": choosing(LOKET)})).await.is(200);
        advice["advice"]["level"].clone()
    };
    assert_eq!(level().await, "EH2+");

    let hurt =
        fatima.browser.get("/v1/desk/level-rise?service=urn:balie:service:rvo:mijn-rvo-light&level=EH4").await.is(200);
    assert!(hurt["count"].as_u64().unwrap() >= 2, "Petra and Noor use it: {hurt}");
    let catalogue = fatima.browser.get("/v1/desk/catalogue").await.is(200);
    let providers = catalogue["providers"].as_array().unwrap();
    let provider = providers.iter().find(|provider| provider["id"] == "zuid-holland").unwrap();
    let mut service = provider["services"][0].clone();
    service["levels"] = json!([{"level": "EH4", "from": "2020-01-01"}]);
    let change = json!({
        "basedOn": catalogue["version"], "provider": {"id": provider["id"], "name": provider["name"]},
        "service": service, "note": "The province raised it.",
    });
    noor.browser.put("/v1/desk/services", change.clone()).await.problem("forbidden");
    fatima.browser.put("/v1/desk/services", change.clone()).await.is(200);
    fatima.browser.put("/v1/desk/services", change).await.problem("changed-meanwhile");

    stage.later(Duration::from_secs(120)).await;
    assert_eq!(level().await, "EH4");
    case.changes(json!({"authorisations": {"chosen": choosing(LOKET)}})).await.is(200);
    case.acts("cancellation").await.is(200);
    let late = Case::start(&noor, "EH3").await;
    let refused = late.changes(json!({"authorisations": {"chosen": choosing(LOKET)}})).await.problem("invalid-input");
    assert_eq!(refused["errors"][0]["code"], "above-the-level");
    assert!(refused["errors"][0]["about"].as_str().unwrap().contains("EH4"), "{refused}");
}

#[tokio::test]
async fn whoever_will_fall_short_of_an_announced_rise_is_told_once_and_sees_it_on_his_means() {
    let Some(stage) = Stage::own("it changes the catalogue") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let raise = async |from: &str| {
        let catalogue = fatima.browser.get("/v1/desk/catalogue").await.is(200);
        let providers = catalogue["providers"].as_array().unwrap();
        let provider = providers.iter().find(|provider| provider["id"] == "rvo").unwrap();
        let services = provider["services"].as_array().unwrap();
        let mut service = services.iter().find(|service| service["id"] == RVO_LIGHT).unwrap().clone();
        let first = service["levels"][0]["from"].clone();
        service["levels"] = json!([
            {"level": "EH2+", "from": first, "until": "2027-06-30"}, {"level": "EH3", "from": "2027-07-01"},
        ]);
        service["sources"] = json!([from]);
        let change = json!({
            "basedOn": catalogue["version"], "provider": {"id": provider["id"], "name": provider["name"]},
            "service": service, "note": "RVO said so.",
        });
        fatima.browser.put("/v1/desk/services", change).await.is(200);
    };
    let subject = "Vanaf 1 juli 2027 is uw eHerkenning niet meer genoeg voor Mijn RVO";
    raise("https://voorbeeld.example/een").await;
    let mail = petra.inbox.expect(subject).await;
    assert!(mail.text.contains("EH3") && mail.text.contains("/upgrade"), "what to do stands in it: {}", mail.text);
    // What is published next brings nothing new for her.
    raise("https://voorbeeld.example/twee").await;

    stage.later(Duration::from_secs(120)).await;
    let means = petra.browser.get("/v1/means").await.is(200);
    let short = means["items"].as_array().unwrap().iter().find(|one| one["shortfalls"][0]["level"] == "EH3");
    let short = short.unwrap_or_else(|| panic!("the notice is missing: {means}"));
    assert_eq!((&short["shortfalls"][0]["from"], &short["level"]), (&json!("2027-07-01"), &json!("EH2+")));
    assert_eq!(petra.inbox.count(subject).await, 1, "once for each means and rise");
}
