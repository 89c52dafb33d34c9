//! Direct-debit mandates: given, signed with a second factor, changed, revoked; on paper; and what happens to them by themselves.

use std::time::Duration;

use black_box::{MemberBusiness, Person, Stage, unlikely};
use serde_json::{Value, json};

const IBAN: &str = "DE89370400440532013000";
const ANOTHER: &str = "NL91ABNA0417164300";
const DAY: u64 = 24 * 3600;

/// What somebody fills in.
pub(crate) fn filled_in(scheme: &str) -> Value {
    json!({
        "scheme": scheme, "frequency": "recurring", "language": "de", "noConsumer": true, "iban": "DE89 3704 0044 0532 0130 00",
        "holder": "Tischlerei Sommer GmbH", "place": "Köln",
        "address": {"street": "Hauptstr. 1", "postcode": "50667", "town": "Köln", "country": "DE"},
    })
}

fn with(mut filled: Value, field: &str, value: Value) -> Value {
    filled[field] = value;
    filled
}

/// Six other digits.
fn wrong(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

/// A mandate of a business, and whoever looks at it.
struct Room<'p, 's> {
    person: &'p Person<'s>,
    path: String,
}

impl<'p, 's> Room<'p, 's> {
    async fn drafts(person: &'p Person<'s>, business: &MemberBusiness, filled: Value) -> Self {
        let all = format!("/v1/businesses/{}/mandates", business.id);
        let drafted = person.browser.post_once(&all, filled, &unlikely()).await.is(201);
        assert_eq!(drafted["state"], "draft");
        Self { person, path: format!("{all}/{}", drafted["id"].as_str().unwrap()) }
    }

    async fn mandate(&self) -> Value {
        self.opened().await["mandate"].clone()
    }

    async fn opened(&self) -> Value {
        self.person.browser.get(&self.path).await.is(200)
    }

    async fn code(&self) -> String {
        let asked = self.person.browser.post(&format!("{}/codes", self.path), json!({"language": "en"})).await.is(202);
        assert_eq!(asked["signWith"], "mailed-code");
        self.person.inbox.expect("Your code to sign the mandate").await.secret()
    }

    async fn tries(&self, fingerprint: &Value, code: &str) -> black_box::Answer {
        let body = json!({"fingerprint": fingerprint, "code": code});
        self.person.browser.post(&format!("{}/signatures", self.path), body).await
    }

    async fn signs(&self) -> Value {
        let (shown, code) = (self.mandate().await["toSign"].clone(), self.code().await);
        self.tries(&shown, &code).await.is(200)
    }

    async fn changes(&self, filled: Value) -> black_box::Answer {
        self.person.browser.put(&self.path, filled).await
    }

    /// The paper, once it is made.
    async fn paper(&self, which: &str) -> Vec<u8> {
        for _ in 0..300 {
            if let Some(url) = self.opened().await[which]["url"].as_str() {
                let (status, _, bytes) = self.person.browser.fetch(url).await;
                assert_eq!(status, 200);
                return bytes;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{which} is not made");
    }
}

fn happened(opened: &Value) -> Vec<&str> {
    opened["timeline"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_mandate_is_signed_with_a_mailed_code_told_by_mail_and_stands_on_paper() {
    let (person, business) = Stage::shared().opens_business().await;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    let draft = room.mandate().await;
    assert_eq!(
        (&draft["creditor"]["creditorId"], &draft["debtor"]["bank"]),
        (&json!("NL06ZZZ503992920000"), &json!("Commerzbank"))
    );
    assert!(draft["wording"]["paragraphs"][1].as_str().unwrap().contains("acht Wochen"), "{draft}");
    person.browser.post(&format!("{}/revocation", room.path), json!({})).await.problem("wrong-stage");

    let signed = room.signs().await;
    assert_eq!((&signed["state"], &signed["reference"]), (&json!("active"), &draft["reference"]));
    let mail = person.inbox.expect("is signed").await;
    assert!(mail.text.contains(draft["reference"].as_str().unwrap()) && !mail.text.contains(IBAN), "{}", mail.text);
    assert!(room.paper("paper").await.starts_with(b"%PDF-"));
    let opened = room.opened().await;
    assert_eq!(happened(&opened), ["drafted", "signed"]);
    assert_eq!((&opened["bankForm"], &opened["timeline"][1]["by"]), (&Value::Null, &json!("you")));
    let listed = person.browser.get(&format!("/v1/businesses/{}/mandates", business.id)).await.is(200);
    assert_eq!(listed["items"][0]["id"], signed["id"]);
}

#[tokio::test]
async fn a_code_is_good_five_times_and_only_for_what_was_shown() {
    let (person, business) = Stage::shared().opens_business().await;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    let (shown, code) = (room.mandate().await["toSign"].clone(), room.code().await);
    room.changes(with(filled_in("core"), "iban", json!(ANOTHER))).await.is(200);
    room.tries(&shown, &code).await.problem("changed-meanwhile");
    let shown = room.mandate().await["toSign"].clone();
    room.tries(&shown, &code).await.problem("code-void");

    let code = room.code().await;
    for left in (0..5).rev() {
        assert_eq!(room.tries(&shown, &wrong(&code)).await.problem("wrong-code")["triesLeft"], left);
    }
    room.tries(&shown, &code).await.problem("code-void");
    assert_eq!(room.mandate().await["state"], "draft");
    let code = room.code().await;
    room.tries(&shown, &code).await.is(200);
    room.tries(&shown, &code).await.problem("wrong-stage");
}

#[tokio::test]
async fn whoever_has_an_authenticator_app_signs_with_it_and_gets_no_mail() {
    let (person, business) = Stage::shared().opens_business().await;
    person.enrols().await;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    let asked = person.browser.post(&format!("{}/codes", room.path), json!({"language": "en"})).await.is(202);
    assert_eq!(asked["signWith"], "app");
    let shown = room.mandate().await["toSign"].clone();
    room.tries(&shown, "000000").await.problem("wrong-code");
    let code = person.code().await;
    assert_eq!(room.tries(&shown, &code).await.is(200)["state"], "active");
    assert_eq!(person.inbox.count("Your code to sign the mandate").await, 0);
}

#[tokio::test]
async fn another_account_keeps_the_reference_and_counts_once_it_is_signed() {
    let (person, business) = Stage::shared().opens_business().await;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    let signed = room.signs().await;
    assert_eq!(room.changes(filled_in("b2b")).await.problem("invalid-input")["errors"][0]["code"], "another-mandate");
    assert_eq!(room.changes(filled_in("core")).await.problem("invalid-input")["errors"][0]["code"], "nothing-changes");
    let waits = room.changes(with(filled_in("core"), "iban", json!(ANOTHER))).await.is(200);
    assert_eq!((&waits["state"], &waits["debtor"]), (&json!("change-waits"), &signed["debtor"]));
    person.browser.delete(&format!("{}/unsigned", room.path)).await.ok();
    assert_eq!(room.mandate().await["state"], "active");

    room.changes(with(filled_in("core"), "iban", json!(ANOTHER))).await.is(200);
    let changed = room.signs().await;
    assert_eq!(
        (&changed["reference"], &changed["debtor"]["bank"]),
        (&signed["reference"], &json!("ABN AMRO BANK N.V."))
    );
    person.inbox.expect("is changed").await;
    assert!(room.paper("paper").await.starts_with(b"%PDF-"));
    let told = ["drafted", "signed", "change-proposed", "change-withdrawn", "change-proposed", "changed"];
    assert_eq!(happened(&room.opened().await), told);
}

#[tokio::test]
async fn a_mandate_is_revoked_at_once_and_the_next_has_another_reference() {
    let (person, business) = Stage::shared().opens_business().await;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    let signed = room.signs().await;
    let revoked = person.browser.post(&format!("{}/revocation", room.path), json!({})).await.is(200);
    assert_eq!((&revoked["state"], &revoked["lapsesOn"]), (&json!("revoked"), &Value::Null));
    person.inbox.expect("is revoked").await;
    person.browser.post(&format!("{}/revocation", room.path), json!({})).await.problem("wrong-stage");
    room.changes(with(filled_in("core"), "iban", json!(ANOTHER))).await.problem("wrong-stage");
    let next = Room::drafts(&person, &business, filled_in("core")).await;
    assert_ne!(next.mandate().await["reference"], signed["reference"]);
}

#[tokio::test]
async fn a_b2b_mandate_is_for_businesses_and_comes_with_a_form_for_the_bank() {
    let (person, business) = Stage::shared().opens_business().await;
    let all = format!("/v1/businesses/{}/mandates", business.id);
    let consumer = with(filled_in("b2b"), "noConsumer", json!(false));
    let refused = person.browser.post_once(&all, consumer, &unlikely()).await.problem("invalid-input");
    assert_eq!(refused["errors"][0]["pointer"], "/noConsumer");
    let room = Room::drafts(&person, &business, filled_in("b2b")).await;
    room.signs().await;
    person.inbox.expect("tell your bank").await;
    let (paper, form) = (room.paper("paper").await, room.paper("bankForm").await);
    assert!(paper.starts_with(b"%PDF-") && form.starts_with(b"%PDF-") && paper != form);
}

#[tokio::test]
async fn what_is_wrong_with_an_account_number_is_told_while_it_is_typed() {
    let (person, _) = Stage::shared().opens_business().await;
    for (iban, fault) in [
        ("DE89 3704 0044 0532 0130 00", Value::Null),
        ("DE893704", json!("iban-too-short")),
        ("DE893704004405320130001", json!("iban-too-long")),
        ("DE88370400440532013000", json!("iban-check-digits")),
        ("hello", json!("iban-form")),
        ("TR330006100519786457841326", json!("not-sepa")),
    ] {
        let check = person.browser.post("/v1/iban-checks", json!({"iban": iban})).await.is(200);
        assert_eq!(check["fault"], fault, "{iban}: {check}");
    }
}

#[tokio::test]
async fn a_colleague_sees_and_is_told_and_nobody_else_finds_anything() {
    let (person, business) = Stage::shared().opens_business().await;
    let stranger = Stage::shared().opens_business().await.0;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    room.signs().await;
    stranger.browser.get(&room.path).await.problem("not-found");
    stranger.browser.post(&format!("{}/revocation", room.path), json!({})).await.problem("not-found");
    let own = room.path.replace(&business.id, &stranger.is_given_business().await.id);
    stranger.browser.get(&own).await.problem("not-found");
}

#[tokio::test]
async fn unsigned_drafts_vanish_and_what_is_not_used_lapses_after_two_mails() {
    let Some(stage) = Stage::own("its clock is moved by years") else { return };
    let (person, business) = stage.opens_business().await;
    let room = Room::drafts(&person, &business, filled_in("core")).await;
    let draft = Room::drafts(&person, &business, filled_in("core")).await;
    room.signs().await;
    stage.later(Duration::from_secs(14 * DAY)).await;
    person.logs_in().await;
    person.browser.get(&draft.path).await.problem("not-found");
    // It goes with its timeline, which tells who began it; what was signed is not due for years.
    stage.run_job("look-after-mandates").await;
    let written = |line: &&Value| line["operation"] == "look-after-mandates" && line["writeUnits"].as_f64() > Some(2.0);
    assert_eq!(stage.log().iter().filter(written).count(), 1, "the draft was removed");

    // 36 months are at least 1,095 days.
    for (days, subject) in [(992, "lapses after"), (60, "lapses after"), (33, "has lapsed")] {
        stage.later(Duration::from_secs(days * DAY)).await;
        stage.run_job("look-after-mandates").await;
        stage.run_job("look-after-mandates").await;
        person.inbox.expect(subject).await;
    }
    assert_eq!(person.inbox.count("lapses after").await, 2);
    person.logs_in().await;
    let lapsed = room.mandate().await;
    assert_eq!(lapsed["state"], "lapsed");
    stage.later(Duration::from_secs(430 * DAY)).await;
    stage.run_job("look-after-mandates").await;
    person.logs_in().await;
    person.browser.get(&room.path).await.problem("not-found");
}
