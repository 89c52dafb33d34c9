//! The part of the day in which forms are filled in.

use black_box::{Seeded, Stage, unlikely};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Every operation of forms once: at its dearest, for a business.
pub async fn forms_are_filled_in(stage: &Stage) {
    let nobody = stage.browser();
    nobody.get("/v1/forms").await.is(200);
    nobody.get("/v1/forms/business-change").await.is(200);
    nobody.get("/v1/forms/lists/occupations?q=tisch").await.is(200);

    let (mila, business) = stage.opens_business().await;
    let body = json!({"form": "business-change", "businessId": business.id, "language": "de"});
    let first = mila.browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
    let path = format!("/v1/submissions/{}", first["submissionId"].as_str().unwrap());
    let bytes = b"Gewerbeabmeldung";
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let announced = json!({"fileName": "a.txt", "contentType": "text/plain", "size": bytes.len(), "sha256": sha256});
    let files = format!("{path}/attachments");
    let upload = mila.browser.post_once(&files, announced, &unlikely()).await.is(201);
    mila.browser.put_part(upload["parts"][0]["url"].as_str().unwrap(), bytes.to_vec()).await;
    let file = format!("{files}/{}", upload["uploadId"].as_str().unwrap());
    mila.browser.post(&format!("{file}/completion"), json!({})).await.is(200);
    while mila.browser.get(&file).await.is(200)["state"] != "released" {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    mila.browser.get(&files).await.is(200);
    let answers = json!({
        "change": "closure", "from": "2027-03-31", "reason": "age", "apprentices": false, "contact": "Mila Sommer",
        "proof": [upload["uploadId"]]
    });
    mila.browser.post("/v1/forms/business-change/checks", json!({"answers": answers, "whole": true})).await.is(200);
    let body = json!({"revision": 1, "edition": 1, "language": "de", "answers": answers});
    mila.browser.put(&format!("{path}/answers"), body).await.is(200);
    mila.browser.get(&path).await.is(200);
    mila.browser.get(&format!("/v1/submissions?businessId={}", business.id)).await.is(200);
    mila.browser.post_once(&format!("{path}/send"), json!({"revision": 2}), &unlikely()).await.is(200);
    mila.browser.post_once(&format!("{path}/withdraw"), json!({}), &unlikely()).await.is(200);
    let body = json!({
        "form": "business-change", "businessId": business.id, "language": "de", "copyFrom": first["submissionId"],
    });
    let copy = mila.browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
    mila.browser.delete(&format!("/v1/submissions/{}", copy["submissionId"].as_str().unwrap())).await.is(204);

    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.get("/v1/desk/forms").await.is(200);
    let edition = fatima.browser.get("/v1/desk/forms/early-examination/editions/1").await.is(200);
    let content = edition["content"].clone();
    fatima.browser.post("/v1/desk/forms/checks", json!({"content": content})).await.is(200);
    let next = json!({"basedOn": 1, "from": "2099-01-01", "note": "Far off.", "content": content});
    fatima.browser.post("/v1/desk/forms/early-examination/editions", next).await.is(201);
    fatima.browser.get("/v1/desk/forms/early-examination/editions/2").await.is(200);
    fatima.browser.put("/v1/desk/forms/early-examination/offer", json!({"version": 1, "offered": true})).await.is(200);
}
