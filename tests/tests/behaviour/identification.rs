//! Being identified by the partner: invited, booked, seen; and what happens when something differs, nobody is there, or the time runs out.

use std::time::Duration;

use black_box::{Case, Courier, Desk, Person, Seeded, Stage, extract_of, today};
use jiff::ToSpan as _;
use serde_json::{Value, json};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Whoever is to be identified, as the customer sees it, by name of state.
async fn states(case: &Case<'_, '_>) -> Vec<String> {
    let view = case.view().await;
    let persons = view["identification"]["persons"].as_array().cloned().unwrap_or_default();
    persons.iter().map(|person| person["state"].as_str().unwrap().to_owned()).collect()
}

/// Waits until it stands so.
async fn stands(case: &Case<'_, '_>, state: &str) -> Value {
    for _ in 0..400 {
        if states(case).await == [state] {
            return case.view().await["identification"]["persons"][0].clone();
        }
        tokio::time::sleep(Duration::from_millis(75)).await;
    }
    panic!("it stands at {:?} and not at {state}", states(case).await);
}

/// The case at the desk, without looking for it in a queue.
fn desk_of<'p, 's>(staff: &'p Person<'s>, case: &Case<'_, '_>) -> Desk<'p, 's> {
    let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
    Desk { staff, path: format!("/v1/desk/organisations/{organisation}/upgrades/{}", case.id) }
}

/// Fills in and hands in; an extract only where one is asked.
async fn hands_in(case: &Case<'_, '_>) {
    case.fills_in().await;
    if case.check("extract-in-date").await["state"] == "waiting" {
        case.hands_in_extract().await;
    }
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
}

#[tokio::test]
async fn a_sole_director_chooses_place_and_time_and_is_identified() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    hands_in(&case).await;
    assert_eq!(case.check("identification").await["waitingFor"], "courier");

    let mail = mila.inbox.expect("Laat u identificeren voor EH3").await;
    let courier = Courier::invited(stage, &case.id, &mila.email).await;
    assert!(mail.link("/courier/book/").starts_with(&stage.origin), "the mail leads to her own page");
    let invited = stands(&case, "invited").await;
    assert!(invited["bookUrl"].as_str().unwrap().contains("/courier/book/"), "{invited}");

    assert_eq!(courier.books(today(), "Dorpsstraat 1, Utrecht").await, 422, "today is too soon");
    assert_eq!(courier.books(today() + 2.days(), "Dorpsstraat 1, Utrecht").await, 303);
    let booked = stands(&case, "booked").await;
    assert_eq!(booked["appointment"]["place"], "Dorpsstraat 1, Utrecht");
    mila.inbox.expect("Uw afspraak voor de identificatie").await;
    courier.plays("window-known").await;
    assert_eq!(states(&case).await, ["window-known"]);
    mila.inbox.expect("Zo laat is uw identificatie").await;

    courier.plays("match").await;
    assert_eq!(case.check("identification").await["state"], "passed");
    let before = case.view().await;
    courier.sends_everything_again().await;
    assert_eq!(case.view().await, before, "what was heard is not heard again, whatever its order");
    let told = before["timeline"].to_string();
    assert!(told.contains("identification") && !told.contains("Dorpsstraat") && !told.contains("Mila"), "{told}");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_mismatch_goes_to_the_desk_with_both_values() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let (mila, fatima) = (stage.seeded(Seeded::Mila).await, stage.seeded(Seeded::Fatima).await);
    let case = Case::start(&mila, "EH3").await;
    hands_in(&case).await;
    let courier = Courier::invited(stage, &case.id, &mila.email).await;
    courier.plays("mismatch").await;

    let check = case.check("identification").await;
    assert_eq!((&check["waitingFor"], &check["reason"]), (&json!("staff"), &json!("identification-mismatch")));
    let seen = stands(&case, "mismatched").await;
    assert_eq!(seen["differing"], json!(["birth-date"]));
    assert!(
        seen["differences"].is_null() && !seen.to_string().contains("1976-02-03"),
        "what was seen is the desk's: {seen}"
    );
    mila.inbox.expect("Op een identiteitsbewijs staat iets anders").await;

    let desk = desk_of(&fatima, &case);
    let at_desk = desk.view().await["upgrade"]["identification"]["persons"][0].clone();
    let difference = &at_desk["differences"][0];
    assert_eq!(difference["seen"], "1976-02-03");
    assert_eq!(difference["entered"], case.view().await["data"]["user"]["birthDate"]);
    let early = desk.acts("approval", json!({})).await;
    assert_eq!(early.status, 409, "nothing is approved over a mismatch: {}", early.text);
    assert!(at_desk["bookUrl"].is_null(), "the page for booking is hers alone");

    desk.refuses("identification-mismatch", "Op uw paspoort staat een andere geboortedatum.").await;
    let mut user = case.view().await["data"]["user"].clone();
    let mut representatives = case.view().await["data"]["representatives"].clone();
    user["birthDate"] = json!("1976-02-03");
    representatives[0]["birthDate"] = json!("1976-02-03");
    let mended = case.changes(json!({"user": user, "representatives": representatives})).await.is(200);
    // What was seen is not what is registered, so the registration is changed first: that is told before it can be handed in.
    assert_eq!(mended["stage"], "refused");
    let told = case.acts("submission").await.problem("invalid-input");
    assert!(told.to_string().contains("/user/birthDate"), "{told}");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn whoever_mends_exactly_what_was_seen_need_not_be_seen_again() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let (mila, fatima) = (stage.seeded(Seeded::Mila).await, stage.seeded(Seeded::Fatima).await);
    let case = Case::start(&mila, "EH3").await;
    hands_in(&case).await;
    Courier::invited(stage, &case.id, &mila.email).await.plays("mismatch-number").await;
    assert_eq!(stands(&case, "mismatched").await["differing"], json!(["document-number"]));
    desk_of(&fatima, &case).refuses("identification-mismatch", "Op uw paspoort staat een ander nummer.").await;

    // Handing in the very same again is no answer: she would have to be seen again.
    let mut user = case.view().await["data"]["user"].clone();
    user["identityDocument"]["number"] = json!("NX4512BR8");
    case.changes(json!({"user": user})).await.is(200);
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
    assert_eq!(case.check("identification").await["state"], "passed", "{}", case.view().await);
    assert_eq!(states(&case).await, ["matched"]);
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn whoever_represents_nobody_is_not_identified_at_eh3() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    let view = case.fills_in().await;
    let mut other = view["data"]["representatives"][0].clone();
    other["isUser"] = json!(false);
    other["firstNames"] = json!("Anne");
    case.changes(json!({"representatives": [other]})).await.is(200);
    assert_eq!(case.check("identification").await["state"], "not-needed", "somebody else signs for her (seed 002)");
    assert_ne!(case.check("form-signed").await["state"], "not-needed");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn somebody_else_cannot_speak_for_the_partner() {
    let stage = Stage::shared();
    let event = json!({
        "eventId": "evt_0000000000000001", "sequence": 1, "occurredAt": "2026-11-22T12:00:00Z",
        "reference": "org_01jdc5aaaaaaaaaaaaaaaaaaaa.upg_01jdc5bbbbbbbbbbbbbbbbbbbb.1", "what": {"kind": "matched"},
    });
    let path = "/v1/partners/identification/events";
    let visitor = stage.app();
    let unsigned = visitor.post(path, event.clone()).await;
    assert_eq!(unsigned.status, 401);
    for header in ["t=1,v1=00", "nonsense", &format!("t=1795000000,v1={}", "0".repeat(64))] {
        let text = Some(event.to_string());
        let forged = visitor.send_text(reqwest::Method::POST, path, text, &[("balie-signature", header)]).await;
        assert_eq!(forged.status, 401);
        assert_eq!(forged.body["errors"], Value::Null, "and nothing of why");
        assert_eq!(forged.body["title"], unsigned.body["title"]);
    }
}

