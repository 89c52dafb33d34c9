//! Forms to fill in (seed 003: "ausgewählte Formulare nutzen"): read by anybody, begun, saved, gone on with elsewhere, checked, sent; and how staff
//! add one as data.

use std::time::Duration;

use black_box::{Answer, Browser, Person, Seeded, Stage, today, unlikely};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// A request with files, as it is when it is whole but for the files.
fn examination() -> Value {
    json!({
        "firstName": "Jonas", "lastName": "Winter", "born": "2008-03-14", "street": "Am Hang 2", "postcode": "18057", "town": "Rostock",
        "email": "jonas@winter.example", "trade": "Tischler", "business": "Tischlerei Sommer GmbH", "school": "Berufliche Schule Rostock",
        "start": "2024-09-01", "end": "2027-08-31", "examination": "winter", "examinationYear": 2027, "average": "2", "interim": true,
        "businessAgrees": true, "records": true
    })
}

/// A notice with a date.
fn closure() -> Value {
    json!({
        "change": "closure", "from": "2027-03-31", "reason": "age", "apprentices": true,
        "affected": [{"name": "Jonas Winter", "trade": "Tischler", "until": "2027-08-31"}], "contact": "Mila Sommer"
    })
}

/// A filled form in somebody's hands.
struct Filled<'b, 's> {
    browser: &'b Browser<'s>,
    path: String,
}

impl<'b, 's> Filled<'b, 's> {
    async fn begins(browser: &'b Browser<'s>, form: &str, more: Value) -> Self {
        let mut body = json!({"form": form, "language": "de"});
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        let begun = browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
        Self { browser, path: format!("/v1/submissions/{}", begun["submissionId"].as_str().unwrap()) }
    }

