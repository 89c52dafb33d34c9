//! A first means, and what a manager starts for somebody else.

use black_box::{Case, Desk, Person, Seeded, Stage, extract_of, today, unlikely};
use serde_json::{Value, json};

/// What an applicant says of himself.
fn applicant() -> Value {
    json!({
        "initials": "A.", "firstNames": "Ada", "surname": "Lovelace", "birthDate": "1985-12-10", "mobile": "+31612345699",
    })
}

/// Applies for a company, and sees the session act for it from its next refresh on.
async fn applies<'p, 's>(person: &'p Person<'s>, kvk_number: &str) -> Case<'p, 's> {
    let wanted = json!({"kvkNumber": kvk_number, "targetLevel": "EH3", "user": applicant()});
    let upgrade = person.browser.post_once("/v1/applications", wanted, &unlikely()).await.is(201);
    assert_eq!((upgrade["stage"].as_str(), upgrade.get("fromLevel")), (Some("draft"), None), "{upgrade}");
    person.browser.post("/v1/sessions/refresh", json!({"client": "browser"})).await.is(200);
    let means =
        person.browser.get(&format!("/v1/means/{}", upgrade["means"]["meansId"].as_str().unwrap())).await.is(200);
    assert_eq!((means["status"].as_str(), means.get("level")), (Some("requested"), None), "{means}");
    Case { person, means, id: upgrade["upgradeId"].as_str().unwrap().to_owned() }
}

#[tokio::test]
async fn from_no_organisation_at_all_to_a_working_eh3_and_the_first_manager_can_be_taken_back() {
    let Some(stage) = Stage::own("it needs a company to itself") else { return };
    let ada = stage.customer().await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = applies(&ada, "42264003").await;
    assert_eq!(ada.me().await["organisation"]["role"], "user", "nothing but his own case until powers are shown");

    case.fills_in().await;
    // A first means has no end date to keep: its term is bought.
    let view = case.acts("submission").await;
    assert!(view.status == 422 && view.text.contains("/authorisations/termYears"), "{}", view.text);
    let mut authorisations = case.view().await["data"]["authorisations"].clone();
    authorisations["termYears"] = json!(3);
    case.changes(json!({"authorisations": authorisations})).await.is(200);
    case.hands_in_extract().await;
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
    ada.inbox.expect("We received your application for EH3").await;
    assert_eq!(case.check("data-matches-registration").await["state"], "not-needed");
    Desk::finds(&fatima, &case).await.approves().await;
    let code = ada.inbox.expect("Your application for EH3 is approved").await.secret();
    let means = case.tries_code(&code).await.is(200);
    assert_eq!((means["level"].as_str(), means["status"].as_str()), (Some("EH3"), Some("active")), "{means}");
    assert_eq!(means["holder"]["name"], "Ada Lovelace");
    ada.inbox.expect("Your eHerkenning means now works at level EH3").await;
    assert_eq!(ada.me().await["organisation"]["role"], "main-user");

    // The representative named is told, and can take it back without an account; tries are counted.
    let mail = ada.inbox.expect("A manager was appointed for your organisation").await;
    let (code, id) = (mail.secret(), mail.link("/revoke-appointment").split("appointment=").nth(1).unwrap().to_owned());
    let path = format!("/v1/appointments/{id}/revocation");
    let visitor = stage.browser();
    let wrong = visitor.post(&path, json!({"code": black_box::other_code(&code, 1)})).await;
    assert_eq!((wrong.slug(), &wrong.body["triesLeft"]), (Some("wrong-code"), &json!(9)), "{}", wrong.text);
    visitor.post(&path, json!({"code": code})).await.is(200);
    visitor.post(&path, json!({"code": code})).await.problem("code-void");
    assert_eq!(ada.me().await["organisation"]["role"], "user");
    ada.inbox.expect("Your role was changed").await;
}

