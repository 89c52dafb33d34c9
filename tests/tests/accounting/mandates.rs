//! The part of the day in which direct-debit mandates are given.

use black_box::{MemberBusiness, Person, Stage, unlikely};
use serde_json::{Value, json};

fn filled_in(iban: &str) -> Value {
    json!({
        "scheme": "core", "frequency": "recurring", "language": "de", "iban": iban, "holder": "Tischlerei Sommer GmbH",
        "address": {"street": "Hauptstr. 1", "postcode": "50667", "town": "K\u{f6}ln", "country": "DE"}, "place": "K\u{f6}ln",
    })
}

/// Every operation of mandates once.
pub async fn mandates_are_given(stage: &Stage) {
    let (person, business) = stage.opens_business().await;
    let browser = &person.browser;
    let all = format!("/v1/businesses/{}/mandates", business.id);
    browser.post("/v1/iban-checks", json!({"iban": "DE89370400440532013000"})).await.is(200);
    let drafted = browser.post_once(&all, filled_in("DE89370400440532013000"), &unlikely()).await.is(201);
    let one = format!("{all}/{}", drafted["id"].as_str().unwrap());
    let waits = browser.put(&one, filled_in("NL91ABNA0417164300")).await.is(200);
    browser.post(&format!("{one}/codes"), json!({"language": "en"})).await.is(202);
    let code = person.inbox.expect("Your code to sign the mandate").await.secret();
    let signature = |code: &str| json!({"fingerprint": waits["toSign"], "code": code});
    let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
    browser.post(&format!("{one}/signatures"), signature(&wrong)).await.problem("wrong-code");
    browser.post(&format!("{one}/signatures"), signature(&code)).await.is(200);
    person.inbox.expect("is signed").await;
    browser.get(&all).await.is(200);
    browser.get(&one).await.is(200);
    browser.put(&one, filled_in("DE89370400440532013000")).await.is(200);
    browser.delete(&format!("{one}/unsigned")).await.ok();
    browser.post(&format!("{one}/revocation"), json!({})).await.is(200);
}

/// A mandate that is signed: where it is, and what it is called.
pub async fn signed(person: &Person<'_>, business: &MemberBusiness) -> (String, String) {
    let all = format!("/v1/businesses/{}/mandates", business.id);
    let filled = filled_in("DE89370400440532013000");
    let drafted = person.browser.post_once(&all, filled, &unlikely()).await.is(201);
    let one = format!("{all}/{}", drafted["id"].as_str().unwrap());
    person.browser.post(&format!("{one}/codes"), json!({"language": "en"})).await.is(202);
    let code = person.inbox.expect("Your code to sign the mandate").await.secret();
    let signature = json!({"fingerprint": drafted["toSign"], "code": code});
    person.browser.post(&format!("{one}/signatures"), signature).await.is(200);
    (one, drafted["reference"].as_str().unwrap().to_owned())
}
