//! Access codes and the main user (seed 000, domain.md 4.1; S10-S22, S46).

use black_box::{Person, Seeded, Stage, unlikely, unused_address};
use serde_json::{Value, json};

/// Logs somebody in at a new browser with whatever name he goes by; gives the answer.
async fn tries(stage: &Stage, name: &str, password: &str) -> black_box::Answer {
    let body = json!({"identifier": name, "password": password, "client": "browser"});
    stage.browser().post("/v1/sessions", body).await
}

async fn codes(person: &Person<'_>) -> Vec<Value> {
    person.browser.get("/v1/access-codes").await.is(200)["items"].as_array().unwrap().clone()
}

async fn own(person: &Person<'_>) -> Value {
    codes(person).await.into_iter().find(|code| code["isYours"] == true && code["status"] != "ended").unwrap()
}

fn path(code: &Value, what: &str) -> String {
    format!("/v1/access-codes/{}/{what}", code["accessCodeId"].as_str().unwrap())
}

/// A colleague the main user invites, who chose a password; and his code.
async fn invited<'s>(stage: &'s Stage, main_user: &Person<'_>, label: &str) -> (Person<'s>, String) {
    let colleague = stage.visitor();
    let body = json!({"email": colleague.email, "label": label});
    main_user.browser.post_once("/v1/people", body, &unlikely()).await.is(201);
    let code = colleague.inbox.expect("Uw toegangscode").await.secret();
    let token = colleague.inbox.expect("Kies uw wachtwoord").await.token("/activate");
    colleague.activates(&token).await.is(200);
    (colleague, code)
}

#[tokio::test]
async fn the_desk_finds_who_the_main_user_is_and_nobody_else_does() {
    let Some(stage) = Stage::own("main users of the demo data are looked up") else { return };
    let fatima = stage.seeded(Seeded::Fatima).await;
    let ask = json!({"kvkNumber": "69599068"});
    let found = fatima.browser.post("/v1/desk/main-users", ask.clone()).await.is(200);
    let main_user = &found["organisations"][0]["mainUser"];
    assert_eq!((&main_user["name"], &main_user["label"]), (&json!("Noor Visser"), &json!("Bestuur")));
    assert!(main_user["maskedEmail"].as_str().unwrap().starts_with("n•••@"), "{found}");
    assert!(!found.to_string().contains("noor@"), "{found}");

    let nobody = fatima.browser.post("/v1/desk/main-users", json!({"kvkNumber": "90004760"})).await.is(200);
    assert_eq!(nobody["organisations"], json!([]));
    fatima.browser.post("/v1/desk/main-users", json!({"kvkNumber": "1234"})).await.problem("invalid-input");
    stage.seeded(Seeded::Noor).await.browser.post("/v1/desk/main-users", ask).await.problem("forbidden");
}

#[tokio::test]
async fn a_colleague_is_invited_and_logs_in_with_his_code_however_he_types_it() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let colleague = stage.visitor();
    let body = json!({"email": colleague.email, "label": "Kostenplaats 12"});
    let key = unlikely();
    let issued = petra.browser.post_once("/v1/people", body.clone(), &key).await.is(201);
    assert_eq!(petra.browser.post_once("/v1/people", body.clone(), &key).await.is(201), issued, "pressed twice");
    petra.browser.post_once("/v1/people", body, &unlikely()).await.problem("invalid-input");

    // Code and password travel apart.
    let mail = colleague.inbox.expect("Uw toegangscode").await;
    let code = mail.secret();
    assert!(!mail.text.contains("#token="), "{}", mail.text);
    let invitation = colleague.inbox.expect("Kies uw wachtwoord").await;
    assert!(!invitation.text.contains(&code), "{}", invitation.text);
    assert_eq!(tries(&stage, &code, &colleague.password).await.slug(), Some("wrong-credentials"), "not activated yet");
    colleague.activates(&invitation.token("/activate")).await.is(200);

    for typed in [code.clone(), code.to_lowercase(), code.replace('-', ""), format!(" {} ", code.replace('-', " "))] {
        let answer = tries(&stage, &typed, &colleague.password).await;
        assert_eq!((answer.status, &answer.body["next"]), (200, &json!("open")), "{typed}: {}", answer.text);
    }
    assert_eq!(tries(&stage, &code, "iets heel anders dan dit").await.slug(), Some("wrong-credentials"));
    colleague.logs_in().await;
    let me = colleague.me().await;
    assert_eq!(
        (&me["organisation"]["role"], &me["organisation"]["code"]["label"]),
        (&json!("user"), &json!("Kostenplaats 12"))
    );
    assert_eq!(me["organisation"]["code"]["hint"].as_str().unwrap().get(..2), code.get(..2));
    assert_eq!(codes(&colleague).await.len(), 1, "his own and no other");
    assert!(codes(&petra).await.len() > 3, "the main user sees all");
}

