//! Many upgrades from one table.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use black_box::{Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

/// Sends a table in.
async fn sends_in(manager: &Person<'_>, file_name: &str, bytes: &[u8]) -> black_box::Answer {
    let body = json!({"fileName": file_name, "content": STANDARD.encode(bytes)});
    manager.browser.post_once("/v1/batches", body, &unlikely()).await
}

/// Waits until every good row has its outcome.
async fn sent(manager: &Person<'_>, id: &str) -> Value {
    // As long as it goes on it may take its time: the machine may have other things to do.
    let (mut done, mut still) = (0, 0);
    while still < 150 {
        let batch = manager.browser.get(&format!("/v1/batches/{id}")).await.is(200);
        if batch["stage"] == "sent" {
            return batch;
        }
        let now = batch["started"].as_u64().unwrap() + batch["failed"].as_u64().unwrap();
        still = if now > done { 0 } else { still + 1 };
        done = now;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the batch stands still at {done}");
}

/// Every good row with its outcome.
pub(crate) async fn rows(manager: &Person<'_>, id: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = manager.browser.get(&format!("/v1/batches/{id}/rows{cursor}")).await.is(200);
        rows.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("?cursor={next}"),
            None => return rows,
        }
    }
}

#[tokio::test]
async fn a_thousand_rows_of_which_thirty_are_bad() {
    let Some(stage) = Stage::own("a thousand people are planted") else { return };
    stage.crowd("68750110", 1_000).await;
    let petra = stage.seeded(Seeded::Petra).await;

    let mut table = String::from("Middelnummer;Niveau;Diensten;Looptijd in jaren\r\n");
    for number in 1..=1_000 {
        let bad = match number % 100 {
            7 => Some(format!("NOT-{number};EH3;;\r\n")),
            8 => Some(format!("CROWD-{number};EH9;;\r\n")),
            9 => Some(format!("CROWD-{number};EH3;;2\r\n")),
            _ => None,
        };
        table.push_str(&bad.unwrap_or_else(|| format!("CROWD-{number};EH3;alle;3\r\n")));
    }
    let batch = sends_in(&petra, "iedereen.csv", table.as_bytes()).await.is(201);
    assert_eq!((&batch["good"], &batch["faulty"]), (&json!(970), &json!(30)), "{batch}");
    assert_eq!(batch["stage"], "checked", "nothing is sent before it is said");
    let faults = batch["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 30);
    assert_eq!(faults[0], json!({"row": 8, "faults": [{"column": "means", "code": "unknown-means"}]}));
    assert_eq!(faults[1], json!({"row": 9, "faults": [{"column": "level", "code": "not-a-level"}]}));
    assert_eq!(faults[2], json!({"row": 10, "faults": [{"column": "term", "code": "not-a-term"}]}));

    let id = batch["batchId"].as_str().unwrap();
    let path = format!("/v1/batches/{id}/sending");
    let refused = petra.browser.post(&path, json!({})).await;
    assert!(refused.status == 422 && refused.text.contains("faulty-rows"), "{}", refused.text);
    petra.browser.post(&path, json!({"leaveOutFaulty": true})).await.is(202);
    petra.browser.post(&path, json!({"leaveOutFaulty": true})).await.problem("wrong-stage");
    let batch = sent(&petra, id).await;
    assert_eq!((&batch["started"], &batch["failed"]), (&json!(970), &json!(0)), "{batch}");

    let rows = rows(&petra, id).await;
    let upgrades: std::collections::BTreeSet<_> =
        rows.iter().map(|row| row["outcome"]["upgradeId"].as_str().unwrap()).collect();
    assert_eq!((rows.len(), upgrades.len()), (970, 970), "one upgrade each");
    let one = petra.browser.get(&format!("/v1/upgrades/{}", upgrades.first().unwrap())).await.is(200);
    assert_eq!(one["data"]["authorisations"], json!({"chosen": [{"scope": "all"}], "termYears": 3}), "{one}");
    stage.inbox("user-1@crowd.example").expect("Uw beheerder is een aanvraag naar EH3 voor u gestart").await;

    // It is Petra's: nobody else's in her organisation, nor anybody's elsewhere.
    let noor = stage.seeded(Seeded::Noor).await;
    noor.browser.get(&format!("/v1/batches/{id}")).await.problem("not-found");
    let sanne = stage.seeded(Seeded::Sanne).await;
    sanne.browser.get(&format!("/v1/batches/{id}")).await.problem("forbidden");
}

#[tokio::test]
async fn a_row_about_somebody_without_a_means_starts_a_first_application() {
    let Some(stage) = Stage::own("people come to an organisation") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    let table = format!(
        "E-mailadres gebruiker;Niveau;Diensten;Looptijd in jaren;Voorletters;Voornamen;Achternaam;Geboortedatum;Mobiel nummer\r\n\
         nieuw@bolderbast.example;EH3;alle;3;N.;Nelleke;Nieuw;30-08-1990;+31 6 12345678\r\n\
         {};EH4;;;;;;;\r\n\
         half@bolderbast.example;EH3;;;H.;;Half;;\r\n",
        daan.email
    );
    let batch = sends_in(&noor, "nieuwe-mensen.csv", table.as_bytes()).await.is(201);
    assert_eq!((&batch["good"], &batch["faulty"]), (&json!(2), &json!(1)), "{batch}");
    let missing = |column: &str| json!({"column": column, "code": "missing"});
    assert_eq!(
        batch["faults"][0],
        json!({"row": 4, "faults": [missing("first-names"), missing("birth-date"), missing("mobile")]})
    );
    let id = batch["batchId"].as_str().unwrap();
    let path = format!("/v1/batches/{id}/sending");
    noor.browser.post(&path, json!({"leaveOutFaulty": true})).await.is(202);
    let batch = sent(&noor, id).await;
    assert_eq!((&batch["started"], &batch["failed"]), (&json!(2), &json!(0)), "{batch}");
    let rows = rows(&noor, id).await;
    assert_eq!(rows[0]["newcomer"], json!({"name": "Nelleke Nieuw", "email": "nieuw@bolderbast.example"}));
    assert!(rows[1]["meansNumber"].is_string() && rows[1]["newcomer"].is_null(), "{}", rows[1]);

    let upgrade = rows[0]["outcome"]["upgradeId"].as_str().unwrap();
    let upgrade = noor.browser.get(&format!("/v1/upgrades/{upgrade}")).await.is(200);
    assert_eq!((&upgrade["fromLevel"], &upgrade["targetLevel"]), (&Value::Null, &json!("EH3")), "{upgrade}");
    assert_eq!(upgrade["data"]["authorisations"]["termYears"], 3);
    let told = stage.inbox("nieuw@bolderbast.example");
    let mail = told.expect("Uw beheerder is een aanvraag naar EH3 voor u gestart").await;
    assert!(mail.text.contains("/register"), "she has no account yet: {}", mail.text);

    // The same table once more: what is open is not started twice.
    let again = sends_in(&noor, "nieuwe-mensen.csv", table.as_bytes()).await.is(201);
    let codes = again["faults"].to_string();
    assert!(again["good"] == json!(0) && codes.contains("already-open"), "{again}");
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_its_reason_and_the_template_is_one() {
    let Some(stage) = Stage::own("it needs a manager to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    for (bytes, code) in [
        (&b""[..], "file-empty"),
        (b"%PDF-1.7 and so on", "headings-missing"),
        (b"PK\x03\x04 and nothing more", "not-a-table"),
        (b"\xD0\xCF\x11\xE0 an old one", "old-or-locked-workbook"),
        (b"Niveau;Middelnummer\r\n", "no-rows"),
    ] {
        let refused = sends_in(&noor, "tabel", bytes).await;
        assert!(refused.status == 422 && refused.text.contains(code), "{code}: {}", refused.text);
    }
    let refused = noor.browser.post_once("/v1/batches", json!({"fileName": "a", "content": "%%%"}), &unlikely()).await;
    assert!(refused.text.contains("not-a-file"), "{}", refused.text);

    let (status, headers, template) =
        noor.browser.fetch(&format!("{}/v1/batch-templates/xlsx?language=nl", stage.origin)).await;
    assert_eq!(status, 200);
    assert!(headers["content-type"].to_str().unwrap().contains("spreadsheetml"));
    let refused = sends_in(&noor, "leeg.xlsx", &template).await;
    assert!(refused.text.contains("no-rows"), "the template is read, and empty: {}", refused.text);
    let (_, _, template) = noor.browser.fetch(&format!("{}/v1/batch-templates/csv?language=de", stage.origin)).await;
    assert!(String::from_utf8(template).unwrap().contains("Nummer des Mittels"));
}

#[tokio::test]
#[ignore = "ten thousand people take minutes to plant and to send for: run it by name"]
async fn ten_thousand_rows_are_read_within_a_request_and_sent_behind_it() {
    let Some(stage) = Stage::own("ten thousand people are planted") else { return };
    stage.crowd("68750110", 10_000).await;
    let petra = stage.seeded(Seeded::Petra).await;
    let rows = (1..=10_000).map(|number| format!("CROWD-{number};EH3\r\n"));
    let table: String = std::iter::once("Middelnummer;Niveau\r\n".to_owned()).chain(rows).collect();
    let began = std::time::Instant::now();
    let batch = sends_in(&petra, "iedereen.csv", table.as_bytes()).await.is(201);
    let took = began.elapsed();
    assert_eq!((&batch["good"], &batch["faulty"]), (&json!(10_000), &json!(0)));
    assert!(took < Duration::from_secs(29), "a request may take no longer in the cloud: {took:?}");
    let path = format!("/v1/batches/{}", batch["batchId"].as_str().unwrap());
    petra.browser.post(&format!("{path}/sending"), json!({})).await.is(202);
    let mut before = 0;
    // It goes on by itself: each look finds more of it done.
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_secs(20)).await;
        let started = petra.browser.get(&path).await.is(200)["started"].as_u64().unwrap();
        assert!(started > before, "{started} after {before}");
        before = started;
    }
}
