//! Who may sign: the business register answers first, and an extract is asked only where it does not settle it.

use black_box::{Case, Desk, Person, Seeded, Stage, in_one_quarter};
use serde_json::{Value, json};

/// A case of `who`, called off first when an earlier run left one open, with his own data filled in and these representatives.
async fn filled<'p, 's>(who: &'p Person<'s>, representatives: Value) -> (Case<'p, 's>, Value) {
    let case = Case::start(who, "EH3").await;
    case.fills_in().await;
    let view = case.changes(json!({"representatives": representatives})).await.is(200);
    (case, view)
}

/// Somebody else than the user, as he is named.
fn named(first_names: &str, infix: Option<&str>, surname: &str, born: &str, power: &str) -> Value {
    let mailbox =
        format!("{}@board.example", surname.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), ""));
    let mut one = json!({
        "firstNames": first_names, "surname": surname, "birthDate": born, "function": "Bestuurder", "email": mailbox,
        "mobile": "+31622222222", "power": power, "isUser": false,
        "identityDocument": {"type": "passport", "number": "NX4512BR7", "expiresOn": "2031-05-01"},
    });
    if let Some(infix) = infix {
        one["infix"] = json!(infix);
    }
    one
}

/// The user himself, as he is named.
fn himself(view: &Value, power: &str) -> Value {
    let user = &view["data"]["user"];
    let mut one = json!({"function": "Bestuurder", "power": power, "isUser": true});
    for field in ["firstNames", "infix", "surname", "birthDate", "email", "mobile"] {
        if !user[field].is_null() {
            one[field] = user[field].clone();
        }
    }
    one
}

fn check<'v>(view: &'v Value, name: &str) -> &'v Value {
    view["checks"].as_array().unwrap().iter().find(|check| check["check"] == name).unwrap()
}

