//! The part of the day in which the desk collects by direct debit; the money comes in long after.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use black_box::{Seeded, Stage, today, unlikely};
use serde_json::json;

use crate::mandates::signed;

const ALL: &str = "/v1/desk/collections";

/// Every operation of collections once but the last; answers where the collection is, and its day.
pub async fn collections_are_made(stage: &Stage) -> (String, String) {
    let (person, business) = stage.opens_business().await;
    let (path, reference) = signed(&person, &business).await;
    let staff = stage.seeded(Seeded::Fatima).await;
    let browser = &staff.browser;
    browser.get("/v1/desk/mandates?which=active").await.is(200);
    for kind in ["csv", "xlsx"] {
        let answer = browser.get(&format!("/v1/desk/mandates/{kind}?which=active&language=de")).await;
        assert_eq!(answer.status, 200);
    }
    let on = browser.get(ALL).await.is(200)["earliest"].clone();
    let make = async || {
        let made = browser.post_once(ALL, json!({"on": on}), &unlikely()).await.is(201);
        format!("{ALL}/{}", made["collectionId"].as_str().unwrap())
    };
    let one = make().await;
    let debit = json!({"reference": reference, "cents": 5_500, "text": "Beitrag 2026"});
    browser.post_once(&format!("{one}/debits"), debit.clone(), &unlikely()).await.is(201);
    let table = json!({"content": STANDARD.encode(format!("{reference};7,50;Gebühr\n"))});
    browser.post_once(&format!("{one}/tables"), table, &unlikely()).await.is(200);
    browser.post_once(&format!("{one}/invoices"), json!({}), &unlikely()).await.is(200);
    browser.delete(&format!("{one}/debits/2")).await.is(204);
    browser.post_once(&format!("{one}/debits"), debit, &unlikely()).await.is(201);
    browser.post_once(&format!("{one}/announcement"), json!({}), &unlikely()).await.is(200);
    for _ in 0..300 {
        let shown = browser.get(&one).await.is(200);
        if shown["items"].as_array().unwrap().iter().all(|debit| debit["outcome"] == "told") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    person.browser.get(&format!("{path}/collections")).await.is(200);
    browser.post(&format!("{one}/export"), json!({})).await.is(200);
    assert_eq!(browser.get(&format!("{one}/file")).await.status, 200);
    let back = json!({"reason": "AM04", "on": today()});
    browser.post_once(&format!("{one}/debits/1/return"), back, &unlikely()).await.is(200);
    let other = make().await;
    browser.post_once(&format!("{other}/withdrawal"), json!({}), &unlikely()).await.is(200);
    (one, on.as_str().unwrap().to_owned())
}

/// The money comes in.
pub async fn the_money_comes_in(stage: &Stage, (collection, on): (String, String)) {
    let staff = stage.seeded(Seeded::Fatima).await;
    staff.browser.post_once(&format!("{collection}/settlement"), json!({"on": on}), &unlikely()).await.is(200);
}
