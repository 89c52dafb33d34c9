//! Companies of the register, looked up and asked about, against the embedded engines: who sees what, and what is kept on a case.

use embedded::ask::{Answered, Ask};
use embedded::kvk::EmbeddedRegister;
use embedded::testing::TestApp;
use runtime::Operation;
use serde_json::{Value, json};
use within::cases::{Person, Stage, director, user};

fn operations() -> Vec<Operation> {
    companies::operations().into_iter().chain(upgrades::operations()).collect()
}

async fn stage() -> (EmbeddedRegister, Stage) {
    let register = EmbeddedRegister::open().unwrap();
    let test = TestApp::start_with_register(&register).await.unwrap();
    (register, Stage::upon(test).await)
}

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &operations(), operation, ask).await
}

fn company(number: &str) -> Ask {
    Ask::plain().path("kvkNumber", number)
}

#[tokio::test]
async fn who_acts_for_a_company_is_shown_to_its_own_people_and_when_anybody_was_born_to_nobody() {
    let (_register, stage) = stage().await;
    let own = asks(&stage, &stage.petra, "get-company", company("69599084")).await;
    assert_eq!((own.status, own.body["officials"][0]["office"].as_str()), (200, Some("owner")), "{}", own.body);
    assert!(!own.body.to_string().contains("1961-04-09"), "{}", own.body);
    let foreign = asks(&stage, &stage.stranger, "get-company", company("69599084")).await;
    assert_eq!((foreign.status, &foreign.body["officials"]), (200, &Value::Null));
    assert_eq!(foreign.body["name"], own.body["name"]);
    let nobody = company("69599084").of(&stage.test.app, &find("get-company").unwrap()).await;
    assert_eq!(nobody.status, 401);
}

fn find(operation: &str) -> Option<Operation> {
    operations().into_iter().find(|known| known.route.operation == operation)
}

#[tokio::test]
async fn what_cannot_be_found_or_asked_is_told_as_such() {
    let (register, stage) = stage().await;
    let problem = async |ask: Ask, operation: &str| {
        let answered = asks(&stage, &stage.petra, operation, ask).await;
        answered.problem().map(str::to_owned)
    };
    assert_eq!(problem(company("12345678"), "get-company").await.as_deref(), Some("not-found"));
    assert_eq!(problem(company("90004973"), "get-company").await.as_deref(), Some("unavailable"), "IPD9999");
    assert_eq!(problem(company("90002903"), "get-company").await.as_deref(), Some("unavailable"), "IPD1002");
    assert_eq!(problem(Ask::plain(), "search-companies").await.as_deref(), Some("invalid-input"));
    let both = Ask::plain().query("name=Donald&kvkNumber=68750110");
    assert_eq!(problem(both, "search-companies").await.as_deref(), Some("invalid-input"));
    let found = asks(&stage, &stage.petra, "search-companies", Ask::plain().query("name=nergens")).await;
    assert_eq!((found.status, &found.body), (200, &json!({"items": []})));
    register.set_down(true);
    let down = problem(Ask::plain().query("name=Donald"), "search-companies").await;
    assert_eq!(down.as_deref(), Some("unavailable"));
}

#[tokio::test]
async fn questions_are_counted_per_account() {
    let (_register, stage) = stage().await;
    for _ in 0..60 {
        assert_eq!(asks(&stage, &stage.petra, "get-company", company("12345678")).await.status, 404);
    }
    let over = asks(&stage, &stage.petra, "get-company", company("12345678")).await;
    assert_eq!(over.problem(), Some("too-many-attempts"));
    let found = asks(&stage, &stage.petra, "search-companies", Ask::plain().query("name=Donald")).await;
    assert_eq!(found.problem(), Some("too-many-attempts"), "both questions count as one kind");
    assert_eq!(asks(&stage, &stage.manager, "get-company", company("12345678")).await.status, 404);
}

/// Petra's upgrade, and what updating it with these representatives answers.
async fn updated(stage: &Stage, representatives: Value) -> Answered {
    let start =
        Ask::json(&json!({"meansId": stage.means.id, "targetLevel": "EH3"})).header("idempotency-key", "one-start");
    let started = asks(stage, &stage.petra, "start-upgrade", start).await;
    let fill = json!({"version": started.body["version"], "user": user(), "organisation": {"kvkNumber": "69599084"},
        "representatives": representatives});
    let ask = Ask::json(&fill).path("upgradeId", started.body["upgradeId"].as_str().unwrap());
    asks(stage, &stage.petra, "update-upgrade", ask).await
}

#[tokio::test]
async fn filling_in_asks_the_register_once_and_keeps_what_it_said_with_the_case() {
    let (register, stage) = stage().await;
    let told = updated(&stage, json!([director()])).await;
    assert_eq!(told.status, 200, "{}", told.body);
    let judgement = &told.body["register"]["judgement"];
    assert_eq!(judgement["people"][0]["grounds"], json!(["not-in-register"]), "Petra is not the owner: {judgement}");
    assert_eq!(judgement["extractBecause"], "not-in-register");
    assert_eq!(register.asked(), 3, "profile, branches, officials");

    let id = told.body["upgradeId"].as_str().unwrap().parse().unwrap();
    let kept = stage.upgrade(&id).await;
    assert!(kept.register.as_ref().unwrap().answer.company().is_some());
    let mut willem = director();
    for (field, value) in
        [("firstNames", "Willem"), ("infix", "van der"), ("surname", "Meer"), ("birthDate", "1961-04-09")]
    {
        willem[field] = json!(value);
    }
    willem["isUser"] = json!(false);
    let ask = Ask::json(&json!({"version": told.body["version"], "representatives": [willem]})).path("upgradeId", &id);
    let settled = asks(&stage, &stage.petra, "update-upgrade", ask).await;
    assert_eq!(settled.body["register"]["judgement"]["settled"], true, "{}", settled.body);
    assert_eq!(register.asked(), 3, "what was said an hour ago at most is not asked again");
}

#[tokio::test]
async fn a_register_that_is_down_stops_nobody() {
    let (register, stage) = stage().await;
    register.set_down(true);
    let told = updated(&stage, json!([director()])).await;
    assert_eq!((told.status, &told.body["register"]["noAnswer"]), (200, &json!("failed")), "{}", told.body);
    assert_eq!(told.body["register"]["judgement"]["extractBecause"], "no-answer");
    assert!(!stage.test.lines().concat().contains("69599084"), "no number of a company in the log");
}

#[tokio::test]
async fn nobody_reads_through_the_register_by_changing_a_number() {
    let (register, stage) = stage().await;
    let told = updated(&stage, json!([director()])).await;
    let asked = register.asked();
    let organisation = json!({"version": told.body["version"], "organisation": {"kvkNumber": "68727720"}});
    let ask = Ask::json(&organisation).path("upgradeId", told.body["upgradeId"].as_str().unwrap());
    let other = asks(&stage, &stage.petra, "update-upgrade", ask).await;
    assert_eq!((other.status, &other.body["register"]), (200, &Value::Null), "{}", other.body);
    assert_eq!(register.asked(), asked);
}