    fn id(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    async fn opens(&self) -> Value {
        self.browser.get(&self.path).await.is(200)
    }

    async fn saves_on(&self, revision: &Value, answers: Value) -> Answer {
        let edition = self.opens().await["edition"].clone();
        let body = json!({"revision": revision, "edition": edition, "language": "de", "answers": answers});
        self.browser.put(&format!("{}/answers", self.path), body).await
    }

    async fn saves(&self, answers: Value) -> Value {
        let revision = self.opens().await["revision"].clone();
        self.saves_on(&revision, answers).await.is(200)
    }

    async fn sends(&self) -> Answer {
        let revision = self.opens().await["revision"].clone();
        self.browser.post_once(&format!("{}/send", self.path), json!({"revision": revision}), &unlikely()).await
    }

    /// Hands a text file in, and waits until it was looked at.
    async fn attaches(&self, name: &str, bytes: &[u8]) -> String {
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let announced = json!({"fileName": name, "contentType": "text/plain", "size": bytes.len(), "sha256": sha256});
        let files = format!("{}/attachments", self.path);
        let upload = self.browser.post_once(&files, announced, &unlikely()).await.is(201);
        let put = self.browser.put_part(upload["parts"][0]["url"].as_str().unwrap(), bytes.to_vec()).await;
        assert_eq!(put, 200);
        let id = upload["uploadId"].as_str().unwrap().to_owned();
        self.browser.post(&format!("{files}/{id}/completion"), json!({})).await.is(200);
        for _ in 0..100 {
            if self.browser.get(&format!("{files}/{id}")).await.is(200)["state"] == "released" {
                return id;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("nobody looked at the file");
    }
}

fn codes(complaints: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    complaints.as_array().unwrap().iter().map(|one| (text(&one["pointer"]), text(&one["code"]))).collect()
}

async fn business_of(person: &Person<'_>) -> Value {
    json!({"businessId": person.is_given_business().await.id})
}

#[tokio::test]
async fn anybody_reads_what_there_is_and_what_will_be_asked() {
    let stage = Stage::shared();
    let nobody = stage.browser();
    let forms = nobody.get("/v1/forms").await.is(200);
    let of = |name: &str| forms["items"].as_array().unwrap().iter().find(|form| form["form"] == name).cloned().unwrap();
    let (request, notice) = (of("early-examination"), of("business-change"));
    assert_eq!((&request["kind"], &request["forBusiness"]), (&json!("request"), &json!(false)));
    assert_eq!((&notice["kind"], &notice["forBusiness"]), (&json!("notice"), &json!(true)));
    let whole = nobody.get("/v1/forms/business-change").await.is(200);
    for language in ["nl", "de", "en"] {
        assert!(whole["form"]["sections"][0]["fields"][0]["label"][language].is_string());
        assert!(request["parts"][0][language].is_string());
    }
    nobody.get("/v1/forms/tax-return").await.problem("not-found");
    nobody
        .post("/v1/submissions", json!({"form": "early-examination", "language": "de"}))
        .await
        .problem("unauthenticated");
}

#[tokio::test]
async fn a_draft_may_be_half_and_wrong_and_is_gone_on_with_on_another_device() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let filled = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    let saved = filled.saves(json!({"firstName": "Jonas", "born": "gestern", "examinationYear": "bald"})).await;
    assert_eq!(
        codes(&saved["complaints"]),
        [("/born".to_owned(), "not-a-date".to_owned()), ("/examinationYear".to_owned(), "not-a-number".to_owned())]
    );
    let elsewhere = stage.browser();
    ada.on(&elsewhere).logs_in().await;
    let opened = elsewhere.get(&filled.path).await.is(200);
    assert_eq!(opened["answers"], json!({"firstName": "Jonas", "born": "gestern", "examinationYear": "bald"}));
    assert_eq!(opened["state"], "draft");
    let list = elsewhere.get("/v1/submissions").await.is(200);
    assert_eq!(list["items"][0]["submissionId"], filled.id());
    assert!(list["items"][0].get("answers").is_none());
    let days = |field: &str| opened[field].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let kept = days("vanishesAt").duration_since(days("changedAt"));
    assert_eq!(kept.as_hours(), 90 * 24, "the page tells when it vanishes");
}

#[tokio::test]
async fn two_devices_lose_nothing_of_each_other() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let filled = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    let before = filled.opens().await["revision"].clone();
    filled.saves_on(&before, json!({"firstName": "Jonas"})).await.is(200);
    filled.saves_on(&before, json!({"firstName": "Jona"})).await.problem("changed-meanwhile");
    let there = filled.opens().await;
    assert_eq!(there["answers"]["firstName"], "Jonas", "what was saved first stands, until somebody decides");
    filled.saves_on(&there["revision"], json!({"firstName": "Jona"})).await.is(200);
    assert_eq!(filled.opens().await["answers"]["firstName"], "Jona");
    // An answer to what is not asked would be kept and never seen again.
    let revision = filled.opens().await["revision"].clone();
    let strange = filled.saves_on(&revision, json!({"shoeSize": 43})).await.problem("invalid-input");
    assert_eq!(strange["errors"][0], json!({"pointer": "/answers/shoeSize", "code": "unknown"}));
}

#[tokio::test]
async fn what_is_said_while_typing_is_what_sending_says() {
    let stage = Stage::shared();
    let (mila, business) = stage.opens_business().await;
    let filled = Filled::begins(&mila.browser, "business-change", json!({"businessId": business.id})).await;
    let mut wrong = closure();
    wrong["affected"] = json!([{"name": "Jonas Winter", "until": "irgendwann"}]);
    wrong["contact"] = json!("");
    wrong["from"] = json!("1999-01-01");
    filled.saves(wrong.clone()).await;
    let body = json!({"answers": wrong, "whole": true});
    let told = mila.browser.post("/v1/forms/business-change/checks", body).await.is(200);
    let typed = codes(&told["complaints"]);
    assert_eq!(typed.len(), 4, "{typed:?}");
    let refused = filled.sends().await.problem("invalid-input");
    let sent: Vec<_> = codes(&refused["errors"]);
    let under = |(pointer, code): (String, String)| (format!("/answers{pointer}"), code);
    assert_eq!(sent, typed.into_iter().map(under).collect::<Vec<_>>());
    filled.saves(closure()).await;
    assert_eq!(filled.sends().await.is(200)["state"], "with-desk");
    let revision = filled.opens().await["revision"].clone();
    filled.saves_on(&revision, closure()).await.problem("wrong-stage");
    filled.sends().await.problem("wrong-stage");
    mila.browser.delete(&filled.path).await.problem("wrong-stage");
}

#[tokio::test]
async fn a_request_is_sent_once_its_files_were_let_in() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let filled = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    filled.saves(examination()).await;
    let missing = filled.sends().await.problem("invalid-input");
    assert_eq!(
        codes(&missing["errors"]),
        [("/answers/report", "missing"), ("/answers/statement", "missing")]
            .map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
    let report = filled.attaches("Zeugnis.txt", b"Note 1,7").await;
    // The file of another form is none of this one.
    let other = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    let foreign = other.attaches("Fremd.txt", b"Note 1,0").await;
    let mut answers = examination();
    answers["report"] = json!([report]);
    answers["statement"] = json!([foreign]);
    filled.saves(answers.clone()).await;
    let refused = filled.sends().await.problem("invalid-input");
    assert_eq!(codes(&refused["errors"]), [("/answers/statement".to_owned(), "not-files".to_owned())]);
    answers["statement"] = json!([filled.attaches("Stellungnahme.txt", b"Wir stimmen zu.").await]);
    filled.saves(answers).await;
    assert_eq!(filled.sends().await.is(200)["state"], "with-desk");
    let files = ada.browser.get(&format!("{}/attachments", filled.path)).await.is(200);
    assert_eq!(files["items"].as_array().unwrap().len(), 2);
    assert_eq!(files["items"][0]["fileName"], "Zeugnis.txt");
    let late = json!({"fileName": "a.txt", "contentType": "text/plain", "size": 1, "sha256": "0".repeat(64)});
    ada.browser.post_once(&format!("{}/attachments", filled.path), late, &unlikely()).await.problem("wrong-stage");
}

/// Waits until so many files are left of a form.
async fn leaves(stage: &Stage, form: &Filled<'_, '_>, count: usize) {
    for _ in 0..100 {
        if stage.files_let_in(form.id()).len() == count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not {count} files: {:?}", stage.files_let_in(form.id()));
}

#[tokio::test]
async fn files_of_a_form_go_when_it_is_thrown_away_when_others_took_their_place_and_when_it_vanishes() {
    let Some(stage) = Stage::own("its clock is moved and its bucket looked into") else { return };
    let ada = stage.customer().await;
    let discarded = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    discarded.attaches("Zeugnis.txt", b"Note 1,7").await;
    discarded.attaches("Stellungnahme.txt", b"Wir stimmen zu.").await;
    leaves(&stage, &discarded, 2).await;

    // Of the files of one that is sent, those stay that it names.
    let sent = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    sent.attaches("Falsch.txt", b"Note 3,1").await;
    let mut answers = examination();
    answers["report"] = json!([sent.attaches("Zeugnis.txt", b"Note 1,7").await]);
    answers["statement"] = json!([sent.attaches("Stellungnahme.txt", b"Wir stimmen zu.").await]);
    sent.saves(answers).await;
    leaves(&stage, &sent, 3).await;
    sent.sends().await.is(200);
    // The bytes go first, then the note of them.
    let mut known = 3;
    for _ in 0..100 {
        let files = ada.browser.get(&format!("{}/attachments", sent.path)).await.is(200);
        known = files["items"].as_array().unwrap().len();
        if known == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!((known, stage.files_let_in(sent.id()).len()), (2, 2));

    ada.browser.delete(&discarded.path).await.is(204);
    leaves(&stage, &discarded, 0).await;

    // Nobody touches these two; one of them was worked on later, and vanishes later.
    let forgotten = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    forgotten.attaches("Zeugnis.txt", b"Note 2,0").await;
    let later = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    let mut answers = examination();
    answers["report"] = json!([later.attaches("Zeugnis.txt", b"Note 2,3").await]);
    stage.later(DAY * 60).await;
    stage.run_job("rotate-keys").await;
    ada.logs_in().await;
    later.saves(answers).await;
    stage.later(DAY * 32).await;
    stage.run_job("delete-left-files").await;
    leaves(&stage, &forgotten, 0).await;
    leaves(&stage, &later, 1).await;
    stage.later(DAY * 60).await;
    for _ in 0..2 {
        stage.run_job("delete-left-files").await;
    }
    leaves(&stage, &later, 0).await;
    leaves(&stage, &sent, 2).await;
}

#[tokio::test]
async fn a_copy_takes_the_answers_and_not_the_files() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let first = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    let mut answers = examination();
    answers["report"] = json!([first.attaches("Zeugnis.txt", b"Note 1,7").await]);
    first.saves(answers).await;
    let copy = Filled::begins(&ada.browser, "early-examination", json!({"copyFrom": first.id()})).await;
    let opened = copy.opens().await;
    assert_eq!(opened["answers"], examination());
    assert_eq!(opened["copiedFrom"], first.id());
    let (mila, business) = stage.opens_business().await;
    let body = json!({"form": "early-examination", "language": "de", "copyFrom": first.id()});
    mila.browser.post_once("/v1/submissions", body, &unlikely()).await.problem("not-found");
    let own = Filled::begins(&mila.browser, "early-examination", json!({"businessId": business.id})).await;
    let body = json!({"form": "business-change", "businessId": business.id, "language": "de", "copyFrom": own.id()});
    let refused = mila.browser.post_once("/v1/submissions", body, &unlikely()).await.problem("invalid-input");
    assert_eq!(refused["errors"][0], json!({"pointer": "/copyFrom", "code": "another-form"}));
}

#[tokio::test]
async fn a_form_of_businesses_is_seen_by_whoever_opened_the_business_and_by_nobody_else() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let body = json!({"form": "business-change", "language": "de"});
    let refused = ada.browser.post_once("/v1/submissions", body, &unlikely()).await.problem("invalid-input");
    assert_eq!(refused["errors"][0], json!({"pointer": "/businessId", "code": "missing"}));
    let (mila, business) = stage.opens_business().await;
    let body = json!({"form": "business-change", "language": "de", "businessId": business.id});
    ada.browser.post_once("/v1/submissions", body, &unlikely()).await.problem("not-found");
    let filled = Filled::begins(&mila.browser, "business-change", json!({"businessId": business.id})).await;
    ada.browser.get(&filled.path).await.problem("not-found");
    ada.browser.get(&format!("/v1/submissions?businessId={}", business.id)).await.problem("not-found");
    let list = mila.browser.get(&format!("/v1/submissions?businessId={}", business.id)).await.is(200);
    assert_eq!(list["items"][0]["submissionId"], filled.id());
    assert_eq!(mila.browser.get("/v1/submissions").await.is(200)["items"], json!([]), "it is the business's, not hers");
    mila.browser.delete(&filled.path).await.is(204);
    mila.browser.get(&filled.path).await.problem("not-found");
}

#[tokio::test]
async fn what_was_sent_is_taken_back_until_it_is_decided() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let filled = Filled::begins(&ada.browser, "business-change", business_of(&ada).await).await;
    ada.browser.post_once(&format!("{}/withdraw", filled.path), json!({}), &unlikely()).await.problem("wrong-stage");
    filled.saves(closure()).await;
    filled.sends().await.is(200);
    let withdrawn = ada.browser.post_once(&format!("{}/withdraw", filled.path), json!({}), &unlikely()).await.is(200);
    assert_eq!(withdrawn["state"], "withdrawn");
    assert_eq!(filled.opens().await["answers"], closure(), "it can still be read");
}

