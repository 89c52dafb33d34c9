//! What happens to a filled form after it was sent: contracts are signed by everybody they name, the desk checks, asks back, registers, and the
//! member sees where it stands (domain.md 6).

use std::time::Duration;

use black_box::{ContractSigner, FilledContract, Person, Seeded, Stage, another_six, minor_contract, today, unlikely};
use futures::future::join_all;
use serde_json::{Value, json};

fn states(course: &Value) -> Vec<String> {
    let signers = course["signing"]["signers"].as_array().unwrap();
    signers.iter().map(|signer| signer["state"].as_str().unwrap().to_owned()).collect()
}

fn entries(course: &Value) -> Vec<String> {
    let timeline = course["timeline"].as_array().unwrap();
    timeline.iter().map(|entry| entry["what"]["entry"].as_str().unwrap().to_owned()).collect()
}

/// Only one parent looks after the apprentice: three sign.
fn with_one_parent() -> Value {
    let mut answers = minor_contract();
    answers["custody"] = json!("one-parent");
    answers["guardians"].as_array_mut().unwrap().truncate(1);
    answers
}

/// What can be told of a contract is what the desk offers: a form it publishes, until it takes it back.
async fn offers_another_notice(staff: &Person<'_>, contract: &FilledContract<'_, '_>) {
    let built = staff.browser.get("/v1/desk/forms/apprenticeship-cancellation/editions/1").await.is(200);
    let mut content = built["content"].clone();
    let form = "apprenticeship-ends-early";
    content["id"] = json!(form);
    let from = today().to_string();
    let edition = json!({"basedOn": 0, "from": from, "note": "Another one.", "content": content});
    let shelf = staff.browser.post(&format!("/v1/desk/forms/{form}/editions"), edition).await.is(201);
    assert!(contract.course().await["notices"].to_string().contains(form));
    let back = json!({"version": shelf["version"], "offered": false});
    staff.browser.put(&format!("/v1/desk/forms/{form}/offer"), back).await.is(200);
    assert!(!contract.course().await["notices"].to_string().contains(form));
}

#[tokio::test]
async fn who_deleted_his_account_leaves_what_he_handed_in_readable() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let person = stage.customer().await;
    let contract = FilledContract::sent(&person, with_one_parent()).await;
    let desk = contract.at_desk();
    person.browser.post("/v1/me/deletion", json!({})).await.is(202);
    stage.later(Duration::from_secs(7 * 24 * 3600 + 3600)).await;
    stage.run_job("look-after-accounts").await;
    person.inbox.expect("Your account was deleted").await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let read = fatima.browser.get(&desk).await.is(200);
    assert!(read["by"].is_null(), "{read}");
}

