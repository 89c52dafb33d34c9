//! Nobody sees or touches what belongs to another organisation (S44): every operation of the contract that names something is called by
//! people of other organisations and roles, and must answer exactly as if the thing did not exist.

use std::collections::BTreeMap;
use std::path::Path;

use black_box::{Browser, Case, MemberBusiness, Person, Seeded, Stage, other_code, unlikely};
use reqwest::Method;
use serde_json::{Value, json};

/// An operation with parameters in its path.
#[derive(Debug)]
struct Named {
    method: Method,
    path: String,
    parameters: Vec<String>,
    /// Whether it says more than an empty object.
    says_something: bool,
}

fn contract() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/openapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("infra/openapi.json is committed")).unwrap()
}

fn named_operations() -> Vec<Named> {
    let contract = contract();
    let mut found = Vec::new();
    for (path, operations) in contract["paths"].as_object().unwrap() {
        let parameters: Vec<String> =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).map(str::to_owned).collect();
        for (name, operation) in operations.as_object().unwrap() {
            let Ok(method) = name.to_uppercase().parse::<Method>() else { continue };
            let says_something = operation["requestBody"].is_object();
            if !parameters.is_empty() && ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method.as_str()) {
                found.push(Named { method, path: path.clone(), parameters: parameters.clone(), says_something });
            }
        }
    }
    found
}

/// Ids of the right form that name nothing.
pub(crate) fn missing(parameter: &str) -> String {
    let prefix = match parameter {
        "upgradeId" => "upg",
        "documentId" => "doc",
        "meansId" => "mns",
        "sessionId" => "ses",
        "organisationId" => "org",
        "signerId" => "sgn",
        "batchId" => "bat",
        "orderId" => "ord",
        "accountId" | "account" => "acc",
        "accessCodeId" => "cod",
        "appointmentId" => "app",
        "ticketId" => "tic",
        "overviewId" => "ovw",
        "invoiceId" => "inv",
        "submissionId" => "sub",
        "uploadId" => "ver",
        "form" | "list" => return "nowhere".to_owned(),
        "edition" => return "1".to_owned(),
        "mandate" => "mnd",
        "collectionId" => "col",
        "debit" => return "1".to_owned(),
        "business" => "biz",
        "file" => "fil",
        "upload" => "ver",
        "parcel" => "pcl",
        "template" => "tpl",
        "topic" => return "notices".to_owned(),
        // Whose an upload of the desk is.
        "owner" => "biz",
        "number" => return "00000000-0001".to_owned(),
        "calendarToken" => return "Zm9vYmFyLXRva2VuLW9mLTI1Ni1iaXRz".to_owned(),
        "kvkNumber" => return "00000000".to_owned(),
        // A code on a paper, with the character that checks it.
        "code" => return "2222-2222-2".to_owned(),
        "check" => return "extract-in-date".to_owned(),
        other => panic!("the tests do not know the path parameter {other}: teach them what it names"),
    };
    format!("{prefix}_01jdc5aaaaaaaaaaaaaaaaaaaa")
}