fn codes(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_sole_director_is_settled_by_the_register_and_hands_in_no_extract() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    let view = case.fills_in().await;
    assert_eq!(view["register"]["judgement"]["settled"], true, "{}", view["register"]);
    assert_eq!(view["register"]["judgement"]["signatures"]["needed"], 1);
    let powers = check(&view, "power-to-represent");
    assert_eq!((&powers["state"], &powers["evidence"]["kind"]), (&json!("passed"), &json!("register")));
    assert_eq!(check(&view, "extract-in-date")["state"], "not-needed");
    // Who acts for the company is shown to its own people; when anybody was born is shown to nobody.
    assert!(
        view["register"].to_string().contains("Amrani") && !view["register"].to_string().contains("1986-02-11"),
        "{view}"
    );
    assert_eq!(case.acts("submission").await.is(200)["stage"], "in-review");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn three_of_a_board_of_five_are_enough_at_eh3_and_one_is_not() {
    let Some(stage) = Stage::own("its foundation must still be at EH2+") else { return };
    let noor = stage.seeded(Seeded::Noor).await;
    let (case, alone) = filled(&noor, json!([])).await;
    let one = himself(&alone, "joint");
    let view = case.changes(json!({"representatives": [one]})).await.is(200);
    assert_eq!(view["register"]["judgement"]["extractBecause"], "too-few-named", "{}", view["register"]);
    assert_eq!(check(&view, "extract-in-date")["state"], "waiting");

    // Without accents and with the infix elsewhere it is still the same person, and the difference is explained.
    let board = json!([
        himself(&view, "joint"),
        named("Hendrik Jan", None, "van Dijk", "1957-03-08", "joint"),
        named("Jose", Some("da"), "Silva", "1970-06-14", "joint"),
    ]);
    let view = case.changes(json!({"representatives": board})).await.is(200);
    let judgement = &view["register"]["judgement"];
    assert_eq!((&judgement["settled"], &judgement["signatures"]["needed"]), (&json!(true), &json!(3)), "{judgement}");
    assert_eq!(judgement["people"][1]["nameDiffers"], json!(["infix-place"]));
    assert_eq!(judgement["people"][2]["nameDiffers"], json!(["accents"]));
    assert_eq!(check(&view, "extract-in-date")["state"], "not-needed");

    // Another date of birth is another person.
    let stranger =
        json!([himself(&view, "joint"), board[1], named("José", Some("da"), "Silva", "1971-06-14", "joint")]);
    let view = case.changes(json!({"representatives": stranger})).await.is(200);
    assert_eq!(view["register"]["judgement"]["extractBecause"], "not-in-register");
    assert_eq!(view["register"]["judgement"]["people"][2]["grounds"], json!(["birth-date-differs"]));
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_limited_proxy_needs_an_extract_unless_it_names_eherkenning() {
    let stage = Stage::shared();
    let _turn = Seeded::Youssef.turn().await;
    let youssef = stage.seeded(Seeded::Youssef).await;
    let (case, view) = filled(&youssef, json!([])).await;
    let limited = himself(&view, "limited");
    let view = case.changes(json!({"representatives": [limited]})).await.is(200);
    assert_eq!(view["register"]["judgement"]["extractBecause"], "powers-limited", "{}", view["register"]);
    assert_eq!(check(&view, "extract-in-date")["state"], "waiting");

    let anouk = named("Anouk Maria", None, "Peters", "1990-08-30", "limited");
    let view = case.changes(json!({"representatives": [anouk]})).await.is(200);
    assert_eq!(view["register"]["judgement"]["settled"], true, "{}", view["register"]);
    assert_eq!(view["register"]["judgement"]["people"][0]["strength"], "limited-for-this");
    // Somebody else than the user signs, and gives an identity document.
    let mut without = named("Anouk Maria", None, "Peters", "1990-08-30", "limited");
    without.as_object_mut().unwrap().remove("identityDocument");
    case.changes(json!({"representatives": [without]})).await.is(200);
    let problem = case.acts("submission").await;
    assert!(codes(&problem.body).contains(&("/representatives/0/identityDocument", "missing")), "{}", problem.text);
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn the_director_of_a_bankrupt_company_is_told_at_once_and_gets_no_further() {
    let stage = Stage::shared();
    let _turn = Seeded::Bram.turn().await;
    let bram = stage.seeded(Seeded::Bram).await;
    let case = Case::start(&bram, "EH3").await;
    let view = case.fills_in().await;
    assert_eq!(view["register"]["judgement"]["blockers"], json!(["bankrupt"]), "{}", view["register"]);
    assert_eq!(check(&view, "power-to-represent")["reason"], "blocked-in-register");
    let problem = case.acts("submission").await;
    assert_eq!(problem.status, 422, "{}", problem.text);
    assert!(codes(&problem.body).contains(&("/organisation/kvkNumber", "bankrupt")), "{}", problem.text);
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_branch_must_be_one_of_the_company_and_still_there() {
    let stage = Stage::shared();
    let _turn = Seeded::Mila.turn().await;
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    case.fills_in().await;
    let branch = |number: &str| json!({"organisation": {"kvkNumber": "68727720", "establishmentNumber": number}});
    let view = case.changes(branch("000037143565")).await.is(200);
    let branches = view["register"]["company"]["branches"].as_array().unwrap();
    assert!(branches.iter().any(|one| one["establishmentNumber"] == "000037143565"), "{branches:?}");
    // A branch that was not registered before is no difference: whoever raises a means says anew how his company is registered.
    assert_eq!(check(&view, "data-matches-registration")["state"], "passed", "{view}");
    let at = "/organisation/establishmentNumber";
    case.changes(branch("000037178598")).await.is(200);
    let problem = case.acts("submission").await;
    assert!(codes(&problem.body).contains(&(at, "not-a-branch")), "{}", problem.text);
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn a_sole_trader_is_his_company_and_gives_his_citizen_service_number() {
    let stage = Stage::shared();
    let _turn = Seeded::Willem.turn().await;
    let willem = stage.seeded(Seeded::Willem).await;
    let case = Case::start(&willem, "EH3").await;
    let view = case.fills_in().await;
    assert_eq!(view["register"]["judgement"]["settled"], true, "{}", view["register"]);
    let problem = case.acts("submission").await;
    assert!(codes(&problem.body).contains(&("/user/bsn", "missing")), "{}", problem.text);
    let mut user = view["data"]["user"].clone();
    user["bsn"] = json!("123456783");
    case.changes(json!({"user": user})).await.problem("invalid-input");
    user["bsn"] = json!("123456782");
    let view = case.changes(json!({"user": user})).await.is(200);
    assert_eq!(view["data"]["user"]["bsn"], "123456782");
    case.acts("cancellation").await.is(200);
}

#[tokio::test]
async fn while_the_register_is_down_the_journey_goes_on_with_an_extract() {
    let Some(stage) = Stage::own("it takes the business register down") else { return };
    stage.business_register(true).await;
    let mila = stage.seeded(Seeded::Mila).await;
    let case = Case::start(&mila, "EH3").await;
    let view = case.fills_in().await;
    assert_eq!(view["register"]["noAnswer"], "failed", "{}", view["register"]);
    assert_eq!(view["register"]["judgement"]["extractBecause"], "no-answer");
    assert_eq!(check(&view, "extract-in-date")["state"], "waiting");
    case.hands_in_extract().await;
    assert_eq!(check(&case.view().await, "extract-in-date")["state"], "passed");

    // Once it answers again, what it says counts.
    stage.business_register(false).await;
    let representatives = view["data"]["representatives"].clone();
    let view = case.changes(json!({"representatives": representatives})).await.is(200);
    assert_eq!(view["register"]["judgement"]["settled"], true, "{}", view["register"]);
}

#[tokio::test]
async fn companies_are_looked_up_by_who_is_logged_in_and_only_so_often() {
    in_one_quarter(async || {
        let stage = Stage::shared();
        stage.visitor().browser.get("/v1/companies?name=Donald").await.problem("unauthenticated");
        let customer = stage.customer().await;
        let found = customer.browser.get("/v1/companies?name=Donald").await.is(200);
        assert!(found["items"].as_array().unwrap().iter().any(|one| one["kvkNumber"] == "68750110"), "{found}");
        let company = customer.browser.get("/v1/companies/68727720").await.is(200);
        assert_eq!((&company["name"], &company["legalForm"]), (&json!("Test NV Katrien"), &json!("public-limited")));
        assert!(company["officials"].is_null(), "who acts for it is for its own people: {company}");
        customer.browser.get("/v1/companies/12345678").await.problem("not-found");
        customer.browser.get("/v1/companies").await.problem("invalid-input");
        let mila = stage.seeded(Seeded::Mila).await;
        let own = mila.browser.get("/v1/companies/68727720").await.is(200);
        assert!(own["officials"].as_array().unwrap().len() > 2 && !own.to_string().contains("birth"), "{own}");
        let mut last = customer.browser.get("/v1/companies/68727720").await;
        for _ in 0..60 {
            last = customer.browser.get("/v1/companies/68727720").await;
        }
        last.problem("too-many-attempts");
    })
    .await;
}

#[tokio::test]
async fn who_signs_by_a_mandate_shows_it_staff_look_and_he_is_written_to_in_his_language() {
    let stage = Stage::shared();
    let _turn = Seeded::Youssef.turn().await;
    let youssef = stage.seeded(Seeded::Youssef).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let address = format!("mandate-{}@board.example", black_box::unlikely());
    let mut signer = named("Greta", None, "Grün", "1970-04-05", "alone");
    signer["email"] = json!(address);
    signer["notInRegister"] = json!(true);
    signer["language"] = json!("de");
    let (case, view) = filled(&youssef, json!([signer])).await;
    let asked = view["documentsAsked"].as_array().unwrap();
    assert!(asked.contains(&json!("mandate-decision")) && asked.contains(&json!("self-declaration")), "{asked:?}");
    case.hands_in_extract().await;
    let problem = case.acts("submission").await.problem("invalid-input");
    assert_eq!(codes(&problem), [("/documents", "mandate-missing"), ("/documents", "declaration-missing")]);
    for kind in ["mandate-decision", "self-declaration"] {
        let (document, _) = case.uploads_as(kind, "besluit.pdf", case.extract_as_entered().await.printed_pdf()).await;
        assert_eq!(case.inspected(&document).await["document"]["state"], "released");
    }
    let view = case.acts("submission").await.is(200);
    let powers = check(&view, "power-to-represent");
    assert_eq!((&powers["state"], &powers["waitingFor"]), (&json!("waiting"), &json!("staff")), "{powers}");

    let desk = Desk::finds(&fatima, &case).await;
    let kinds = desk.view().await["documents"].to_string();
    assert!(kinds.contains("mandate-decision") && kinds.contains("self-declaration"), "staff open both: {kinds}");
    let invited = stage.inbox(&address).expect("Ihre Unterschrift wird erbeten").await;
    let room = json!({"token": invited.token("/sign"), "language": "nl"});
    assert_eq!(stage.browser().post("/v1/signing-rooms", room).await.is(200)["language"], "de");
    case.acts("cancellation").await.is(200);
}
