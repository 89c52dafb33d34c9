//! Ordering products of the register: at a price without VAT, once, charged when delivered (domain.md 4.1, 4.2).

use std::time::Duration;

use black_box::{Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

fn wanted(product: &str, kvk_number: &str, cents: i64) -> Value {
    json!({"product": product, "kvkNumber": kvk_number, "payment": "invoice", "cents": cents, "language": "en"})
}

/// The order once nothing more happens to it by itself.
async fn settled(person: &Person<'_>, order: &Value) -> Value {
    let path = format!("/v1/orders/{}", order["orderId"].as_str().unwrap());
    let mut opened = Value::Null;
    for _ in 0..300 {
        opened = person.browser.get(&path).await.is(200);
        let state = &opened["order"]["state"];
        if state["kind"] != "making" || !state["waits"].is_null() {
            return opened;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it is still being made: {opened}");
}

#[tokio::test]
async fn products_are_shown_to_anybody_with_prices_and_without_vat() {
    let stage = Stage::shared();
    let list = stage.browser().get("/v1/products").await.is(200);
    let products = list["products"].as_array().unwrap();
    assert_eq!(products.len(), 10);
    assert_eq!((&products[0]["product"], &products[0]["cents"]), (&json!("extract"), &json!(235)));
    assert!(products.iter().all(|product| product["readableDays"].as_i64() > Some(0)));
}

#[tokio::test]
async fn a_double_click_orders_once_and_what_is_delivered_is_a_pdf_and_on_the_page() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let (key, body) = (unlikely(), wanted("extract", "68727720", 235));
    let (one, other) = tokio::join!(
        willem.browser.post_once("/v1/orders", body.clone(), &key),
        willem.browser.post_once("/v1/orders", body.clone(), &key)
    );
    let (one, other) = (one.is(201), other.is(201));
    assert_eq!(one["orderId"], other["orderId"], "pressed twice, ordered once");
    let opened = settled(&willem, &one).await;
    assert_eq!(opened["order"]["state"]["kind"], "ready");
    let (status, headers, bytes) = willem.browser.fetch(opened["download"]["url"].as_str().unwrap()).await;
    assert_eq!((status, bytes.starts_with(b"%PDF-")), (200, true));
    assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let path = format!("/v1/orders/{}/sheet", one["orderId"].as_str().unwrap());
    let sheet = willem.browser.get(&path).await.is(200);
    assert!(sheet["sections"].as_array().unwrap().iter().any(|section| section["heading"] == "officials"));
}

#[tokio::test]
async fn what_the_register_certifies_passes_the_check_of_an_upgrade() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let body = wanted("certified-extract", "69599084", 770);
    let order = willem.browser.post_once("/v1/orders", body, &unlikely()).await.is(201);
    let opened = settled(&willem, &order).await;
    let (_, _, bytes) = willem.browser.fetch(opened["download"]["url"].as_str().unwrap()).await;
    let trusted = extract::TrustList::parse(extract::samples::TRUST_LIST).unwrap();
    let checked = extract::check_seal(&bytes, &trusted);
    assert!(format!("{:?}", checked.verdict).starts_with("Intact"), "{:?}", checked.verdict);
    let read = extract::read_extract(checked.readable).unwrap();
    assert_eq!(read.read.kvk_number.as_str(), "69599084");
}

#[tokio::test]
async fn what_is_not_delivered_is_told_and_not_charged() {
    let Some(stage) = Stage::own("its spend is counted") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let order = async |product: &str, company: &str, cents: i64| {
        noor.browser.post_once("/v1/orders", wanted(product, company, cents), &unlikely()).await.is(201)
    };
    let nothing = settled(&noor, &order("annual-accounts", "90002520", 430).await).await;
    assert_eq!(nothing["order"]["state"]["why"], "nothing-found", "IPD5200");
    let shielded = settled(&noor, &order("certified-extract", "42422608", 770).await).await;
    assert_eq!(shielded["order"]["state"]["why"], "not-given-out", "IPD0005");
    let waits = settled(&noor, &order("extract", "90002903", 235).await).await;
    assert_eq!(waits["order"]["state"]["waits"], "being-processed", "IPD1002");
    let spend = noor.browser.get("/v1/spend").await.is(200);
    assert_eq!(spend["summary"]["total"]["lines"], 0, "{spend}");
}

#[tokio::test]
async fn what_took_longer_is_told_by_mail_and_charged_once() {
    let Some(stage) = Stage::own("its clock is moved and its register taken down") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let order = noor.browser.post_once("/v1/orders", wanted("history", "68727720", 235), &unlikely()).await;
    settled(&noor, &order.is(201)).await;
    let found = noor.browser.get("/v1/companies?kvkNumber=69599084").await.is(200);
    assert_eq!(found["items"][0]["kvkNumber"], "69599084");
    let late = noor.browser.post_once("/v1/orders", wanted("extract", "90004973", 235), &unlikely()).await.is(201);
    let waits = settled(&noor, &late).await;
    assert_eq!(waits["order"]["state"]["waits"], "register-down", "IPD9999");
    stage.later(Duration::from_secs(74 * 3600)).await;
    stage.run_job("resume-orders").await;
    noor.inbox.expect("Uw bestelling bij Balie kon niet worden geleverd").await;
    noor.logs_in().await;
    let given_up = settled(&noor, &late).await;
    assert_eq!(given_up["order"]["state"]["why"], "given-up");
}

#[tokio::test]
async fn a_product_of_another_price_an_unknown_company_and_a_long_reference_are_refused_at_their_fields() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let refused = async |body: Value| {
        let answer = willem.browser.post_once("/v1/orders", body, &unlikely()).await.problem("invalid-input");
        answer["errors"][0]["pointer"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(wanted("extract", "68727720", 1)).await, "/cents");
    assert_eq!(refused(wanted("extract", "12345678", 235)).await, "/kvkNumber");
    let mut long = wanted("extract", "68727720", 235);
    long["reference"] = json!("x".repeat(36));
    assert_eq!(refused(long).await, "/reference");
    let mut debit = wanted("extract", "68727720", 235);
    debit["payment"] = json!("direct-debit");
    assert_eq!(refused(debit).await, "/payment");
    assert_eq!(refused(wanted("filed-document", "68727720", 315)).await, "/filing");
    let stranger = stage.customer().await;
    let order = stranger.browser.post_once("/v1/orders", wanted("extract", "68727720", 235), &unlikely()).await;
    order.problem("forbidden");
}

#[tokio::test]
async fn nobody_sees_the_orders_of_another_organisation() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let body = wanted("company-profile", "68727720", 235);
    let order = willem.browser.post_once("/v1/orders", body, &unlikely()).await.is(201);
    settled(&willem, &order).await;
    let path = format!("/v1/orders/{}", order["orderId"].as_str().unwrap());
    for who in [Seeded::Noor, Seeded::Sanne] {
        let other = stage.seeded(who).await;
        other.browser.get(&path).await.problem("not-found");
        other.browser.get(&format!("{path}/sheet")).await.problem("not-found");
    }
    stage.visitor().browser.get(&path).await.problem("unauthenticated");
}

