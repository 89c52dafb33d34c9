//! What the desk does beside judging: taking cases, four eyes, messages, finding; and what Balie does when nothing happens.

use std::time::Duration;

use black_box::{Case, Desk, Seeded, Stage, extract_of, today};
use serde_json::json;

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn what_one_colleague_has_in_hand_the_other_leaves_alone() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let joost = stage.seeded(Seeded::Joost).await;
    let case = Case::start(&petra, "EH3").await;
    case.submits_everything().await;
    let hers = Desk::finds(&fatima, &case).await;
    let his = Desk::finds(&joost, &case).await;
    assert_eq!(hers.queue(&case.id).await.as_deref(), Some("data"));
    hers.hands("taking").await.is(200);
    let refused = his.hands("taking").await;
    assert_eq!((refused.status, refused.slug()), (409, Some("taken-by-another")), "{}", refused.text);
    assert!(refused.body["heldBy"]["until"].is_string() && refused.body["heldBy"]["name"].is_string());
    let note = json!({"outcome": "passed", "note": "Seen."});
    assert_eq!(his.acts("checks/user-identity", note.clone()).await.slug(), Some("taken-by-another"));
    assert_eq!(his.acts("refusal", json!({"reason": "other", "text": "No."})).await.slug(), Some("taken-by-another"));
    // She went home with it; half an hour later nobody waits for her.
    stage.later(Duration::from_secs(31 * 60)).await;
    joost.logs_in().await;
    his.hands("taking").await.is(200);
    his.acts("checks/user-identity", note).await.is(200);
    assert_eq!(his.queue(&case.id).await, None, "the sealed extract settled the rest; only the partner is waited for");
}

#[tokio::test]
async fn question_and_answer_are_told_by_mail_and_read_in_the_case() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    case.submits_everything().await;
    let desk = Desk::finds(&fatima, &case).await;
    desk.writes("Staan al uw voornamen op het paspoort?").await;
    let mail = petra.inbox.expect("Er is een bericht over uw upgrade naar EH3").await;
    assert!(!mail.text.contains("voornamen"), "the text is not in the mail: {}", mail.text);
    assert!(mail.link("/upgrades/").ends_with(&case.id));
    let thread = case.messages().await;
    assert_eq!((&thread["unread"], &thread["messages"][0]["from"]), (&json!(1), &json!("desk")));
    assert!(thread["messages"][0]["name"].is_null(), "names of the desk's people are for the desk");

    case.writes("Ja, allebei.").await.is(201);
    fatima.inbox.expect("Antwoord van een klant: upgrade naar EH3").await;
    let view = desk.view().await;
    assert_eq!(view["atDesk"]["unread"], 1);
    assert_eq!(view["messages"][1]["text"], "Ja, allebei.");
    assert!(view["messages"][0]["readAt"].is_string(), "answering is having read: {view}");
    fatima.browser.post(&format!("{}/messages/reading", desk.path), json!({})).await.is(200);
    assert_eq!(desk.view().await["atDesk"]["unread"], 0);
    assert!(case.messages().await["messages"][1]["readAt"].is_string());
}

#[tokio::test]
async fn refused_mended_approved() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    case.submits_everything().await;
    let desk = Desk::finds(&fatima, &case).await;
    desk.acts(
        "checks/user-identity",
        json!({"outcome": "failed", "note": "Born elsewhere.", "reason": "name-not-as-on-identity-document"}),
    )
    .await
    .is(200);
    desk.refuses("name-not-as-on-identity-document", "Uw geboorteplaats is anders dan op het paspoort.").await;
    assert!(!desk.is_queued(&case.id).await, "it is the customer's move");
    petra.inbox.expect("Uw upgrade naar EH3 kan zo nog niet doorgaan").await;
    let mut user = case.view().await["data"]["user"].clone();
    user["birthPlace"] = json!("Amersfoort");
    case.changes(json!({"user": user})).await.is(200);
    case.acts("submission").await.is(200);
    let desk = Desk::finds(&fatima, &case).await;
    desk.approves().await;
    let code = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    assert_eq!(case.tries_code(&code).await.is(200)["level"], "EH3");
}