#[tokio::test]
async fn who_was_not_there_chooses_anew_and_whose_time_is_over_is_invited_anew() {
    let Some(stage) = Stage::own("the clock is moved by a month") else { return };
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    hands_in(&case).await;
    let courier = Courier::invited(&stage, &case.id, &mila.email).await;
    stands(&case, "invited").await;

    // A week without a booking: a reminder, once.
    stage.later(DAY * 7 + Duration::from_secs(60)).await;
    stage.run_job("watch-identifications").await;
    stage.run_job("watch-identifications").await;
    mila.inbox.expect("Herinnering: laat u identificeren voor EH3").await;
    mila.logs_in().await;
    assert_eq!(states(&case).await, ["reminded"]);
    assert_eq!(mila.inbox.count("Herinnering: laat u identificeren").await, 1);

    courier.plays("no-show").await;
    let check = case.check("identification").await;
    assert_eq!((&check["waitingFor"], &check["reason"]), (&json!("customer"), &json!("identification-missed")));
    mila.inbox.expect("Wij troffen u niet voor de identificatie").await;
    assert!(stands(&case, "no-show").await["bookUrl"].is_string(), "she chooses another time on the same page");

    // A month after the invitation it is over.
    stage.later(DAY * 24).await;
    stage.run_job("watch-identifications").await;
    mila.logs_in().await;
    let expired = stands(&case, "expired").await;
    assert_eq!(expired["mayInviteAgain"], true);
    mila.inbox.expect("De tijd voor de identificatie is voorbij").await;
    for _ in 0..200 {
        if courier.is_called_off().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(75)).await;
    }
    assert!(courier.is_called_off().await, "the partner need not wait for her any more");

    let number = expired["number"].clone();
    let ask = |version: Value| json!({"version": version, "number": number});
    let path = format!("{}/identification/invitations", case.path());
    let view = mila.browser.post(&path, ask(case.version().await)).await.is(200);
    assert_eq!(view["identification"]["persons"][0]["state"], "invited");
    mila.browser.post(&path, ask(case.version().await)).await.problem("wrong-stage");
    let courier = Courier::invited_as(&stage, &case.id, &mila.email, 2).await;
    courier.plays("match").await;
    assert_eq!(case.check("identification").await["state"], "passed");
}