#[tokio::test]
async fn a_company_held_by_a_holding_hands_in_the_holdings_extract_too_and_staff_see_it() {
    let Some(stage) = Stage::own("it needs a company to itself") else { return };
    let ada = stage.customer().await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = applies(&ada, "90004760").await;
    case.fills_in().await;
    let mut authorisations = case.view().await["data"]["authorisations"].clone();
    authorisations["termYears"] = json!(3);
    let view = case.changes(json!({"authorisations": authorisations})).await.is(200);
    assert_eq!(view["register"]["judgement"]["extractBecause"], "legal-person-acts", "{}", view["register"]);

    // That of its director is taken, whatever its day says of the own one; that of a company nobody named is not.
    let hands_in = async |number: &str, made_on| {
        let (document, _) = case.uploads("uittreksel.pdf", extract_of(number, made_on)).await;
        case.inspected(&document).await["document"].clone()
    };
    let old = hands_in("68727720", today().saturating_sub(jiff::Span::new().days(30))).await;
    assert_eq!((&old["state"], &old["reason"]), (&json!("refused"), &json!("extract-too-old")), "{old}");
    let holding = hands_in("68727720", today()).await;
    assert_eq!((&holding["state"], &holding["ofOfficial"]), (&json!("released"), &json!(true)), "{holding}");
    let own = case.check("extract-in-date").await;
    assert_eq!((&own["waitingFor"], own.get("reason")), (&json!("customer"), None), "still the own one's turn: {own}");
    assert!(case.acts("submission").await.text.contains("/documents"), "the own one is still missing");
    let stranger = hands_in("69599084", today()).await;
    assert_eq!(stranger["reason"], "extract-of-another-company", "{stranger}");

    case.hands_in_extract().await;
    assert_eq!(case.check("extract-in-date").await["state"], "passed");
    assert_eq!(hands_in("68727720", today()).await["state"], "released", "once more, it takes the place of the first");
    let view = case.acts("submission").await.is(200);
    assert_eq!((&view["stage"], &view["extract"]["read"]["kvkNumber"]), (&json!("in-review"), &json!("90004760")));
    assert_eq!(case.check("extract-in-date").await["state"], "passed");
    let desk = Desk::finds(&fatima, &case).await;
    let seen = desk.view().await;
    let theirs = seen["upgrade"]["officialsExtracts"].as_array().unwrap();
    assert_eq!(theirs.len(), 1, "{theirs:?}");
    assert_eq!(
        (&theirs[0]["read"]["kvkNumber"], &theirs[0]["because"]),
        (&json!("68727720"), &json!(["of-an-official"]))
    );
    let documents = seen["documents"].as_array().unwrap().iter();
    assert_eq!(documents.filter(|one| one["document"]["ofOfficial"] == true).count(), 2, "{}", seen["documents"]);
    assert_eq!(case.check("power-to-represent").await["waitingFor"], "staff");
    desk.approves().await;
    ada.inbox.expect("Your application for EH3 is approved").await;
}

