//! The part of the day in which a contract is signed, entered in the register, and another one is asked back.

use black_box::{FilledContract, Seeded, Stage, minor_contract, unlikely};
use serde_json::{Value, json};

/// Every operation on what was handed in once.
pub async fn contracts_are_signed(stage: &Stage) {
    let person = stage.customer().await;
    let mut contract = FilledContract::sent(&person, minor_contract()).await;
    contract.course_with("paper").await;
    let father = contract.signer(stage, "/guardians/1/email");
    let token = father.invited().await;
    let refusal = json!({"token": token, "language": "de", "reason": "Erst lesen."});
    father.browser.post("/v1/submission-signing/refusals", refusal).await.is(200);
    let course = contract.course().await;
    let ids: Vec<Value> =
        course["signing"]["signers"].as_array().unwrap().iter().map(|one| one["signerId"].clone()).collect();
    let place = format!("{}/signers/{}/asking", contract.path, ids[3].as_str().unwrap());
    let right = json!({"email": format!("vater-{}@example.org", unlikely())});
    assert_eq!(person.browser.post(&place, right).await.status, 202);
    let scan = contract.hands_in("vertrag.pdf", include_bytes!("../../data/signed-contract.pdf")).await;
    let paper = json!({"scan": scan, "signers": ids[2..], "signedOn": "2026-11-02"});
    person.browser.post_once(&format!("{}/paper-signatures", contract.path), paper, &unlikely()).await.is(200);
    contract.signer(stage, "/businessEmail").signs().await;
    contract.signer(stage, "/email").signs().await;
    let asking = json!({"text": "Wie lange dauert es?"});
    person.browser.post_once(&format!("{}/messages", contract.path), asking, &unlikely()).await.is(200);

    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.get("/v1/desk/submissions?language=de").await.is(200);
    let desk = contract.at_desk();
    fatima.browser.post(&format!("{desk}/taking"), json!({})).await.is(200);
    fatima.browser.post(&format!("{desk}/release"), json!({})).await.is(200);
    fatima.browser.post(&format!("{desk}/messages"), json!({"text": "Zwei Wochen."})).await.is(200);
    fatima.browser.post(&format!("{desk}/questions"), json!({"why": "Bitte vier Monate."})).await.is(200);
    contract.answers["probationMonths"] = json!(3);
    contract.saves_and_sends().await;
    person.browser.post(&format!("{}/reopening", contract.path), json!({})).await.is(200);
    contract.saves_and_sends().await;
    for pointer in ["/businessEmail", "/email", "/guardians/0/email", "/guardians/1/email"] {
        contract.signer(stage, pointer).latest().await;
    }
    fatima.browser.get(&format!("{desk}?language=de")).await.is(200);
    fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "registered"})).await.is(200);
    contract.course_with("certificate").await;
}
