//! Documents of a member business: sent part by part and gone on with after a broken connection; versions; found by name; put there by the chamber; as one
//! zip; templates with the data of the business. Nobody else's.

use std::io::{Cursor, Read};

use black_box::folders::{long_text, sha256, text_file};
use black_box::{MemberBusiness, Person, Seeded, Stage, extract_of, unlikely};
use serde_json::{Value, json};

fn folder(business: &MemberBusiness, topic: &str) -> String {
    format!("/v1/businesses/{}/folders/{topic}", business.id)
}

#[tokio::test]
async fn an_upload_that_broke_off_half_way_is_gone_on_with_on_another_device() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let bytes = long_text(12_000_000);
    let upload = mila.announces(&business, "notices", "Grundbuch.txt", &bytes).await;
    assert_eq!(upload["parts"].as_array().unwrap().len(), 3);
    mila.puts(&upload, &bytes, 2..=2).await;

    // Another device knows nothing but who is logged in.
    let elsewhere = stage.browser();
    mila.on(&elsewhere).logs_in().await;
    let listed = elsewhere.get(&format!("/v1/businesses/{}/uploads", business.id)).await.is(200);
    assert_eq!(listed["items"][0]["sha256"], sha256(&bytes), "the file chosen anew is known by this");
    let path = format!("/v1/businesses/{}/uploads/{}", business.id, listed["items"][0]["uploadId"].as_str().unwrap());
    elsewhere.post(&format!("{path}/completion"), json!({})).await.problem("upload-incomplete");
    let stands = elsewhere.get(&path).await.is(200);
    let arrived: Vec<_> = stands["parts"].as_array().unwrap().iter().map(|part| part["arrived"] == true).collect();
    assert_eq!(arrived, [false, true, false]);
    assert!(stands["parts"][1].get("url").is_none(), "what came in is not sent again");
    mila.puts(&stands, &bytes, 1..=3).await;
    let done = mila.completes(&path).await;
    assert_eq!(done["state"], "released", "{done}");
    assert_eq!(mila.downloads(&folder(&business, "notices"), &done["fileId"], None).await, bytes);
    elsewhere.post(&format!("{path}/completion"), json!({})).await.is(200);
    let files = mila.browser.get(&format!("{}/files", folder(&business, "notices"))).await.is(200);
    assert_eq!(files["items"].as_array().unwrap().len(), 1, "completed twice, it is there once");
}

#[tokio::test]
async fn the_same_name_again_is_a_new_version_and_older_ones_stay() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let first = mila.files(&business, "fees", "Beitrag 2026.txt", b"erste").await;
    let second = mila.files(&business, "fees", "beitrag 2026.TXT", b"zweite Fassung").await;
    let other = mila.files(&business, "notices", "Beitrag 2026.txt", b"anderswo").await;
    assert_eq!(first["fileId"], second["fileId"]);
    assert_ne!(first["fileId"], other["fileId"], "another folder, another file");
    let fees = folder(&business, "fees");
    let whole = mila.browser.get(&format!("{fees}/files/{}", first["fileId"].as_str().unwrap())).await.is(200);
    let numbers: Vec<_> = whole["versions"].as_array().unwrap().iter().map(|version| &version["number"]).collect();
    assert_eq!((numbers, &whole["file"]["number"]), (vec![&json!(2), &json!(1)], &json!(2)));
    assert_eq!(mila.downloads(&fees, &first["fileId"], Some(1)).await, b"erste");
    assert_eq!(mila.downloads(&fees, &first["fileId"], None).await, b"zweite Fassung");
}

