//! The signing room: a joint board signs by mail, in any order, each with a link and a code of his own.

use std::time::Duration;

use black_box::{Answer, Case, Mail, Seeded, Signer, Stage, another_six, handed_in_by_a_board, signature, unlikely};
use serde_json::{Value, json};

#[tokio::test]
async fn a_joint_board_of_five_signs_at_eh3() {
    let Some(stage) = Stage::own("reminders need a clock that can be moved") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let (case, signers) = handed_in_by_a_board(&stage, &noor).await;
    let [chair, hendrik, fleur, jose, aylin] = <[Signer<'_>; 5]>::try_from(signers).unwrap_or_else(|_| panic!("five"));

    // The third signs first. A wrong code costs a try; what was shown is what is signed.
    let token = fleur.invited().await;
    let room = fleur.opens(&token).await.is(200);
    assert_eq!(room["application"]["organisation"], "Test Stichting Bolderbast", "{room}");
    assert_eq!(room["application"]["user"]["name"], "Noor Visser");
    assert!(room["consentText"].as_array().is_some_and(|text| text.len() == 3));
    assert!(!room.to_string().contains("NX4512BR7"), "a signer sees no identity document's number");
    fleur.tries(&token, &room, "000000").await.problem("code-void");
    let code = fleur.asks_code(&token).await;
    let wrong = fleur.tries(&token, &room, &another_six(&code, 1)).await.problem("wrong-code");
    assert_eq!(wrong["triesLeft"], 4);
    let mut other = room.clone();
    other["application"]["fingerprint"] = json!("0".repeat(64));
    fleur.tries(&token, &other, &code).await.problem("changed-meanwhile");
    let signed = fleur.tries(&token, &room, &code).await.is(200);
    assert_eq!((&signed["state"], &signed["signed"]), (&json!("signed"), &json!(1)), "{signed}");
    fleur.inbox.expect("U hebt getekend").await;
    assert!(noor.inbox.expect("Er is getekend voor uw aanvraag").await.text.contains("Fleur Janssen"));
    assert_eq!(fleur.opens(&token).await.is(200)["state"], "signed", "he may look again at what he signed");
    fleur.tries(&token, &room, &code).await.problem("wrong-stage");

    // The fourth will not sign, and is asked once more later.
    let refusing = jose.invited().await;
    let reason = json!({"token": refusing, "reason": "Eerst in de vergadering bespreken.", "language": "nl"});
    assert_eq!(jose.browser.post("/v1/signing-rooms/refusals", reason).await.is(200)["state"], "declined");
    let told: Mail = noor.inbox.expect("Iemand tekent niet voor uw aanvraag").await;
    assert!(told.text.contains("Eerst in de vergadering bespreken."), "{}", told.text);

    // The first signs for herself; two of three.
    assert_eq!(chair.signs(&chair.invited().await).await["signed"], 2);
    let view = case.view().await;
    assert_eq!((&view["signing"]["signed"], &view["signing"]["needed"]), (&json!(2), &json!(3)));
    assert_eq!(case.check("form-signed").await["state"], "waiting");

    // The second is reminded by Balie after three working days: another link, and the one before it is dead.
    let first_link = hendrik.invited().await;
    stage.later(Duration::from_secs(6 * 24 * 3600)).await;
    stage.run_job("remind-signers").await;
    let second_link = hendrik.inbox.expect("Herinnering: uw handtekening wordt gevraagd").await.token("/sign");
    let dead = hendrik.opens(&first_link).await;
    let never = hendrik.opens("bm90aGluZy1oYXMtdGhpcy1zZWNyZXQtYW55d2hlcmU").await;
    assert_eq!(dead.slug(), Some("link-not-usable"), "{}", dead.text);
    assert_eq!(dead.visible(), never.visible(), "a dead link and one that never was are one answer (S10)");
    assert_eq!(jose.inbox.count("Herinnering").await, 0, "who declined is left alone");

    // His address is corrected: nobody but he gets a link, and the old address is told.
    noor.logs_in().await;
    let at = |place: usize| case_signer(&view, place);
    let own = correct(&case, &at(1), &noor.email).await;
    assert_eq!(own.body["errors"][0]["code"], "own-address", "{}", own.text);
    let right = format!("hendrik-{}@example.org", unlikely());
    correct(&case, &at(1), &right).await.is(200);
    hendrik.inbox.expect("Uw link om te tekenen werkt niet meer").await;
    hendrik.opens(&second_link).await.problem("link-not-usable");
    let hendrik = Signer::at(&stage, &right);
    let done = hendrik.signs(&hendrik.invited().await).await;
    assert_eq!((&done["state"], &done["signed"]), (&json!("signed"), &json!(3)));
    noor.inbox.expect("Alle handtekeningen zijn er").await;

    // Enough: the form is signed, the fifth has nothing to sign, and the evidence says who, when, what.
    let check = case.check("form-signed").await;
    assert_eq!((&check["state"], &check["evidence"]["kind"]), (&json!("passed"), &json!("signed")), "{check}");
    let late = aylin.inbox.expect("Herinnering: uw handtekening wordt gevraagd").await.token("/sign");
    assert_eq!(aylin.opens(&late).await.is(200)["state"], "enough");
    let evidence = noor.browser.get(&format!("{}/signing-evidence", case.path())).await.is(200);
    let signatures = evidence["signatures"].as_array().unwrap();
    let names: Vec<_> = signatures.iter().map(|signature| signature["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Fleur Janssen", "Noor Visser", "Hendrik Jan van Dijk"], "in the order they signed");
    assert!(
        signatures.iter().all(|one| one["fingerprint"] == evidence["fingerprint"] && one["textVersion"] == "2026-11")
    );
    let fatima = stage.seeded(Seeded::Fatima).await;
    let organisation = case.means["organisation"]["organisationId"].as_str().unwrap();
    let at_desk = format!("/v1/desk/organisations/{organisation}/upgrades/{}/signing-evidence", case.id);
    assert_eq!(fatima.browser.get(&at_desk).await.is(200), evidence);
    let daan = stage.seeded(Seeded::Daan).await;
    daan.browser.get(&format!("{}/signing-evidence", case.path())).await.problem("not-found");
}

/// The id of the signer at a place of the board.
fn case_signer(view: &Value, place: usize) -> String {
    view["signing"]["signers"][place]["signerId"].as_str().unwrap().to_owned()
}

async fn correct(case: &Case<'_, '_>, signer: &str, email: &str) -> Answer {
    let path = format!("{}/signers/{signer}/replacement", case.path());
    case.person.browser.post(&path, json!({"version": case.version().await, "email": email})).await
}

#[tokio::test]
async fn wrong_codes_stop_at_five_however_many_come_at_once_and_links_open_one_room_only() {
    let Some(stage) = Stage::own("it needs the board to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let (case, signers) = handed_in_by_a_board(&stage, &noor).await;
    let (fleur, jose) = (&signers[2], &signers[3]);
    let token = fleur.invited().await;
    let room = fleur.opens(&token).await.is(200);
    let code = fleur.asks_code(&token).await;
    let tries = (0..20).map(|by| {
        let wrong = another_six(&code, by + 1);
        let (token, room) = (&token, &room);
        async move { fleur.tries(token, room, &wrong).await }
    });
    let answers = futures::future::join_all(tries).await;
    let wrong = answers.iter().filter(|answer| answer.slug() == Some("wrong-code")).count();
    assert!(wrong <= 5, "{wrong} tries were counted as tries");
    fleur.tries(&token, &room, &code).await.problem("code-void");

    // A code belongs to the link it was asked with.
    let other = jose.invited().await;
    let theirs = jose.opens(&other).await.is(200);
    let code = jose.asks_code(&other).await;
    fleur.tries(&token, &room, &code).await.problem("code-void");
    let fresh = fleur.asks_code(&token).await;
    jose.tries(&other, &theirs, &fresh).await.problem("wrong-code");
    fleur.tries(&token, &room, &fresh).await.is(200);

    // Nobody of another organisation names its signers (S44).
    let view = case.view().await;
    let petra = stage.seeded(Seeded::Petra).await;
    let foreign = format!("{}/signers/{}/reminders", case.path(), case_signer(&view, 1));
    petra.browser.post(&foreign, json!({"version": view["version"]})).await.problem("not-found");

    // A called-off upgrade is signed by nobody.
    case.acts("cancellation").await.is(200);
    jose.opens(&other).await.problem("link-not-usable");
}

#[tokio::test]
async fn with_the_app_of_ones_own_account_and_codes_are_not_mailed_without_end() {
    let Some(stage) = Stage::own("it needs the board to itself") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let (case, signers) = handed_in_by_a_board(&stage, &noor).await;
    let (chair, fleur) = (&signers[0], &signers[2]);
    let (own, theirs) = (chair.invited().await, fleur.invited().await);
    let room = chair.opens(&own).await.is(200);
    let with_app = "/v1/signing-rooms/app-signatures";
    noor.browser.post(with_app, signature(&own, &room, "123456")).await.problem("forbidden");
    noor.enrols().await;
    let code = noor.code().await;
    let other = fleur.opens(&theirs).await.is(200);
    noor.browser.post(with_app, signature(&theirs, &other, &code)).await.problem("forbidden");
    chair.browser.post(with_app, signature(&own, &room, &code)).await.problem("unauthenticated");
    let signed = noor.browser.post(with_app, signature(&own, &room, &code)).await.is(200);
    assert_eq!((&signed["state"], &signed["signed"]), (&json!("signed"), &json!(1)));
    let evidence = noor.browser.get(&format!("{}/signing-evidence", case.path())).await.is(200);
    assert_eq!(evidence["signatures"][0]["factor"], "app");

    // Each code voids the one before it, and after five there is a pause.
    let first = fleur.asks_code(&theirs).await;
    let second = fleur.asks_code(&theirs).await;
    if first != second {
        fleur.tries(&theirs, &other, &first).await.problem("wrong-code");
    }
    for _ in 0..3 {
        fleur.asks_code(&theirs).await;
    }
    let again = json!({"token": theirs, "language": "nl"});
    let paused = fleur.browser.post("/v1/signing-rooms/codes", again).await.problem("too-many-attempts");
    assert!(paused["retryAfter"].as_u64().is_some_and(|seconds| seconds <= 3600), "{paused}");
}
