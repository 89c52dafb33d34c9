//! Documents: what is taken, and what is refused in words (S48-S50). The demo's Sanne has these tests to herself, one after the other.

use black_box::{Case, Seeded, Stage, extract_of, today, unlikely};
use extract::samples::{Hostile, Sample};
use jiff::ToSpan as _;
use serde_json::json;

#[tokio::test]
async fn every_bad_file_is_refused_for_its_own_reason_and_a_good_one_is_taken_after_all() {
    let stage = Stage::shared();
    let _turn = Seeded::Sanne.turn().await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let case = Case::start(&sanne, "EH3").await;
    let number = case.means["organisation"]["kvkNumber"].as_str().unwrap().to_owned();
    let sample = Sample::new(&number, today().at(9, 0, 0, 0));
    let old = today().checked_sub(15.days()).unwrap();
    let files = [
        (Hostile::RenamedZip.file(&sample), "not-the-declared-type"),
        (Hostile::Polyglot.file(&sample), "not-the-declared-type"),
        (Hostile::JavaScript.file(&sample), "active-content"),
        (Hostile::PackedJavaScript.file(&sample), "active-content"),
        (Hostile::EmbeddedFile.file(&sample), "active-content"),
        (Hostile::Encrypted.file(&sample), "encrypted"),
        (Hostile::Truncated.file(&sample), "broken"),
        (Hostile::Bomb.file(&sample), "too-complex"),
        (extract_of("90004760", today()), "extract-of-another-company"),
        (extract_of(&number, old), "extract-too-old"),
        (extract_of(&number, today().checked_add(2.days()).unwrap()), "extract-from-the-future"),
    ];
    for (bytes, reason) in files {
        let (document, status) = case.uploads("uittreksel.pdf", bytes).await;
        assert!((200..300).contains(&status), "{reason}: the store answered {status}");
        let found = case.inspected(&document).await;
        assert_eq!(
            (found["document"]["state"].as_str(), found["document"]["reason"].as_str()),
            (Some("refused"), Some(reason)),
            "{found}"
        );
        assert!(found["download"].is_null(), "what was refused cannot be fetched: {found}");
        let check = case.check("extract-in-date").await;
        assert_ne!(check["state"], "passed", "{reason}: {check}");
    }

    // A scan cannot be read by machine: it is not refused, a person looks.
    let (scan, _) = case.uploads("scan.pdf", Hostile::Scan.file(&sample)).await;
    let found = case.inspected(&scan).await;
    assert_eq!(found["document"]["state"], "released", "{found}");
    assert!(found["document"]["read"].is_null(), "{found}");
    let check = case.check("extract-in-date").await;
    assert_eq!((check["state"].as_str(), check["waitingFor"].as_str()), (Some("waiting"), Some("staff")), "{check}");

    let found = case.hands_in_extract().await;
    assert_eq!(case.check("extract-in-date").await["state"], "passed");
    let (status, headers, bytes) = sanne.browser.fetch(found["download"]["url"].as_str().unwrap()).await;
    assert_eq!((status, bytes), (200, extract_of(&number, today())));
    let disposition = headers.get("content-disposition").and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(disposition.starts_with("attachment"), "{headers:?}");

    let list = sanne.browser.get(&format!("{}/documents", case.path())).await.is(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 13, "{list}");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_ticket_is_given_for_what_may_come_and_holds_it_to_that() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let case = Case::start(&noor, "EH3").await;
    let wanted = |name: &str, kind: &str, size: u64| json!({"kind": "kvk-extract", "fileName": name, "contentType": kind, "size": size});
    for (wish, pointer) in [
        (wanted("uittreksel.pdf", "application/pdf", 11 * 1024 * 1024), "/size"),
        (wanted("uittreksel.pdf", "application/pdf", 0), "/size"),
        (wanted("uittreksel.zip", "application/pdf", 1000), "/fileName"),
        (wanted("uittreksel.pdf", "application/zip", 1000), "/contentType"),
        (wanted("uittreksel.pdf\r\nX: y", "application/pdf", 1000), "/fileName"),
    ] {
        let problem = case.asks_ticket(wish).await.problem("invalid-input");
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
    }

    // Announced small, sent large: the store itself refuses 11 MB.
    let ticket = case.asks_ticket(wanted("uittreksel.pdf", "application/pdf", 5_000)).await.is(201);
    let mut large = extract_of("69599068", today());
    large.resize(11 * 1024 * 1024, b' ');
    let status = noor.browser.upload(&ticket["upload"], "uittreksel.pdf", "application/pdf", large).await;
    assert!(!(200..300).contains(&status), "the store took 11 MB");
    // Another place or another type than the ticket says.
    for (field, value) in
        [("key", "released/org_x/upg_x/doc_x"), ("Content-Type", "text/html"), ("x-amz-signature", "00")]
    {
        let mut forged = ticket["upload"].clone();
        let fields = forged["fields"].as_object_mut().unwrap();
        let name =
            fields.keys().find(|name| name.eq_ignore_ascii_case(field)).cloned().unwrap_or_else(|| field.to_owned());
        fields.insert(name, json!(value));
        let status =
            noor.browser.upload(&forged, "uittreksel.pdf", "application/pdf", extract_of("69599068", today())).await;
        assert!(!(200..300).contains(&status), "{field} was not held to: {status}");
    }
    let document = ticket["document"]["documentId"].as_str().unwrap();
    let found = noor.browser.get(&format!("{}/documents/{document}", case.path())).await.is(200);
    assert_eq!(found["document"]["state"], "awaiting-upload", "{found}");

    // The same key twice: one document, one ticket.
    let key = unlikely();
    let path = format!("{}/documents", case.path());
    let wish = wanted("uittreksel.pdf", "application/pdf", 5_000);
    let one = noor.browser.post_once(&path, wish.clone(), &key).await.is(201);
    let same = noor.browser.post_once(&path, wish, &key).await.is(201);
    assert_eq!(one["document"]["documentId"], same["document"]["documentId"]);
}

#[tokio::test]
async fn a_ticket_runs_out_after_five_minutes() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let case = Case::start(&noor, "EH3").await;
    let wish =
        json!({"kind": "kvk-extract", "fileName": "uittreksel.pdf", "contentType": "application/pdf", "size": 5000});
    let ticket = case.asks_ticket(wish).await.is(201);
    let expires: jiff::Timestamp = ticket["upload"]["expiresAt"].as_str().unwrap().parse().unwrap();
    let left = expires.duration_since(black_box::now());
    assert!((240..=300).contains(&left.as_secs()), "{left}");
}
