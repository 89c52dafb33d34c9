//! Invoices are looked at, one is paid and one taken back.

use black_box::{Seeded, Stage};
use serde_json::json;

pub(crate) async fn invoices_are_settled(stage: &Stage) {
    let petra = stage.seeded(Seeded::Petra).await;
    let list = petra.browser.get("/v1/invoices").await.is(200);
    let [latest, before] = [0, 1].map(|at| list["items"][at].clone());
    petra.browser.get(&format!("/v1/invoices/{}", latest["invoiceId"].as_str().unwrap())).await.is(200);
    let fatima = stage.seeded(Seeded::Fatima).await;
    let path = |invoice: &serde_json::Value| format!("/v1/desk/invoices/{}", invoice["number"].as_str().unwrap());
    let seen = fatima.browser.get(&path(&latest)).await.is(200);
    let paid = json!({"version": seen["version"], "paidOn": latest["madeOn"]});
    fatima.browser.post(&format!("{}/payment", path(&latest)), paid).await.is(200);
    let seen = fatima.browser.get(&path(&before)).await.is(200);
    fatima.browser.post(&format!("{}/credit", path(&before)), json!({"version": seen["version"]})).await.is(200);
}
