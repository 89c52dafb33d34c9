//! Member businesses: the desk's letters with a PIN, opening a business with one, and its people (issue 5, seed 003; S16, S23, S44).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use black_box::letters::{at_desk, data, letter, pin, pin_on, unused_number, written_down};
use black_box::{Answer, Person, SEEDED_PASSPHRASE, Seeded, Stage, in_one_quarter, unlikely};
use futures::future::join_all;
use serde_json::{Value, json};

/// Another PIN than this one.
fn another(pin: &str) -> String {
    format!("{:08}", (pin.parse::<u32>().unwrap() + 1) % 100_000_000)
}

async fn opens(person: &Person<'_>, number: &str, pin: &str) -> Answer {
    person.browser.post_once("/v1/businesses", json!({"companyNumber": number, "pin": pin}), &unlikely()).await
}

async fn opened(person: &Person<'_>) -> Vec<Value> {
    person.browser.get("/v1/businesses").await.is(200)["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_letter_opens_a_business_once_and_everybody_in_it_hears_of_it() {
    let stage = Stage::shared();
    let (desk, lena, ole) = (stage.seeded(Seeded::Fatima).await, stage.customer().await, stage.customer().await);
    let (id, number) = written_down(&desk).await;
    let path = format!("/v1/businesses/{id}");
    lena.browser.get(&path).await.problem("not-found");
    assert!(opened(&lena).await.is_empty());

    let first = pin(&desk, &id).await;
    let view = opens(&lena, &format!("{} {}", &number[..4], &number[4..]), &first).await.is(201);
    assert_eq!((&view["id"], &view["number"]), (&json!(id), &json!(number)));
    assert_eq!(lena.browser.get(&path).await.is(200)["data"]["number"], number);
    assert_eq!(opened(&lena).await.len(), 1);
    let mail = lena.inbox.expect("Your business is open to you").await;
    assert!(mail.text.contains(&number) && !mail.text.contains(&first), "{}", mail.text);

    // The PIN is dead, and its letter cannot be fetched any more.
    opens(&ole, &number, &first).await.problem("wrong-code");
    assert_eq!(at_desk(&desk, &id).await["letter"]["state"], "used");
    desk.browser.post(&format!("/v1/desk/businesses/{id}/pin-letter/copies"), json!({})).await.problem("wrong-stage");
    opens(&lena, &number, "40718326").await.problem("already-open");

    // A letter of his own for the second; the first hears of him.
    let second = pin(&desk, &id).await;
    opens(&ole, &number, &second).await.is(201);
    let mail = lena.inbox.expect("Somebody opened your business").await;
    assert!(mail.text.contains(&ole.email), "{}", mail.text);
    let people = lena.browser.get(&format!("{path}/people")).await.is(200)["items"].as_array().unwrap().clone();
    assert_eq!(people.len(), 2);
    let of = |person: &Person<'_>| {
        let one = people.iter().find(|one| one["email"] == person.email).unwrap();
        one["account"].as_str().unwrap().to_owned()
    };

    // Out at once, in the session that was open.
    lena.browser.delete(&format!("{path}/people/{}", of(&ole))).await.is(204);
    ole.browser.get(&path).await.problem("not-found");
    ole.browser.delete(&format!("{path}/people/{}", of(&lena))).await.problem("not-found");
    assert!(opened(&ole).await.is_empty());
    ole.inbox.expect("You no longer have access to a business").await;
    lena.inbox.expect("Somebody was removed from your business").await;

    // The last one leaves by himself.
    lena.browser.delete(&format!("{path}/people/{}", of(&lena))).await.is(204);
    lena.inbox.expect("You left a business").await;
    lena.browser.get(&path).await.problem("not-found");
    let happened: Vec<Value> = at_desk(&desk, &id).await["timeline"].as_array().unwrap().clone();
    for what in ["registered", "letter-issued", "letter-set", "letter-fetched", "opened", "removed", "left"] {
        assert!(happened.iter().any(|one| one["what"] == what), "{what} in {happened:?}");
    }
}

