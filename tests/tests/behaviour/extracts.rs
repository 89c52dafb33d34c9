//! The check of an extract, whole: seal, contents and those named; and the copy of an ID that a user who is not employed hands in.

use black_box::{Case, Desk, Seeded, Stage};
use extract::samples::SealedBy;
use serde_json::{Value, json};

fn check<'v>(view: &'v Value, name: &str) -> &'v Value {
    view["checks"].as_array().unwrap().iter().find(|check| check["check"] == name).unwrap()
}

async fn hands_in(case: &Case<'_, '_>, bytes: Vec<u8>) -> Value {
    let (document, status) = case.uploads("uittreksel.pdf", bytes).await;
    assert!((200..300).contains(&status), "the store answered {status}");
    case.inspected(&document).await["document"].clone()
}

#[tokio::test]
async fn a_sealed_extract_that_says_what_was_entered_is_accepted_by_itself() {
    let stage = Stage::shared();
    let _turn = Seeded::Sanne.turn().await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let case = Case::start(&sanne, "EH3").await;
    case.fills_in().await;
    let document = hands_in(&case, case.extract_as_entered().await.pdf()).await;
    assert_eq!((&document["state"], &document["seal"]["state"]), (&json!("released"), &json!("intact")), "{document}");
    assert_eq!(document["seal"]["sealed"]["issuedUnder"], "Balie proefautoriteit");

    let view = case.view().await;
    assert_eq!(view["extract"]["because"], json!([]), "{}", view["extract"]);
    assert_eq!(view["extract"]["compared"][0]["differences"], json!([]), "{}", view["extract"]);
    assert_eq!(check(&view, "extract-in-date")["state"], "passed");
    let power = check(&view, "power-to-represent");
    assert_eq!((&power["state"], &power["evidence"]["kind"]), (&json!("passed"), &json!("extract")), "{power}");

    // Another date of birth is another person; put right, nobody has to look.
    let entered = view["data"]["representatives"].clone();
    let mut other = entered.clone();
    other[0]["birthDate"] = json!("1951-01-01");
    let view = case.changes(json!({"representatives": other})).await.is(200);
    assert_eq!(view["extract"]["because"], json!(["representatives-differ"]));
    assert_eq!(view["extract"]["compared"][0]["differences"], json!(["birth-date"]));
    assert_eq!(check(&view, "power-to-represent")["waitingFor"], "staff");
    let view = case.changes(json!({"representatives": entered})).await.is(200);
    assert_eq!(check(&view, "power-to-represent")["state"], "passed");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn without_the_issuers_seal_a_person_looks_and_what_was_altered_is_refused() {
    let stage = Stage::shared();
    let _turn = Seeded::Sanne.turn().await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let case = Case::start(&sanne, "EH3").await;
    case.fills_in().await;
    let sample = case.extract_as_entered().await;

    // The same words, with something written behind the seal, or within it.
    let sealed = sample.pdf();
    let appended = [sealed.as_slice(), b"\n% Alleen/zelfstandig bevoegd\n%%EOF\n"].concat();
    let mut flipped = sealed.clone();
    let at = flipped.windows(8).position(|window| window == b"MediaBox").unwrap() + 10;
    flipped[at..].iter_mut().find(|byte| **byte == b'5').map(|byte| *byte = b'6').unwrap();
    for (bytes, alteration) in [(appended, "changed-after-sealing"), (flipped, "sealed-bytes-changed")] {
        let document = hands_in(&case, bytes).await;
        assert_eq!((&document["state"], &document["reason"]), (&json!("refused"), &json!("altered-after-sealing")));
        assert_eq!(document["seal"]["alteration"], alteration, "{document}");
    }
    let check_now = case.check("extract-in-date").await;
    assert_eq!((&check_now["waitingFor"], &check_now["reason"]), (&json!("customer"), &json!("extract-altered")));

    for (bytes, reason) in
        [(sample.printed_pdf(), "unsealed"), (sample.sealed_pdf(SealedBy::LookAlike), "seal-not-established")]
    {
        let document = hands_in(&case, bytes).await;
        assert_eq!(document["state"], "released", "{document}");
        let view = case.view().await;
        assert_eq!(view["extract"]["because"], json!([reason]), "{}", view["extract"]);
        for name in ["extract-in-date", "power-to-represent"] {
            assert_eq!(check(&view, name)["waitingFor"], "staff", "{name}");
        }
    }
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_user_who_is_not_employed_hands_in_a_copy_that_only_the_desk_opens_and_only_while_it_decides() {
    let stage = Stage::shared();
    let _turn = Seeded::Sanne.turn().await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let petra = stage.seeded(Seeded::Petra).await;
    let clerk = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&sanne, "EH3").await;
    let view = case.fills_in().await;
    let mut user = view["data"]["user"].clone();
    user["employed"] = json!(false);
    let view = case.changes(json!({"user": user})).await.is(200);
    assert!(view["documentsAsked"].as_array().unwrap().contains(&json!("id-copy")), "{}", view["documentsAsked"]);
    let sample = case.extract_as_entered().await;
    hands_in(&case, sample.pdf()).await;
    let problem = case.acts("submission").await.problem("invalid-input");
    let codes: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
    assert_eq!(codes, ["id-copy-missing"], "{problem}");

    let (copy, _) = case.uploads_as("id-copy", "paspoort.pdf", sample.printed_pdf()).await;
    let found = case.inspected(&copy).await;
    assert_eq!(found["document"]["state"], "released", "{found}");
    assert!(found["download"].is_null() && found["document"]["read"].is_null(), "{found}");
    case.acts("submission").await.is(200);

    // Petra manages Sanne's means and sees the case, but not the copy.
    petra.browser.get(&case.path()).await.is(200);
    petra.browser.get(&format!("{}/documents/{copy}", case.path())).await.problem("not-found");
    let listed = petra.browser.get(&format!("{}/documents", case.path())).await.is(200);
    assert!(!listed.to_string().contains(&copy), "{listed}");

    let desk = Desk::finds(&clerk, &case).await;
    let on_desk = |view: &Value| {
        let all = view["documents"].as_array().unwrap().iter();
        all.clone().find(|one| one["document"]["documentId"] == copy.as_str()).cloned().unwrap()
    };
    let laid_out = on_desk(&desk.view().await);
    let url = laid_out["download"]["url"].as_str().unwrap();
    assert!(url.contains("/identity/"), "{url}");
    let (status, _, bytes) = clerk.browser.fetch(url).await;
    assert_eq!((status, bytes), (200, sample.printed_pdf()));
    desk.refuses("other", "A copy from another day, please.").await;
    assert!(on_desk(&desk.view().await)["download"].is_null(), "it is no longer being decided");

    // Called off: it has served its purpose.
    case.acts("cancellation").await.is(200);
    for _ in 0..200 {
        let found = sanne.browser.get(&format!("{}/documents/{copy}", case.path())).await.is(200);
        if found["document"]["state"] == "deleted" {
            let (status, ..) = clerk.browser.fetch(url).await;
            assert_eq!(status, 404, "the bytes are gone");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(75)).await;
    }
    panic!("the copy was not deleted");
}
