//! The part of the day in which documents of a business are handed in, found, fetched and kept up at the desk.

use black_box::folders::text_file;
use black_box::{Seeded, Stage, unlikely};
use serde_json::json;

/// Every operation of folders once.
pub async fn documents_are_handed_in(stage: &Stage) {
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (mila, business) = stage.opens_business().await;
    let of = format!("/v1/businesses/{}", business.id);
    mila.browser.get(&format!("{of}/folders")).await.is(200);
    let filed = mila.files(&business, "fees", "Beitrag 2026.txt", b"eins").await;
    mila.files(&business, "fees", "Beitrag 2026.txt", b"zwei").await;
    let given_up = mila.announces(&business, "fees", "Halb.txt", b"halb").await;
    mila.browser.get(&format!("{of}/uploads")).await.is(200);
    mila.browser.delete(&format!("{of}/uploads/{}", given_up["uploadId"].as_str().unwrap())).await.is(204);
    let fees = format!("{of}/folders/fees");
    mila.browser.get(&format!("{fees}/files")).await.is(200);
    mila.browser.get(&format!("{of}/files?q=beitrag")).await.is(200);
    let file = format!("{fees}/files/{}", filed["fileId"].as_str().unwrap());
    mila.browser.get(&file).await.is(200);
    mila.downloads(&fees, &filed["fileId"], None).await;

    let at_desk = format!("/v1/desk/businesses/{}/folders", business.id);
    fatima.browser.get("/v1/desk/new-files").await.is(200);
    fatima.browser.get(&format!("{at_desk}/fees/files")).await.is(200);
    let shown = format!("{at_desk}/fees/files/{}", filed["fileId"].as_str().unwrap());
    fatima.browser.get(&shown).await.is(200);
    fatima.browser.post(&format!("{shown}/seen"), json!({})).await.is(200);
    fatima.downloads(&format!("{at_desk}/fees"), &filed["fileId"], None).await;
    let mut put = text_file("notices", "Bescheid.txt", b"Bescheid");
    put["owner"] = json!(business.id);
    let given_up = fatima.browser.post_once("/v1/desk/uploads", put.clone(), &unlikely()).await.is(201);
    let path = |upload: &serde_json::Value| {
        format!("/v1/desk/uploads/{}/{}", business.id, upload["uploadId"].as_str().unwrap())
    };
    fatima.browser.delete(&path(&given_up)).await.is(204);
    let upload = fatima.browser.post_once("/v1/desk/uploads", put, &unlikely()).await.is(201);
    fatima.puts(&upload, b"Bescheid", 1..=1).await;
    let done = fatima.completes(&path(&upload)).await;
    mila.inbox.expect("A new document for").await;
    mila.downloads(&format!("{of}/folders/notices"), &done["fileId"], None).await;

    let parcels = format!("{of}/parcels");
    let asked = mila.browser.post_once(&parcels, json!({"language": "en"}), &unlikely()).await.is(201);
    mila.awaits_parcel(&business, &asked).await;
    mila.browser.get(&parcels).await.is(200);

    let title = json!({"de": "Antrag", "nl": "Aanvraag", "en": "Application"});
    let new = json!({"title": title, "topic": "register"});
    let template = fatima.browser.post_once("/v1/desk/templates", new, &unlikely()).await.is(201);
    let id = template["templateId"].as_str().unwrap();
    let mut put = text_file("register", "Antrag.txt", b"Antrag");
    put["owner"] = json!(id);
    let upload = fatima.browser.post_once("/v1/desk/uploads", put, &unlikely()).await.is(201);
    fatima.puts(&upload, b"Antrag", 1..=1).await;
    fatima.completes(&format!("/v1/desk/uploads/{id}/{}", upload["uploadId"].as_str().unwrap())).await;
    let all = fatima.browser.get("/v1/desk/templates").await.is(200);
    let kept = all["templates"].as_array().unwrap().iter().find(|one| one["templateId"] == id).unwrap();
    let version = kept["version"].clone();
    let changed = json!({"version": version, "title": title, "topic": "other", "withdrawn": false});
    fatima.browser.put(&format!("/v1/desk/templates/{id}"), changed).await.is(200);
    mila.browser.get(&format!("{of}/templates")).await.is(200);
    mila.browser.post(&format!("{of}/templates/{id}/downloads"), json!({})).await.is(200);
    mila.browser.delete(&file).await.is(204);
}
