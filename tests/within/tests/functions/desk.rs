//! What the desk does with cases, against the embedded engine.

use domain::ids::UpgradeId;
use embedded::ask::{Answered, Ask};
use serde_json::{Value, json};
use within::cases::{Person, Stage};

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &desk::operations(), operation, ask).await
}

fn of_case(stage: &Stage, id: &UpgradeId, ask: Ask) -> Ask {
    ask.path("organisationId", &stage.organisation.id).path("upgradeId", id)
}

async fn waiting(stage: &Stage, reason: &str) -> Answered {
    asks(stage, &stage.clerk, "list-queue", Ask::plain().query(&format!("reason={reason}"))).await
}

async fn records(stage: &Stage, id: &UpgradeId, check: &str, finding: Value) -> Answered {
    asks(stage, &stage.clerk, "record-check", of_case(stage, id, Ask::json(&finding)).path("check", check)).await
}

#[tokio::test]
async fn a_case_waits_in_the_queue_until_it_is_decided() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let queue = waiting(&stage, "data").await;
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
    for reason in ["data", "powers", "identification", "decision"] {
        assert_eq!(waiting(&stage, reason).await.body["items"], json!([]), "{reason}");
    }
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
    for reason in ["data", "powers", "identification", "decision"] {
        assert_eq!(waiting(&stage, reason).await.body["items"], json!([]), "{reason}");
    }
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
        for operation in desk::operations().iter().map(|operation| operation.route.operation) {
            let ask = of_case(&stage, &id, Ask::json(&json!({}))).path("check", "user-identity");
            let ask = ask.header("idempotency-key", "one-of-a-kind").query("reason=data");
            let refused = asks(&stage, who, operation, ask).await;
            assert_eq!((refused.status, refused.problem()), (403, Some("forbidden")), "{operation}");
        }
    }
}

#[tokio::test]
async fn what_one_has_in_hand_the_other_leaves_alone() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let taken = asks(&stage, &stage.clerk, "take-case", of_case(&stage, &id, Ask::json(&json!({})))).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
    let version = stage.upgrade(&id).await.revision;
    let finding = json!({"version": version, "outcome": "passed", "note": "Gezien."});
    let finding = of_case(&stage, &id, Ask::json(&finding)).path("check", "user-identity");
    let refused = asks(&stage, &stage.second_clerk, "record-check", finding).await;
    assert_eq!((refused.status, refused.problem()), (409, Some("taken-by-another")), "{}", refused.body);
    assert_eq!(refused.body["heldBy"]["name"], "desk@balie.example");
    assert!(refused.body["heldBy"]["until"].is_string());
    for operation in ["take-case", "release-case"] {
        let ask = of_case(&stage, &id, Ask::json(&json!({})));
        assert_eq!(asks(&stage, &stage.second_clerk, operation, ask).await.problem(), Some("taken-by-another"));
    }
    assert_eq!(waiting(&stage, "data").await.body["items"][0]["taken"]["name"], "desk@balie.example");
    asks(&stage, &stage.clerk, "release-case", of_case(&stage, &id, Ask::json(&json!({})))).await;
    let taken = asks(&stage, &stage.second_clerk, "take-case", of_case(&stage, &id, Ask::json(&json!({})))).await;
    assert_eq!(taken.status, 200, "{}", taken.body);
}

#[tokio::test]
async fn of_many_who_take_at_once_one_has_it() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let tries = (0..8).map(|turn| {
        let who = if turn % 2 == 0 { &stage.clerk } else { &stage.second_clerk };
        asks(&stage, who, "take-case", of_case(&stage, &id, Ask::json(&json!({}))))
    });
    let answers = futures::future::join_all(tries).await;
    let refused = answers.iter().filter(|answer| answer.problem() == Some("taken-by-another")).count();
    assert_eq!(refused, 4, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_case_is_found_by_what_stands_on_its_papers_and_looking_is_kept() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    for query in ["BAL-1001", " bal-1001 ", "69599084"] {
        let found = asks(&stage, &stage.clerk, "find-case", Ask::json(&json!({"query": query}))).await;
        assert_eq!(found.status, 200, "{query}: {}", found.body);
        assert_eq!(found.body["cases"][0]["upgradeId"], json!(id), "{query}: {}", found.body);
        assert_eq!(found.body["cases"][0]["organisationName"], "Voorbeeld Beheer B.V.");
    }
    let nothing = asks(&stage, &stage.clerk, "find-case", Ask::json(&json!({"query": "BAL-9999"}))).await;
    assert_eq!(nothing.body["cases"], json!([]));
    for query in ["", "Petra Jansen", "a/b"] {
        let refused = asks(&stage, &stage.clerk, "find-case", Ask::json(&json!({"query": query}))).await;
        assert_eq!(refused.body["errors"][0]["pointer"], "/query", "{query}: {}", refused.body);
    }
    let trail = domain::audit::Trail::Account { account: stage.clerk.account.clone() };
    let facts = stage
        .cx()
        .store()
        .list::<store::audit::AuditEntry>(store::Range::of(store::audit::partition(&trail)))
        .await
        .unwrap();
    let looked = facts.items.iter().filter(|entry| entry.fact.action == "find-case").count();
    assert_eq!(looked, 4, "what was refused was not looked for");
}

#[tokio::test]
async fn the_case_shows_what_every_source_says() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let opened = asks(&stage, &stage.clerk, "open-case", of_case(&stage, &id, Ask::plain())).await;
    let rows = opened.body["sideBySide"].as_array().unwrap();
    let number = rows.iter().find(|row| row["field"] == "kvkNumber").unwrap();
    assert_eq!(
        (&number["entered"], &number["registered"], &number["extract"]),
        (&json!("69599084"), &json!("69599084"), &json!("69599084"))
    );
    assert_eq!(number["differing"], json!([]));
    assert_eq!(opened.body["atDesk"]["approversNeeded"], 1);
}

#[tokio::test]
async fn the_desk_writes_and_the_mail_says_only_that_it_did() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    let text = json!({"text": "Staat uw tweede voornaam op het paspoort?"});
    let ask = of_case(&stage, &id, Ask::json(&text)).header("idempotency-key", "first-letter");
    let written = asks(&stage, &stage.clerk, "write-to-customer", ask).await;
    assert_eq!(written.status, 201, "{}", written.body);
    let opened = asks(&stage, &stage.clerk, "open-case", of_case(&stage, &id, Ask::plain())).await;
    assert_eq!(opened.body["messages"][0]["text"], text["text"]);
    assert_eq!(opened.body["messages"][0]["readAt"], Value::Null);
    let upgrade = stage.upgrade(&id).await;
    assert_eq!(upgrade.at_desk.thread.unread_by_customer, 1);
}

#[tokio::test]
async fn the_queues_say_how_many_wait_and_since_when() {
    let stage = Stage::set().await;
    stage.submitted().await;
    let queues = asks(&stage, &stage.clerk, "list-queues", Ask::plain()).await;
    let queues = queues.body["queues"].as_array().unwrap();
    assert_eq!(queues.len(), 8);
    let data = queues.iter().find(|queue| queue["reason"] == "data").unwrap();
    assert_eq!(data["count"], 1);
    assert!(data["oldestSince"].is_string());
    let powers = queues.iter().find(|queue| queue["reason"] == "powers").unwrap();
    assert_eq!((&powers["count"], &powers["oldestSince"]), (&json!(0), &Value::Null));
}
