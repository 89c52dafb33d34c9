//! The part of the day in which somebody applies for a first means, a manager sends a table, and people and means come and go.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use black_box::{Case, Desk, Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// Every operation around means and people once.
pub async fn means_and_people_come_and_go(stage: &Stage) {
    a_first_means(stage).await;
    let noor = stage.seeded(Seeded::Noor).await;
    a_table(stage, &noor).await;
    people_and_lapses(stage, &noor).await;
    // The last of the day: it takes more than a year.
    a_means_to_its_end(stage, &noor).await;
}

async fn a_first_means(stage: &Stage) {
    let ada = stage.customer().await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let user = json!({
        "initials": "A.", "firstNames": "Ada", "surname": "Kanarie", "birthDate": "1985-12-10", "mobile": "+31612345699",
    });
    let wanted = json!({"kvkNumber": "42264003", "targetLevel": "EH3", "user": user});
    let upgrade = ada.browser.post_once("/v1/applications", wanted, &unlikely()).await.is(201);
    ada.browser.post("/v1/sessions/refresh", json!({"client": "browser"})).await.is(200);
    let organisations = ada.browser.get("/v1/organisations").await.is(200);
    let own = organisations["items"][0]["organisation"]["organisationId"].as_str().unwrap();
    ada.browser.post(&format!("/v1/organisations/{own}/session"), json!({})).await.is(200);
    let means = format!("/v1/means/{}", upgrade["means"]["meansId"].as_str().unwrap());
    let means = ada.browser.get(&means).await.is(200);
    let case = Case { person: &ada, means, id: upgrade["upgradeId"].as_str().unwrap().to_owned() };
    let mut authorisations = case.fills_in().await["data"]["authorisations"].clone();
    authorisations["termYears"] = json!(1);
    case.changes(json!({"authorisations": authorisations})).await.is(200);
    let of_means = case.means["meansId"].as_str().unwrap();
    let version = ada.browser.get(&format!("/v1/means/{of_means}")).await.is(200)["version"].clone();
    let person = json!({
        "initials": "A.", "firstNames": "Ada", "surname": "Kanarie", "birthDate": "1985-12-10", "mobile": "+31612345688",
    });
    let registration = format!("/v1/desk/organisations/{own}/means/{of_means}/registration");
    fatima.browser.put(&registration, json!({"version": version, "person": person})).await.is(200);
    case.hands_in_extract().await;
    case.acts("submission").await.is(200);
    Desk::finds(&fatima, &case).await.approves().await;
    let code = ada.inbox.expect("Your application for EH3 is approved").await.secret();
    case.tries_code(&code).await.is(200);
    let mail = ada.inbox.expect("A manager was appointed for your organisation").await;
    let id = mail.link("/revoke-appointment").split("appointment=").nth(1).unwrap().to_owned();
    let code = json!({"code": mail.secret()});
    stage.browser().post(&format!("/v1/appointments/{id}/revocation"), code).await.is(200);
}

async fn a_table(stage: &Stage, noor: &Person<'_>) {
    for kind in ["csv", "xlsx"] {
        noor.browser.fetch(&format!("{}/v1/batch-templates/{kind}?language=nl", stage.origin)).await;
    }
    let table = STANDARD.encode("Niveau;Middelnummer\r\nEH3;BAL-9999\r\nEH4;BAL-3002\r\n");
    let sent = json!({"fileName": "a.csv", "content": table});
    let batch = noor.browser.post_once("/v1/batches", sent, &unlikely()).await.is(201);
    assert_eq!((&batch["good"], &batch["faulty"]), (&json!(1), &json!(1)), "{batch}");
    noor.browser.get("/v1/batches").await.is(200);
    let path = format!("/v1/batches/{}", batch["batchId"].as_str().unwrap());
    noor.browser.get(&path).await.is(200);
    noor.browser.post(&format!("{path}/sending"), json!({"leaveOutFaulty": true})).await.is(202);
    for _ in 0..100 {
        if noor.browser.get(&path).await.is(200)["stage"] == "sent" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let rows = noor.browser.get(&format!("{path}/rows")).await.is(200);
    let upgrade = rows["items"][0]["outcome"]["upgradeId"].as_str().unwrap().to_owned();
    let path = format!("/v1/upgrades/{upgrade}");
    let version = noor.browser.get(&path).await.is(200)["version"].clone();
    noor.browser.post(&format!("{path}/cancellation"), json!({"version": version})).await.is(200);
}

async fn people_and_lapses(stage: &Stage, noor: &Person<'_>) {
    let list = noor.browser.get("/v1/people").await.is(200);
    let daan = list["items"].as_array().unwrap().iter().find(|one| one["email"] == Seeded::Daan.email()).unwrap();
    let role = format!("/v1/people/{}/role", daan["accountId"].as_str().unwrap());
    noor.browser.put(&role, json!({"role": "manager"})).await.is(200);
    noor.browser.delete(&role).await.is(204);
    noor.browser.get("/v1/lapses").await.is(200);
    let feed = noor.browser.post("/v1/lapses/feed", json!({})).await.is(201);
    let (status, ..) = stage.browser().fetch(feed["url"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    noor.browser.delete("/v1/lapses/feed").await.is(204);
}

async fn a_means_to_its_end(stage: &Stage, noor: &Person<'_>) {
    stage.later(Duration::from_secs(400 * 24 * 3600)).await;
    noor.logs_in().await;
    let list = noor.browser.get("/v1/means").await.is(200);
    let means = list["items"].as_array().unwrap().iter().find(|means| means["number"] == "BAL-3002").cloned().unwrap();
    let path = |what: &str| format!("/v1/means/{}/{what}", means["meansId"].as_str().unwrap());
    let seen = |means: &Value| json!({"version": means["version"]});
    let means = noor.browser.post(&path("suspension"), seen(&means)).await.is(200);
    noor.browser.post(&path("resumption"), seen(&means)).await.is(200);
    let offer = noor.browser.get(&path("renewal")).await.is(200);
    let term = &offer["terms"][0];
    let buys = json!({
        "version": offer["version"], "termYears": term["years"], "grossCents": term["quote"]["grossCents"],
    });
    let means = noor.browser.post_once(&path("renewal"), buys, &unlikely()).await.is(200);
    noor.browser.post(&path("end"), seen(&means)).await.is(200);
    let daan = means["holder"]["accountId"].as_str().unwrap();
    noor.browser.post(&format!("/v1/people/{daan}/end"), json!({})).await.is(200);
}

/// The very last: five years on the main user's role has lapsed, and he takes it for another term.
pub async fn the_main_user_renews(stage: &Stage) {
    let noor = stage.seeded(Seeded::Noor).await;
    stage.later(Duration::from_secs(5 * 366 * 24 * 3600)).await;
    stage.run_job("rotate-keys").await;
    noor.logs_in().await;
    noor.browser.post("/v1/main-user/term", json!({})).await.is(200);
}
