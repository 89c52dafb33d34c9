//! What the desk does with cases, against the embedded engine.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "../../upgrades/tests/stage/mod.rs"]
mod stage;

use domain::ids::UpgradeId;
use embedded::ask::{Answered, Ask};
use serde_json::{Value, json};
use stage::{Person, Stage};

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &desk::operations(), operation, ask).await
}

fn of_case(stage: &Stage, id: &UpgradeId, ask: Ask) -> Ask {
    ask.path("organisationId", &stage.organisation.id).path("upgradeId", id)
}

async fn records(stage: &Stage, id: &UpgradeId, check: &str, finding: Value) -> Answered {
    asks(stage, &stage.clerk, "record-check", of_case(stage, id, Ask::json(&finding)).path("check", check)).await
}

#[tokio::test]
async fn a_case_waits_in_the_queue_until_it_is_decided() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let queue = asks(&stage, &stage.clerk, "list-queue", Ask::plain()).await;
    let entry = &queue.body["items"][0];
    assert_eq!((entry["upgradeId"].as_str(), queue.status), (Some(id.as_str()), 200), "{}", queue.body);
    assert_eq!(entry["organisationName"], "Voorbeeld Beheer B.V.");
    assert_eq!(entry["openChecks"], json!(["user-identity", "power-to-represent", "identification"]));

    let mut version = stage.upgrade(&id).await.revision;
    let early = of_case(&stage, &id, Ask::json(&json!({"version": version})));
    let early = asks(&stage, &stage.clerk, "approve-upgrade", early).await;
    assert_eq!((early.status, early.problem()), (409, Some("wrong-stage")));
    assert_eq!(early.body["errors"][0]["pointer"], "/checks/user-identity");
    for check in ["user-identity", "power-to-represent", "identification"] {
        let finding = json!({"version": version, "outcome": "passed", "note": "Gezien."});
        let recorded = records(&stage, &id, check, finding).await;
        assert_eq!(recorded.status, 200, "{}", recorded.body);
        version = recorded.body["version"].as_u64().unwrap();
    }
    let approval = of_case(&stage, &id, Ask::json(&json!({"version": version})));
    let approved = asks(&stage, &stage.clerk, "approve-upgrade", approval).await;
    assert_eq!(approved.body["stage"], "approved", "{}", approved.body);
    assert_eq!(approved.body["activation"], Value::Null, "the code is drawn when it is mailed");
    let queue = asks(&stage, &stage.clerk, "list-queue", Ask::plain()).await;
    assert_eq!(queue.body["items"], json!([]));
}

#[tokio::test]
async fn a_case_given_back_leaves_the_queue_and_tells_the_customer_why() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let version = stage.upgrade(&id).await.revision;
    let text = "De naam op het paspoort is anders gespeld.";
    let refusal = json!({"version": version, "reason": "name-not-as-on-identity-document", "text": text});
    let refused = asks(&stage, &stage.clerk, "refuse-upgrade", of_case(&stage, &id, Ask::json(&refusal))).await;
    assert_eq!((&refused.body["stage"], &refused.body["refusal"]["text"]), (&json!("refused"), &json!(text)));
    let again = asks(&stage, &stage.clerk, "refuse-upgrade", of_case(&stage, &id, Ask::json(&refusal))).await;
    assert_eq!(again.problem(), Some("wrong-stage"));
    let queue = asks(&stage, &stage.clerk, "list-queue", Ask::plain()).await;
    assert_eq!(queue.body["items"], json!([]));
}

#[tokio::test]
async fn a_finding_says_why_it_failed_and_only_then() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let version = stage.upgrade(&id).await.revision;
    for (finding, code) in [
        (json!({"version": version, "outcome": "failed", "note": "x"}), "missing"),
        (json!({"version": version, "outcome": "passed", "note": "x", "reason": "other"}), "unknown"),
        (json!({"version": version, "outcome": "failed", "note": "x", "reason": "because"}), "invalid"),
    ] {
        let refused = records(&stage, &id, "user-identity", finding).await;
        let error = &refused.body["errors"][0];
        assert_eq!((error["pointer"].as_str(), error["code"].as_str()), (Some("/reason"), Some(code)));
    }
    let unneeded = json!({"version": version, "outcome": "passed", "note": "x"});
    assert_eq!(records(&stage, &id, "payment", unneeded.clone()).await.problem(), Some("wrong-stage"));
    assert_eq!(records(&stage, &id, "no-such-check", unneeded).await.problem(), Some("not-found"));
}

#[tokio::test]
async fn the_case_lies_open_with_everything_beside_it() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let opened = asks(&stage, &stage.clerk, "open-case", of_case(&stage, &id, Ask::plain())).await;
    assert_eq!(opened.status, 200, "{}", opened.body);
    assert_eq!(opened.body["organisation"]["kvkNumber"], "69599084");
    assert_eq!(opened.body["means"]["level"], "EH2+");
    let document = &opened.body["documents"][0];
    assert_eq!(document["document"]["state"], "released");
    assert!(document["download"]["url"].as_str().unwrap().contains("/released/"), "{document}");
}

#[tokio::test]
async fn nobody_but_the_desk_comes_behind_the_counter() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    for who in [&stage.petra, &stage.manager, &stage.stranger] {
        for operation in ["list-queue", "open-case", "record-check", "approve-upgrade", "refuse-upgrade"] {
            let ask = of_case(&stage, &id, Ask::json(&json!({}))).path("check", "user-identity");
            let refused = asks(&stage, who, operation, ask).await;
            assert_eq!((refused.status, refused.problem()), (403, Some("forbidden")), "{operation}");
        }
    }
}
