//! What is spent: seen by whoever spent it and whole by the main user, explained to the cent, watched by budgets (domain.md 4.1, 8.2).

use std::time::Duration;

use black_box::{Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// Orders a product about Dagobert's company.
pub(crate) async fn orders(person: &Person<'_>, product: &str, cents: i64, reference: &str) {
    let body = json!({
        "product": product, "kvkNumber": "69599084", "reference": reference, "payment": "invoice", "cents": cents,
        "language": "nl",
    });
    person.browser.post_once("/v1/orders", body, &unlikely()).await.is(201);
}

/// The sums somebody sees once so many lines are booked: orders are charged when they are delivered.
pub(crate) async fn sees(person: &Person<'_>, lines: i64, query: &str) -> Value {
    let mut seen = Value::Null;
    for _ in 0..300 {
        seen = person.browser.get(&format!("/v1/spend{query}")).await.is(200);
        if seen["summary"]["total"]["lines"] == lines {
            return seen;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("still not {lines} lines: {seen}");
}

async fn lines(person: &Person<'_>, query: &str) -> Vec<Value> {
    let page = person.browser.get(&format!("/v1/spend/lines{query}")).await.is(200);
    assert!(page["nextCursor"].is_null());
    page["items"].as_array().unwrap().clone()
}

fn cents(lines: &[Value]) -> i64 {
    lines.iter().map(|line| line["grossCents"].as_i64().unwrap()).sum()
}

#[tokio::test]
async fn everybody_sees_his_own_spend_and_the_main_user_all_of_it() {
    let Some(stage) = Stage::own("nobody else orders there") else { return };
    let (noor, daan) = (stage.seeded(Seeded::Noor).await, stage.seeded(Seeded::Daan).await);
    orders(&noor, "extract", 235, "Bestuur 1").await;
    orders(&daan, "extract", 235, "Dossier Haven").await;
    orders(&daan, "certified-extract", 770, "Dossier Haven").await;

    let all = sees(&noor, 3, "").await;
    assert_eq!((&all["sees"], &all["summary"]["total"]["grossCents"]), (&json!("everything"), &json!(1240)));
    assert_eq!(all["summary"]["codes"].as_array().unwrap().len(), 2);
    let own = sees(&daan, 2, "").await;
    assert_eq!((&own["sees"], &own["mainUser"]), (&json!("own"), &json!("Noor Visser")));
    assert_eq!(own["summary"]["total"]["grossCents"], 1005);
    for line in lines(&daan, "").await {
        assert_eq!((&line["label"], &line["by"]), (&json!("Projecten"), &json!("Daan Smit")));
        assert!(line["codeHint"].is_string() && line["subject"]["kvkNumber"] == "69599084" && line["at"].is_string());
    }
    assert_eq!(cents(&lines(&noor, "?product=extract").await), 470);
    assert_eq!(cents(&lines(&noor, "?reference=dossier%20haven").await), 1005);
    assert_eq!(lines(&noor, "?label=Bestuur").await.len(), 1);

    // Nobody of another organisation sees any of it, whatever he asks for.
    let willem = stage.seeded(Seeded::Willem).await;
    assert!(lines(&willem, "").await.is_empty());
    assert!(lines(&willem, "?reference=dossier%20haven").await.is_empty());
    let code = all["codes"][0]["id"].as_str().unwrap();
    willem.browser.get(&format!("/v1/spend?code={code}")).await.problem("not-found");
    let others = all["codes"].as_array().unwrap().iter().find(|code| code["label"] == "Bestuur").unwrap();
    daan.browser.get(&format!("/v1/spend?code={}", others["id"].as_str().unwrap())).await.problem("not-found");
}

#[tokio::test]
async fn an_invoice_is_explained_by_exactly_its_lines() {
    let Some(stage) = Stage::own("a month is closed") else { return };
    let (noor, daan) = (stage.seeded(Seeded::Noor).await, stage.seeded(Seeded::Daan).await);
    orders(&noor, "extract", 235, "a").await;
    orders(&noor, "history", 235, "b").await;
    sees(&noor, 2, "").await;
    stage.later(Duration::from_secs(33 * 24 * 3_600)).await;
    stage.run_job("close-months").await;
    noor.logs_in().await;
    let mut invoice = Value::Null;
    for _ in 0..300 {
        let invoices = noor.browser.get("/v1/invoices").await.is(200);
        invoice = invoices["items"][0].clone();
        if invoice.is_object() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let id = invoice["invoiceId"].as_str().or_else(|| invoice["id"].as_str()).expect("an invoice");
    orders(&noor, "extract", 235, "of the month after").await;
    let query = format!("?invoice={id}");
    let seen = sees(&noor, 2, &query).await;
    let behind = lines(&noor, &query).await;
    assert_eq!(seen["summary"]["total"]["grossCents"], cents(&behind));
    let whole = noor.browser.get(&format!("/v1/invoices/{id}")).await.is(200);
    assert!(whole.to_string().contains(&format!("\"grossCents\":{}", cents(&behind))), "{whole}");
    assert!(behind.iter().all(|line| line["invoice"]["id"] == id));

    // Of an invoice on which nothing of his stands a colleague does not hear, and so not that others ordered in that month either.
    daan.logs_in().await;
    assert_eq!(noor.browser.get("/v1/spend").await.is(200)["invoices"][0]["invoice"]["id"], id);
    assert_eq!(daan.browser.get("/v1/spend").await.is(200)["invoices"], json!([]));
    daan.browser.get(&format!("/v1/invoices/{id}")).await.problem("not-found");
    let willem = stage.seeded(Seeded::Willem).await;
    willem.browser.get(&format!("/v1/spend{query}")).await.problem("not-found");
}

#[tokio::test]
async fn a_budget_is_told_once_at_eighty_and_once_at_a_hundred_percent() {
    let Some(stage) = Stage::own("a job is run") else { return };
    let (noor, daan) = (stage.seeded(Seeded::Noor).await, stage.seeded(Seeded::Daan).await);
    let own = daan.browser.get("/v1/spend").await.is(200)["codes"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/spend/budgets/{own}");
    daan.browser.put(&path, json!({"monthlyCents": 500})).await.problem("forbidden");
    noor.browser.put(&path, json!({"monthlyCents": 0})).await.problem("invalid-input");
    noor.browser.put(&path, json!({"monthlyCents": 500})).await.is(200);

    orders(&daan, "extract", 235, "one").await;
    sees(&daan, 1, "").await;
    stage.run_job("watch-budgets").await;
    orders(&daan, "extract", 235, "two").await;
    sees(&daan, 2, "").await;
    stage.run_job("watch-budgets").await;
    stage.run_job("watch-budgets").await;
    const NEAR: &str = "Budget van Projecten: 80 procent besteed";
    const FULL: &str = "Budget van Projecten is op";
    for person in [&noor, &daan] {
        person.inbox.expect(NEAR).await;
    }
    orders(&daan, "extract", 235, "three").await;
    sees(&daan, 3, "").await;
    stage.run_job("watch-budgets").await;
    stage.run_job("watch-budgets").await;
    for person in [&noor, &daan] {
        person.inbox.expect(FULL).await;
        assert_eq!((person.inbox.count(NEAR).await, person.inbox.count(FULL).await), (1, 1));
    }
    let list = daan.browser.get("/v1/spend/budgets").await.is(200);
    assert_eq!((&list["items"][0]["percent"], &list["items"][0]["spentCents"]), (&json!(141), &json!(705)));
    let willem = stage.seeded(Seeded::Willem).await;
    willem.browser.delete(&path).await.problem("not-found");
    noor.browser.delete(&path).await.is(204);
}