/// A body that would be good enough for the operation, so that it is the id that decides.
fn body(path: &str) -> Value {
    if path.ends_with("/access-codes/{accessCodeId}/label") {
        json!({"label": "x"})
    } else if path.ends_with("/invoices/{number}/payment") {
        json!({"version": 1, "paidOn": "2026-11-22"})
    } else if path.ends_with("/collections/{collectionId}/debits") {
        json!({"reference": "X-1", "cents": 100, "text": "x"})
    } else if path.ends_with("/collections/{collectionId}/tables") {
        json!({"content": "WC0xOzE7eAo="})
    } else if path.ends_with("/collections/{collectionId}/settlement") {
        json!({"on": "2026-11-22"})
    } else if path.ends_with("/debits/{debit}/return") {
        json!({"reason": "AM04", "on": "2026-11-22"})
    } else if path.ends_with("/invoices/{number}/credit") {
        json!({"version": 1})
    } else if path == "/v1/businesses/{business}/uploads" {
        let sha256 = "0".repeat(64);
        let (file, kind) = ("a.pdf", "application/pdf");
        json!({"topic": "notices", "fileName": file, "contentType": kind, "size": 100, "sha256": sha256})
    } else if path == "/v1/businesses/{business}/parcels" {
        json!({"language": "nl"})
    } else if path == "/v1/desk/templates/{template}" {
        let title = json!({"de": "x", "nl": "x", "en": "x"});
        json!({"version": 1, "title": title, "topic": "notices", "withdrawn": false})
    } else if ["/downloads", "/completion", "/seen"].iter().any(|end| path.ends_with(end)) {
        json!({})
    } else if path.starts_with("/v1/spend/budgets/") {
        json!({"monthlyCents": 10_000})
    } else if path.starts_with("/v1/access-codes/") {
        json!({})
    } else if path.ends_with("/documents") {
        json!({"kind": "kvk-extract", "fileName": "a.pdf", "contentType": "application/pdf", "size": 100})
    } else if path.ends_with("/checks/{check}") {
        json!({"version": 1, "outcome": "passed", "note": "x"})
    } else if path.ends_with("/upgrades/{upgradeId}/quote") {
        json!({"chosen": [{"scope": "all"}]})
    } else if path.ends_with("/refusal") {
        json!({"version": 1, "reason": "other", "text": "x"})
    } else if path.ends_with("/contract") || path.ends_with("/signing-evidence") {
        json!({"language": "nl"})
    } else if path.ends_with("/invitations") {
        json!({"version": 1, "number": 1})
    } else if path.ends_with("/messages") {
        json!({"text": "x"})
    } else if path.ends_with("/papers/{code}/signatures") {
        json!({"version": 1, "signerId": missing("signerId"), "signedOn": "2026-11-22"})
    } else if path.ends_with("/replacement") {
        json!({"version": 1, "email": "somebody@example.org"})
    } else if path.ends_with("/renewal") {
        json!({"version": 1, "termYears": 1, "grossCents": 0})
    } else if path.ends_with("/role") {
        json!({"role": "manager"})
    } else if path.ends_with("/sending") {
        json!({"leaveOutFaulty": true})
    } else if ["/people/{accountId}/end", "/session", "/quote", "/reading", "/taking", "/release", "/closing"]
        .iter()
        .any(|end| path.ends_with(end))
    {
        json!({})
    } else if path == "/v1/desk/businesses/{business}" {
        let address = json!({"street": "x", "postcode": "18055", "town": "x", "country": "DE"});
        let data = json!({"number": "470000", "name": "x", "address": address, "language": "de"});
        json!({"version": 1, "data": data})
    } else if path.ends_with("/pin-letter") || path.ends_with("/pin-letter/copies") {
        json!({})
    } else if path.ends_with("/mandates/{mandate}/codes") {
        json!({"language": "nl"})
    } else if path.ends_with("/mandates/{mandate}/signatures") {
        json!({"fingerprint": "0", "code": "123456"})
    } else if path.ends_with("/mandates/{mandate}/revocation") || path.ends_with("/mandates/{mandate}/unsigned") {
        json!({})
    } else if path.ends_with("/mandates") || path.ends_with("/mandates/{mandate}") {
        crate::mandates::filled_in("core")
    } else if path.ends_with("/forms/{form}/checks") {
        json!({"answers": {}})
    } else if path.ends_with("/forms/{form}/editions") {
        json!({"basedOn": 0, "from": "2099-01-01", "note": "x", "content": {}})
    } else if path.ends_with("/forms/{form}/offer") {
        json!({"version": 0, "offered": true})
    } else if path.ends_with("/submissions/{submissionId}/answers") {
        json!({"revision": 1, "edition": 1, "language": "nl", "answers": {}})
    } else if path.ends_with("/submissions/{submissionId}/reopening") || path.ends_with("/signers/{signerId}/asking") {
        json!({})
    } else if path.ends_with("/submissions/{submissionId}/paper-signatures") {
        json!({"scan": missing("uploadId"), "signers": [missing("signerId")], "signedOn": "2026-11-02"})
    } else if path.ends_with("/submissions/{submissionId}/questions") {
        json!({"why": "x"})
    } else if path.ends_with("/submissions/{submissionId}/decision") {
        json!({"outcome": "noted"})
    } else if path.ends_with("/submissions/{submissionId}/send") {
        json!({"revision": 1})
    } else if path.ends_with("/submissions/{submissionId}/withdraw") {
        json!({})
    } else if path.ends_with("/submissions/{submissionId}/attachments") {
        let sha256 = "0".repeat(64);
        json!({"fileName": "a.pdf", "contentType": "application/pdf", "size": 100, "sha256": sha256})
    } else if path.ends_with("/means/{meansId}/registration") {
        let person = json!({"initials": "A.", "firstNames": "Ada", "surname": "Kanarie", "birthDate": "1985-12-10"});
        json!({"version": 1, "person": person})
    } else if path.ends_with("/activation") || path.ends_with("/revocation") {
        json!({"code": other_code("ABCD-EFGH-JKMN", 1)})
    } else {
        json!({"version": 1})
    }
}

