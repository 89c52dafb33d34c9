//! The contract on paper: printed, signed in pen, posted, and found at the desk by the code on it.

use black_box::{Case, Desk, Person, Seeded, Stage};
use serde_json::{Value, json};

/// Whoever may sign for Katrien by the register, as the customer names her.
fn anouk(mobile: &str) -> Value {
    json!([{
        "firstNames": "Anouk Maria", "surname": "Peters", "birthDate": "1990-08-30", "function": "Procuratiehouder",
        "email": "peters@board.example", "mobile": mobile, "power": "limited", "isUser": false,
        "identityDocument": {"type": "passport", "number": "NX4512BR7", "expiresOn": "2031-05-01"},
    }])
}

async fn hands_in(case: &Case<'_, '_>, mobile: &str) {
    case.changes(json!({"representatives": anouk(mobile)})).await.is(200);
    if case.check("extract-in-date").await["state"] == "waiting" {
        case.hands_in_extract().await;
    }
    let view = case.acts("submission").await.is(200);
    assert_eq!(view["stage"], "in-review", "{view}");
}

async fn prints(case: &Case<'_, '_>) -> Value {
    let path = format!("{}/contract", case.path());
    case.person.browser.post(&path, json!({"language": "nl"})).await.is(200)
}

async fn finds(staff: &Person<'_>, paper: &Value) -> Value {
    staff.browser.get(&format!("/v1/desk/papers/{}", paper["code"].as_str().unwrap())).await.is(200)
}

/// The body of a signature by the first who may.
fn signed_today(found: &Value) -> Value {
    json!({
        "version": found["version"], "signerId": found["signers"][0]["signerId"],
        "signedOn": black_box::today().to_string(),
    })
}

#[tokio::test]
async fn changed_data_after_printing_void_the_paper_and_another_is_signed() {
    let stage = Stage::shared();
    let _turn = Seeded::Youssef.turn().await;
    let youssef = stage.seeded(Seeded::Youssef).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&youssef, "EH3").await;
    case.fills_in().await;
    hands_in(&case, "+31622222222").await;

    // He prints it: a PDF, the same one however often he asks.
    let printed = prints(&case).await;
    assert_eq!(printed["state"], "valid", "{printed}");
    assert_eq!(prints(&case).await["code"], printed["code"]);
    let (status, headers, pdf) = youssef.browser.fetch(printed["download"]["url"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 20_000, "{} bytes", pdf.len());
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));

    // Then the desk gives it back, and a number is mended.
    let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
    let path = format!("/v1/desk/organisations/{organisation}/upgrades/{}", case.id);
    let desk = Desk { staff: &fatima, path };
    desk.refuses("other", "Het mobiele nummer van mevrouw Peters klopt niet.").await;
    hands_in(&case, "+31633333333").await;
    let void = youssef.browser.get(&format!("{}/contract", case.path())).await.is(200);
    assert_eq!((&void["state"], &void["download"]), (&json!("void"), &Value::Null));

    // The paper that was printed first comes in by post after all.
    let old = finds(&fatima, &printed).await;
    assert_eq!((&old["state"], &old["upgradeId"]), (&json!("void"), &json!(case.id)));
    let signatures = format!("/v1/desk/papers/{}/signatures", printed["code"].as_str().unwrap());
    fatima.browser.post(&signatures, signed_today(&old)).await.problem("paper-void");
    assert_ne!(case.check("form-signed").await["state"], "passed");

    // The one that is made now is signed, and that is enough.
    let fresh = prints(&case).await;
    assert_ne!((&fresh["code"], &fresh["fingerprint"]), (&printed["code"], &printed["fingerprint"]));
    let new = finds(&fatima, &fresh).await;
    assert_eq!((&new["state"], &new["needed"]), (&json!("valid"), &json!(1)), "{new}");
    let signatures = format!("/v1/desk/papers/{}/signatures", fresh["code"].as_str().unwrap());
    // Not while a colleague has the case in hand.
    let joost = stage.seeded(Seeded::Joost).await;
    joost.browser.post(&format!("{}/taking", desk.path), json!({})).await.is(200);
    fatima.browser.post(&signatures, signed_today(&new)).await.problem("taken-by-another");
    joost.browser.post(&format!("{}/release", desk.path), json!({})).await.is(200);
    let new = finds(&fatima, &fresh).await;
    let signed = fatima.browser.post(&signatures, signed_today(&new)).await.is(200);
    assert_eq!(signed["signed"], 1, "{signed}");
    assert_eq!(case.check("form-signed").await["state"], "passed");

    // Who signed, when and how is there to be kept.
    let evidence = format!("{}/signing-evidence", case.path());
    let evidence = youssef.browser.post(&evidence, json!({"language": "de"})).await.is(200);
    let (status, _, pdf) = youssef.browser.fetch(evidence["url"].as_str().unwrap()).await;
    assert!(status == 200 && pdf.starts_with(b"%PDF-"));
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_code_that_leads_nowhere_is_told_from_one_with_a_slip_and_both_are_for_the_desk_only() {
    let stage = Stage::shared();
    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.get("/v1/desk/papers/2222-2222-2").await.problem("not-found");
    fatima.browser.get("/v1/desk/papers/2222-2222-3").await.problem("invalid-input");
    let petra = stage.seeded(Seeded::Petra).await;
    petra.browser.get("/v1/desk/papers/2222-2222-2").await.problem("forbidden");
}
