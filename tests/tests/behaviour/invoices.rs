//! Invoices: one for each month, explained to the cent, with a paper and a mail; chased when it is not paid, and no more once it is.

use std::time::Duration;

use black_box::{Person, Seeded, Stage, today, unlikely};
use jiff::ToSpan;
use serde_json::{Value, json};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Renews a means for three years; answers what it costs.
async fn renews(person: &Person<'_>, number: &str) -> i64 {
    let list = person.browser.get("/v1/means").await.is(200);
    let means = list["items"].as_array().unwrap().iter().find(|means| means["number"] == number).cloned().unwrap();
    let path = format!("/v1/means/{}/renewal", means["meansId"].as_str().unwrap());
    let offer = person.browser.get(&path).await.is(200);
    let term = offer["terms"].as_array().unwrap().iter().find(|term| term["years"] == 3).cloned().unwrap();
    let gross = term["quote"]["grossCents"].as_i64().unwrap();
    let buy = json!({"version": offer["version"], "termYears": 3, "grossCents": gross});
    person.browser.post_once(&path, buy, &unlikely()).await.is(200);
    gross
}

/// Orders an extract and has it; answers what it costs.
async fn orders(person: &Person<'_>) -> i64 {
    let list = person.browser.get("/v1/products").await.is(200);
    let extract = list["products"].as_array().unwrap().iter().find(|one| one["product"] == "extract").cloned().unwrap();
    let cents = extract["cents"].as_i64().unwrap();
    let wanted = json!({
        "product": "extract", "kvkNumber": "69599084", "payment": "invoice", "cents": cents, "language": "nl",
    });
    let order = person.browser.post_once("/v1/orders", wanted, &unlikely()).await.is(201);
    let path = format!("/v1/orders/{}", order["orderId"].as_str().unwrap());
    for _ in 0..200 {
        let order = person.browser.get(&path).await.is(200);
        if order["order"]["state"]["kind"] == "ready" {
            return cents;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("what was ordered did not come");
}

/// From so many days after today, goes to the second day of the next month, when every month before is over; answers how many days that is.
async fn next_month(stage: &Stage, moved: i32) -> u32 {
    let day = today().checked_add(moved.days()).unwrap();
    let second = day.last_of_month().checked_add(2.days()).unwrap();
    let days = u32::try_from(second.since(day).unwrap().get_days()).unwrap();
    stage.later(DAY * days).await;
    stage.run_job("rotate-keys").await;
    days
}

/// Waits until the one invoice there is has its paper.
async fn invoice_of(person: &Person<'_>) -> Value {
    for _ in 0..200 {
        let list = person.browser.get("/v1/invoices").await.is(200);
        let items = list["items"].as_array().unwrap();
        assert!(items.len() < 2, "one month, one invoice: {list}");
        if let Some(row) = items.first() {
            let path = format!("/v1/invoices/{}", row["invoiceId"].as_str().unwrap());
            let invoice = person.browser.get(&path).await.is(200);
            if invoice["contents"]["download"].is_object() {
                return invoice;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no invoice with a paper");
}

/// Waits until the invoice of a number has its paper.
async fn invoice_numbered(person: &Person<'_>, number: &str) -> Value {
    for _ in 0..200 {
        let list = person.browser.get("/v1/invoices").await.is(200);
        if let Some(row) = list["items"].as_array().unwrap().iter().find(|row| row["number"] == number) {
            let path = format!("/v1/invoices/{}", row["invoiceId"].as_str().unwrap());
            let invoice = person.browser.get(&path).await.is(200);
            if invoice["contents"]["download"].is_object() {
                return invoice;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no invoice {number} with a paper");
}

/// The words of the file behind a download.
async fn words_of(person: &Person<'_>, download: &Value) -> String {
    let (status, _, file) = person.browser.fetch(download["url"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    let paper = lopdf::Document::load_mem(&file).unwrap();
    let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
    let text = paper.extract_text(&pages).unwrap().replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An order once it stands so.
async fn once(person: &Person<'_>, order: &Value, stands: impl Fn(&Value) -> bool) {
    let path = format!("/v1/orders/{}", order["orderId"].as_str().unwrap());
    let mut seen = Value::Null;
    for _ in 0..200 {
        seen = person.browser.get(&path).await.is(200)["order"]["state"].clone();
        if stands(&seen) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the order still stands so: {seen}");
}

/// An overview of a month as a table.
async fn table_of(person: &Person<'_>, month: &str) -> String {
    let wanted = json!({"from": month, "to": month, "format": "csv", "language": "nl"});
    let asked = person.browser.post_once("/v1/overviews", wanted, &unlikely()).await.is(201);
    let path = format!("/v1/overviews/{}", asked["id"].as_str().unwrap());
    for _ in 0..200 {
        if let Some(url) = person.browser.get(&path).await.is(200)["download"]["url"].as_str() {
            return String::from_utf8(person.browser.fetch(url).await.2).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the overview is not ready");
}

/// Ordered on the last day of a month, delivered when the month was invoiced: the line stands in the month after, on its page, in its overview and
/// on its invoice, marked; and nothing that was invoiced moves.
#[tokio::test]
async fn what_is_charged_after_its_month_was_invoiced_stands_in_the_next_one_marked_as_late() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let day = today();
    let to_the_last = day.last_of_month().since(day).unwrap().get_days();
    stage.later(DAY * u32::try_from(to_the_last).unwrap()).await;
    stage.run_job("rotate-keys").await;
    let noor = stage.seeded(Seeded::Noor).await;
    let on_time = orders(&noor).await;
    let wanted = json!({
        "product": "extract", "kvkNumber": "90002903", "payment": "invoice", "cents": on_time, "language": "nl",
        "reference": "op de valreep",
    });
    let late = noor.browser.post_once("/v1/orders", wanted, &unlikely()).await.is(201);
    once(&noor, &late, |state| state["waits"] == "being-processed").await;

    let over = next_month(&stage, to_the_last).await;
    stage.run_job("close-months").await;
    noor.logs_in().await;
    let first = invoice_numbered(&noor, "69599068-0001").await;
    assert_eq!(first["payment"]["sum"]["grossCents"], on_time, "{first}");
    stage.register_has_finished("90002903").await;
    stage.later(Duration::from_secs(2 * 3600)).await;
    stage.run_job("resume-orders").await;
    noor.logs_in().await;
    once(&noor, &late, |state| state["kind"] == "ready").await;

    let month = first["month"].as_str().unwrap().to_owned();
    let next = day.last_of_month().tomorrow().unwrap().to_string()[..7].to_owned();
    let lines = async |month: &str| {
        let page = noor.browser.get(&format!("/v1/spend/lines?from={month}&to={month}")).await.is(200);
        page["items"].as_array().unwrap().clone()
    };
    let (before, after) = (lines(&month).await, lines(&next).await);
    assert_eq!((before.len(), after.len()), (1, 1), "{before:?} {after:?}");
    assert_eq!((&before[0]["late"], &after[0]["late"]), (&json!(false), &json!(true)));
    assert_eq!((&after[0]["month"], &after[0]["reference"]), (&json!(next), &json!("op de valreep")));
    assert!(after[0]["at"].as_str().unwrap().starts_with(&month), "it says when it was ordered: {}", after[0]);
    let table = table_of(&noor, &next).await;
    let marked: Vec<_> = table.lines().filter(|row| row.contains("op de valreep")).collect();
    assert_eq!((marked.len(), marked[0].contains("nagekomen")), (1, true), "{table}");
    assert!(!table_of(&noor, &month).await.contains("op de valreep"), "what was invoiced stays as it was");

    next_month(&stage, to_the_last + i32::try_from(over).unwrap()).await;
    stage.run_job("close-months").await;
    noor.logs_in().await;
    let second = invoice_numbered(&noor, "69599068-0002").await;
    assert_eq!((&second["month"], &second["payment"]["sum"]["grossCents"]), (&json!(next), &json!(on_time)));
    let words = words_of(&noor, &second["contents"]["download"]).await;
    assert!(words.contains("nagekomen uit een eerdere maand"), "{words}");
    let again = invoice_numbered(&noor, "69599068-0001").await;
    assert_eq!(again["payment"]["sum"]["grossCents"], on_time, "and the first one is what it was");
    assert!(!words_of(&noor, &again["contents"]["download"]).await.contains("nagekomen"));
}

#[tokio::test]
async fn a_month_is_one_invoice_that_says_what_it_is_for_however_often_the_job_runs_or_dies() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    // Within a year of its end a means is renewed.
    stage.later(DAY * 400).await;
    stage.run_job("rotate-keys").await;
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    let (renewal, hers, his) = (renews(&noor, "BAL-3001").await, orders(&noor).await, orders(&daan).await);
    let gross = renewal + hers + his;
    assert_eq!(noor.browser.get("/v1/invoices").await.is(200)["items"], json!([]), "the month is not over");

    let days = next_month(&stage, 400).await;
    stage.run_job("close-months").await;
    stage.kill_and_restart();
    // The clock that was moved died with the process. What that had in hand is held for a while (`hand::HELD`): past that, too.
    stage.later(DAY * (400 + days) + Duration::from_mins(2)).await;
    noor.logs_in().await;
    stage.run_job("close-months").await;
    stage.run_job("sweep-outbox").await;
    let invoice = invoice_of(&noor).await;
    assert_eq!((invoice["number"].as_str(), &invoice["payment"]["state"]), (Some("69599068-0001"), &json!("open")));
    assert_eq!(invoice["payment"]["sum"]["grossCents"], gross, "{invoice}");
    assert_eq!(invoice["payment"]["toPayCents"], gross);
    let products = invoice["contents"]["products"].as_array().unwrap();
    let told: Vec<_> = products.iter().map(|one| (&one["product"], &one["lines"], &one["vatPercent"])).collect();
    assert_eq!(told, [(&json!("extract"), &json!(2), &json!(0)), (&json!("renewal"), &json!(1), &json!(21))]);
    let labels: Vec<_> = invoice["contents"]["codes"].as_array().unwrap().iter().map(|one| &one["label"]).collect();
    assert!(labels.contains(&&json!("Bestuur")) && labels.contains(&&json!("Projecten")), "{labels:?}");
    let steps: Vec<_> =
        invoice["contents"]["ahead"].as_array().unwrap().iter().map(|one| one["step"].clone()).collect();
    assert_eq!(steps, ["reminder", "dunning", "collector"]);

    // One click to the lines behind the total: the sum is equal to the cent.
    let month = invoice["month"].as_str().unwrap();
    let lines = noor.browser.get(&format!("/v1/spend/lines?from={month}&to={month}")).await.is(200);
    let behind: i64 = lines["items"].as_array().unwrap().iter().map(|line| line["grossCents"].as_i64().unwrap()).sum();
    assert_eq!(behind, gross, "{lines}");

    let pdf = reqwest::get(invoice["contents"]["download"]["url"].as_str().unwrap()).await.unwrap();
    assert!(pdf.bytes().await.unwrap().starts_with(b"%PDF-"));
    let mail = noor.inbox.expect("Uw factuur 69599068-0001").await;
    assert!(mail.text.contains(&format!("/invoices/{}", invoice["invoiceId"].as_str().unwrap())), "{}", mail.text);
    stage.run_job("close-months").await;
    stage.run_job("sweep-outbox").await;
    assert_eq!(noor.inbox.count("Uw factuur").await, 1, "told once");

    // Another member sees that there is one, and his own share of it; a stranger sees nothing.
    daan.logs_in().await;
    let seen = daan.browser.get("/v1/invoices").await.is(200)["items"][0].clone();
    assert_eq!((&seen["number"], &seen["own"]["grossCents"]), (&invoice["number"], &json!(his)));
    let path = format!("/v1/invoices/{}", invoice["invoiceId"].as_str().unwrap());
    let one = daan.browser.get(&path).await.is(200);
    for view in [&seen, &one] {
        assert!(view.get("payment").is_none() && view.get("contents").is_none(), "{view}");
    }
    stage.seeded(Seeded::Petra).await.browser.get(&path).await.problem("not-found");
}

#[tokio::test]
async fn who_does_not_pay_is_reminded_once_pays_a_fee_and_hears_no_more_once_the_desk_writes_it_down() {
    let Some(stage) = Stage::own("the clock is moved by months") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let gross = orders(&noor).await;
    next_month(&stage, 0).await;
    stage.run_job("close-months").await;
    noor.logs_in().await;
    let made = invoice_of(&noor).await;
    let number = made["number"].as_str().unwrap();

    stage.later(DAY * 29).await;
    for _ in 0..2 {
        stage.run_job("chase-invoices").await;
    }
    let mail = noor.inbox.expect("Herinnering: factuur 69599068-0001").await;
    assert!(mail.text.contains("Dan komen er geen kosten bij"), "{}", mail.text);
    stage.later(DAY * 15).await;
    for _ in 0..2 {
        stage.run_job("chase-invoices").await;
    }
    let mail = noor.inbox.expect("Aanmaning: factuur 69599068-0001").await;
    assert!(mail.text.contains("€\u{a0}9,00"), "{}", mail.text);
    assert_eq!((noor.inbox.count("Herinnering").await, noor.inbox.count("Aanmaning").await), (1, 1));

    let fatima = stage.seeded(Seeded::Fatima).await;
    let path = format!("/v1/desk/invoices/{number}");
    let seen = fatima.browser.get(&path).await.is(200);
    assert_eq!((&seen["payment"]["state"], &seen["payment"]["toPayCents"]), (&json!("dunned"), &json!(gross + 900)));
    fatima.browser.get("/v1/desk/invoices/69599068-0002").await.problem("not-found");
    noor.logs_in().await;
    noor.browser.get(&path).await.problem("forbidden");
    let pay = |version: &Value, on: &str| json!({"version": version, "paidOn": on});
    let payment = format!("{path}/payment");
    fatima.browser.post(&payment, pay(&json!(1), made["madeOn"].as_str().unwrap())).await.problem("changed-meanwhile");
    let wrong = fatima.browser.post(&payment, pay(&seen["version"], "2020-01-01")).await.problem("invalid-input");
    assert_eq!(wrong["errors"][0]["code"], "not-a-day-of-payment");
    let paid = fatima.browser.post(&payment, pay(&seen["version"], made["madeOn"].as_str().unwrap())).await.is(200);
    assert_eq!((&paid["payment"]["state"], &paid["payment"]["toPayCents"]), (&json!("paid"), &json!(0)));
    fatima.browser.post(&format!("{path}/credit"), json!({"version": paid["version"]})).await.problem("wrong-stage");

    stage.later(DAY * 20).await;
    stage.run_job("chase-invoices").await;
    stage.run_job("sweep-outbox").await;
    assert_eq!(noor.inbox.count("uit handen gegeven").await, 0, "what is paid goes no further");
}

#[tokio::test]
async fn an_invoice_that_is_taken_back_has_a_credit_note_of_the_same_series() {
    let Some(stage) = Stage::own("the clock is moved by months") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    orders(&noor).await;
    next_month(&stage, 0).await;
    stage.run_job("close-months").await;
    noor.logs_in().await;
    let made = invoice_of(&noor).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let path = format!("/v1/desk/invoices/{}", made["number"].as_str().unwrap());
    let seen = fatima.browser.get(&path).await.is(200);
    // Of two at once one takes it back.
    let (credits, version) = (format!("{path}/credit"), json!({"version": seen["version"]}));
    let credit = || fatima.browser.post(&credits, version.clone());
    let (one, other) = tokio::join!(credit(), credit());
    let done = [&one, &other].into_iter().filter(|answer| answer.status == 200).count();
    assert_eq!(done, 1, "{} {}", one.status, other.status);
    let settled = fatima.browser.get(&path).await.is(200);
    assert_eq!((&settled["payment"]["state"], &settled["creditNote"]), (&json!("credited"), &json!("69599068-0002")));
    // The number of the note leads to the invoice too.
    let by_note = fatima.browser.get("/v1/desk/invoices/69599068-0002").await.is(200);
    assert_eq!(by_note["invoiceId"], settled["invoiceId"]);

    let mail = noor.inbox.expect("Factuur 69599068-0001 is vervallen").await;
    assert!(mail.text.contains("U hoeft niets te betalen"), "{}", mail.text);
    let own = format!("/v1/invoices/{}", made["invoiceId"].as_str().unwrap());
    let note = noor.browser.get(&own).await.is(200)["contents"]["creditNote"].clone();
    assert_eq!(note["number"], "69599068-0002");
    // Both papers name who it is for, with the address in the register.
    for download in [&made["contents"]["download"], &note["download"]] {
        let words = words_of(&noor, download).await;
        assert!(words.contains("Bolderbastlaan 1") && words.contains("Lochem"), "{words}");
    }
    stage.later(DAY * 60).await;
    stage.run_job("chase-invoices").await;
    stage.run_job("sweep-outbox").await;
    assert_eq!(noor.inbox.count("Herinnering").await, 0, "nothing follows");
}