/// What an operation must be asked with, so that it is the id that decides.
fn query(path: &str) -> &'static str {
    if path == "/v1/businesses/{business}/files" { "?q=x" } else { "" }
}

async fn call(browser: &Browser<'_>, operation: &Named, ids: &BTreeMap<String, String>) -> black_box::Answer {
    let path = operation.parameters.iter().fold(operation.path.clone(), |path, parameter| {
        let value = ids.get(parameter).cloned().unwrap_or_else(|| missing(parameter));
        path.replace(&format!("{{{parameter}}}"), &value)
    });
    let path = path + query(&operation.path);
    let has_body = !["GET", "DELETE"].contains(&operation.method.as_str());
    let key = unlikely();
    browser
        .send(
            operation.method.clone(),
            &path,
            has_body.then(|| if operation.says_something { body(&operation.path) } else { json!({}) }),
            &[("idempotency-key", &key)],
        )
        .await
}

/// Everything a case has that can be named: with a document handed in, and a session of its owner.
async fn everything_of(case: &Case<'_, '_>) -> BTreeMap<String, String> {
    let document = case.hands_in_extract().await;
    let sessions = case.person.browser.get("/v1/sessions").await.is(200);
    let question = json!({"topic": "other", "text": "Wie ziet dit?", "language": "nl"});
    let ticket = case.person.browser.post_once("/v1/tickets", question, &unlikely()).await.is(201);
    let codes = case.person.browser.get("/v1/access-codes").await.is(200);
    let own = codes["items"].as_array().unwrap().iter().find(|code| code["isYours"] == true).unwrap();
    let order = json!({
        "product": "extract", "kvkNumber": "68727720", "payment": "invoice", "cents": 235, "language": "nl",
    });
    let order = case.person.browser.post_once("/v1/orders", order, &unlikely()).await.is(201);
    let form = json!({"form": "early-examination", "language": "nl"});
    let filled = case.person.browser.post_once("/v1/submissions", form, &unlikely()).await.is(201);
    let month = &black_box::today().to_string()[..7];
    let overview = json!({"from": month, "to": month, "format": "csv", "language": "nl"});
    let overview = case.person.browser.post_once("/v1/overviews", overview, &unlikely()).await.is(201);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    BTreeMap::from([
        ("overviewId".to_owned(), text(&overview["id"])),
        ("submissionId".to_owned(), text(&filled["submissionId"])),
        ("orderId".to_owned(), text(&order["orderId"])),
        ("upgradeId".to_owned(), case.id.clone()),
        ("accessCodeId".to_owned(), text(&own["accessCodeId"])),
        ("meansId".to_owned(), text(&case.means["meansId"])),
        ("accountId".to_owned(), text(&case.means["holder"]["accountId"])),
        ("documentId".to_owned(), text(&document["document"]["documentId"])),
        ("organisationId".to_owned(), text(&case.means["organisation"]["organisationId"])),
        ("ticketId".to_owned(), text(&ticket["ticketId"])),
        ("sessionId".to_owned(), text(&sessions["sessions"][0]["sessionId"])),
    ])
}