#[tokio::test]
async fn whoever_is_invited_by_his_address_is_told_by_it_alone_until_he_agrees() {
    let stage = Stage::shared();
    let petra = stage.seeded(Seeded::Petra).await;
    let ada = stage.customer().await;
    let named = json!({"name": "Ada Lovelace", "version": ada.me().await["version"]});
    ada.browser.patch("/v1/me", named).await.is(200);
    let code = petra.browser.post_once("/v1/people", json!({"email": ada.email}), &unlikely()).await.is(201);
    assert!(code["holderName"].is_null(), "{code}");
    assert_eq!(code["label"], ada.email.chars().take(40).collect::<String>());
    let listed = codes(&petra).await.into_iter().find(|one| one["accessCodeId"] == code["accessCodeId"]).unwrap();
    assert!(listed["holderName"].is_null(), "{listed}");
}

#[tokio::test]
async fn one_password_opens_every_log_in_and_a_changed_one_too() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let (mut colleague, code) = invited(&stage, &petra, "Inkoop").await;
    colleague.logs_in().await;
    let changed = json!({"currentPassword": colleague.password, "newPassword": "vlinder gereedschap zolder"});
    colleague.browser.put("/v1/me/password", changed).await.is(200);
    let old = std::mem::replace(&mut colleague.password, "vlinder gereedschap zolder".to_owned());
    for name in [&code, &colleague.email] {
        assert_eq!(tries(&stage, name, &old).await.slug(), Some("wrong-credentials"));
        tries(&stage, name, &colleague.password).await.is(200);
    }
    // Changed in a session of the code, and reset by mail.
    let at_code = stage.browser();
    let body = json!({"identifier": code, "password": colleague.password, "client": "browser"});
    at_code.post("/v1/sessions", body).await.is(200);
    let changed = json!({"currentPassword": colleague.password, "newPassword": "kastanje lantaarn waterval"});
    at_code.put("/v1/me/password", changed).await.is(200);
    tries(&stage, &colleague.email, "kastanje lantaarn waterval").await.is(200);
    stage.browser().post("/v1/lost-access", json!({"email": colleague.email, "lost": "password"})).await.is(202);
    let token = colleague.inbox.expect("Kies een nieuw wachtwoord").await.token("/new-password");
    let reset = json!({"token": token, "password": "regenton paraplu kachel"});
    stage.browser().post("/v1/password-resets/completion", reset).await.is(200);
    petra.inbox.expect("Een collega heeft een nieuw wachtwoord gekozen").await;
    assert_eq!(tries(&stage, &code, "kastanje lantaarn waterval").await.slug(), Some("wrong-credentials"));
    tries(&stage, &code, "regenton paraplu kachel").await.is(200);
    // A second factor is asked whichever name he goes by.
    colleague.password = "regenton paraplu kachel".to_owned();
    colleague.logs_in().await;
    colleague.enrols().await;
    let answer = tries(&stage, &code, &colleague.password).await.is(200);
    assert_eq!(answer["next"], "second-factor");
    let proof = json!({"code": colleague.code().await});
    let opened = colleague.on(&stage.browser()).second_step(&answer["challenge"], &proof).await.is(200);
    assert_eq!(opened["next"], "open");
}