#[tokio::test]
async fn at_eh4_the_second_approval_is_another_persons() {
    let Some(stage) = Stage::own("the one means of EH2 is raised for good") else { return };
    let willem = stage.seeded(Seeded::Willem).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let joost = stage.seeded(Seeded::Joost).await;
    let case = Case::start(&willem, "EH4").await;
    let mut user = case.fills_in().await["data"]["user"].clone();
    user["address"] = json!({"street": "Dorpsstraat 1", "postcode": "3511AB", "town": "Utrecht", "country": "NL"});
    user["certificateSerial"] = json!("5A3F19C2D47E8B60");
    user["bsn"] = json!("123456782");
    case.changes(json!({"user": user})).await.is(200);
    let copy = extract_of("69599084", today());
    let wanted = json!({"kind": "id-copy", "fileName": "id.pdf", "contentType": "application/pdf", "size": copy.len()});
    let given = case.asks_ticket(wanted).await.is(201);
    willem.browser.upload(&given["upload"], "id.pdf", "application/pdf", copy).await;
    case.inspected(given["document"]["documentId"].as_str().unwrap()).await;
    if case.check("extract-in-date").await["state"] == "waiting" {
        case.hands_in_extract().await;
    }
    case.acts("submission").await.is(200);
    let hers = Desk::finds(&fatima, &case).await;
    hers.passes_open_checks().await;
    assert_eq!(hers.queue(&case.id).await.as_deref(), Some("decision"));
    assert_eq!(hers.acts("approval", json!({})).await.is(200)["stage"], "in-review");
    assert_eq!(hers.queue(&case.id).await.as_deref(), Some("second-approval"));
    let again = hers.acts("approval", json!({})).await;
    assert_eq!((again.status, again.slug()), (409, Some("second-person-needed")), "{}", again.text);
    let his = Desk::finds(&joost, &case).await;
    assert_eq!(his.acts("approval", json!({})).await.is(200)["stage"], "approved");
    assert_eq!(his.view().await["atDesk"]["approvals"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_case_is_found_by_the_number_of_its_means_and_of_its_company() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    let number = case.means["number"].as_str().unwrap();
    let company = case.means["organisation"]["kvkNumber"].as_str().unwrap();
    for query in [number, &number.to_lowercase(), company] {
        let found = fatima.browser.post("/v1/desk/searches", json!({"query": query})).await.is(200);
        let cases = found["cases"].as_array().unwrap();
        assert!(cases.iter().any(|found| found["upgradeId"] == case.id.as_str()), "{query}: {found}");
    }
    petra.browser.post("/v1/desk/searches", json!({"query": number})).await.problem("forbidden");
}

#[tokio::test]
async fn a_draft_nobody_comes_back_to_is_reminded_warned_of_and_called_off() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let case = Case::start(&petra, "EH3").await;
    let days = async |days: u32| {
        stage.later(DAY * days).await;
        stage.run_job("remind-customers").await;
    };
    days(8).await;
    let mail = petra.inbox.expect("Uw upgrade naar EH3 wacht op u").await;
    assert!(mail.link("/upgrades/").ends_with(&case.id));
    days(71).await;
    petra.inbox.expect("Uw upgrade naar EH3 vervalt op").await;
    days(15).await;
    petra.inbox.expect("Uw upgrade naar EH3 is vervallen").await;
    petra.logs_in().await;
    let view = case.view().await;
    assert_eq!(view["stage"], "cancelled", "{view}");
    let means = petra.browser.get(&format!("/v1/means/{}", case.means["meansId"].as_str().unwrap())).await.is(200);
    assert!(means["openUpgrade"].is_null(), "the means is free for another try");
}

#[tokio::test]
async fn a_date_that_cannot_be_kept_moves_with_its_reason() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let case = Case::start(&petra, "EH3").await;
    let first = case.submits_everything().await["promisedFor"].as_str().unwrap().to_owned();
    stage.later(DAY * 12).await;
    stage.run_job("remind-customers").await;
    petra.inbox.expect("Nieuwe datum voor uw upgrade naar EH3").await;
    petra.logs_in().await;
    let view = case.view().await;
    assert!(view["promisedFor"].as_str().unwrap() > first.as_str(), "{view}");
    let entries = view["timeline"].as_array().unwrap();
    let moved = entries.iter().find(|entry| entry["entry"] == "promise-moved").unwrap();
    assert_eq!(moved["details"]["because"], "others-take-longer", "the partner who identifies is not done");
}