#[tokio::test]
async fn a_contract_is_signed_by_three_and_registered_with_a_certificate() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let contract = FilledContract::sent(&person, with_one_parent()).await;
    let course = contract.course().await;
    assert_eq!((&course["state"], &course["waits"]["whom"]), (&json!("to-sign"), &json!("signers")));
    assert_eq!(course["signing"]["needed"], 3);
    assert_eq!(contract.course_with("paper").await["paper"]["url"].as_str().unwrap().find("http"), Some(0));

    let business = contract.signer(stage, "/businessEmail");
    let token = business.invited().await;
    let room = business.opens(&token).await.is(200);
    assert_eq!((&room["name"], &room["role"]), (&json!("Mila Sommer"), &json!("Ausbildender")));
    assert!(room["parts"].to_string().contains("Tischlerei Sommer GmbH"));
    business.tries(&token, &room, "000000").await.problem("code-void");
    let code = business.asks_code(&token).await;
    assert_eq!(business.tries(&token, &room, &another_six(&code, 1)).await.problem("wrong-code")["triesLeft"], 4);
    let mut other = room.clone();
    other["fingerprint"] = json!("0".repeat(64));
    business.tries(&token, &other, &code).await.problem("changed-meanwhile");
    assert_eq!(business.tries(&token, &room, &code).await.is(200)["state"], "signed");
    assert_eq!(business.opens(&token).await.is(200)["signed"], 1, "he may look again at what he signed");
    assert!(person.inbox.expect("A signature is in").await.text.contains("Mila Sommer"));

    contract.signer(stage, "/email").signs().await;
    assert_eq!(states(&contract.course().await), ["signed", "signed", "invited"]);
    contract.signer(stage, "/guardians/0/email").signs().await;
    let course = contract.course().await;
    assert_eq!((&course["state"], &course["waits"]["whom"]), (&json!("with-desk"), &json!("desk")));
    person.inbox.expect("Everybody has signed").await;

    let fatima = stage.seeded(Seeded::Fatima).await;
    let desk = contract.at_desk();
    let read = fatima.browser.get(&format!("{desk}?language=de")).await.is(200);
    assert_eq!(read["complaints"][0]["code"], "starts-in-the-past", "staff see what was a warning");
    fatima.browser.post(&format!("{desk}/taking"), json!({})).await.is(200);
    assert_eq!(fatima.browser.get(&format!("{desk}?language=de")).await.is(200)["mine"], true);
    fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "granted"})).await.problem("wrong-stage");
    fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "registered"})).await.is(200);

    let course = contract.course_with("certificate").await;
    assert_eq!(course["outcome"], "registered");
    let number = course["registerNumber"].as_str().unwrap();
    let told = person.inbox.expect("Entered").await;
    assert!(told.text.contains(number), "{}", told.text);
    assert_eq!(
        entries(&course),
        ["sent", "signatures-asked", "signed", "signed", "signed", "all-signed", "registered", "certificate-made"]
    );

    // A notice that ends it, once noted, stands with the contract.
    assert!(course["notices"].to_string().contains("apprenticeship-cancellation"));
    offers_another_notice(&fatima, &contract).await;
    let body = json!({"form": "apprenticeship-cancellation", "language": "de", "about": contract.id()});
    let begun = person.browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
    let path = format!("/v1/submissions/{}", begun["submissionId"].as_str().unwrap());
    let open = person.browser.get(&path).await.is(200);
    let mut answers = open["answers"].clone();
    for (name, value) in [("how", "by-agreement"), ("noticeGivenOn", "2026-11-02"), ("endsOn", "2026-12-31")] {
        answers[name] = json!(value);
    }
    let save = json!({"revision": open["revision"], "edition": open["edition"], "language": "de", "answers": answers});
    let saved = person.browser.put(&format!("{path}/answers"), save).await.is(200);
    let warned = saved["complaints"].as_array().unwrap().iter();
    let confirmed: Vec<_> = warned.map(|one| json!({"pointer": one["pointer"], "code": one["code"]})).collect();
    let send = json!({"revision": saved["revision"], "confirmed": confirmed});
    person.browser.post_once(&format!("{path}/send"), send, &unlikely()).await.is(200);
    let desk = path.replace("/v1/", "/v1/desk/");
    fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "noted"})).await.is(200);
    let course = contract.course().await;
    assert_eq!((&course["after"][0]["what"], &course["after"][0]["on"]), (&json!("ends"), &json!("2026-12-31")));
    assert_eq!((entries(&course).last().unwrap().as_str(), &course["notices"]), ("overtaken", &json!([])));
}

#[tokio::test]
async fn the_guardians_of_a_minor_sign_too_and_one_without_an_address_signs_on_paper() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let mut answers = minor_contract();
    answers["guardians"][1].as_object_mut().unwrap().remove("email");
    let contract = FilledContract::sent(&person, answers).await;
    let course = contract.course().await;
    assert_eq!(course["signing"]["needed"], 4);
    let signers = course["signing"]["signers"].as_array().unwrap();
    assert_eq!((&signers[3]["name"], &signers[3]["state"]), (&json!("Uwe Winter"), &json!("to-invite")));

    // Three sign on paper, on one scan; the day may not be to come.
    let scan = contract.hands_in("vertrag.pdf", include_bytes!("../../data/signed-contract.pdf")).await;
    let ids: Vec<Value> = signers.iter().map(|signer| signer["signerId"].clone()).collect();
    let paper = |whose: &[Value], on: &str| json!({"scan": scan, "signers": whose, "signedOn": on});
    let place = format!("{}/paper-signatures", contract.path);
    let early =
        person.browser.post_once(&place, paper(&ids[1..], "2199-01-01"), &unlikely()).await.problem("invalid-input");
    assert_eq!(early["errors"][0]["code"], "in-the-future");
    person.browser.post_once(&place, paper(&ids[1..], "2026-11-02"), &unlikely()).await.is(200);
    person.browser.post_once(&place, paper(&ids[1..], "2026-11-02"), &unlikely()).await.problem("wrong-stage");
    assert_eq!(states(&contract.course().await)[1..], ["signed", "signed", "signed"]);

    // The business signs in the room: paper and room count alike.
    contract.signer(stage, "/businessEmail").signs().await;
    let course = contract.course().await;
    assert_eq!(course["state"], "with-desk");
    assert_eq!(course["signing"]["signers"][3]["how"], json!({"in": "paper", "file": scan, "signedOn": "2026-11-02"}));
    let fatima = stage.seeded(Seeded::Fatima).await;
    let read = fatima.browser.get(&contract.at_desk()).await.is(200);
    assert_eq!(read["files"][0]["name"], "vertrag.pdf");
}

