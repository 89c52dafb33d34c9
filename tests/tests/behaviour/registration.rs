//! What is registered with a means: what an upgrade must match, and how it comes to be another (seeds 001 and 003).

use black_box::{Case, Desk, Person, Seeded, Stage, unused_address};
use serde_json::{Value, json};

const UWV: &str = "urn:balie:service:uwv:werkgeversportaal";

/// What is registered under a field, as it is filled in beforehand.
fn known(view: &Value, field: &str) -> Value {
    let asked = view["asked"].as_array().unwrap().iter();
    asked.filter(|asked| asked["section"] == "user").find(|asked| asked["field"] == field).unwrap()["known"].clone()
}

/// Changes the address of somebody by both mailboxes, and logs in with the new one. Gives the old one.
async fn moves(person: &mut Person<'_>, stage: &Stage) -> String {
    let new = unused_address();
    person.browser.post("/v1/me/address-change", json!({"newEmail": new})).await.is(202);
    let mails = [
        stage.inbox(&person.email).expect("Bevestig uw nieuwe e-mailadres").await,
        stage.inbox(&new).expect("Bevestig dit adres voor Balie").await,
    ];
    for mail in mails {
        let token = json!({"token": mail.token("/new-address")});
        stage.browser().post("/v1/address-changes/confirmations", token).await.is(200);
    }
    let old = std::mem::replace(&mut person.email, new);
    person.logs_in().await;
    old
}