#[tokio::test]
async fn what_is_not_what_it_says_is_refused_and_says_why() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let page = mila.files(&business, "other", "Notiz.txt", b"<!DOCTYPE html><html><script>1</script></html>").await;
    assert_eq!((&page["state"], &page["reason"]), (&json!("refused"), &json!("not-the-declared-type")));
    // What was put together of two files is neither.
    let bytes = b"was angekuendigt war";
    let upload = mila.announces(&business, "other", "Zettel.txt", bytes).await;
    mila.puts(&upload, b"was nun gesendet ist", 1..=1).await;
    let path = format!("/v1/businesses/{}/uploads/{}", business.id, upload["uploadId"].as_str().unwrap());
    assert_eq!(mila.completes(&path).await["reason"], "broken");
    mila.browser.delete(&path).await.is(204);
    let pdf = extract_of("69599084", black_box::today());
    let announced = json!({
        "topic": "other", "fileName": "Auszug.pdf", "contentType": "application/pdf", "size": pdf.len(),
        "sha256": sha256(&pdf), "note": "wie besprochen",
    });
    let uploads = format!("/v1/businesses/{}/uploads", business.id);
    let upload = mila.browser.post_once(&uploads, announced, &unlikely()).await.is(201);
    mila.puts(&upload, &pdf, 1..=1).await;
    let path = format!("{uploads}/{}", upload["uploadId"].as_str().unwrap());
    assert_eq!(mila.completes(&path).await["state"], "released");
    for (change, pointer, code) in [
        (json!({"size": 0}), "/size", "empty"),
        (json!({"size": 999_000_000}), "/size", "too-large"),
        (json!({"fileName": "x.exe"}), "/fileName", "not-the-declared-type"),
        (json!({"contentType": "application/zip"}), "/contentType", "invalid"),
        (json!({"topic": "nirgends"}), "/topic", "invalid"),
    ] {
        let mut announced = text_file("other", "x.txt", b"x");
        for (name, value) in change.as_object().unwrap() {
            announced[name] = value.clone();
        }
        let problem = mila.browser.post_once(&uploads, announced, &unlikely()).await.problem("invalid-input");
        assert_eq!((&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]), (&json!(pointer), &json!(code)));
    }
}

#[tokio::test]
async fn a_part_is_put_where_it_was_signed_for_and_as_large_as_it_is() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let upload = mila.announces(&business, "other", "x.txt", b"zehn bytes").await;
    let url = upload["parts"][0]["url"].as_str().unwrap();
    assert!((400..500).contains(&mila.browser.put_part(url, b"elf bytes!!".to_vec()).await), "larger than announced");
    let elsewhere = url.replace("quarantine", "released");
    assert!((400..500).contains(&mila.browser.put_part(&elsewhere, b"zehn bytes".to_vec()).await), "another place");
    let another = url.replace("partNumber=1", "partNumber=2");
    assert!((400..500).contains(&mila.browser.put_part(&another, b"zehn bytes".to_vec()).await), "another part");
    assert_eq!(mila.browser.put_part(url, b"zehn bytes".to_vec()).await, 200);
}