#[tokio::test]
async fn asking_back_voids_signatures_and_it_is_sent_again() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let mut contract = FilledContract::sent(&person, with_one_parent()).await;
    let signers = ["/businessEmail", "/email", "/guardians/0/email"].map(|one| contract.signer(stage, one));
    for signer in &signers {
        signer.signs().await;
    }
    let fatima = stage.seeded(Seeded::Fatima).await;
    let desk = contract.at_desk();
    let empty = fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "refused"})).await;
    assert_eq!(empty.problem("invalid-input")["errors"][0]["pointer"], "/why");
    let why = json!({"why": "Die Probezeit soll drei Monate dauern."});
    fatima.browser.post(&format!("{desk}/questions"), why).await.is(200);
    assert!(person.inbox.expect("We have a question").await.text.contains("Die Probezeit soll drei Monate"));
    for signer in &signers {
        signer.inbox.expect("Ihre Unterschrift gilt nicht mehr").await;
    }
    let course = contract.course().await;
    assert_eq!((&course["state"], &course["waits"]["whom"]), (&json!("asked-back"), &json!("customer")));
    assert!(course["signing"].is_null(), "no signature is left");

    contract.answers["probationMonths"] = json!(3);
    assert_eq!(contract.saves_and_sends().await["state"], "to-sign");
    let again = contract.course().await;
    assert_eq!(again["signing"]["signed"], 0);
    assert_ne!(again["fingerprint"], course["fingerprint"]);
    for signer in &signers {
        signer.signs().await;
    }
    assert_eq!(contract.course().await["state"], "with-desk");
}

#[tokio::test]
async fn a_signer_declines_his_address_is_mended_and_the_contract_is_opened_again() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let contract = FilledContract::sent(&person, with_one_parent()).await;
    let apprentice = contract.signer(stage, "/email");
    let token = apprentice.invited().await;
    let reason = json!({"token": token, "language": "de", "reason": "Die Vergütung stimmt nicht."});
    assert_eq!(apprentice.browser.post("/v1/submission-signing/refusals", reason).await.is(200)["state"], "declined");
    assert!(person.inbox.expect("Somebody does not sign").await.text.contains("Die Vergütung stimmt nicht."));

    let course = contract.course().await;
    let id = course["signing"]["signers"][1]["signerId"].as_str().unwrap();
    let place = format!("{}/signers/{id}/asking", contract.path);
    let taken = json!({"email": contract.answers["businessEmail"]});
    let refused = person.browser.post(&place, taken).await.problem("invalid-input");
    assert_eq!(refused["errors"][0]["code"], "address-of-another");
    let right = format!("jonas-{}@example.org", unlikely());
    assert_eq!(person.browser.post(&place, json!({"email": right})).await.status, 202);
    let at_right = ContractSigner::at(stage, &right);
    let fresh = at_right.invited().await;
    apprentice.opens(&token).await.problem("link-not-usable");
    at_right.opens(&fresh).await.is(200);
    assert_eq!(person.browser.post(&place, json!({})).await.problem("too-many-attempts")["status"], 429);

    // Opened again: a draft, every link is dead, and nobody but its owner sees it.
    person.browser.post(&format!("{}/reopening", contract.path), json!({})).await.is(200);
    at_right.opens(&fresh).await.problem("link-not-usable");
    at_right.inbox.expect("Ihre Unterschrift gilt nicht mehr").await;
    assert_eq!(contract.course().await["state"], "draft");
    let fatima = stage.seeded(Seeded::Fatima).await;
    fatima.browser.get(&contract.at_desk()).await.problem("not-found");
}

#[tokio::test]
async fn of_many_signatures_at_once_each_counts_once_and_the_last_sends_it() {
    let stage = Stage::shared();
    let person = stage.customer().await;
    let contract = FilledContract::sent(&person, with_one_parent()).await;
    let mut ready = Vec::new();
    for pointer in ["/businessEmail", "/email", "/guardians/0/email"] {
        let signer = contract.signer(stage, pointer);
        let token = signer.invited().await;
        let room = signer.opens(&token).await.is(200);
        let code = signer.asks_code(&token).await;
        ready.push((signer, token, room, code));
    }
    let tries =
        ready.iter().flat_map(|(signer, token, room, code)| (0..4).map(move |_| signer.tries(token, room, code)));
    let answers = join_all(tries).await;
    let signed = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(signed, 3, "{:?}", answers.iter().map(|answer| answer.text.clone()).collect::<Vec<_>>());
    let course = contract.course().await;
    assert_eq!((&course["state"], &course["signing"]["signed"]), (&json!("with-desk"), &json!(3)));
    let told = entries(&course);
    assert_eq!(told.iter().filter(|entry| *entry == "signed").count(), 3);
    assert_eq!(told.iter().filter(|entry| *entry == "all-signed").count(), 1);
}

