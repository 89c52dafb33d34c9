//! The first upgrade, from EH2+ to EH3, and what can go wrong on its way.

use black_box::{Case, Desk, Seeded, Stage, other_code, unlikely};
use serde_json::json;

#[tokio::test]
async fn from_the_register_button_to_the_activated_level() {
    let stage = Stage::shared();
    let lotte = stage.visitor_at("lotte@donald.example".to_owned());
    lotte.registers().await;
    lotte.confirms().await;
    lotte.logs_in().await;
    assert_eq!(lotte.me().await["organisation"]["kvkNumber"], "68750110", "her means waited for her");

    let case = Case::start(&lotte, "EH3").await;
    case.submits_everything().await;
    lotte.inbox.expect("We received your upgrade to EH3").await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    Desk::finds(&fatima, &case).await.approves().await;
    let code = lotte.inbox.expect("Your upgrade to EH3 is approved").await.secret();
    assert_eq!(case.tries_code(&code).await.is(200)["level"], "EH3");
}

#[tokio::test]
async fn a_means_is_raised_from_eh2_plus_to_eh3() {
    let stage = Stage::shared();
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;

    let case = Case::start(&petra, "EH3").await;
    assert_eq!(case.means["level"], "EH2+");
    case.fills_in().await;
    assert_eq!(case.check("data-matches-registration").await["state"], "passed");
    let document = case.hands_in_extract().await;
    assert_eq!(document["document"]["read"]["kvkNumber"], case.means["organisation"]["kvkNumber"]);
    assert_eq!(case.check("extract-in-date").await["state"], "passed");
    let submitted = case.acts("submission").await.is(200);
    assert_eq!(submitted["stage"], "in-review");
    assert!(submitted["promisedFor"].is_string(), "{submitted}");
    let mail = petra.inbox.expect("Wij hebben uw upgrade naar EH3 ontvangen").await;
    assert!(mail.link("/upgrades/").ends_with(&case.id));

    let desk = Desk::finds(&fatima, &case).await;
    let early = desk.acts("approval", json!({})).await;
    assert_eq!(early.status, 409, "nothing is approved while a check is open: {}", early.text);
    desk.approves().await;
    assert!(!desk.is_queued(&case.id).await, "what is decided has left the queue");

    let mail = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await;
    let code = mail.secret();
    let means = petra.browser.get(&format!("/v1/means/{}", case.means["meansId"].as_str().unwrap())).await.is(200);
    assert_eq!(means["level"], "EH2+", "the old level works until the new one is active");
    let raised = case.tries_code(&code).await.is(200);
    assert_eq!(raised["level"], "EH3");
    let rights = raised["rights"].as_array().unwrap();
    assert!(case.means["rights"].as_array().unwrap().iter().all(|right| rights.contains(right)), "rights carry over");
    petra.inbox.expect("Uw eHerkenningsmiddel werkt nu op niveau EH3").await;

    let view = case.view().await;
    assert_eq!(view["stage"], "active");
    let entries: Vec<_> =
        view["timeline"].as_array().unwrap().iter().map(|entry| entry["at"].as_str().unwrap()).collect();
    assert!(entries.len() >= 6 && entries.is_sorted(), "{view}");
    assert!(case.tries_code(&code).await.status >= 400, "a code is used once");
    assert!(!view.to_string().contains("Looked at it together"), "the desk's notes are for the desk");
}