#[tokio::test]
async fn a_lost_code_is_replaced_with_the_link_from_the_mail_and_everybody_concerned_hears() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let (colleague, old) = invited(&stage, &petra, "Verkoop").await;
    let there = stage.browser();
    let body = json!({"identifier": old, "password": colleague.password, "client": "browser"});
    there.post("/v1/sessions", body).await.is(200);
    let before = there.get("/v1/me").await.is(200)["organisation"]["code"].clone();

    stage.browser().post("/v1/lost-access", json!({"email": colleague.email, "lost": "both"})).await.is(202);
    colleague.inbox.expect("Kies een nieuw wachtwoord").await;
    let token = colleague.inbox.expect("Een nieuwe toegangscode aanvragen").await.token("/new-access-code");
    tries(&stage, &old, &colleague.password).await.is(200);
    let body = json!({"token": token});
    assert_eq!(stage.browser().post("/v1/lost-access/codes", body.clone()).await.is(202), json!({"codes": 1}));
    stage.browser().post("/v1/lost-access/codes", body).await.problem("link-not-usable");

    let new = colleague.inbox.expect("Uw nieuwe toegangscode").await.secret();
    colleague.inbox.expect("Een toegangscode wordt vervangen").await;
    petra.inbox.expect("Een toegangscode wordt vervangen").await;
    assert_eq!(there.get("/v1/me").await.status, 401, "whoever was in with it is out");
    assert_eq!(tries(&stage, &old, &colleague.password).await.slug(), Some("wrong-credentials"));
    tries(&stage, &new, &colleague.password).await.is(200);
    colleague.logs_in().await;
    let after = colleague.me().await["organisation"]["code"].clone();
    assert_eq!(
        (&after["accessCodeId"], &after["label"]),
        (&before["accessCodeId"], &before["label"]),
        "history goes on"
    );

    // Nothing of all this for strangers, and somebody without a code is told so.
    let nobody = stage.inbox(&unused_address());
    stage.browser().post("/v1/lost-access", json!({"email": nobody.address, "lost": "both"})).await.is(202);
    let codeless = stage.seeded(Seeded::Youssef).await;
    stage.browser().post("/v1/lost-access", json!({"email": codeless.email, "lost": "code"})).await.is(202);
    codeless.inbox.expect("U hebt geen toegangscode").await;
    assert_eq!(nobody.count("").await, 0);
}

#[tokio::test]
async fn the_answer_about_what_is_lost_is_the_same_for_everybody() {
    let stage = Stage::shared();
    let ada = stage.customer().await;
    for lost in ["code", "password", "both"] {
        let mut seen = Vec::new();
        for email in [ada.email.as_str(), Seeded::Daan.email(), &unused_address()] {
            let body = json!({"email": email, "lost": lost});
            seen.push(stage.browser().post("/v1/lost-access", body).await.visible());
        }
        assert!(seen.iter().all(|answer| *answer == seen[0]), "{lost}: {seen:#?}");
    }
    // Nor does a name that could be a code tell whether it is one.
    let mut seen = Vec::new();
    for name in ["2222-2222-2222", "ABCD-EFGH-JKMN", &unused_address()] {
        let answer = tries(stage, name, "iets heel anders dan dit").await;
        assert_eq!(answer.slug(), Some("wrong-credentials"), "{name}: {}", answer.text);
        seen.push(answer.visible());
    }
    assert!(seen.iter().all(|answer| *answer == seen[0]), "{seen:#?}");
}

