//! Overviews of what was spent: the page, the CSV, the workbook and the paper say the same; each sees his own; they stand there for thirty days;
//! and they come by themselves to whoever subscribed, with what came late.

use std::io::Cursor;
use std::time::Duration;

use black_box::{Person, Seeded, Stage, unlikely};
use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

/// Orders a product, and waits until it is delivered and so charged.
async fn orders(person: &Person<'_>, product: &str, cents: i64, reference: &str) {
    let wanted = json!({
        "product": product, "kvkNumber": "69599084", "payment": "invoice", "cents": cents, "language": "nl",
        "reference": reference,
    });
    let order = person.browser.post_once("/v1/orders", wanted, &unlikely()).await.is(201);
    let path = format!("/v1/orders/{}", order["orderId"].as_str().unwrap());
    for _ in 0..200 {
        if person.browser.get(&path).await.is(200)["order"]["state"]["kind"] == "ready" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{product} is not delivered");
}

fn this_month() -> String {
    black_box::today().to_string()[..7].to_owned()
}

async fn asks(person: &Person<'_>, format: &str) -> Value {
    let wanted = json!({"from": this_month(), "to": this_month(), "format": format, "language": "nl"});
    person.browser.post_once("/v1/overviews", wanted, &unlikely()).await.is(201)
}

/// Waits until an overview stands ready, and downloads it.
async fn downloads(person: &Person<'_>, id: &Value) -> (Value, Vec<u8>) {
    let path = format!("/v1/overviews/{}", id.as_str().unwrap());
    for _ in 0..200 {
        let opened = person.browser.get(&path).await.is(200);
        if let Some(url) = opened["download"]["url"].as_str() {
            let (status, headers, bytes) = person.browser.fetch(url).await;
            assert_eq!(status, 200);
            assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment; "));
            return (opened["overview"].clone(), bytes);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the overview is not ready");
}

/// Cents out of `1234,50`.
fn cents(text: &str) -> i64 {
    text.replace(',', "").parse().unwrap()
}

#[tokio::test]
async fn the_page_the_csv_the_workbook_and_the_paper_say_the_same() {
    let Some(stage) = Stage::own("its sums are its own") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    orders(&noor, "extract", 235, "=1+1").await;
    orders(&noor, "certified-extract", 770, "dossier; 12").await;
    orders(&daan, "company-profile", 235, "@dossier").await;

    let page = noor.browser.get("/v1/spend").await.is(200)["summary"].clone();
    let (lines, gross) = (page["total"]["lines"].as_i64().unwrap(), page["total"]["grossCents"].as_i64().unwrap());
    assert_eq!((lines, gross), (3, 1240), "{page}");

    let (overview, file) = downloads(&noor, &asks(&noor, "csv").await["id"]).await;
    assert_eq!((&overview["contents"]["lines"], &overview["contents"]["grossCents"]), (&json!(lines), &json!(gross)));
    let text = String::from_utf8(file).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("Excel knows it is UTF-8 by its mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let listed: Vec<_> = rows.iter().filter(|row| row.len() == 18).collect();
    assert_eq!(listed.len(), 3);
    assert_eq!(listed.iter().map(|row| cents(&row[14])).sum::<i64>(), gross);
    let references: Vec<_> = listed.iter().map(|row| row[10].as_str()).collect();
    for reference in ["'=1+1", "dossier; 12", "'@dossier"] {
        assert!(references.contains(&reference), "{references:?}");
    }
    let named: Vec<_> = listed.iter().map(|row| (row[4].as_str(), row[5].as_str())).collect();
    assert!(named.contains(&("Projecten", "Daan Smit")), "{named:?}");
    for code in page["codes"].as_array().unwrap() {
        let row = rows.iter().find(|row| row.len() == 6 && row[1] == code["label"]).unwrap();
        assert_eq!(cents(&row[5]), code["sum"]["grossCents"].as_i64().unwrap(), "{row:?}");
    }
    for product in page["products"].as_array().unwrap() {
        let row = rows.iter().find(|row| row.len() == 6 && row[0] == product["product"]).unwrap();
        assert_eq!((cents(&row[5]), &row[2]), (product["sum"]["grossCents"].as_i64().unwrap(), &"1".to_owned()));
    }

    let (_, file) = downloads(&noor, &asks(&noor, "xlsx").await["id"]).await;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range("Bestedingen").unwrap();
    let sum: f64 = sheet
        .rows()
        .skip(1)
        .map(|row| {
            let Data::Float(euros) = row[14] else { panic!("no number") };
            euros
        })
        .sum();
    assert_eq!((sheet.height() - 1, (sum * 100.0).round() as i64), (3, gross));
    assert!(sheet.rows().skip(1).all(|row| matches!(row[1], Data::DateTime(_))), "real dates");
    let totals = book.worksheet_range("Totalen").unwrap();
    assert_eq!(totals.rows().next_back().unwrap()[5], Data::Float(12.4));

    let (_, file) = downloads(&noor, &asks(&noor, "pdf").await["id"]).await;
    let paper = lopdf::Document::load_mem(&file).unwrap();
    let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
    let text = paper.extract_text(&pages).unwrap().replace('\u{a0}', " ");
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for shown in ["12,40", "2,35", "7,70", "Bestuur", "Projecten", "Noor Visser", "=1+1"] {
        assert!(text.contains(shown), "{shown} in {text}");
    }
}

#[tokio::test]
async fn it_is_told_by_mail_stands_under_overviews_and_is_gone_after_thirty_days() {
    let Some(stage) = Stage::own("its clock is moved") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let asked = asks(&noor, "csv").await;
    assert_eq!(asked["state"], "waiting");
    let mail = noor.inbox.expect("Uw bestedingsoverzicht staat klaar").await;
    assert_eq!(mail.link("/account/overviews"), format!("{}/account/overviews", stage.origin));
    assert!(
        !mail.html.contains("X-Amz") && !mail.text.contains(asked["id"].as_str().unwrap()),
        "never the file itself"
    );
    let list = noor.browser.get("/v1/overviews").await.is(200);
    assert_eq!((&list["items"][0]["state"], &list["items"][0]["progress"]), (&json!("ready"), &json!(100)));
    assert_eq!(stage.overviews_laid_down().len(), 1);

    stage.later(Duration::from_secs(29 * 24 * 3600)).await;
    noor.logs_in().await;
    downloads(&noor, &asked["id"]).await;
    stage.later(Duration::from_secs(2 * 24 * 3600)).await;
    noor.logs_in().await;
    noor.browser.get(&format!("/v1/overviews/{}", asked["id"].as_str().unwrap())).await.problem("not-found");
    assert_eq!(noor.browser.get("/v1/overviews").await.is(200)["items"], json!([]));
    stage.run_job("delete-overviews").await;
    assert_eq!(stage.overviews_laid_down().values().sum::<usize>(), 0, "the file is gone");
}

#[tokio::test]
async fn asked_twice_with_one_key_there_is_one_and_what_makes_no_sense_is_told_by_its_field() {
    let Some(stage) = Stage::own("it counts what there is") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let key = unlikely();
    let wanted = |from: &str, to: &str| json!({"from": from, "to": to, "format": "csv", "language": "de"});
    let first = noor.browser.post_once("/v1/overviews", wanted("2026-01", "2026-02"), &key).await.is(201);
    let again = noor.browser.post_once("/v1/overviews", wanted("2026-01", "2026-02"), &key).await.is(201);
    assert_eq!(first["id"], again["id"]);
    for (from, to, pointer, code) in [
        ("2026-02", "2026-01", "/to", "before-from"),
        ("2024-01", "2026-01", "/to", "period-too-long"),
        ("2199-01", "2199-01", "/from", "in-future"),
    ] {
        let refused =
            noor.browser.post_once("/v1/overviews", wanted(from, to), &unlikely()).await.problem("invalid-input");
        assert_eq!((&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]), (&json!(pointer), &json!(code)));
    }
}

#[tokio::test]
async fn each_sees_his_own_and_only_the_main_user_asks_for_the_codes_of_others() {
    let Some(stage) = Stage::own("its sums are its own") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    let petra = stage.seeded(Seeded::Petra).await;
    orders(&noor, "extract", 235, "van Noor").await;
    orders(&daan, "history", 235, "van Daan").await;

    let own = asks(&daan, "csv").await;
    let (overview, file) = downloads(&daan, &own["id"]).await;
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("van Daan") && !text.contains("van Noor"), "{text}");
    assert_eq!(overview["contents"]["lines"], 1);
    assert!(text.contains("Hoofduser;Noor Visser"), "whom to ask for all codes");

    let codes = noor.browser.get("/v1/access-codes").await.is(200);
    let noors = codes["items"].as_array().unwrap().iter().find(|code| code["label"] == "Bestuur").unwrap();
    let foreign = json!({
        "from": this_month(), "to": this_month(), "format": "csv", "language": "nl", "codes": [noors["accessCodeId"]],
    });
    let refused = daan.browser.post_once("/v1/overviews", foreign.clone(), &unlikely()).await.problem("invalid-input");
    assert_eq!(refused["errors"][0]["code"], "codes-of-others");
    let only = noor.browser.post_once("/v1/overviews", foreign, &unlikely()).await.is(201);
    let (_, file) = downloads(&noor, &only["id"]).await;
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("van Noor") && !text.contains("van Daan"), "{text}");

    // Neither a colleague nor a stranger, and the main user not either, opens somebody's own overview.
    let path = format!("/v1/overviews/{}", own["id"].as_str().unwrap());
    for other in [&noor, &petra] {
        other.browser.get(&path).await.problem("not-found");
    }
    daan.browser.get("/v1/overview-subscription").await.problem("forbidden");
    daan.browser
        .put("/v1/overview-subscription", json!({"paces": ["monthly"], "format": "csv", "language": "nl"}))
        .await
        .problem("forbidden");
}

#[tokio::test]
async fn whoever_subscribed_gets_the_month_that_is_over_once() {
    let Some(stage) = Stage::own("its clock is moved") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    orders(&noor, "extract", 235, "deze maand").await;
    let wanted = json!({"paces": ["yearly", "monthly", "monthly"], "format": "csv", "language": "nl"});
    let subscribed = noor.browser.put("/v1/overview-subscription", wanted).await.is(200);
    assert_eq!(subscribed["paces"], json!(["monthly", "yearly"]));

    let month = this_month();
    stage.later(days_to_the_sixth()).await;
    noor.logs_in().await;
    for _ in 0..3 {
        stage.run_job("monthly-overviews").await;
    }
    noor.inbox.expect(&format!("Het bestedingsoverzicht van {month} staat klaar")).await;
    let list = noor.browser.get("/v1/overviews").await.is(200);
    let monthly: Vec<&Value> =
        list["items"].as_array().unwrap().iter().filter(|one| one["pace"] == "monthly").collect();
    assert_eq!((monthly.len(), &monthly[0]["from"], &monthly[0]["to"]), (1, &json!(month), &json!(month)), "{list}");
    let (_, file) = downloads(&noor, &monthly[0]["id"]).await;
    assert!(String::from_utf8(file).unwrap().contains("deze maand"));

    noor.browser.delete("/v1/overview-subscription").await.is(204);
    assert_eq!(noor.browser.get("/v1/overview-subscription").await.is(200)["paces"], json!([]));
}

/// From now to the sixth of the next month: then it is not waited for the invoice any more.
fn days_to_the_sixth() -> Duration {
    let today = black_box::today();
    let sixth = today.last_of_month().tomorrow().unwrap().with().day(6).build().unwrap();
    let days = (sixth - today).get_days();
    Duration::from_secs(u64::try_from(days).unwrap() * 24 * 3600)
}
