//! What was spent is looked at, and a budget set, kept an eye on and removed.

use std::time::Duration;

use black_box::{Seeded, Stage, unlikely};
use serde_json::json;

pub(crate) async fn what_was_spent_is_looked_at(stage: &Stage) {
    let noor = stage.seeded(Seeded::Noor).await;
    let order = json!({
        "product": "extract", "kvkNumber": "69599084", "reference": "Dossier Haven", "payment": "invoice", "cents": 235,
        "language": "nl",
    });
    noor.browser.post_once("/v1/orders", order, &unlikely()).await.is(201);
    for _ in 0..300 {
        let spend = noor.browser.get("/v1/spend").await.is(200);
        // Others charge to this organisation as well; an order is charged when it is delivered.
        if spend["summary"]["products"].to_string().contains("\"extract\"") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let spend = noor.browser.get("/v1/spend").await.is(200);
    noor.browser.get("/v1/spend/lines").await.is(200);
    noor.browser.get("/v1/spend/lines?product=extract").await.is(200);
    let code = spend["summary"]["codes"][0]["codeId"].as_str().unwrap().to_owned();
    let path = format!("/v1/spend/budgets/{code}");
    noor.browser.put(&path, json!({"monthlyCents": 10_000})).await.is(200);
    noor.browser.get("/v1/spend/budgets").await.is(200);
    noor.browser.delete(&path).await.ok();
}