#[tokio::test]
async fn the_main_user_labels_renews_and_ends_codes_and_others_their_own_only() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let (hers, mine) = (own(&sanne).await, own(&petra).await);
    assert_eq!(codes(&sanne).await.len(), 1);
    for what in ["label", "renewal"] {
        let body = if what == "label" { json!({"label": "x"}) } else { json!({}) };
        let path = path(&mine, what);
        let answer =
            if what == "label" { sanne.browser.put(&path, body).await } else { sanne.browser.post(&path, body).await };
        answer.problem("not-found");
    }
    sanne.browser.post(&path(&hers, "end"), json!({})).await.problem("forbidden");
    sanne
        .browser
        .post_once("/v1/access-codes", json!({"accountId": hers["holderId"]}), &unlikely())
        .await
        .problem("forbidden");
    let labelled = sanne.browser.put(&path(&hers, "label"), json!({"label": " Magazijn "})).await.is(200);
    assert_eq!(labelled["label"], "Magazijn");
    assert_eq!(sanne.me().await["organisation"]["code"]["label"], "Magazijn");
    petra.browser.put(&path(&hers, "label"), json!({"label": "x".repeat(41)})).await.problem("invalid-input");

    // Her own session goes on when she renews her own code; when the main user does, she is out.
    sanne.browser.post(&path(&hers, "renewal"), json!({})).await.is(200);
    sanne.me().await;
    let first = sanne.inbox.expect("Uw nieuwe toegangscode").await.secret();
    petra.inbox.expect("Een toegangscode wordt vervangen").await;
    petra.browser.post(&path(&hers, "renewal"), json!({})).await.is(200);
    assert_eq!(sanne.browser.get("/v1/me").await.status, 401);
    let second = sanne.inbox.expect("Uw nieuwe toegangscode").await.secret();
    assert_eq!(tries(&stage, &first, &sanne.password).await.slug(), Some("wrong-credentials"));
    tries(&stage, &second, &sanne.password).await.is(200);

    // Ended: nothing opens with it, she logs in with her address, and the record stays.
    petra.browser.post(&path(&hers, "end"), json!({})).await.is(200);
    sanne.inbox.expect("Uw toegangscode is be").await;
    assert_eq!(tries(&stage, &second, &sanne.password).await.slug(), Some("wrong-credentials"));
    sanne.logs_in().await;
    assert_eq!(sanne.me().await["organisation"].get("code"), None);
    petra.browser.post(&path(&hers, "end"), json!({})).await.problem("wrong-stage");
    petra.browser.post(&path(&mine, "end"), json!({})).await.problem("last-main-user");
    let body = json!({"accountId": hers["holderId"]});
    let again = petra.browser.post_once("/v1/access-codes", body, &unlikely()).await.is(201);
    assert_ne!(again["accessCodeId"], hers["accessCodeId"]);
    sanne.inbox.expect("Uw toegangscode").await;
    let ended = codes(&petra).await.iter().filter(|code| code["holderId"] == hers["holderId"]).count();
    assert_eq!(ended, 2, "the ended one is still told by its label");
}