#[tokio::test]
async fn files_are_found_by_how_their_words_begin_and_only_ones_own() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let (noor, other) = stage.opens_business().await;
    mila.files(&business, "fees", "Gebührenbescheid März.txt", b"a").await;
    mila.files(&business, "notices", "Rechnung 2026-03.txt", b"b").await;
    noor.files(&other, "fees", "Gebühren geheim.txt", b"c").await;
    let found = |q: &'static str| {
        let (mila, id) = (&mila, &business.id);
        async move {
            let page = mila.browser.get(&format!("/v1/businesses/{id}/files?q={q}")).await.is(200);
            let items = page["items"].as_array().unwrap().clone();
            items.iter().map(|file| file["fileName"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(found("gebuhren").await, ["Gebührenbescheid März.txt"]);
    assert_eq!(found("mar%20GEB").await, ["Gebührenbescheid März.txt"]);
    assert_eq!(found("2026").await, ["Rechnung 2026-03.txt"]);
    assert_eq!(found("geheim").await, Vec::<String>::new());
}

async fn entries(person: &Person<'_>, parcel: &Value) -> Vec<(String, Vec<u8>)> {
    let (status, _, bytes) = person.browser.fetch(parcel["download"]["url"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut entries = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        entries.push((entry.name().to_owned(), bytes));
    }
    entries.sort();
    entries
}

#[tokio::test]
async fn everything_comes_as_one_zip_with_the_bytes_that_were_handed_in() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    mila.files(&business, "fees", "a: b.txt", b"eins").await;
    mila.files(&business, "fees", "a: b.txt", b"eins, neu").await;
    let long = long_text(6_000_000);
    mila.files(&business, "notices", "lang.txt", &long).await;
    let parcels = format!("/v1/businesses/{}/parcels", business.id);
    let asked = mila.browser.post_once(&parcels, json!({"language": "de"}), &unlikely()).await.is(201);
    let made = mila.awaits_parcel(&business, &asked).await;
    assert_eq!((&made["parcel"]["state"], &made["parcel"]["documents"]), (&json!("ready"), &json!(2)), "{made}");
    let expected = vec![
        ("Beiträge und Gebühren/a_ b.txt".to_owned(), b"eins, neu".to_vec()),
        ("Bescheide und Schreiben/lang.txt".to_owned(), long.clone()),
    ];
    assert!(entries(&mila, &made).await == expected, "name by name and byte by byte");
    let one = json!({"topic": "notices", "language": "en"});
    let one = mila.browser.post_once(&parcels, one, &unlikely()).await.is(201);
    let one = mila.awaits_parcel(&business, &one).await;
    assert!(entries(&mila, &one).await == [("Decisions and letters/lang.txt".to_owned(), long)]);
    let none = json!({"topic": "register", "language": "en"});
    let none = mila.browser.post_once(&parcels, none, &unlikely()).await.is(201);
    assert_eq!(mila.awaits_parcel(&business, &none).await["parcel"]["reason"], "empty");
    let mail = mila.inbox.expect("Your documents are ready as a zip file").await;
    assert!(!mail.html.contains("X-Amz"), "never the file itself");
}

#[tokio::test]
async fn what_the_chamber_puts_there_is_mailed_and_new_until_it_is_opened() {
    let stage = Stage::shared();
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (mila, business) = stage.opens_business().await;
    let bytes = b"Ihr Bescheid";
    let mut announced = text_file("notices", "Bescheid Meyer.txt", bytes);
    announced["owner"] = json!(business.id);
    announced["note"] = json!("Bitte bis Ende des Monats");
    let upload = fatima.browser.post_once("/v1/desk/uploads", announced, &unlikely()).await.is(201);
    fatima.puts(&upload, bytes, 1..=1).await;
    let path = format!("/v1/desk/uploads/{}/{}", business.id, upload["uploadId"].as_str().unwrap());
    let done = fatima.completes(&path).await;
    assert_eq!(done["state"], "released");
    let mail = mila.inbox.expect("A new document for").await;
    assert!(!mail.text.contains("Meyer"), "what it is called is personal");
    assert!(mail.link("/businesses/").ends_with(&format!("/businesses/{}/documents/notices", business.id)));

    let notices = folder(&business, "notices");
    let listed = mila.browser.get(&format!("{notices}/files")).await.is(200);
    let file = &listed["items"][0];
    assert_eq!((&file["new"], &file["from"], &file["deletable"]), (&json!(true), &json!("chamber"), &json!(false)));
    assert_eq!(file["note"], "Bitte bis Ende des Monats");
    let path = format!("{notices}/files/{}", file["fileId"].as_str().unwrap());
    mila.browser.delete(&path).await.problem("not-your-upload");
    assert_eq!(mila.downloads(&notices, &file["fileId"], None).await, bytes);
    assert_eq!(mila.browser.get(&path).await.is(200)["file"]["new"], false);
}

#[tokio::test]
async fn the_desk_sees_what_was_handed_in_until_somebody_has_seen_it() {
    let Some(stage) = Stage::own("its queue is its own") else { return };
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (mila, business) = stage.opens_business().await;
    let one = mila.files(&business, "register", "Handwerkskarte.txt", b"karte").await;
    let two = mila.files(&business, "register", "Anlage.txt", b"anlage").await;
    let waits = || async {
        let queue = fatima.browser.get("/v1/desk/new-files").await.is(200);
        let items = queue["items"].as_array().unwrap().clone();
        items.iter().map(|item| item["file"]["fileId"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(waits().await, [one["fileId"].clone(), two["fileId"].clone()], "longest waiting first");
    let at_desk = format!("/v1/desk/businesses/{}/folders/register", business.id);
    let seen = format!("{at_desk}/files/{}/seen", one["fileId"].as_str().unwrap());
    assert_eq!(fatima.browser.post(&seen, json!({})).await.is(200)["seenByChamber"], true);
    assert_eq!(fatima.downloads(&at_desk, &two["fileId"], None).await, b"anlage");
    assert_eq!(waits().await, Vec::<Value>::new());
    mila.files(&business, "register", "Anlage.txt", b"neue anlage").await;
    assert_eq!(waits().await, [two["fileId"].clone()], "a new version is new to the desk");

    // Deleted by whoever put it there, it leaves the queue, its name and the bucket.
    let register = folder(&business, "register");
    mila.browser.delete(&format!("{register}/files/{}", two["fileId"].as_str().unwrap())).await.is(204);
    assert_eq!(waits().await, Vec::<Value>::new());
    let page = mila.browser.get(&format!("/v1/businesses/{}/files?q=anlage", business.id)).await.is(200);
    assert_eq!(page["items"], json!([]));
    let again = mila.files(&business, "register", "Anlage.txt", b"von vorn").await;
    assert_ne!(again["fileId"], two["fileId"], "it begins anew");
}

#[tokio::test]
async fn strangers_find_nothing_and_colleagues_cannot_delete_each_others_files() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let (noor, _) = stage.opens_business().await;
    let file = mila.files(&business, "fees", "Geheim.txt", b"geheim").await;
    let upload = mila.announces(&business, "fees", "Halb.txt", b"halb").await;
    let (fees, id) = (folder(&business, "fees"), business.id.as_str());
    let file = format!("{fees}/files/{}", file["fileId"].as_str().unwrap());
    let upload = format!("/v1/businesses/{id}/uploads/{}", upload["uploadId"].as_str().unwrap());
    for path in [&format!("{fees}/files"), &file, &upload, &format!("/v1/businesses/{id}/files?q=geheim")] {
        noor.browser.get(path).await.problem("not-found");
    }
    noor.browser.post(&format!("{file}/downloads"), json!({})).await.problem("not-found");
    noor.browser.post(&format!("{upload}/completion"), json!({})).await.problem("not-found");
    noor.browser.delete(&file).await.problem("not-found");
    noor.browser.delete(&upload).await.problem("not-found");
    mila.browser.get("/v1/desk/new-files").await.problem("forbidden");
}

#[tokio::test]
async fn templates_are_kept_at_the_desk_and_filled_in_for_the_business() {
    let stage = Stage::shared();
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (mila, business) = stage.opens_business().await;
    let templates = format!("/v1/businesses/{}/templates", business.id);
    let offered = mila.browser.get(&templates).await.is(200);
    let letter = offered["templates"].as_array().unwrap().iter().find(|one| one["kind"] == "letter").unwrap().clone();
    for language in ["de", "nl", "en"] {
        let wish = json!({"templateId": letter["templateId"], "language": language});
        let parcels = format!("/v1/businesses/{}/parcels", business.id);
        let asked = mila.browser.post_once(&parcels, wish, &unlikely()).await.is(201);
        let made = mila.awaits_parcel(&business, &asked).await;
        let (_, _, pdf) = mila.browser.fetch(made["download"]["url"].as_str().expect("it is made")).await;
        let paper = lopdf::Document::load_mem(&pdf).unwrap();
        let pages: Vec<u32> = paper.get_pages().keys().copied().collect();
        let text = paper.extract_text(&pages).unwrap();
        assert!(text.contains(&business.number), "{language}: {text}");
        assert!(!text.contains('{'), "{language}: {text}");
    }

    // A file: added, given its file, offered, withdrawn.
    let title = json!({"de": "Antrag", "nl": "Aanvraag", "en": "Application"});
    let new = json!({"title": title, "topic": "register"});
    let template = fatima.browser.post_once("/v1/desk/templates", new, &unlikely()).await.is(201);
    let id = template["templateId"].as_str().unwrap();
    let is_offered = || async {
        let offered = mila.browser.get(&templates).await.is(200);
        offered["templates"].as_array().unwrap().iter().any(|one| one["templateId"] == id)
    };
    assert!(!is_offered().await, "not before it has a file");
    let mut file = text_file("register", "Antrag.txt", b"Antrag");
    file["owner"] = json!(id);
    let upload = fatima.browser.post_once("/v1/desk/uploads", file, &unlikely()).await.is(201);
    fatima.puts(&upload, b"Antrag", 1..=1).await;
    fatima.completes(&format!("/v1/desk/uploads/{id}/{}", upload["uploadId"].as_str().unwrap())).await;
    assert!(is_offered().await);
    let link = mila.browser.post(&format!("{templates}/{id}/downloads"), json!({})).await.is(200);
    assert_eq!(mila.browser.fetch(link["url"].as_str().unwrap()).await.2, b"Antrag");
    // A colleague who read it before it had its file changes nothing of what came since.
    let withdrawn =
        |version: &Value| json!({"version": version, "title": title, "topic": "register", "withdrawn": true});
    let place = format!("/v1/desk/templates/{id}");
    fatima.browser.put(&place, withdrawn(&template["version"])).await.problem("changed-meanwhile");
    let all = fatima.browser.get("/v1/desk/templates").await.is(200);
    let kept = all["templates"].as_array().unwrap().iter().find(|one| one["templateId"] == id).unwrap();
    let changed = fatima.browser.put(&place, withdrawn(&kept["version"])).await.is(200);
    fatima.browser.put(&place, withdrawn(&kept["version"])).await.problem("changed-meanwhile");
    assert_eq!(changed["version"].as_u64(), kept["version"].as_u64().map(|version| version + 1));
    assert!(!is_offered().await);
    mila.browser.post(&format!("{templates}/{id}/downloads"), json!({})).await.problem("not-found");
}
