//! Another e-mail address, and deleting an account, in the day at the desk.

use black_box::{Seeded, Stage, unlikely, unused_address};
use serde_json::json;

/// Every operation of the two once.
pub(crate) async fn addresses_change(stage: &Stage) {
    let mut ada = stage.customer().await;
    let (browser, new) = (stage.browser(), unused_address());
    let wish = json!({"newEmail": new});
    ada.browser.post("/v1/me/address-change", wish.clone()).await.is(202);
    ada.browser.get("/v1/me/address-change").await.is(200);
    ada.inbox.expect("Confirm your new e-mail address").await;
    stage.inbox(&new).expect("Confirm this address for Balie").await;
    ada.browser.delete("/v1/me/address-change").await.is(204);
    ada.browser.post("/v1/me/address-change", wish).await.is(202);
    let of_old = ada.inbox.expect("Confirm your new e-mail address").await.token("/new-address");
    let new_inbox = stage.inbox(&new);
    new_inbox.expect("Confirm this address for Balie").await;
    let of_new = loop {
        // The first of the two mails belongs to the wish that was taken back.
        let mails = new_inbox.all().await;
        if let [_, latest, ..] = &mails[..] {
            break latest.token("/new-address");
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    };
    for token in [of_new, of_old] {
        browser.post("/v1/address-changes/confirmations", json!({"token": token})).await.is(200);
    }
    let undo = ada.inbox.expect("The e-mail address of your account was changed").await.token("/keep-address");
    browser.post("/v1/address-changes/stops", json!({"token": undo})).await.is(200);

    let fatima = stage.seeded(Seeded::Fatima).await;
    ada = stage.customer().await;
    let question = json!({"topic": "change-address", "text": "Bitte.", "language": "de"});
    let asked = ada.browser.post_once("/v1/tickets", question, &unlikely()).await.is(201);
    let body = json!({"ticketId": asked["ticketId"], "oldEmail": ada.email, "newEmail": unused_address()});
    fatima.browser.post("/v1/desk/address-changes", body).await.is(202);
    let path = format!("/v1/tickets/{}/closing", asked["ticketId"].as_str().unwrap());
    ada.browser.post(&path, json!({})).await.is(200);

    // With means, a code and orders: what saying what is lost costs at most.
    let sanne = stage.seeded(Seeded::Sanne).await;
    sanne.browser.get("/v1/me/deletion").await.is(200);
    sanne.browser.post("/v1/me/deletion", json!({})).await.is(202);
    sanne.browser.delete("/v1/me/deletion").await.is(204);
    ada.browser.post("/v1/me/deletion", json!({})).await.is(202);
    let token = ada.inbox.expect("Your account will be deleted").await.token("/keep-account");
    browser.post("/v1/account-deletions/withdrawals", json!({"token": token})).await.is(200);
}