#[tokio::test]
async fn a_letter_is_tried_five_times_however_many_try_at_once() {
    let stage = Stage::shared();
    let desk = stage.seeded(Seeded::Fatima).await;
    let (id, number) = written_down(&desk).await;
    let right = pin(&desk, &id).await;
    let wrong = another(&right);
    let crowd = join_all((0..4).map(|_| stage.customer())).await;
    let tries = crowd.iter().flat_map(|person| (0..9).map(|_| opens(person, &number, &wrong)));
    let answers = join_all(tries).await;
    assert_eq!(answers.len(), 36);
    for answer in &answers {
        assert_eq!(answer.slug(), Some("wrong-code"), "{}", answer.text);
    }
    let letter = at_desk(&desk, &id).await["letter"].clone();
    assert_eq!(letter["state"], "locked", "{letter}");
    opens(&stage.customer().await, &number, &right).await.problem("wrong-code");

    // A new letter opens, and of many who type its PIN at once one gets in.
    let right = pin(&desk, &id).await;
    let answers = join_all(crowd.iter().map(|person| opens(person, &number, &right))).await;
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
    assert_eq!(at_desk(&desk, &id).await["people"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn every_try_at_a_letter_is_counted_before_it_is_compared() {
    let stage = Stage::shared();
    let desk = stage.seeded(Seeded::Fatima).await;
    let (id, number) = written_down(&desk).await;
    let right = pin(&desk, &id).await;
    let person = stage.customer().await;
    for left in (1..5).rev() {
        opens(&person, &number, &another(&right)).await.problem("wrong-code");
        assert_eq!(at_desk(&desk, &id).await["letter"]["triesLeft"], left);
    }
    // The fifth may be the right one.
    opens(&person, &number, &right).await.is(201);
}

#[tokio::test]
async fn a_number_nobody_has_a_void_letter_and_a_wrong_pin_have_one_answer() {
    let stage = Stage::shared();
    let desk = stage.seeded(Seeded::Fatima).await;
    let (with, without) = (written_down(&desk).await, written_down(&desk).await);
    let right = pin(&desk, &with.0).await;
    let person = stage.customer().await;
    let unknown = opens(&person, &unused_number(), &right).await.visible();
    assert_eq!(opens(&person, &without.1, &right).await.visible(), unknown);
    assert_eq!(opens(&person, &with.1, &another(&right)).await.visible(), unknown);
    // A new letter kills the earlier one.
    let newer = pin(&desk, &with.0).await;
    assert_eq!(opens(&person, &with.1, &right).await.visible(), unknown);
    opens(&person, &with.1, &newer).await.is(201);
}

#[tokio::test]
async fn a_pin_is_no_password_and_a_password_no_pin() {
    let stage = Stage::shared();
    let desk = stage.seeded(Seeded::Fatima).await;
    let (id, number) = written_down(&desk).await;
    let right = pin(&desk, &id).await;
    let person = stage.customer().await;
    for typed in [SEEDED_PASSPHRASE, person.password.as_str(), "4071832", "", "4071 832x"] {
        let problem = opens(&person, &number, typed).await.problem("invalid-input");
        assert_eq!(problem["errors"], json!([{"pointer": "/pin", "code": "not-a-pin"}]), "{typed}");
    }
    let problem = opens(&person, "47x", "nonsense").await.problem("invalid-input");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    assert_eq!(at_desk(&desk, &id).await["letter"]["triesLeft"], 5, "no try was counted");
    person.tries_password(&right).await.problem("wrong-credentials");
    opens(&person, &number, &right).await.is(201);
    person.tries_password(&right).await.problem("wrong-credentials");
}

#[tokio::test]
async fn who_tries_too_many_numbers_has_to_wait() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        let person = stage.customer().await;
        for _ in 0..10 {
            opens(&person, &unused_number(), "40718326").await.problem("wrong-code");
        }
        let problem = opens(&person, &unused_number(), "40718326").await.problem("too-many-attempts");
        assert!(problem["retryAfter"].as_u64().unwrap() <= 3600);
    })
    .await;
}

#[tokio::test]
async fn a_number_is_taken_once_also_when_two_take_it_at_once() {
    let stage = Stage::shared();
    let (fatima, joost) = (stage.seeded(Seeded::Fatima).await, stage.seeded(Seeded::Joost).await);
    let number = unused_number();
    let write = async |person: usize| {
        let desk = [&fatima, &joost][person % 2];
        desk.browser.post_once("/v1/desk/businesses", data(&number), &unlikely()).await
    };
    let answers = join_all((0..12).map(write)).await;
    let made: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert_eq!(made.len(), 1);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.body["errors"], json!([{"pointer": "/number", "code": "taken"}]), "{}", refused.text);
    }
    let id = made[0].body["id"].as_str().unwrap();

    // Found by number and by how its name begins; edited under the version that was read.
    for query in [number.clone(), format!("malerei {}", &number[..6])] {
        let found = fatima.browser.post("/v1/desk/business-searches", json!({"query": query})).await.is(200);
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    }
    let version = at_desk(&fatima, id).await["version"].clone();
    let other = written_down(&fatima).await.1;
    let edit = |data: Value, version: &Value| json!({"version": version, "data": data});
    let path = format!("/v1/desk/businesses/{id}");
    fatima.browser.put(&path, edit(data(&other), &version)).await.problem("invalid-input");
    let free = unused_number();
    fatima.browser.put(&path, edit(data(&free), &version)).await.is(200);
    joost.browser.put(&path, edit(data(&free), &version)).await.problem("changed-meanwhile");
    let query = json!({"query": number});
    let found = fatima.browser.post("/v1/desk/business-searches", query).await.is(200);
    assert!(found["items"].as_array().unwrap().is_empty(), "the old number is free again");
    fatima.browser.post_once("/v1/desk/businesses", data(&number), &unlikely()).await.is(201);
}

