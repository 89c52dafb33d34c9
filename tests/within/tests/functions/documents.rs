//! Tickets and documents, against the embedded engine. The upload itself is tried from outside, over HTTP.

use domain::ids::{DocumentId, UpgradeId};
use embedded::ask::{Answered, Ask};
use serde_json::{Value, json};
use within::cases::{Person, Stage};

async fn asks(stage: &Stage, who: &Person, operation: &str, ask: Ask) -> Answered {
    stage.asks(who, &documents::operations(), operation, ask).await
}

fn announcement(id: &UpgradeId, key: &str, changes: Value) -> Ask {
    let mut body =
        json!({"kind": "kvk-extract", "fileName": "uittreksel.pdf", "contentType": "application/pdf", "size": 20000});
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    Ask::json(&body).header("idempotency-key", key).path("upgradeId", id)
}

#[tokio::test]
async fn a_ticket_is_for_one_document_in_quarantine_and_is_listed_as_awaited() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    let given = asks(&stage, &stage.petra, "request-upload", announcement(&id, "upload-1", json!({}))).await;
    assert_eq!((given.status, &given.body["document"]["state"]), (201, &json!("awaiting-upload")), "{}", given.body);
    let document = given.body["document"]["documentId"].as_str().unwrap();
    let key = format!("quarantine/{}/{id}/{document}", stage.organisation.id);
    assert_eq!(given.body["upload"]["fields"]["key"], key);
    let again = asks(&stage, &stage.petra, "request-upload", announcement(&id, "upload-1", json!({}))).await;
    assert_eq!(again.body, given.body, "a repeated request gets the same ticket");
    let listed = asks(&stage, &stage.petra, "list-documents", Ask::plain().path("upgradeId", &id)).await;
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1);
    let one = Ask::plain().path("upgradeId", &id).path("documentId", document);
    let one = asks(&stage, &stage.petra, "get-document", one).await;
    assert_eq!(one.body["download"], Value::Null, "nothing is opened before it was released");
}

#[tokio::test]
async fn what_cannot_be_gets_no_ticket() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    for (changes, pointer, code) in [
        (json!({"size": 0}), "/size", "empty"),
        (json!({"size": 10_485_761}), "/size", "too-large"),
        (json!({"fileName": "uittreksel.zip"}), "/fileName", "not-the-declared-type"),
        (json!({"contentType": "text/html"}), "/contentType", "invalid"),
        (json!({"fileName": "a\r\nb.pdf"}), "/fileName", "invalid"),
    ] {
        let refused = asks(&stage, &stage.petra, "request-upload", announcement(&id, "upload-2", changes)).await;
        let error = &refused.body["errors"][0];
        assert_eq!(
            (error["pointer"].as_str(), error["code"].as_str()),
            (Some(pointer), Some(code)),
            "{}",
            refused.body
        );
    }
}

#[tokio::test]
async fn a_released_document_is_opened_as_an_attachment_and_by_its_own_people_only() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    let document = stage.extract_judged(&id).await;
    let ask = |document: &DocumentId| Ask::plain().path("upgradeId", &id).path("documentId", document);
    let opened = asks(&stage, &stage.petra, "get-document", ask(&document.id)).await;
    let url = opened.body["download"]["url"].as_str().unwrap();
    assert!(url.contains(&document.released_key()) && url.contains("attachment"), "{url}");
    assert_eq!(opened.body["document"]["read"]["kvkNumber"], "69599084");
    for who in [&stage.colleague, &stage.stranger] {
        assert_eq!(asks(&stage, who, "get-document", ask(&document.id)).await.problem(), Some("not-found"));
        let listed = asks(&stage, who, "list-documents", Ask::plain().path("upgradeId", &id)).await;
        assert_eq!(listed.problem(), Some("not-found"));
        let ticket = asks(&stage, who, "request-upload", announcement(&id, "upload-3", json!({}))).await;
        assert_eq!(ticket.problem(), Some("not-found"));
    }
    let missing = DocumentId::new(stage.cx().now(), stage.cx().chance());
    assert_eq!(asks(&stage, &stage.petra, "get-document", ask(&missing)).await.problem(), Some("not-found"));
}

#[tokio::test]
async fn nobody_asks_for_tickets_all_day() {
    let stage = Stage::set().await;
    let id = stage.filled_in().await;
    for count in 0..domain::document::UPLOADS.most {
        let ask = announcement(&id, &format!("upload-{count:04}"), json!({}));
        assert_eq!(asks(&stage, &stage.petra, "request-upload", ask).await.status, 201);
    }
    let more = asks(&stage, &stage.petra, "request-upload", announcement(&id, "upload-more", json!({}))).await;
    assert_eq!((more.status, more.problem()), (429, Some("too-many-attempts")));
    assert!(more.headers.contains_key("retry-after"));
}
