//! What the customer reads and writes about his upgrade, against the embedded engine.

use domain::ids::UpgradeId;
use domain::upgrade::messages::{Draft, Side};
use embedded::ask::{Answered, Ask};
use serde_json::{Value, json};
use within::cases::{Person, Stage};

async fn asks(stage: &Stage, who: &Person, operation: &str, id: &UpgradeId, ask: Ask) -> Answered {
    stage.asks(who, &messages::operations(), operation, ask.path("upgradeId", id)).await
}

async fn writes(stage: &Stage, who: &Person, id: &UpgradeId, text: &str, key: &str) -> Answered {
    asks(
        stage,
        who,
        "write-message",
        id,
        Ask::json(&json!({"text": text})).header("idempotency-key", &format!("letter-{key}")),
    )
    .await
}

/// As if the desk had written.
async fn desk_writes(stage: &Stage, id: &UpgradeId, text: &str) {
    let (cx, case) = (stage.cx(), stage.case(id).await);
    let (name, text) = ("Fatima".parse().unwrap(), text.parse().unwrap());
    let draft = Draft { from: Side::Desk, author: &stage.clerk.account, name: &name, text: &text };
    let (message, decided) = case.upgrade.value.clone().write_message(draft, cx.now(), cx.chance()).unwrap();
    let mut change = case.change(&decided);
    change.create(&message);
    cx.commit(change).await.unwrap();
}

#[tokio::test]
async fn a_question_is_read_and_answered() {
    let stage = Stage::set().await;
    let id = stage.submitted().await;
    desk_writes(&stage, &id, "Welke voornamen staan op het paspoort?").await;
    let thread = asks(&stage, &stage.petra, "list-messages", &id, Ask::plain()).await;
    assert_eq!((&thread.body["unread"], thread.status), (&json!(1), 200), "{}", thread.body);
    let question = &thread.body["messages"][0];
    assert_eq!((&question["from"], &question["name"]), (&json!("desk"), &Value::Null), "{question}");
    let read = asks(&stage, &stage.petra, "read-messages", &id, Ask::json(&json!({}))).await;
    assert_eq!(read.status, 200, "{}", read.body);
    let answer = writes(&stage, &stage.petra, &id, "Petra Maria.", "answer").await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let thread = asks(&stage, &stage.petra, "list-messages", &id, Ask::plain()).await;
    assert_eq!(thread.body["unread"], 0);
    assert!(thread.body["messages"][0]["readAt"].is_string());
    assert_eq!(thread.body["messages"][1]["readAt"], Value::Null);
    assert_eq!(stage.upgrade(&id).await.at_desk.thread.unread_by_desk, 1);
}

#[tokio::test]
async fn the_same_letter_sent_twice_is_one_letter() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    let one = writes(&stage, &stage.petra, &id, "Bent u open?", "once").await;
    let same = writes(&stage, &stage.petra, &id, "Bent u open?", "once").await;
    assert_eq!(one.body, same.body);
    let thread = asks(&stage, &stage.petra, "list-messages", &id, Ask::plain()).await;
    assert_eq!(thread.body["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_thread_is_its_organisations_and_there_the_holders_and_managers() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    for who in [&stage.stranger, &stage.colleague] {
        for operation in ["list-messages", "read-messages"] {
            let refused = asks(&stage, who, operation, &id, Ask::json(&json!({}))).await;
            assert_eq!((refused.status, refused.problem()), (404, Some("not-found")), "{operation}");
        }
        assert_eq!(writes(&stage, who, &id, "Hallo", "no").await.problem(), Some("not-found"));
    }
    assert_eq!(asks(&stage, &stage.manager, "list-messages", &id, Ask::plain()).await.status, 200);
}

#[tokio::test]
async fn nothing_is_written_where_nothing_can_happen_any_more() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    let (cx, case) = (stage.cx(), stage.case(&id).await);
    let upgrade = case.upgrade.value.clone();
    let revision = upgrade.revision;
    let decided = upgrade.cancel(&case.means, revision, &stage.petra.account, cx.now()).unwrap();
    cx.commit(case.change(&decided)).await.unwrap();
    assert_eq!(writes(&stage, &stage.petra, &id, "Hallo", "late").await.problem(), Some("wrong-stage"));
    let empty = writes(&stage, &stage.petra, &id, "  ", "empty").await;
    assert_eq!(empty.body["errors"][0]["pointer"], "/text");
}