#[tokio::test]
async fn who_does_not_sign_is_reminded_and_after_sixty_days_it_is_a_draft_again() {
    let Some(stage) = Stage::own("reminders need a clock that can be moved") else { return };
    let person = stage.customer().await;
    let contract = FilledContract::sent(&person, with_one_parent()).await;
    contract.signer(&stage, "/businessEmail").signs().await;
    let apprentice = contract.signer(&stage, "/email");
    let first = apprentice.invited().await;
    stage.later(Duration::from_secs(8 * 24 * 3600)).await;
    stage.run_job("look-after-signing").await;
    let second = apprentice.inbox.expect("Erinnerung: Ein Vertrag wartet").await.token("/forms/sign");
    apprentice.opens(&first).await.problem("link-not-usable");
    apprentice.opens(&second).await.is(200);
    assert_eq!(
        contract.signer(&stage, "/businessEmail").inbox.count("Erinnerung").await,
        0,
        "who signed is left alone"
    );

    stage.later(Duration::from_secs(53 * 24 * 3600)).await;
    stage.run_job("look-after-signing").await;
    person.logs_in().await;
    person.inbox.expect("Not everybody signed in time").await;
    let course = contract.course().await;
    assert_eq!((&course["state"], entries(&course).last().unwrap().as_str()), (&json!("draft"), "signing-lapsed"));
    apprentice.opens(&second).await.problem("link-not-usable");
}

#[tokio::test]
async fn a_request_is_granted_a_notice_noted_and_both_are_written_about() {
    let stage = Stage::shared();
    let (person, business) = stage.opens_business().await;
    let browser = &person.browser;
    let begun = browser
        .post_once(
            "/v1/submissions",
            json!({"form": "business-change", "language": "de", "businessId": business.id}),
            &unlikely(),
        )
        .await
        .is(201);
    let path = format!("/v1/submissions/{}", begun["submissionId"].as_str().unwrap());
    let open = browser.get(&path).await.is(200);
    let mut answers = json!({
        "change": "closure", "from": "2027-03-31", "reason": "age", "apprentices": false, "contact": "Mila Sommer"
    });
    for (name, value) in open["answers"].as_object().unwrap() {
        answers[name] = value.clone();
    }
    let save = json!({"revision": open["revision"], "edition": open["edition"], "language": "de", "answers": answers});
    let saved = browser.put(&format!("{path}/answers"), save).await.is(200);
    let sent =
        browser.post_once(&format!("{path}/send"), json!({"revision": saved["revision"]}), &unlikely()).await.is(200);
    assert_eq!(sent["state"], "with-desk");
    person.inbox.expect("Received").await;

    let fatima = stage.seeded(Seeded::Fatima).await;
    let desk = path.replace("/v1/", "/v1/desk/");
    let mut waiting = Vec::new();
    let mut cursor = String::new();
    loop {
        let page =
            fatima.browser.get(&format!("/v1/desk/submissions?form=business-change&language=de{cursor}")).await.is(200);
        waiting.extend(page["items"].as_array().unwrap().iter().map(|one| one["submissionId"].clone()));
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(waiting.contains(&begun["submissionId"]), "it waits in the queue");
    fatima.browser.post(&format!("{desk}/messages"), json!({"text": "Wann genau schließen Sie?"})).await.is(200);
    let told = person.inbox.expect("A message about").await;
    assert!(!told.text.contains("Wann genau"), "what was written stands in no mail");
    browser.post_once(&format!("{path}/messages"), json!({"text": "Zum Monatsende."}), &unlikely()).await.is(200);
    let course = browser.get(&format!("{path}/course?language=de")).await.is(200);
    let texts: Vec<_> = course["messages"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect();
    assert_eq!(texts, [json!("Wann genau schließen Sie?"), json!("Zum Monatsende.")]);
    assert!(course["messages"][0]["name"].is_null(), "names of the desk are for the desk");
    for _ in 1..20 {
        browser.post_once(&format!("{path}/messages"), json!({"text": "Hallo?"}), &unlikely()).await.is(200);
    }
    let one_more = browser.post_once(&format!("{path}/messages"), json!({"text": "Hallo?"}), &unlikely()).await;
    one_more.problem("too-many-attempts");
    fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "noted"})).await.is(200);
    person.inbox.expect("Noted").await;
    assert_eq!(browser.get(&format!("{path}/course")).await.is(200)["outcome"], "noted");
    fatima.browser.post(&format!("{desk}/decision"), json!({"outcome": "noted"})).await.problem("wrong-stage");
}
