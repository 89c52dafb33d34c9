//! Something is looked for, ordered, made and read.

use std::time::Duration;

use black_box::{Seeded, Stage, unlikely};
use serde_json::json;

pub(crate) async fn something_is_ordered(stage: &Stage) {
    stage.browser().get("/v1/products").await.is(200);
    let willem = stage.seeded(Seeded::Willem).await;
    willem.browser.get("/v1/companies/68727720/filings").await.is(200);
    willem.browser.get("/v1/order-payments").await.is(200);
    let body = json!({
        "product": "extract", "kvkNumber": "68727720", "reference": "Dossier Haven", "payment": "invoice", "cents": 235,
        "language": "nl",
    });
    let order = willem.browser.post_once("/v1/orders", body, &unlikely()).await.is(201);
    let path = format!("/v1/orders/{}", order["orderId"].as_str().unwrap());
    for _ in 0..300 {
        if willem.browser.get(&path).await.is(200)["order"]["state"]["kind"] == "ready" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    willem.browser.get(&format!("{path}/sheet")).await.is(200);
    willem.browser.get("/v1/orders").await.is(200);
    let wanted = json!({"kvkNumber": "68727720", "email": black_box::unused_address(), "language": "en", "cents": 235});
    let placed = stage.browser().post("/v1/counter-orders", wanted).await.is(201);
    let opening = json!({"token": placed["token"]});
    stage.browser().post("/v1/counter-orders/opening", opening).await.is(200);
}
