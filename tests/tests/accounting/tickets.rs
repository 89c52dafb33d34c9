//! The part of the day in which people ask the service desk.

use black_box::{Seeded, Stage, unlikely, unused_address};
use serde_json::json;

/// Every operation of help and of questions once.
pub async fn somebody_asks(stage: &Stage) {
    let browser = stage.browser();
    browser.get("/v1/help").await.is(200);
    let inbox = stage.inbox(&unused_address());
    let body = json!({
        "topic": "log-in", "text": "Ik kom er niet in.", "name": "Ada Kanarie", "email": inbox.address, "language": "nl",
    });
    let asked = browser.post("/v1/help/questions", body).await.is(201);
    let reference = asked["reference"].as_str().unwrap();
    inbox.expect("Uw vraag").await;
    browser.post("/v1/help/links", json!({"reference": reference, "email": inbox.address})).await.is(202);
    inbox.expect("De link naar uw vraag").await;

    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.get("/v1/desk/tickets").await.is(200);
    let found = fatima.browser.post("/v1/desk/tickets/searches", json!({"reference": reference})).await.is(200);
    let at_desk = format!("/v1/desk/tickets/{}", found["ticketId"].as_str().unwrap());
    fatima.browser.get(&at_desk).await.is(200);
    fatima.browser.post(&format!("{at_desk}/taking"), json!({})).await.is(200);
    fatima.browser.post(&format!("{at_desk}/release"), json!({})).await.is(200);
    let answer = json!({"text": "Staan cookies aan?"});
    fatima.browser.post_once(&format!("{at_desk}/messages"), answer, &unlikely()).await.is(201);
    let token = inbox.expect("Er is een antwoord").await.token("/help/thread");
    browser.post("/v1/help/threads", json!({"token": token})).await.is(200);
    browser.post("/v1/help/threads/messages", json!({"token": token, "text": "Nu wel."})).await.is(201);
    fatima.inbox.expect(&format!("Vraag {reference}")).await;
    fatima.browser.post(&format!("{at_desk}/closing"), json!({})).await.is(200);
    let token = inbox.expect("is afgesloten").await.token("/help/thread");
    browser.post("/v1/help/threads/messages", json!({"token": token, "text": "Doch niet."})).await.is(201);
    browser.post("/v1/help/threads/closing", json!({"token": token})).await.is(200);

    let petra = stage.seeded(Seeded::Petra).await;
    let body = json!({"topic": "invoices", "text": "Waar is dit totaal voor?", "language": "nl"});
    let own = petra.browser.post_once("/v1/tickets", body, &unlikely()).await.is(201);
    petra.inbox.expect("Uw vraag").await;
    let (id, reference) = (own["ticketId"].as_str().unwrap(), own["reference"].as_str().unwrap());
    petra.browser.get("/v1/tickets").await.is(200);
    let at_desk = format!("/v1/desk/tickets/{id}");
    // With the organisation of whoever asked: what opening a question costs at most.
    fatima.browser.get(&at_desk).await.is(200);
    let answer = json!({"text": "Zie de factuurbijlage."});
    fatima.browser.post_once(&format!("{at_desk}/messages"), answer, &unlikely()).await.is(201);
    petra.inbox.expect(&format!("Er is een antwoord op uw vraag {reference}")).await;
    petra.browser.get(&format!("/v1/tickets/{id}")).await.is(200);
    petra.browser.post(&format!("/v1/tickets/{id}/reading"), json!({})).await.is(200);
    let more = json!({"text": "Dank u."});
    petra.browser.post_once(&format!("/v1/tickets/{id}/messages"), more, &unlikely()).await.is(201);
}