#[tokio::test]
async fn the_desk_has_somebody_invited_anew_without_giving_the_case_back() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let (fatima, joost) = (stage.seeded(Seeded::Fatima).await, stage.seeded(Seeded::Joost).await);
    let case = Case::start(&mila, "EH3").await;
    hands_in(&case).await;
    Courier::invited(stage, &case.id, &mila.email).await.plays("mismatch").await;
    let differing = stands(&case, "mismatched").await;
    assert_eq!(differing["mayInviteAgain"], false, "only the desk can, after a difference");

    let desk = desk_of(&fatima, &case);
    let ask = async || json!({"version": desk.view().await["upgrade"]["version"], "number": differing["number"]});
    let path = format!("{}/identification/invitations", desk.path);
    joost.browser.post(&format!("{}/taking", desk.path), json!({})).await.is(200);
    fatima.browser.post(&path, ask().await).await.problem("taken-by-another");
    joost.browser.post(&format!("{}/release", desk.path), json!({})).await.is(200);
    mila.browser.post(&path, ask().await).await.problem("forbidden");
    let view = fatima.browser.post(&path, ask().await).await.is(200);
    assert_eq!(view["stage"], "in-review", "it stays at the desk");
    assert_eq!(view["identification"]["persons"][0]["state"], "invited");

    Courier::invited_as(stage, &case.id, &mila.email, 2).await.plays("match").await;
    assert_eq!(case.check("identification").await["state"], "passed");
    fatima.browser.post(&path, ask().await).await.problem("wrong-stage");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn from_eh2_to_eh4_everybody_who_signs_is_seen_and_two_colleagues_approve() {
    let Some(stage) = Stage::own("the one means of EH2 is raised for good") else { return };
    let willem = stage.seeded(Seeded::Willem).await;
    let case = Case::start(&willem, "EH4").await;
    assert_eq!(case.means["level"], "EH2");
    let view = case.fills_in().await;
    let mut user = view["data"]["user"].clone();
    user["address"] = json!({"street": "Dorpsstraat 1", "postcode": "3511AB", "town": "Utrecht", "country": "NL"});
    user["certificateSerial"] = json!("5A3F19C2D47E8B60");
    user["bsn"] = json!("123456782");
    let changed = case.changes(json!({"user": user})).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    let copy = hands_in_id_copy(&case).await;
    if case.check("extract-in-date").await["state"] == "waiting" {
        case.hands_in_extract().await;
    }
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
    let view = case.view().await;
    assert_eq!(view["identification"]["persons"].as_array().unwrap().len(), 1, "he signs for himself: {view}");
    Courier::invited(&stage, &case.id, &willem.email).await.plays("match").await;
    assert_eq!(case.check("identification").await["state"], "passed");

    let (fatima, joost) = (stage.seeded(Seeded::Fatima).await, stage.seeded(Seeded::Joost).await);
    let (hers, his) = (desk_of(&fatima, &case), desk_of(&joost, &case));
    hers.passes_open_checks().await;
    assert_eq!(hers.acts("approval", json!({})).await.is(200)["stage"], "in-review", "at EH4 a second colleague looks");
    assert_eq!(his.acts("approval", json!({})).await.is(200)["stage"], "approved");
    // The copy of his passport has served its purpose (S51).
    let path = format!("{}/documents/{copy}", case.path());
    for _ in 0..200 {
        if willem.browser.get(&path).await.is(200)["document"]["state"] == "deleted" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(75)).await;
    }
    assert_eq!(willem.browser.get(&path).await.is(200)["document"]["state"], "deleted");
    let code = willem.inbox.expect("Uw upgrade naar EH4 is goedgekeurd").await.secret();
    assert_eq!(case.tries_code(&code).await.is(200)["level"], "EH4");
}

/// A copy of the identity document, as asked at EH4.
async fn hands_in_id_copy(case: &Case<'_, '_>) -> String {
    let bytes = extract_of("69599084", today());
    let wanted = json!({
        "kind": "id-copy", "fileName": "paspoort.pdf", "contentType": "application/pdf", "size": bytes.len(),
    });
    let given = case.asks_ticket(wanted).await.is(201);
    let status = case.person.browser.upload(&given["upload"], "paspoort.pdf", "application/pdf", bytes).await;
    assert!((200..300).contains(&status), "the store answered {status}");
    let document = given["document"]["documentId"].as_str().unwrap().to_owned();
    let found = case.inspected(&document).await;
    assert_eq!(found["document"]["state"], "released", "{found}");
    document
}