#[tokio::test]
async fn two_applicants_get_one_organisation_and_see_nothing_of_each_other() {
    let Some(stage) = Stage::own("it needs a company to itself") else { return };
    let (ada, ben) = (stage.customer().await, stage.customer().await);
    let wanted = |surname: &str| {
        let mut user = applicant();
        user["surname"] = json!(surname);
        json!({"kvkNumber": "68727720", "targetLevel": "EH3", "user": user})
    };
    let (one, other) = (unlikely(), unlikely());
    let (hers, his) = futures::join!(
        ada.browser.post_once("/v1/applications", wanted("Aardvark"), &one),
        ben.browser.post_once("/v1/applications", wanted("Baboon"), &other),
    );
    let (hers, his) = (hers.is(201), his.is(201));
    assert_eq!(hers["organisationId"], his["organisationId"], "one number, one organisation");
    for person in [&ada, &ben] {
        person.browser.post("/v1/sessions/refresh", json!({"client": "browser"})).await.is(200);
    }
    let list = ben.browser.get("/v1/means").await.is(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    assert!(!list.to_string().contains("Aardvark"));
    let foreign = format!("/v1/upgrades/{}", hers["upgradeId"].as_str().unwrap());
    ben.browser.get(&foreign).await.problem("not-found");
    ben.browser.get("/v1/people").await.problem("forbidden");
    let table = json!({"fileName": "a.csv", "content": ""});
    ben.browser.post_once("/v1/batches", table, &unlikely()).await.problem("forbidden");

    // Once more for the same company is the same case.
    let again = ada.browser.post_once("/v1/applications", wanted("Aardvark"), &unlikely()).await;
    assert_eq!(again.slug(), Some("already-open"), "{}", again.text);
    // A company the register does not know, and somebody else's means by somebody who manages nothing.
    let unknown = json!({"kvkNumber": "00000001", "targetLevel": "EH3", "user": applicant()});
    let refused = ada.browser.post_once("/v1/applications", unknown, &unlikely()).await;
    assert!(refused.text.contains("unknown-company"), "{}", refused.text);
    let mut for_ben = wanted("Baboon");
    for_ben["holderEmail"] = json!(ben.email);
    ada.browser.post_once("/v1/applications", for_ben, &unlikely()).await.problem("forbidden");
}

#[tokio::test]
async fn a_manager_starts_for_another_user_who_finishes_without_a_form() {
    let Some(stage) = Stage::own("it needs the people of the demo to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let list = petra.browser.get("/v1/means").await.is(200);
    let means = list["items"].as_array().unwrap().iter().find(|means| means["number"] == "BAL-1003").cloned().unwrap();
    let wanted = json!({"meansId": means["meansId"], "targetLevel": "EH3"});
    let upgrade = petra.browser.post_once("/v1/upgrades", wanted, &unlikely()).await.is(201);
    let id = upgrade["upgradeId"].as_str().unwrap().to_owned();
    let mail = sanne.inbox.expect("Uw beheerder is een aanvraag naar EH3 voor u gestart").await;
    assert!(mail.link("/upgrades/").ends_with(&id));

    let hers = Case { person: &sanne, means: means.clone(), id: id.clone() };
    let managers = Case { person: &petra, means, id };
    assert_eq!(hers.check("form-signed").await["state"], "not-needed");
    hers.fills_in().await;
    let filled = managers.view().await;
    assert_eq!(filled["data"]["user"]["birthPlace"], "Utrecht", "both fill in, and see what the other did");
    hers.hands_in_extract().await;
    let view = managers.acts("submission").await.is(200);
    assert_eq!(view["stage"], "in-review", "{view}");
    assert_eq!(managers.check("form-signed").await["state"], "not-needed");
    Desk::finds(&fatima, &managers).await.approves().await;
    let code = sanne.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    let refused = managers.tries_code(&code).await;
    assert!(refused.status >= 400, "the holder alone activates: {}", refused.text);
    assert_eq!(hers.tries_code(&code).await.is(200)["level"], "EH3");
}

#[tokio::test]
async fn a_manager_applies_for_somebody_who_has_no_account_yet() {
    let Some(stage) = Stage::own("it needs the people of the demo to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let newcomer = stage.visitor();
    let wanted = json!({
        "kvkNumber": "69599068", "targetLevel": "EH3", "user": applicant(), "holderEmail": newcomer.email,
    });
    let mut elsewhere = wanted.clone();
    elsewhere["kvkNumber"] = json!("68750110");
    let refused = noor.browser.post_once("/v1/applications", elsewhere, &unlikely()).await;
    assert!(refused.text.contains("not-your-organisation"), "{}", refused.text);
    let upgrade = noor.browser.post_once("/v1/applications", wanted, &unlikely()).await.is(201);
    let mail = newcomer.inbox.expect("Uw beheerder is een aanvraag naar EH3 voor u gestart").await;
    mail.link("/register");

    newcomer.registers().await;
    newcomer.confirms().await;
    newcomer.logs_in().await;
    assert_eq!(newcomer.me().await["organisation"]["kvkNumber"], "69599068");
    let seen = newcomer.browser.get(&format!("/v1/upgrades/{}", upgrade["upgradeId"].as_str().unwrap())).await.is(200);
    assert_eq!(seen["stage"], "draft");
    assert_eq!(newcomer.browser.get("/v1/means").await.is(200)["items"].as_array().unwrap().len(), 1);
}