/// Waits until the means of a case is registered with this address.
async fn is_registered(case: &Case<'_, '_>, email: &str) {
    let path = format!("/v1/means/{}", case.means["meansId"].as_str().unwrap());
    for _ in 0..200 {
        if case.person.browser.get(&path).await.is(200)["holder"]["email"] == email {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{email} is not registered: {}", case.person.browser.get(&path).await.text);
}

#[tokio::test]
async fn a_means_of_a_branch_is_raised_without_one_and_opens_what_refuses_branches() {
    let Some(stage) = Stage::own("a means of the demo data is raised") else { return };
    let (sanne, fatima) = (stage.seeded(Seeded::Sanne).await, stage.seeded(Seeded::Fatima).await);
    let case = Case::start(&sanne, "EH3").await;
    assert_eq!(case.means["organisation"]["establishmentNumber"], "000037178598");
    case.fills_in().await;
    let view = case
        .changes(json!({
            "organisation": {"kvkNumber": "68750110"},
            "authorisations": {"chosen": [{"scope": "service", "serviceId": UWV}]},
        }))
        .await
        .is(200);
    let check = view["checks"].as_array().unwrap().iter().find(|one| one["check"] == "data-matches-registration");
    assert_eq!(check.unwrap()["state"], "passed", "{view}");
    case.hands_in_extract().await;
    case.acts("submission").await.is(200);
    let desk = Desk::finds(&fatima, &case).await;
    let rows = desk.view().await["sideBySide"].clone();
    let row = rows.as_array().unwrap().iter().find(|row| row["field"] == "establishmentNumber").unwrap();
    assert_eq!((&row["registered"], &row["entered"]), (&json!("000037178598"), &Value::Null), "the desk sees it");
    desk.approves().await;
    let code = sanne.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    let raised = case.tries_code(&code).await.is(200);
    assert_eq!((&raised["level"], &raised["organisation"]["establishmentNumber"]), (&json!("EH3"), &Value::Null));
    assert!(raised["rights"].to_string().contains(UWV), "{raised}");
    let means = format!("/v1/means/{}", case.means["meansId"].as_str().unwrap());
    assert_eq!(sanne.browser.get(&means).await.is(200)["organisation"]["establishmentNumber"], Value::Null);
}

#[tokio::test]
async fn the_registration_follows_an_address_that_changed_and_comes_back_with_it() {
    let Some(stage) = Stage::own("somebody of the demo data changes her address") else { return };
    let mut mila = stage.seeded(Seeded::Mila).await;
    // One upgrade is filled in already when the address changes.
    let id = {
        let case = Case::start(&mila, "EH3").await;
        case.fills_in().await;
        case.id
    };
    let old = moves(&mut mila, &stage).await;
    let means = Case::means_of_open(&mila, &id).await;
    let case = Case { person: &mila, means, id };
    is_registered(&case, &mila.email).await;
    let view = case.view().await;
    assert_eq!((&known(&view, "email"), &view["data"]["user"]["email"]), (&json!(mila.email), &json!(mila.email)));
    assert_eq!(view["data"]["representatives"][0]["email"], json!(mila.email));
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
    black_box::Courier::invited(&stage, &case.id, &mila.email).await;
    case.acts("cancellation").await.is(200);
    let people = mila.browser.get("/v1/people").await.is(200);
    assert!(people.to_string().contains(&mila.email) && !people.to_string().contains(&old), "{people}");

    // The undo of the old mailbox brings it back.
    let token = stage.inbox(&old).expect("Het e-mailadres van uw account is gewijzigd").await.token("/keep-address");
    stage.browser().post("/v1/address-changes/stops", json!({"token": token})).await.is(200);
    let token = stage.inbox(&old).expect("Kies een nieuw wachtwoord").await.token("/new-password");
    mila.email = old;
    let reset = json!({"token": token, "password": mila.password});
    mila.browser.post("/v1/password-resets/completion", reset).await.is(200);
    mila.logs_in().await;
    let case = Case::start(&mila, "EH3").await;
    is_registered(&case, &mila.email).await;
    assert_eq!(known(&case.view().await, "email"), json!(mila.email));
}

#[tokio::test]
async fn the_desk_puts_a_registration_right_and_the_upgrade_that_was_stuck_goes_on() {
    let Some(stage) = Stage::own("a registration of the demo data is changed") else { return };
    let (mila, fatima) = (stage.seeded(Seeded::Mila).await, stage.seeded(Seeded::Fatima).await);
    let case = Case::start(&mila, "EH3").await;
    let mut user = case.fills_in().await["data"]["user"].clone();
    user["mobile"] = json!("+31699999999");
    case.changes(json!({"user": user})).await.is(200);
    let problem = case.acts("submission").await.problem("invalid-input");
    assert_eq!(problem["errors"][0]["code"], "differs-from-registration", "{problem}");

    let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
    let found = json!({"query": case.means["number"]});
    let found = fatima.browser.post("/v1/desk/searches", found).await.is(200);
    assert_eq!(found["cases"][0]["upgradeId"], json!(case.id));
    let at_desk = format!("/v1/desk/organisations/{organisation}/upgrades/{}", case.id);
    let version = fatima.browser.get(&at_desk).await.is(200)["means"]["version"].clone();
    let path =
        format!("/v1/desk/organisations/{organisation}/means/{}/registration", case.means["meansId"].as_str().unwrap());
    let right = json!({
        "initials": "M.J.", "firstNames": "Mila Johanna", "infix": "de", "surname": "Boer", "birthDate": "1979-05-17",
        "mobile": "+31699999999",
    });
    let body = json!({"version": version, "person": right});
    mila.browser.put(&path, body.clone()).await.problem("forbidden");
    let mut tomorrow = body.clone();
    tomorrow["person"]["birthDate"] = json!("2999-01-01");
    fatima.browser.put(&path, tomorrow).await.problem("invalid-input");
    fatima.browser.put(&path, body.clone()).await.is(200);
    fatima.browser.put(&path, body).await.problem("changed-meanwhile");
    let mail = mila.inbox.expect("Uw registratie is gewijzigd").await;
    assert!(mail.text.contains("BAL-4001") && !mail.text.contains("99999999"), "{}", mail.text);

    assert_eq!(known(&case.view().await, "mobile"), "+31699999999");
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
    // What is judged rests on it: it is not changed meanwhile.
    let version = fatima.browser.get(&at_desk).await.is(200)["means"]["version"].clone();
    fatima.browser.put(&path, json!({"version": version, "person": right})).await.problem("already-open");
    case.acts("cancellation").await.is(200);
}