/// However many others wait, and for longer.
#[tokio::test]
async fn the_desk_finds_what_waits_of_one_form_on_the_first_page() {
    let Some(stage) = Stage::own("it fills the queue") else { return };
    let ada = stage.customer().await;
    let business = business_of(&ada).await;
    for _ in 0..26 {
        let filled = Filled::begins(&ada.browser, "business-change", business.clone()).await;
        filled.saves(closure()).await;
        filled.sends().await.is(200);
    }
    let wanted = Filled::begins(&ada.browser, "early-examination", json!({})).await;
    let mut answers = examination();
    answers["report"] = json!([wanted.attaches("Zeugnis.txt", b"Note 1,7").await]);
    answers["statement"] = json!([wanted.attaches("Stellungnahme.txt", b"Wir stimmen zu.").await]);
    wanted.saves(answers).await;
    wanted.sends().await.is(200);

    let fatima = stage.seeded(Seeded::Fatima).await;
    let page = async |query: &str| fatima.browser.get(&format!("/v1/desk/submissions?{query}")).await.is(200);
    let ids = |page: &Value| -> Vec<Value> {
        page["items"].as_array().unwrap().iter().map(|one| one["submissionId"].clone()).collect()
    };
    let found = page("form=early-examination").await;
    assert_eq!((ids(&found), &found["nextCursor"]), (vec![json!(wanted.id())], &Value::Null));
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let some = page(&format!("form=business-change{cursor}")).await;
        assert!(!ids(&some).is_empty(), "no page is empty");
        all.extend(ids(&some));
        let Some(next) = some["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert!(all.len() >= 26 && !all.contains(&json!(wanted.id())), "{all:?}");

    // What waits no more stands in neither.
    ada.browser.post_once(&format!("{}/withdraw", wanted.path), json!({}), &unlikely()).await.is(200);
    assert!(ids(&page("form=early-examination").await).is_empty());
}

/// A form nobody has released: staff wrote it down.
fn allotment(extra: Option<Value>) -> Value {
    let text = |text: &str| json!({"nl": text, "de": text, "en": text});
    let mut fields = vec![
        json!({"name": "who", "label": text("Wer"), "kind": "text", "most": 40, "need": "required"}),
        json!({"name": "cents", "label": text("Betrag"), "kind": "euros", "least": 100, "most": 100_000, "need": "required"}),
        json!({"name": "why", "label": text("Warum"), "kind": "text", "most": 200, "need": "required",
            "when": {"not": {"answered": {"field": "cents"}}}}),
    ];
    fields.extend(extra);
    json!({
        "id": "instalments", "kind": "request", "forBusiness": false, "title": text("Ratenzahlung"), "intro": text("Wozu"),
        "sections": [{"id": "first", "title": text("Angaben"), "fields": fields}]
    })
}

#[tokio::test]
async fn staff_add_a_form_as_data_and_a_customer_fills_it_in() {
    let Some(stage) = Stage::own("it publishes a form for everybody") else { return };
    let fatima = stage.seeded(Seeded::Fatima).await;
    let editions = "/v1/desk/forms/instalments/editions";
    let publish = |based_on: u32, content: Value| json!({"basedOn": based_on, "from": today(), "note": "Neu", "content": content});
    // Every slip is told, and nothing is published.
    let mut slipped = allotment(None);
    slipped["sections"][0]["fields"][0]["kind"] = json!("sms");
    slipped["sections"][0]["fields"][1]["hlep"] = json!("?");
    let checked = fatima.browser.post("/v1/desk/forms/checks", json!({"content": slipped})).await.is(200);
    assert_eq!(codes(&checked["slips"]), [("/content/sections/0/fields/0".to_owned(), "unreadable".to_owned())]);
    fatima.browser.post(editions, publish(0, slipped)).await.problem("invalid-input");
    let yesterday = json!({"basedOn": 0, "from": "2020-01-01", "note": "Neu", "content": allotment(None)});
    fatima.browser.post(editions, yesterday).await.problem("invalid-input");

    let ada = stage.customer().await;
    ada.browser.get("/v1/forms/instalments").await.problem("not-found");
    ada.browser.post(editions, publish(0, allotment(None))).await.problem("forbidden");
    let shelf = fatima.browser.post(editions, publish(0, allotment(None))).await.is(201);
    assert_eq!(shelf["inForce"], 1);
    fatima.browser.post(editions, publish(0, allotment(None))).await.problem("changed-meanwhile");

    // Filled in at once, without a release.
    let first = Filled::begins(&ada.browser, "instalments", json!({})).await;
    first.saves(json!({"who": "Ada", "cents": 12_50})).await;
    first.sends().await.is(200);
    let second = Filled::begins(&ada.browser, "instalments", json!({})).await;
    second.saves(json!({"who": "Ada"})).await;

    // The next edition asks something else: what was sent stays as it was, the draft goes on under the new one.
    let text = json!({"nl": "Rekening", "de": "Rechnung", "en": "Invoice"});
    let invoice = json!({"name": "invoice", "label": text, "kind": "text", "most": 20, "need": "required"});
    let mut next = allotment(Some(invoice));
    next["sections"][0]["fields"].as_array_mut().unwrap().remove(0);
    let shelf = fatima.browser.post(editions, publish(1, next)).await.is(201);
    assert_eq!((&shelf["inForce"], shelf["editions"].as_array().unwrap().len()), (&json!(2), 2));
    let sent = first.opens().await;
    assert_eq!((&sent["edition"], &sent["answers"]["who"]), (&json!(1), &json!("Ada")));
    let draft = second.opens().await;
    assert_eq!((&draft["edition"], &draft["left"], &draft["answers"]), (&json!(2), &json!(["who"]), &json!({})));
    second.saves(json!({"cents": 100, "invoice": "2026-1"})).await;

    // Taken back, it is begun and sent no more; what was sent goes on.
    let offer = |version: &Value, offered: bool| json!({"version": version, "offered": offered});
    let place = "/v1/desk/forms/instalments/offer";
    let withdrawn = fatima.browser.put(place, offer(&shelf["version"], false)).await.is(200);
    fatima.browser.put(place, offer(&shelf["version"], true)).await.problem("changed-meanwhile");
    ada.browser.get("/v1/forms/instalments").await.problem("not-found");
    assert_eq!(second.opens().await["formWithdrawn"], true);
    second.sends().await.problem("wrong-stage");
    assert_eq!(first.opens().await["state"], "with-desk");
    fatima.browser.put(place, offer(&withdrawn["version"], true)).await.is(200);
    second.sends().await.is(200);
    let shelves = fatima.browser.get("/v1/desk/forms").await.is(200);
    assert!(shelves["items"].as_array().unwrap().iter().any(|shelf| shelf["form"] == "instalments"));
    let old = fatima.browser.get(&format!("{editions}/1")).await.is(200);
    assert_eq!(old["content"]["sections"][0]["fields"][0]["name"], "who", "an edition never changes");
}

#[tokio::test]
async fn pressing_twice_begins_and_sends_once() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    let (body, key) = (json!({"form": "early-examination", "language": "de"}), unlikely());
    let first = ada.browser.post_once("/v1/submissions", body.clone(), &key).await.is(201);
    let again = ada.browser.post_once("/v1/submissions", body, &key).await.is(201);
    assert_eq!(first, again);
    assert_eq!(ada.browser.get("/v1/submissions").await.is(200)["items"].as_array().unwrap().len(), 1);
}
