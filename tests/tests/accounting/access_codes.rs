//! The part of the day in which access codes come and go, and the main user hands over.

use black_box::{Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// Every operation on access codes once.
pub async fn codes_come_and_go(stage: &Stage) {
    let mila = stage.seeded(Seeded::Mila).await;
    let youssef = stage.seeded(Seeded::Youssef).await;
    mila.browser.get("/v1/access-codes").await.is(200);
    mila.browser.get("/v1/main-user").await.is(200);
    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.post("/v1/desk/main-users", json!({"kvkNumber": "69599068"})).await.is(200);
    let his = youssef.me().await["accountId"].clone();
    let code = mila.browser.post_once("/v1/access-codes", json!({"accountId": his}), &unlikely()).await.is(201);
    let path = |code: &Value, what: &str| format!("/v1/access-codes/{}/{what}", code["accessCodeId"].as_str().unwrap());
    youssef.inbox.expect("Uw toegangscode").await.secret();
    mila.browser.put(&path(&code, "label"), json!({"label": "Buitendienst"})).await.is(200);

    stage.browser().post("/v1/lost-access", json!({"email": youssef.email, "lost": "both"})).await.is(202);
    let token = youssef.inbox.expect("Een nieuwe toegangscode aanvragen").await.token("/new-access-code");
    youssef.inbox.expect("Kies een nieuw wachtwoord").await.token("/new-password");
    stage.browser().post("/v1/lost-access/codes", json!({"token": token})).await.is(202);
    youssef.inbox.expect("Uw nieuwe toegangscode").await.secret();
    mila.browser.post(&path(&code, "renewal"), json!({})).await.is(200);
    youssef.inbox.expect("Uw nieuwe toegangscode").await.secret();

    let colleague = stage.visitor();
    let invited = json!({"email": colleague.email, "label": "Stage"});
    let invited = mila.browser.post_once("/v1/people", invited, &unlikely()).await.is(201);
    colleague.inbox.expect("Uw toegangscode").await.secret();
    let token = colleague.inbox.expect("Kies uw wachtwoord").await.token("/activate");
    colleague.activates(&token).await.is(200);
    mila.browser.post(&path(&invited, "end"), json!({})).await.is(200);
    mila.browser.put("/v1/main-user", json!({"accountId": his})).await.is(200);
}
