//! What a means is for: looked up by anybody, priced by the customer, kept by the desk.

use black_box::{Case, Person, Stage, today};
use serde_json::json;

/// Everything of the catalogue once. `case` is a draft.
pub async fn what_for(stage: &Stage, case: &Case<'_, '_>, staff: &Person<'_>) {
    let anybody = stage.browser();
    anybody.get("/v1/services").await.is(200);
    anybody.get("/v1/prices").await.is(200);
    anybody.get("/v1/data-table").await.is(200);
    let chosen = json!([{"scope": "service", "serviceId": "urn:balie:service:uwv:werkgeversportaal"}]);
    anybody.post("/v1/advice", json!({"chosen": chosen})).await.is(200);
    let with_code = json!({"chosen": chosen, "discountCode": "UPGRADE30"});
    case.person.browser.post(&format!("{}/quote", case.path()), with_code).await.is(200);

    let code = json!({"code": "ZOMER5", "worth": {"kind": "amount", "cents": 500}, "validFrom": today()});
    staff.browser.put("/v1/desk/discount-codes", code).await.is(200);
    staff.browser.get("/v1/desk/discount-codes").await.is(200);
    staff.browser.get("/v1/desk/level-rise?service=urn:balie:service:rvo:mijn-rvo-light&level=EH3").await.is(200);
    let catalogue = staff.browser.get("/v1/desk/catalogue").await.is(200);
    let provider = &catalogue["providers"][0];
    let change = json!({
        "basedOn": catalogue["version"], "provider": {"id": provider["id"], "name": provider["name"]},
        "service": provider["services"][0], "note": "The same once more.",
    });
    staff.browser.put("/v1/desk/services", change).await.is(200);
    staff.browser.get("/v1/desk/editions").await.is(200);
    // Whoever publishes a table of signatures says the whole of it.
    let signatures = json!({"EH2": "one", "EH2+": "one", "EH3": "one", "EH4": "all"});
    let content = json!({
        "adultAge": 18,
        "signatures": {
            "alone": signatures, "full-proxy": signatures, "limited-for-this": signatures, "joint": signatures,
            "limited": signatures,
        },
        "settledByRegister": ["alone"],
        "weights": {},
    });
    let edition = json!({
        "table": "powers", "basedOn": "2026-11", "validFrom": "2099-01-01", "note": "Far off.", "content": content.to_string(),
    });
    staff.browser.post("/v1/desk/editions", edition).await.is(201);
}