/// What the payer presses on the stand-in's page.
async fn pays(placed: &Value, outcome: &str) {
    let url = placed["payUrl"].as_str().unwrap();
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = client.post(url).form(&[("outcome", outcome)]).send().await.unwrap();
    assert_eq!(answer.status(), 303, "{url}");
    let back = answer.headers()["location"].to_str().unwrap();
    assert!(back.ends_with("/order-extract/done"), "the way back says nothing of who pays: {back}");
}

async fn opens(stage: &Stage, token: &Value) -> Value {
    stage.browser().post("/v1/counter-orders/opening", json!({"token": token})).await.is(200)
}

#[tokio::test]
async fn an_extract_without_an_account_is_paid_made_and_mailed_and_is_in_no_overview() {
    let stage = Stage::shared();
    // A deployed stage has no till to play with.
    if stage.is_deployed() {
        return;
    }
    let email = black_box::unused_address();
    let wanted = json!({"kvkNumber": "68727720", "email": email, "language": "en", "cents": 235});
    let placed = stage.browser().post("/v1/counter-orders", wanted).await.is(201);
    let token = &placed["token"];
    assert_eq!(opens(stage, token).await["order"]["state"]["kind"], "to-pay", "what a browser says is no payment");
    pays(&placed, "paid").await;
    let mut opened = Value::Null;
    for _ in 0..300 {
        opened = opens(stage, token).await;
        if opened["order"]["state"]["kind"] == "ready" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (status, _, bytes) = stage.browser().fetch(opened["download"]["url"].as_str().unwrap()).await;
    assert_eq!((status, bytes.starts_with(b"%PDF-")), (200, true));
    let mail = stage.inbox(&email).expect("Your extract is ready").await;
    assert!(mail.text.contains("in no overview"), "{}", mail.text);
    let mailed = mail.token("/order-extract/done");
    assert_ne!(json!(mailed), *token, "the mail has a secret of its own");
    assert_eq!(opens(stage, &json!(mailed)).await["order"]["state"]["kind"], "ready");
    stage.browser().post("/v1/counter-orders/opening", json!({"token": "guessed"})).await.problem("link-not-usable");
}

#[tokio::test]
async fn what_is_not_paid_is_not_made() {
    let stage = Stage::shared();
    // A deployed stage has no till to play with.
    if stage.is_deployed() {
        return;
    }
    let email = black_box::unused_address();
    let wanted = json!({"kvkNumber": "68727720", "email": email, "language": "en", "cents": 235});
    let placed = stage.browser().post("/v1/counter-orders", wanted.clone()).await.is(201);
    pays(&placed, "failed").await;
    let opened = opens(stage, &placed["token"]).await;
    assert_eq!((&opened["order"]["state"]["kind"], &opened["download"]), (&json!("not-paid"), &Value::Null));
    let mut cheaper = wanted;
    cheaper["cents"] = json!(1);
    stage.browser().post("/v1/counter-orders", cheaper).await.problem("invalid-input");
}

#[tokio::test]
async fn nobody_pays_for_what_nobody_waits_for_any_more() {
    let Some(stage) = Stage::own("it has a till to play with, and its clock is moved") else { return };
    let order = async || {
        let wanted =
            json!({"kvkNumber": "68727720", "email": black_box::unused_address(), "language": "en", "cents": 235});
        stage.browser().post("/v1/counter-orders", wanted).await.is(201)
    };
    // Paid in the last minute, by somebody who closed the page: the job sees it although he does not come back.
    let (in_time, late) = (order().await, order().await);
    stage.later(Duration::from_secs(29 * 60)).await;
    pays(&in_time, "paid").await;
    stage.later(Duration::from_secs(20 * 60)).await;
    pays(&late, "paid").await;
    assert_eq!(at_the_till(&late).await["state"], "failed", "the till takes no money for it any more");
    stage.run_job("settle-counter-orders").await;
    assert_ne!(opens(&stage, &in_time["token"]).await["order"]["state"]["kind"], "not-paid");
    assert_eq!(opens(&stage, &late["token"]).await["order"]["state"]["kind"], "not-paid");
}

/// What the till knows of a payment, asked as Balie asks.
async fn at_the_till(placed: &Value) -> Value {
    let url = placed["payUrl"].as_str().unwrap().replace("/till/pay/", "/till/payments/");
    let asked = reqwest::Client::new().get(url).bearer_auth("embedded-till").send().await.unwrap();
    asked.error_for_status().unwrap().json().await.unwrap()
}

#[tokio::test]
async fn what_was_paid_and_the_register_does_not_give_out_is_paid_back_and_told_once() {
    let Some(stage) = Stage::own("it has a till to play with") else { return };
    let email = black_box::unused_address();
    let wanted = json!({"kvkNumber": "90005503", "email": email, "language": "en", "cents": 235});
    let placed = stage.browser().post("/v1/counter-orders", wanted).await.is(201);
    pays(&placed, "paid").await;
    assert_eq!(at_the_till(&placed).await["state"], "paid");
    let mut opened = Value::Null;
    for _ in 0..300 {
        opened = opens(&stage, &placed["token"]).await;
        if opened["order"]["state"]["kind"] == "failed" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(opened["order"]["state"], json!({"kind": "failed", "why": "not-given-out"}), "IPD0005");
    assert!(opened["download"].is_null(), "{opened}");
    assert_eq!(at_the_till(&placed).await["state"], "given-back");
    let mail = stage.inbox(&email).expect("Your extract could not be delivered").await;
    assert!(mail.text.contains("We gave your payment back"), "{}", mail.text);

    // Looked at again, by the payer and by the job, nothing more comes of it.
    stage.run_job("settle-counter-orders").await;
    assert_eq!(opens(&stage, &json!(mail.token("/order-extract/done"))).await["order"]["state"]["kind"], "failed");
    stage.run_job("sweep-outbox").await;
    assert_eq!(stage.inbox(&email).count("Your extract").await, 1);
}
