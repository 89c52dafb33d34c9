//! The catalogue, advice, prices and discount codes, against the embedded engine.

use domain::means::Means;
use embedded::ask::{Answered, Ask};
use serde_json::{Value, json};
use store::Change;
use within::cases;
use within::cases::{Person, Stage};

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &catalogue::operations(), operation, ask).await
}

async fn advises(stage: &Stage, wish: Value) -> Value {
    let answer = asks(stage, &stage.stranger, "get-advice", Ask::json(&wish)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

fn upgrade30() -> Value {
    json!({"code": "UPGRADE30", "worth": {"kind": "percent", "percent": 30}, "validFrom": "2026-01-01"})
}

async fn makes_code(stage: &Stage, code: &Value) {
    let put = asks(stage, &stage.clerk, "put-discount-code", Ask::json(code)).await;
    assert_eq!(put.status, 200, "{}", put.body);
}

fn codes(answer: &Answered) -> Vec<(&str, &str)> {
    let errors = answer.body["errors"].as_array().unwrap();
    errors.iter().map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_code_that_is_announced_stands_beside_the_prices_and_no_other() {
    let stage = Stage::set().await;
    let announced = async || {
        let prices = asks(&stage, &stage.stranger, "list-prices", Ask::plain()).await;
        assert!(prices.status == 200 && prices.body["prices"].is_array(), "{}", prices.body);
        prices.body["announced"].clone()
    };
    makes_code(&stage, &upgrade30()).await;
    assert_eq!(announced().await, json!([]), "it is told to whom staff tell it");
    let until = "2099-12-31";
    let mut public = upgrade30();
    public["announced"] = true.into();
    public["validUntil"] = until.into();
    makes_code(&stage, &public).await;
    let mut over = public.clone();
    over["code"] = "VORBEI".into();
    over["validUntil"] = "2026-01-02".into();
    makes_code(&stage, &over).await;
    let shown = announced().await;
    assert_eq!(shown.as_array().map(Vec::len), Some(1), "{shown}");
    assert_eq!((&shown[0]["code"], &shown[0]["worth"]["percent"]), (&json!("UPGRADE30"), &json!(30)));
    assert_eq!(shown[0]["validUntil"], until);
    assert!(shown[0].get("validFrom").is_none(), "{shown}");
}

#[tokio::test]
async fn services_are_found_by_words_level_and_provider() {
    let stage = Stage::set().await;
    let all = asks(&stage, &stage.stranger, "list-services", Ask::plain()).await;
    assert_eq!(all.status, 200);
    assert!(all.body["services"].as_array().unwrap().len() >= 35);
    let found = asks(&stage, &stage.stranger, "list-services", Ask::plain().query("search=werkgeversportaal")).await;
    let uwv = &found.body["services"][0];
    assert_eq!((uwv["provider"].as_str(), uwv["level"].as_str()), (Some("UWV"), Some("EH3")));
    assert_eq!((uwv["acceptsBranch"].as_bool(), uwv["branchMark"].as_str()), (Some(false), Some("stated")));
    assert_eq!(uwv["officialId"], false, "no official id is known as fact");
    let low = Ask::plain().query("level=EH2%2B&provider=rvo");
    let low = asks(&stage, &stage.stranger, "list-services", low).await;
    assert_eq!(low.body["services"].as_array().unwrap().len(), 2);
    let odd = asks(&stage, &stage.stranger, "list-services", Ask::plain().query("level=EH9")).await;
    assert_eq!((odd.status, odd.problem()), (422, Some("invalid-input")));
}

#[tokio::test]
async fn advice_says_level_reason_what_is_asked_price_and_time() {
    let stage = Stage::set().await;
    let chosen = json!([
        {"scope": "service", "serviceId": "urn:balie:service:uwv:werkgeversportaal"},
        {"scope": "service", "serviceId": "urn:balie:service:rvo:mijn-rvo-light"},
    ]);
    let wish =
        json!({"chosen": chosen, "branch": true, "employed": false, "role": "does-not-sign", "fromLevel": "EH2+"});
    let view = advises(&stage, wish).await;
    assert_eq!(view["advice"]["level"], "EH3");
    assert_eq!(view["advice"]["warnings"][0]["warning"], "refuses-branch");
    let need = |field: &str| {
        let asked = view["asked"].as_array().unwrap().iter().find(|asked| asked["field"] == field);
        asked.map(|asked| asked["need"].as_str().unwrap().to_owned())
    };
    assert_eq!(need("identityDocumentCopy").as_deref(), Some("required"), "he does not work there");
    assert_eq!(need("certificateSerial"), None);
    let checks: Vec<_> =
        view["checks"].as_array().unwrap().iter().map(|check| check["check"].as_str().unwrap()).collect();
    assert!(checks.contains(&"form-signed"), "{checks:?}");
    let terms: Vec<_> = view["prices"].as_array().unwrap().iter().map(|quote| quote["termYears"].as_u64()).collect();
    assert_eq!(terms, [None, Some(1), Some(3), Some(5)]);
    assert!(view["time"]["workingDays"].as_u64().unwrap() > 0);
    let unsure = advises(&stage, json!({})).await;
    assert_eq!((unsure["advice"]["level"].as_str(), unsure["advice"]["basis"].as_str()), (Some("EH3"), Some("unsure")));
}

#[tokio::test]
async fn the_table_of_data_and_the_price_list_are_there_for_anybody() {
    let stage = Stage::set().await;
    let table = asks(&stage, &stage.stranger, "get-data-table", Ask::plain()).await;
    let rows = table.body["rows"].as_array().unwrap();
    let serial = rows.iter().find(|row| row["field"] == "certificateSerial").unwrap();
    assert_eq!(serial["need"], json!({"EH4": "required"}));
    let prices = asks(&stage, &stage.stranger, "list-prices", Ask::plain()).await;
    let three = prices.body["prices"]
        .as_array()
        .unwrap()
        .iter()
        .find(|price| price["item"] == "contract" && price["level"] == "EH3" && price["termYears"] == 3);
    let three = three.unwrap();
    assert_eq!((three["netCents"].as_i64(), three["grossCents"].as_i64()), (Some(10000), Some(12100)));
}

#[tokio::test]
async fn a_quote_is_given_before_anything_is_sent_and_says_why_a_code_does_not_hold() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    let quote = |body: Value| Ask::json(&body).path("upgradeId", &id);
    let chosen = cases::authorisations()["chosen"].clone();
    let plain = asks(&stage, &stage.petra, "get-quote", quote(json!({"chosen": chosen}))).await;
    assert_eq!(plain.status, 200, "{}", plain.body);
    assert_eq!((plain.body["netCents"].as_i64(), plain.body["vatCents"].as_i64()), (Some(3500), Some(735)));

    let coded = |code: &str| json!({"chosen": chosen, "discountCode": code});
    let unknown = asks(&stage, &stage.petra, "get-quote", quote(coded("UPGRADE30"))).await;
    assert_eq!(codes(&unknown), [("/discountCode", "discount-unknown")]);
    makes_code(&stage, &upgrade30()).await;
    let discounted = asks(&stage, &stage.petra, "get-quote", quote(coded("upgrade30"))).await;
    assert_eq!(discounted.body["netCents"], 2750, "{}", discounted.body);
    let mut over = upgrade30();
    over["validUntil"] = "2026-01-31".into();
    makes_code(&stage, &over).await;
    let expired = asks(&stage, &stage.petra, "get-quote", quote(coded("UPGRADE30"))).await;
    assert_eq!(codes(&expired), [("/discountCode", "discount-expired")]);

    let high =
        json!({"chosen": [{"scope": "service", "serviceId": "urn:balie:service:octrooicentrum:octrooi-indienen"}]});
    let above = asks(&stage, &stage.petra, "get-quote", quote(high)).await;
    assert_eq!(codes(&above), [("/chosen/0/serviceId", "above-the-level")]);
    assert_eq!(above.body["errors"][0]["about"], "Octrooicentrum Nederland, Octrooi indienen (EH4)");
    let foreign = asks(&stage, &stage.stranger, "get-quote", quote(json!({"chosen": chosen}))).await;
    assert_eq!((foreign.status, foreign.problem()), (404, Some("not-found")));
}

#[tokio::test]
async fn a_code_that_makes_no_sense_is_not_made_and_only_the_desk_makes_them() {
    let stage = Stage::set().await;
    let odd = json!({"code": "ZERO", "worth": {"kind": "percent", "percent": 0}, "validFrom": "2026-01-01"});
    let refused = asks(&stage, &stage.clerk, "put-discount-code", Ask::json(&odd)).await;
    assert_eq!(codes(&refused), [("/worth", "invalid")]);
    let petra = asks(&stage, &stage.petra, "put-discount-code", Ask::json(&upgrade30())).await;
    assert_eq!((petra.status, petra.problem()), (403, Some("forbidden")));
    makes_code(&stage, &upgrade30()).await;
    let list = asks(&stage, &stage.clerk, "list-discount-codes", Ask::plain()).await;
    assert_eq!(list.body["items"][0]["code"], "UPGRADE30");
}

#[tokio::test]
async fn whom_a_rise_will_hurt_is_found_through_the_rights() {
    let stage = Stage::set().await;
    let cx = stage.cx();
    let mut change = Change::new();
    for pointer in store::right::pointers(&stage.means) {
        change.set(&pointer);
    }
    cx.commit(change).await.unwrap();
    let rise = |level: &str| Ask::plain().query(&format!("service=urn:balie:service:rvo:mijn-rvo-light&level={level}"));
    let hurt = asks(&stage, &stage.clerk, "preview-level-rise", rise("EH3")).await;
    assert_eq!((hurt.body["count"].as_u64(), hurt.body["means"][0]["number"].as_str()), (Some(1), Some("BAL-1001")));
    let same = asks(&stage, &stage.clerk, "preview-level-rise", rise("EH2%2B")).await;
    assert_eq!(same.body["count"], 0, "its level is enough");

    // A pointer only says where to look: what a means may do stands in the means.
    let means =
        cx.store().get::<Means>(store::means::key(&stage.organisation.id, &stage.means.id)).await.unwrap().unwrap();
    let without = Means { rights: vec![], ..means.value.clone() };
    let mut change = Change::new();
    change.replace(&means, &without);
    cx.commit(change).await.unwrap();
    let gone = asks(&stage, &stage.clerk, "preview-level-rise", rise("EH3")).await;
    assert_eq!(gone.body["count"], 0);
}
