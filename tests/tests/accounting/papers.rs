//! A contract on paper: made, looked at again, found at the desk, signed in pen, and its evidence.

use black_box::{Case, Seeded, Stage};
use serde_json::json;

/// Somebody else than the user signs for Katrien, in pen.
pub async fn a_paper_is_signed(stage: &Stage) {
    let youssef = stage.seeded(Seeded::Youssef).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&youssef, "EH3").await;
    case.fills_in().await;
    let anouk = json!([{
        "firstNames": "Anouk Maria", "surname": "Peters", "birthDate": "1990-08-30", "function": "Procuratiehouder",
        "email": "peters@board.example", "mobile": "+31622222222", "power": "limited", "isUser": false,
        "identityDocument": {"type": "passport", "number": "NX4512BR7", "expiresOn": "2031-05-01"},
    }]);
    case.changes(json!({"representatives": anouk})).await.is(200);
    case.acts("submission").await.is(200);
    let contract = format!("{}/contract", case.path());
    let made = youssef.browser.post(&contract, json!({"language": "nl"})).await.is(200);
    youssef.browser.get(&contract).await.is(200);
    let paper = format!("/v1/desk/papers/{}", made["code"].as_str().unwrap());
    let found = fatima.browser.get(&paper).await.is(200);
    let signature = json!({
        "version": found["version"], "signerId": found["signers"][0]["signerId"],
        "signedOn": black_box::today().to_string(),
    });
    fatima.browser.post(&format!("{paper}/signatures"), signature).await.is(200);
    let evidence = format!("{}/signing-evidence", case.path());
    youssef.browser.post(&evidence, json!({"language": "nl"})).await.is(200);
}