#[tokio::test]
async fn a_letter_is_asked_for_with_one_answer_and_made_by_the_daily_batch_at_most_once_a_week() {
    let Some(stage) = Stage::own("its clock is moved and a job is run") else { return };
    let desk = stage.seeded(Seeded::Fatima).await;
    let (id, number) = written_down(&desk).await;
    let person = stage.customer().await;
    // The batch of the start is over: what is wished for waits for the next.
    stage.settles().await;
    let ask = |number: String| person.browser.post("/v1/pin-letter-requests", json!({"companyNumber": number}));
    let known = ask(number.clone()).await;
    assert_eq!((known.status, known.visible()), (202, ask(unused_number()).await.visible()));
    ask("47x".to_owned()).await.problem("invalid-input");
    wished(&desk, &id).await;
    stage.run_job("issue-wished-letters").await;
    let first = pin_on(&letter(&desk, &id).await);

    // Within the week another wish comes to nothing.
    ask(number.clone()).await.is(202);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(at_desk(&desk, &id).await["wished"], false);
    stage.later(Duration::from_secs(8 * 86_400)).await;
    person.logs_in().await;
    desk.logs_in().await;
    ask(number.clone()).await.is(202);
    wished(&desk, &id).await;
    stage.run_job("issue-wished-letters").await;
    let second = pin_on(&letter(&desk, &id).await);
    opens(&person, &number, &first).await.problem("wrong-code");

    // Two weeks later the file is gone, and the PIN still opens; after ninety days it does not.
    stage.later(Duration::from_secs(15 * 86_400)).await;
    stage.run_job("delete-pin-letters").await;
    person.logs_in().await;
    desk.logs_in().await;
    let view = at_desk(&desk, &id).await["letter"].clone();
    assert_eq!((&view["state"], &view["fileUntil"]), (&json!("valid"), &Value::Null));
    assert!(stage.pin_letters_laid_down().is_empty());
    opens(&person, &number, &second).await.is(201);

    let late = pin(&desk, &id).await;
    let other = stage.customer().await;
    stage.later(Duration::from_secs(90 * 86_400)).await;
    other.logs_in().await;
    opens(&other, &number, &late).await.problem("wrong-code");
}

async fn wished(desk: &Person<'_>, id: &str) {
    for _ in 0..300 {
        if at_desk(desk, id).await["wished"] == true {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no letter was wished for");
}

#[tokio::test]
async fn many_come_from_a_table_and_get_their_letters_with_the_batch() {
    let Some(stage) = Stage::own("a job is run and what lies in the table is looked at") else { return };
    let desk = stage.seeded(Seeded::Fatima).await;
    let import = |table: &str| json!({"content": STANDARD.encode(table), "letters": true});
    let faulty = "Betriebsnummer;Name;Straße;PLZ;Ort\n473001;Eins;Allee 1;18055;Rostock\n47x;;Allee 2;18055;Rostock\n";
    let told = desk.browser.post("/v1/desk/business-imports", import(faulty)).await.is(200);
    assert_eq!((&told["imported"], told["faults"].as_array().unwrap().len()), (&json!(0), 2), "{told}");
    let mut table = "Betriebsnummer;Name;Straße;PLZ;Ort;Sprache\n471100;Sommer;A 1;18055;Rostock;de\n".to_owned();
    for row in 0..40 {
        table.push_str(&format!("4740{row:02};Betrieb {row};Allee {row};18055;Rostock;nl\n"));
    }
    let told = desk.browser.post("/v1/desk/business-imports", import(&table)).await.is(200);
    assert_eq!((&told["imported"], &told["known"]), (&json!(40), &json!(1)), "{told}");
    let again = desk.browser.post("/v1/desk/business-imports", import(&table)).await.is(200);
    assert_eq!((&again["imported"], &again["known"]), (&json!(0), &json!(41)));

    stage.run_job("issue-wished-letters").await;
    let ready = ready(&desk, 40).await;
    let id = ready[7]["business"]["id"].as_str().unwrap();
    let text = letter(&desk, id).await;
    assert!(text.contains("bedrijf") && !text.contains("Betriebsnummer"), "in the language of the business: {text}");
    // The PIN stands on paper and nowhere else.
    let pin = pin_on(&text);
    let found = stage.files_that_hold(&pin);
    assert!(found.is_empty(), "{found:?}");

    // Many at once from the desk: the earlier letters are void, their files gone.
    let some: Vec<&Value> = ready.iter().take(3).map(|one| &one["business"]["id"]).collect();
    let id = some[0].as_str().unwrap();
    let (before, earlier) = (at_desk(&desk, id).await["letter"]["id"].clone(), pin_on(&letter(&desk, id).await));
    let body = json!({"businesses": some});
    desk.browser.post_once("/v1/desk/pin-letters", body, &unlikely()).await.is(202);
    for _ in 0..100 {
        if at_desk(&desk, id).await["letter"]["id"] != before {
            assert_ne!(pin_on(&letter(&desk, id).await), earlier);
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no new letter came");
}

async fn ready(desk: &Person<'_>, count: usize) -> Vec<Value> {
    for _ in 0..200 {
        let page = desk.browser.get("/v1/desk/pin-letters?limit=100").await.is(200);
        let items = page["items"].as_array().unwrap();
        if items.len() >= count {
            return items.clone();
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("the letters were not set");
}