/// To these people none of `ids` exists, whatever they ask: every operation answers exactly as for ids that name nothing.
async fn they_find_nothing(people: &[(&str, &Browser<'_>)], ids: &BTreeMap<String, String>, secrets: &[&str]) {
    let operations = named_operations();
    assert!(operations.len() >= 15, "the contract has lost operations: {operations:?}");
    // A form nobody has published yet is published under the name the desk chooses: there is nothing it could not find.
    let found = |operation: &&Named| operation.path != "/v1/desk/forms/{form}/editions";
    for operation in operations.iter().filter(found) {
        for (who, browser) in people {
            let foreign = call(browser, operation, ids).await;
            let absent = call(browser, operation, &BTreeMap::new()).await;
            let told =
                format!("{who}: {} {} gave {} {}", operation.method, operation.path, foreign.status, foreign.text);
            assert!([401, 403, 404].contains(&foreign.status), "{told}");
            assert_eq!(foreign.visible(), absent.visible(), "{told}\nbut for what does not exist: {}", absent.text);
            assert!(secrets.iter().all(|secret| !foreign.text.contains(secret)), "{told}");
        }
    }
}

#[tokio::test]
async fn what_is_anothers_does_not_exist() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let case = Case::start(&willem, "EH3").await;
    let ids = everything_of(&case).await;
    let noor = stage.seeded(Seeded::Noor).await;
    let daan = stage.seeded(Seeded::Daan).await;
    let loose = stage.customer().await;
    let nobody = stage.visitor();
    let people = [
        ("a main user elsewhere", &noor.browser),
        ("a user elsewhere", &daan.browser),
        ("somebody without organisation", &loose.browser),
        ("nobody", &nobody.browser),
    ];
    they_find_nothing(&people, &ids, &["69599084", "Dagobert", "willem@"]).await;
    assert_eq!(case.view().await["stage"], "draft", "and all is as it was");
    case.acts("cancellation").await.is(200);
}

/// Everything of a member's business that can be named: a mandate, a file, an upload under way, a zip, and who opened it.
async fn everything_in(member: &Person<'_>, business: &MemberBusiness) -> BTreeMap<String, String> {
    let own = format!("/v1/businesses/{}", business.id);
    let mandate = crate::mandates::filled_in("core");
    let mandate = member.browser.post_once(&format!("{own}/mandates"), mandate, &unlikely()).await.is(201);
    let file = member.files(business, "notices", "Geheim.txt", b"niemandes Sache").await;
    let upload = member.announces(business, "notices", "Halb.txt", b"noch unterwegs").await;
    let parcel = json!({"language": "de"});
    let parcel = member.browser.post_once(&format!("{own}/parcels"), parcel, &unlikely()).await.is(201);
    let people = member.browser.get(&format!("{own}/people")).await.is(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    BTreeMap::from([
        ("business".to_owned(), business.id.clone()),
        ("owner".to_owned(), business.id.clone()),
        ("mandate".to_owned(), text(&mandate["id"])),
        ("file".to_owned(), text(&file["fileId"])),
        ("upload".to_owned(), text(&upload["uploadId"])),
        ("parcel".to_owned(), text(&parcel["parcelId"])),
        ("account".to_owned(), text(&people["items"][0]["account"])),
    ])
}

#[tokio::test]
async fn what_is_another_members_does_not_exist() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let ids = everything_in(&mila, &business).await;
    let own = format!("/v1/businesses/{}", business.id);
    let rooms = ["", "/people", "/mandates", "/folders", "/folders/notices/files", "/uploads"]
        .map(|room| format!("{own}{room}"));
    let as_it_is = async || {
        let mut all = Vec::new();
        for room in &rooms {
            all.push(mila.browser.get(room).await.is(200));
        }
        all.push(mila.browser.get(&format!("{own}/mandates/{}", ids["mandate"])).await.is(200));
        without_links(Value::from(all))
    };
    let before = as_it_is().await;
    let (other, _) = stage.opens_business().await;
    let noor = stage.seeded(Seeded::Noor).await;
    let nobody = stage.visitor();
    let people =
        [("another member", &other.browser), ("a main user elsewhere", &noor.browser), ("nobody", &nobody.browser)];
    they_find_nothing(&people, &ids, &[mila.email.as_str(), "Geheim.txt", &business.number]).await;
    assert_eq!(as_it_is().await, before, "and all is as it was");
}

/// The same without what is drawn anew whenever it is asked for: links to files.
fn without_links(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            fields.retain(|name, value| name != "url" && !value.as_str().is_some_and(|text| text.contains("://")));
            for value in fields.values_mut() {
                *value = without_links(value.take());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_links(item.take())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    value
}

#[tokio::test]
async fn neither_a_colleague_without_the_role_nor_the_desk_by_another_door_finds_it() {
    let Some(stage) = Stage::own("it needs people of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let case = Case::start(&petra, "EH3").await;
    let mut ids = everything_of(&case).await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    // The organisation is her own: that she may name.
    let mut hers = ids.clone();
    hers.remove("organisationId");
    they_find_nothing(&[("a colleague without the role", &sanne.browser)], &hers, &["petra@"]).await;

    // One id of one's own beside one of another's opens nothing either.
    let noor = stage.seeded(Seeded::Noor).await;
    let own = Case::start(&noor, "EH3").await;
    let foreign = format!("{}/documents/{}", own.path(), ids["documentId"]);
    noor.browser.get(&foreign).await.problem("not-found");

    // The desk has doors of its own: it does not come in by the customers', and finds no case under another organisation's name.
    let fatima = stage.seeded(Seeded::Fatima).await;
    ids.insert("organisationId".to_owned(), own.means["organisation"]["organisationId"].as_str().unwrap().to_owned());
    // Questions are asked of the desk; that it does not find them by the customers' door is tried in `tickets`.
    ids.remove("ticketId");
    they_find_nothing(&[("staff", &fatima.browser)], &ids, &["petra@"]).await;
    assert_eq!(case.view().await["stage"], "draft", "and all is as it was");
}

#[tokio::test]
async fn a_cursor_of_another_organisation_shows_nothing() {
    let Some(stage) = Stage::own("it needs people of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let noor = stage.seeded(Seeded::Noor).await;
    let page = petra.browser.get("/v1/means?limit=1").await.is(200);
    let cursor = page["nextCursor"].as_str().expect("the company has more than one means").to_owned();
    let next = petra.browser.get(&format!("/v1/means?limit=1&cursor={cursor}")).await.is(200);
    assert_ne!(page["items"], next["items"]);
    let foreign = noor.browser.get(&format!("/v1/means?limit=1&cursor={cursor}")).await;
    assert!(!foreign.text.contains("68750110"), "{}", foreign.text);
    assert!(foreign.status == 200 || (400..500).contains(&foreign.status), "{}", foreign.text);
    for forged in ["x", "..", "%00", "eyJwayI6Ik9SRyNvcmdfMSJ9"] {
        let answer = noor.browser.get(&format!("/v1/means?cursor={forged}")).await;
        assert!((400..500).contains(&answer.status), "{forged}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_user_sees_his_own_means_and_a_manager_all_of_the_organisation() {
    let stage = Stage::shared();
    let petra = stage.seeded(Seeded::Petra).await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let holders = |list: &Value| {
        let mut emails: Vec<_> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|means| means["holder"]["email"].as_str().unwrap().to_owned())
            .collect();
        emails.sort();
        emails
    };
    let hers = sanne.browser.get("/v1/means").await.is(200);
    assert_eq!(holders(&hers), ["sanne@donald.example"]);
    let all = petra.browser.get("/v1/means").await.is(200);
    assert_eq!(
        holders(&all),
        ["karim@donald.example", "lotte@donald.example", "petra@donald.example", "sanne@donald.example"]
    );
    let petras = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|means| means["holder"]["email"] == "petra@donald.example")
        .unwrap();
    sanne.browser.get(&format!("/v1/means/{}", petras["meansId"].as_str().unwrap())).await.problem("not-found");
}
