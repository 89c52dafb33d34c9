//! Editions that staff publish: alone in its process, because a process keeps what it learned.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use domain::level::AssuranceLevel;
use embedded::ask::{Answered, Ask};
use jiff::SignedDuration;
use serde_json::{Value, json};
use within::cases::{Person, Stage};

const LIGHT: &str = "urn:balie:service:rvo:mijn-rvo-light";

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &catalogue::operations(), operation, ask).await
}

async fn level_of(stage: &Stage) -> Value {
    let wish = json!({"chosen": [{"scope": "service", "serviceId": LIGHT}]});
    let view = asks(stage, &stage.stranger, "get-advice", Ask::json(&wish)).await;
    view.body["advice"]["level"].clone()
}

#[tokio::test]
async fn a_published_edition_changes_what_is_new_and_leaves_open_cases_alone() {
    let stage = Stage::set().await;
    let case = stage.filled_in().await;
    assert_eq!(level_of(&stage).await, "EH2+");

    let newest = asks(&stage, &stage.clerk, "get-catalogue", Ask::plain()).await;
    let provider =
        newest.body["providers"].as_array().unwrap().iter().find(|provider| provider["id"] == "rvo").unwrap();
    let mut service =
        provider["services"].as_array().unwrap().iter().find(|service| service["id"] == LIGHT).unwrap().clone();
    service["levels"] = json!([{"level": "EH4", "from": "2019-01-01"}]);
    let change = json!({
        "basedOn": newest.body["version"], "provider": {"id": "rvo", "name": "RVO"}, "service": service, "note": "a test",
    });
    let petra = asks(&stage, &stage.petra, "put-service", Ask::json(&change)).await;
    assert_eq!((petra.status, petra.problem()), (403, Some("forbidden")));
    let put = asks(&stage, &stage.clerk, "put-service", Ask::json(&change)).await;
    assert_eq!((put.status, put.body["version"].as_str()), (200, Some("e0001")), "{}", put.body);
    let again = asks(&stage, &stage.clerk, "put-service", Ask::json(&change)).await;
    assert_eq!((again.status, again.problem()), (409, Some("changed-meanwhile")), "it was based on the one before");

    assert_eq!(level_of(&stage).await, "EH2+", "not every process can know it yet");
    stage.test.app.advance_clock(SignedDuration::from_secs(120));
    assert_eq!(level_of(&stage).await, "EH4", "no restart, no release");

    // The case goes by the catalogue it started with: what was enough then is enough.
    let upgrade = stage.upgrade(&case).await.value;
    assert_eq!(upgrade.editions.catalogue, "2026-11");
    let chosen = serde_json::from_value(json!({"chosen": [{"scope": "service", "serviceId": LIGHT}]})).unwrap();
    let sections = domain::upgrade::Sections { authorisations: Some(chosen), ..Default::default() };
    let (cx, by) = (stage.cx(), &stage.petra.account);
    let revision = upgrade.revision;
    assert!(upgrade.fill_in(&stage.means.registration, sections, revision, by, cx.now()).is_ok());
    // A case that starts now goes by the new one.
    let means = stage.means.clone();
    let started = domain::upgrade::start(&means, AssuranceLevel::Eh3, by, cx.now(), cx.chance()).unwrap();
    assert_eq!(started.upgrade.editions.catalogue, "e0001");

    let list = asks(&stage, &stage.clerk, "list-editions", Ask::plain()).await;
    assert_eq!(list.body["tables"][0], json!({"table": "catalogue", "inForce": "e0001", "newest": "e0001"}));
    let publishing = |valid_from: &str, content: Value| {
        let body = json!({"table": "prices", "basedOn": "2026-11", "validFrom": valid_from, "note": "a test", "content": content.to_string()});
        Ask::json(&body)
    };
    let past = asks(&stage, &stage.clerk, "publish-edition", publishing("2026-11-01", json!({}))).await;
    assert_eq!(past.body["errors"][0]["pointer"], "/validFrom", "{}", past.body);
    let odd = asks(&stage, &stage.clerk, "publish-edition", publishing("2099-01-01", json!({"vatPercent": 21}))).await;
    assert_eq!(odd.body["errors"][0], json!({"pointer": "/content", "code": "not-this-table"}));
}