#[tokio::test]
async fn refused_mended_and_handed_in_again_nothing_is_typed_twice() {
    let stage = Stage::shared();
    let noor = stage.seeded(Seeded::Noor).await;
    let joost = stage.seeded(Seeded::Joost).await;
    let case = Case::start(&noor, "EH3").await;
    case.submits_everything().await;

    let desk = Desk::finds(&joost, &case).await;
    desk.refuses("name-not-as-on-identity-document", "Op het paspoort staat ook een tweede voornaam.").await;
    let mail = noor.inbox.expect("Uw upgrade naar EH3 kan zo nog niet doorgaan").await;
    assert!(mail.text.contains("Op het paspoort staat ook een tweede voornaam."), "{}", mail.text);
    let view = case.view().await;
    assert_eq!(view["refusal"]["reason"], "name-not-as-on-identity-document");
    assert_eq!(view["data"]["user"]["birthPlace"], "Utrecht", "what was typed is still there: {view}");
    assert!(!desk.is_queued(&case.id).await);

    let mut user = view["data"]["user"].clone();
    user["birthPlace"] = json!("Amersfoort");
    case.changes(json!({"user": user})).await.is(200);
    let again = case.acts("submission").await.is(200);
    assert_eq!((again["stage"].as_str(), &again["refusal"]), (Some("in-review"), &json!(null)));
    noor.inbox.expect("Wij hebben uw upgrade naar EH3 ontvangen").await;

    Desk::finds(&joost, &case).await.approves().await;
    let code = noor.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();

    // Five wrong codes, none of them a slip of the finger, void it; a slip costs nothing.
    let slip = case.tries_code("ABCD").await;
    assert!([422].contains(&slip.status), "{}", slip.text);
    for left in (0..5).rev() {
        let wrong = case.tries_code(&other_code(&code, left + 1)).await;
        assert_eq!(wrong.slug(), Some("wrong-code"), "{}", wrong.text);
        assert_eq!(wrong.body["triesLeft"], left, "{}", wrong.text);
    }
    case.tries_code(&code).await.problem("code-void");

    // A new one comes by mail, and the old one is dead whatever happens.
    let renewed = case.acts("activation-codes").await;
    assert_eq!(renewed.status, 202, "{}", renewed.text);
    let fresh = noor.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    assert_ne!(fresh, code);
    assert!(case.tries_code(&code).await.status >= 400);
    let daan = stage.seeded(Seeded::Daan).await;
    let foreign = Case { person: &daan, means: case.means.clone(), id: case.id.clone() };
    assert!(foreign.tries_code(&fresh).await.status >= 400, "the holder alone can use it");
    // Twenty hands with the right code: one raises the means.
    let answers = futures::future::join_all((0..20).map(|_| case.tries_code(&fresh))).await;
    let raised = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(raised, 1, "{:?}", answers.iter().map(|answer| (answer.status, answer.slug())).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_upgrade_is_started_once_called_off_and_started_anew() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let first = Case::start(&willem, "EH3").await;
    let means = first.means["meansId"].clone();
    let wanted = json!({"meansId": means, "targetLevel": "EH3"});
    willem.browser.post_once("/v1/upgrades", wanted.clone(), &unlikely()).await.problem("already-open");
    first.acts("cancellation").await.is(200);
    first.acts("cancellation").await.problem("wrong-stage");
    first.acts("submission").await.problem("wrong-stage");
    first.changes(json!({"representatives": []})).await.problem("wrong-stage");

    // The same request twice is one upgrade and one answer; its key with another request is refused.
    let key = unlikely();
    let one = willem.browser.post_once("/v1/upgrades", wanted.clone(), &key).await.is(201);
    let same = willem.browser.post_once("/v1/upgrades", wanted.clone(), &key).await.is(201);
    assert_eq!(one, same);
    let other = json!({"meansId": means, "targetLevel": "EH2+"});
    willem.browser.post_once("/v1/upgrades", other, &key).await.problem("idempotency-key-reused");
    willem.browser.post("/v1/upgrades", wanted.clone()).await.problem("idempotency-key-missing");
    let case = Case { person: &willem, means: first.means.clone(), id: one["upgradeId"].as_str().unwrap().to_owned() };

    // What is not complete is named field by field.
    let problem = case.acts("submission").await;
    assert_eq!(problem.status, 422, "{}", problem.text);
    let pointers: Vec<_> = problem.body["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap().to_owned())
        .collect();
    for needed in ["/user", "/organisation", "/representatives", "/documents"] {
        assert!(pointers.iter().any(|pointer| pointer.starts_with(needed)), "{needed} in {pointers:?}");
    }

    // What differs from the registration is told at once and keeps it from being handed in.
    let mut user = case.fills_in().await["data"]["user"].clone();
    user["surname"] = json!("Iemand-Anders");
    case.changes(json!({"user": user})).await.is(200);
    let check = case.check("data-matches-registration").await;
    assert_eq!((check["state"].as_str(), check["waitingFor"].as_str()), (Some("waiting"), Some("customer")), "{check}");
    let problem = case.acts("submission").await;
    assert!(problem.text.contains("/user/surname"), "{}", problem.text);

    // Somebody came between: the older version changes nothing.
    let version = case.version().await;
    case.changes(json!({"representatives": []})).await.is(200);
    let late = json!({"version": version, "representatives": []});
    let answer = willem.browser.patch(&case.path(), late).await;
    assert_eq!(answer.slug(), Some("changed-meanwhile"), "{}", answer.text);
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn twenty_starts_under_one_key_are_one_upgrade() {
    let Some(stage) = Stage::own("it needs somebody of the demo data to itself") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let means = Case::means_of(&petra, "EH3").await["meansId"].clone();
    let key = unlikely();
    let wanted = json!({"meansId": means, "targetLevel": "EH3"});
    let answers =
        futures::future::join_all((0..20).map(|_| petra.browser.post_once("/v1/upgrades", wanted.clone(), &key))).await;
    let started: std::collections::BTreeSet<_> = answers
        .iter()
        .filter(|answer| answer.status == 201)
        .map(|answer| answer.body["upgradeId"].as_str().unwrap())
        .collect();
    assert_eq!(
        started.len(),
        1,
        "{:?}",
        answers.iter().map(|answer| (answer.status, answer.slug())).collect::<Vec<_>>()
    );
    assert!(answers.iter().all(|answer| [201, 409, 503].contains(&answer.status)));
    // Whoever lost the race gets the same answer when he asks again.
    let again = petra.browser.post_once("/v1/upgrades", wanted, &key).await.is(201);
    assert!(started.contains(again["upgradeId"].as_str().unwrap()));
}

#[tokio::test]
async fn a_code_is_good_for_three_days() {
    let Some(stage) = Stage::own("the clock is moved") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    case.submits_everything().await;
    Desk::finds(&fatima, &case).await.approves().await;
    let code = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    stage.later(std::time::Duration::from_secs(72 * 3600 + 60)).await;
    petra.logs_in().await;
    case.tries_code(&code).await.problem("code-void");
    case.acts("activation-codes").await.is(202);
    let fresh = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    case.tries_code(&fresh).await.is(200);
}