#[tokio::test]
async fn everybody_sees_the_main_user_and_of_many_who_hand_over_at_once_one_does() {
    let Some(stage) = Stage::own("the main user hands over") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let seen = sanne.browser.get("/v1/main-user").await.is(200)["mainUser"].clone();
    assert_eq!(
        (&seen["email"], &seen["isYou"], &seen["label"]),
        (&json!(petra.email), &json!(false), &json!("Directie"))
    );
    sanne.browser.put("/v1/main-user", json!({"accountId": own(&sanne).await["holderId"]})).await.problem("forbidden");

    // Lotte has no account, a stranger is no member, and oneself one is already.
    let people = petra.browser.get("/v1/people").await.is(200);
    let account = |email: &str| {
        let people = people["items"].as_array().unwrap();
        people.iter().find(|person| person["email"] == email).unwrap()["accountId"].clone()
    };
    let refused = [
        (account("lotte@donald.example"), "no-account-yet"),
        (json!("acc_01jdc5aaaaaaaaaaaaaaaaaaaa"), "unknown-person"),
        (account("petra@donald.example"), "is-main-user"),
    ];
    for (heir, code) in refused {
        let problem = petra.browser.put("/v1/main-user", json!({"accountId": heir})).await.problem("invalid-input");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
    }

    let heirs = [account("sanne@donald.example"), account("karim@donald.example")];
    let hands = (0..8).map(|turn| {
        let body = json!({"accountId": heirs[turn % 2]});
        petra.browser.put("/v1/main-user", body)
    });
    let answers = futures::future::join_all(hands).await;
    let done = answers.iter().filter(|answer| answer.status == 200).count();
    let told: Vec<_> = answers.iter().map(|answer| answer.text.as_str()).collect();
    assert_eq!(done, 1, "{told:#?}");
    assert!(answers.iter().all(|answer| [200, 403, 409].contains(&answer.status)), "{told:#?}");
    let seen = sanne.browser.get("/v1/main-user").await.is(200)["mainUser"].clone();
    assert!(heirs.contains(&seen["accountId"]), "{seen}");
    let list = petra.browser.get("/v1/people").await.is(200);
    let roles = |role: &str| list["items"].as_array().unwrap().iter().filter(|person| person["role"] == role).count();
    assert_eq!(roles("main-user"), 1, "{list}");
    assert_eq!(petra.me().await["organisation"]["role"], "manager");
    petra.inbox.expect("Uw organisatie heeft een nieuwe hoofdgebruiker").await;
    stage.inbox(seen["email"].as_str().unwrap()).expect("Uw organisatie heeft een nieuwe hoofdgebruiker").await;
}

#[tokio::test]
async fn somebody_without_an_account_gets_one_with_his_code_and_his_means_stay_his() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let people = petra.browser.get("/v1/people").await.is(200);
    let lottes = people["items"].as_array().unwrap().iter().find(|one| one["email"] == "lotte@donald.example").unwrap();
    let body = json!({"accountId": lottes["accountId"]});
    let issued = petra.browser.post_once("/v1/access-codes", body, &unlikely()).await.is(201);
    assert_eq!(issued["holderEmail"], "lotte@donald.example");
    let lotte = stage.visitor_at("lotte@donald.example".to_owned());
    let code = lotte.inbox.expect("Uw toegangscode").await.secret();
    let token = lotte.inbox.expect("Kies uw wachtwoord").await.token("/activate");
    lotte.activates(&token).await.is(200);
    tries(&stage, &code, &lotte.password).await.is(200);
    lotte.logs_in().await;
    assert_eq!(lotte.browser.get("/v1/means").await.is(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn codes_of_two_organisations_never_meet_and_one_person_acts_for_the_one_whose_code_he_uses() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let noor = stage.seeded(Seeded::Noor).await;
    let foreign = own(&noor).await;
    for (what, body) in [("label", json!({"label": "x"})), ("renewal", json!({})), ("end", json!({}))] {
        let path = path(&foreign, what);
        let answer =
            if what == "label" { petra.browser.put(&path, body).await } else { petra.browser.post(&path, body).await };
        answer.problem("not-found");
    }
    let listed = codes(&petra).await;
    assert!(listed.iter().all(|code| code["holderEmail"].as_str().unwrap().ends_with("@donald.example")), "{listed:?}");

    // Daan works for both: each code opens its own organisation.
    let daan = stage.seeded(Seeded::Daan).await;
    let body = json!({"email": daan.email, "label": "Daan bij Donald"});
    petra.browser.post_once("/v1/people", body, &unlikely()).await.is(201);
    let code = daan.inbox.expect("Uw toegangscode").await.secret();
    let at_code = stage.browser();
    let body = json!({"identifier": code, "password": daan.password, "client": "browser"});
    at_code.post("/v1/sessions", body).await.is(200);
    assert_eq!(at_code.get("/v1/me").await.is(200)["organisation"]["name"], "Test BV Donald");
    assert_eq!(daan.me().await["organisation"]["name"], "Test Stichting Bolderbast");
}
