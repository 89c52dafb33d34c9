//! The part of the day in which a member business gets its letter and is opened.

use std::time::Duration;

use black_box::{Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// Every operation of member businesses once.
pub async fn a_business_is_opened(stage: &Stage) {
    let fatima = stage.seeded(Seeded::Fatima).await;
    let address = json!({"street": "Am Wall 7", "postcode": "18055", "town": "Rostock", "country": "DE"});
    let data = json!({"number": "475500", "name": "Malerei Herbst", "address": address, "language": "de"});
    let made = fatima.browser.post_once("/v1/desk/businesses", data.clone(), &unlikely()).await.is(201);
    let path = format!("/v1/desk/businesses/{}", made["id"].as_str().unwrap());
    fatima.browser.put(&path, json!({"version": 1, "data": data})).await.is(200);
    fatima.browser.post("/v1/desk/business-searches", json!({"query": "475500"})).await.is(200);
    // "Betriebsnummer;Name;Strasse;PLZ;Ort" and one row.
    let content = "QmV0cmllYnNudW1tZXI7TmFtZTtTdHJhc3NlO1BMWjtPcnQKNDc1NTAxO0VpbnM7QWxsZWUgMTsxODA1NTtSb3N0b2NrCg==";
    fatima.browser.post("/v1/desk/business-imports", json!({"content": content, "letters": true})).await.is(200);
    fatima.browser.post_once("/v1/desk/pin-letters", json!({"businesses": [made["id"]]}), &unlikely()).await.is(202);
    let earlier = is_set(&fatima, &path, &Value::Null).await;
    fatima.browser.post_once(&format!("{path}/pin-letter"), json!({}), &unlikely()).await.is(201);
    is_set(&fatima, &path, &earlier).await;
    fatima.browser.get("/v1/desk/pin-letters").await.is(200);
    let copy = fatima.browser.post(&format!("{path}/pin-letter/copies"), json!({})).await.is(200);
    let (_, _, file) = fatima.browser.fetch(copy["url"].as_str().unwrap()).await;
    let paper = lopdf::Document::load_mem(&file).unwrap();
    let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
    let text = paper.extract_text(&pages).unwrap();
    let words: Vec<&str> = text.split_whitespace().collect();
    let four = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let pin = words.windows(2).find(|pair| four(pair[0]) && four(pair[1])).unwrap().concat();

    let lena = stage.customer().await;
    lena.browser.post("/v1/pin-letter-requests", json!({"companyNumber": "475500"})).await.is(202);
    let opened = lena
        .browser
        .post_once("/v1/businesses", json!({"companyNumber": "475500", "pin": pin}), &unlikely())
        .await
        .is(201);
    lena.browser.get("/v1/businesses").await.is(200);
    let own = format!("/v1/businesses/{}", opened["id"].as_str().unwrap());
    lena.browser.get(&own).await.is(200);
    lena.browser.get(&format!("{own}/people")).await.is(200);
    let me = lena.me().await["accountId"].clone();
    lena.browser.delete(&format!("{own}/people/{}", me.as_str().unwrap())).await.is(204);
}

/// Waits until a letter other than `before` is set; answers which.
async fn is_set(desk: &Person<'_>, path: &str, before: &Value) -> Value {
    for _ in 0..100 {
        let letter = desk.browser.get(path).await.is(200)["letter"].clone();
        if letter["state"] == "valid" && letter["id"] != *before {
            return letter["id"].clone();
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("no letter was set");
}
