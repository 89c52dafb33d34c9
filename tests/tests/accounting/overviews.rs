//! The part of the day in which overviews of what was spent are asked for.

use black_box::{Seeded, Stage, unlikely};
use serde_json::json;

/// Every operation of overviews once.
pub async fn overviews_are_asked_for(stage: &Stage) {
    let noor = stage.seeded(Seeded::Noor).await;
    let month = black_box::today().to_string()[..7].to_owned();
    let wanted = json!({"from": month, "to": month, "format": "csv", "language": "nl"});
    let asked = noor.browser.post_once("/v1/overviews", wanted, &unlikely()).await.is(201);
    noor.inbox.expect("Uw bestedingsoverzicht staat klaar").await;
    noor.browser.get("/v1/overviews").await.is(200);
    noor.browser.get(&format!("/v1/overviews/{}", asked["id"].as_str().unwrap())).await.is(200);
    let wanted = json!({"paces": ["monthly"], "format": "xlsx", "language": "nl"});
    noor.browser.put("/v1/overview-subscription", wanted).await.is(200);
    noor.browser.get("/v1/overview-subscription").await.is(200);
    noor.browser.delete("/v1/overview-subscription").await.is(204);
}
