//! Another e-mail address for an account, in the three ways of seed 003 (S10, S18-S21, S28, S35).

use std::time::Duration;

use black_box::{Answer, Browser, Mail, Person, Seeded, Stage, unlikely, unused_address};
use serde_json::{Value, json};

const WEEK: Duration = Duration::from_secs(7 * 24 * 3600);
const LEAVE: &str = "Confirm your new e-mail address";
const TAKE: &str = "Confirm this address for Balie";
const LEFT: &str = "The e-mail address of your account was changed";
const TAKEN: &str = "cannot get a second account";

async fn asks(person: &Person<'_>, new: &str) -> Answer {
    person.browser.post("/v1/me/address-change", json!({"newEmail": new})).await
}

async fn confirms(browser: &Browser<'_>, mail: &Mail) -> Answer {
    let token = mail.token("/new-address");
    browser.post("/v1/address-changes/confirmations", json!({"token": token})).await
}

async fn stops(browser: &Browser<'_>, token: &str) -> Answer {
    browser.post("/v1/address-changes/stops", json!({"token": token})).await
}

/// The two mails of a change that was just asked for: to the old mailbox and to the new one.
async fn both_mails(person: &Person<'_>, stage: &Stage, new: &str) -> (Mail, Mail) {
    (person.inbox.expect(LEAVE).await, stage.inbox(new).expect(TAKE).await)
}

/// Somebody whose address was changed just now.
async fn moved(stage: &Stage) -> (Person<'_>, String) {
    let (mut ada, new) = (stage.customer().await, unused_address());
    asks(&ada, &new).await.is(202);
    let (old_mail, new_mail) = both_mails(&ada, stage, &new).await;
    confirms(&stage.browser(), &old_mail).await.is(200);
    confirms(&stage.browser(), &new_mail).await.is(200);
    let old = std::mem::replace(&mut ada.email, new);
    (ada, old)
}

#[tokio::test]
async fn the_address_changes_when_both_mailboxes_confirm_and_every_session_ends() {
    let stage = Stage::shared();
    let (mut ada, new) = (stage.customer().await, unused_address());
    let account = ada.me().await["accountId"].clone();
    let asked = asks(&ada, &new).await.is(202);
    assert_eq!(
        (&asked["state"], &asked["newEmail"], &asked["oldConfirmed"]),
        (&json!("asked"), &json!(new), &json!(false))
    );
    let (old_mail, new_mail) = both_mails(&ada, stage, &new).await;
    assert!(
        old_mail.text.contains(&new) && !new_mail.text.contains(&ada.email),
        "a stranger is not told whose account"
    );
    // A scanner follows the links: that uses nothing up (S19).
    ada.browser.fetch(&new_mail.link("/new-address")).await;
    assert_eq!(confirms(&stage.browser(), &new_mail).await.is(200), json!({"side": "new", "next": "other-mailbox"}));
    let waits = ada.browser.get("/v1/me/address-change").await.is(200);
    assert_eq!((&waits["change"]["newConfirmed"], &waits["change"]["oldConfirmed"]), (&json!(true), &json!(false)));
    confirms(&stage.browser(), &new_mail).await.problem("link-not-usable");
    assert_eq!(confirms(&stage.browser(), &old_mail).await.is(200), json!({"side": "old", "next": "log-in"}));

    ada.browser.get("/v1/me").await.problem("unauthenticated");
    ada.tries_password(&ada.password).await.problem("wrong-credentials");
    stage.inbox(&new).expect("Your new e-mail address holds").await;
    assert!(ada.inbox.expect(LEFT).await.text.contains(&new));
    ada.email = new.clone();
    ada.logs_in().await;
    let me = ada.me().await;
    assert_eq!((&me["accountId"], &me["email"]), (&account, &json!(new)), "the same account");
}

#[tokio::test]
async fn asking_needs_a_proof_of_a_moment_ago_and_another_address() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let ada = stage.customer().await;
    let problem = asks(&ada, &ada.email.to_uppercase()).await.problem("invalid-input");
    assert_eq!(problem["errors"][0]["code"], "same-as-before");
    stage.later(Duration::from_secs(6 * 60)).await;
    asks(&ada, &unused_address()).await.problem("reauthentication-required");
}

#[tokio::test]
async fn whether_the_new_address_is_taken_only_its_own_mailbox_hears() {
    let stage = Stage::shared();
    let (ada, other) = (stage.customer().await, stage.customer().await);
    let free = asks(&ada, &unused_address()).await.is(202);
    let taken = asks(&ada, &other.email).await.is(202);
    let shape = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(shape(&free), shape(&taken));
    other.inbox.expect(TAKEN).await;
    assert_eq!(other.inbox.count(TAKE).await, 0);
    // The mail of the first wish may have found that there is a second one already.
    let second = loop {
        let mail = ada.inbox.expect(LEAVE).await;
        if mail.text.contains(&other.email) {
            break mail;
        }
    };
    assert_eq!(confirms(&stage.browser(), &second).await.is(200)["next"], "other-mailbox");
    other.logs_in().await;
    assert_eq!(other.me().await["email"], other.email);
}

#[tokio::test]
async fn an_address_that_is_taken_in_between_stays_with_whoever_took_it() {
    let stage = Stage::shared();
    let (ada, late) = (stage.customer().await, stage.visitor());
    asks(&ada, &late.email).await.is(202);
    let (old_mail, new_mail) = both_mails(&ada, stage, &late.email).await;
    confirms(&stage.browser(), &new_mail).await.is(200);
    late.registers().await;
    late.confirms().await;
    let problem = confirms(&stage.browser(), &old_mail).await.problem("invalid-input");
    assert_eq!(problem["errors"][0]["code"], "address-taken");
    late.logs_in().await;
    ada.logs_in().await;
}

#[tokio::test]
async fn a_newer_wish_voids_the_links_of_the_older_and_taking_it_back_voids_them_all() {
    let stage = Stage::shared();
    let (ada, first, second) = (stage.customer().await, unused_address(), unused_address());
    asks(&ada, &first).await.is(202);
    let (old_first, new_first) = both_mails(&ada, stage, &first).await;
    asks(&ada, &second).await.is(202);
    let (old_second, new_second) = both_mails(&ada, stage, &second).await;
    for dead in [&old_first, &new_first] {
        confirms(&stage.browser(), dead).await.problem("link-not-usable");
    }
    ada.browser.delete("/v1/me/address-change").await.is(204);
    ada.browser.delete("/v1/me/address-change").await.problem("wrong-stage");
    for dead in [&old_second, &new_second] {
        confirms(&stage.browser(), dead).await.problem("link-not-usable");
    }
    ada.browser.get("/v1/me").await.is(200);
}

#[tokio::test]
async fn a_new_password_voids_a_change_that_waits() {
    let stage = Stage::shared();
    let (ada, new) = (stage.customer().await, unused_address());
    asks(&ada, &new).await.is(202);
    let (_, new_mail) = both_mails(&ada, stage, &new).await;
    let change = json!({"currentPassword": ada.password, "newPassword": "kastanje lantaarn waterval"});
    ada.browser.put("/v1/me/password", change).await.is(200);
    confirms(&stage.browser(), &new_mail).await.problem("link-not-usable");
}

#[tokio::test]
async fn of_two_wishes_at_once_one_holds_and_of_many_confirmations_one_counts() {
    let stage = Stage::shared();
    let (ada, one, two) = (stage.customer().await, unused_address(), unused_address());
    let (a, b) = tokio::join!(asks(&ada, &one), asks(&ada, &two));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert!(statuses == [202, 409] || statuses == [202, 202], "{statuses:?}");
    let now = ada.browser.get("/v1/me/address-change").await.is(200);
    let new = now["change"]["newEmail"].as_str().unwrap().to_owned();
    let new_mail = stage.inbox(&new).expect(TAKE).await;
    let old_mail = loop {
        let mail = ada.inbox.expect(LEAVE).await;
        if mail.text.contains(&new) {
            break mail;
        }
    };
    // Both mailboxes at the same moment, each several times.
    let browsers: Vec<_> = (0..6).map(|_| stage.browser()).collect();
    let tries =
        browsers.iter().enumerate().map(|(at, it)| confirms(it, if at % 2 == 0 { &old_mail } else { &new_mail }));
    let answers = futures::future::join_all(tries).await;
    let good = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(good, 2, "each link once: {:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    assert!(answers.iter().all(|answer| [200, 410].contains(&answer.status)));
    assert_eq!(answers.iter().filter(|answer| answer.body["next"] == "log-in").count(), 1);
}

#[tokio::test]
async fn the_old_mailbox_stops_a_change_and_whoever_asked_for_it_is_out() {
    let stage = Stage::shared();
    let (ada, new) = (stage.customer().await, unused_address());
    asks(&ada, &new).await.is(202);
    let (old_mail, new_mail) = both_mails(&ada, stage, &new).await;
    let stopped = stops(&stage.browser(), &old_mail.token("/new-address")).await.is(200);
    assert_eq!(stopped, json!({"undone": false, "newPassword": true}));
    ada.browser.get("/v1/me").await.problem("unauthenticated");
    ada.tries_password(&ada.password).await.problem("wrong-credentials");
    confirms(&stage.browser(), &new_mail).await.problem("link-not-usable");
    ada.inbox.expect("Your e-mail address stays").await;
    let token = ada.inbox.expect("Choose a new password").await.token("/new-password");
    let reset = json!({"token": token, "password": ada.password});
    ada.browser.post("/v1/password-resets/completion", reset).await.is(200);
    ada.logs_in().await;
}

#[tokio::test]
async fn for_a_week_the_old_mailbox_undoes_it_even_after_the_thief_changed_the_password() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let (thief, old) = moved(&stage).await;
    thief.logs_in().await;
    let change = json!({"currentPassword": thief.password, "newPassword": "kastanje lantaarn waterval"});
    thief.browser.put("/v1/me/password", change).await.is(200);
    thief.enrols().await;
    asks(&thief, &unused_address()).await.problem("wrong-stage");
    thief.browser.post("/v1/me/deletion", json!({})).await.problem("wrong-stage");
    stage.later(WEEK - Duration::from_secs(3600)).await;

    let owner = stage.inbox(&old);
    let token = owner.expect(LEFT).await.token("/keep-address");
    let undone = stops(&stage.browser(), &token).await.is(200);
    assert_eq!(undone, json!({"undone": true, "newPassword": true}));
    stops(&stage.browser(), &token).await.problem("link-not-usable");
    thief.browser.get("/v1/me").await.problem("unauthenticated");
    thief.tries_password("kastanje lantaarn waterval").await.problem("wrong-credentials");
    stage.inbox(&thief.email).expect("no longer belongs to the account").await;

    let mut ada = stage.visitor_at(old.clone());
    ada.password = "vlinder gereedschap zolder".to_owned();
    let token = owner.expect("Choose a new password").await.token("/new-password");
    let reset = json!({"token": token, "password": ada.password});
    ada.browser.post("/v1/password-resets/completion", reset).await.is(200);
    ada.logs_in().await;
    let me = ada.me().await;
    assert_eq!(
        (&me["email"], &me["secondFactor"]["totp"]),
        (&json!(old), &json!(false)),
        "the thief's app asks nothing"
    );
}

#[tokio::test]
async fn after_its_week_the_old_address_is_free_and_until_then_nobodys() {
    let Some(stage) = Stage::own("time is moved") else { return };
    let (ada, old) = moved(&stage).await;
    let token = stage.inbox(&old).expect(LEFT).await.token("/keep-address");
    let newcomer = stage.visitor_at(old.clone());
    newcomer.registers().await;
    stage.inbox(&ada.email).expect("You already have an account").await;
    stage.later(WEEK + Duration::from_secs(60)).await;
    stops(&stage.browser(), &token).await.problem("link-not-usable");
    stage.run_job("look-after-accounts").await;
    // The mail by which the address was confirmed for its first account is there still.
    newcomer.inbox.expect("Confirm your e-mail address").await;
    newcomer.registers().await;
    newcomer.confirms().await;
    newcomer.logs_in().await;
    ada.logs_in().await;
    assert_ne!(newcomer.me().await["accountId"], ada.me().await["accountId"]);
    asks(&ada, &unused_address()).await.is(202);
}

#[tokio::test]
async fn codes_and_mail_stay_with_the_account() {
    let Some(stage) = Stage::own("people of the demo data are changed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let mut ada = stage.visitor();
    let body = json!({"email": ada.email, "label": "Inkoop"});
    petra.browser.post_once("/v1/people", body, &unlikely()).await.is(201);
    let code = ada.inbox.expect("Uw toegangscode").await.secret();
    let token = ada.inbox.expect("Kies uw wachtwoord").await.token("/activate");
    ada.activates(&token).await.is(200);
    ada.logs_in().await;
    let new = unused_address();
    asks(&ada, &new).await.is(202);
    confirms(&stage.browser(), &ada.inbox.expect("Bevestig uw nieuwe e-mailadres").await).await.is(200);
    confirms(&stage.browser(), &stage.inbox(&new).expect("Bevestig dit adres voor Balie").await).await.is(200);
    ada.email = code;
    ada.logs_in().await;
    assert_eq!(ada.me().await["email"], new);
    let listed = petra.browser.get("/v1/access-codes").await.is(200);
    assert!(listed["items"].as_array().unwrap().iter().any(|code| code["holderEmail"] == json!(new)), "{listed}");
}

/// Asks the service desk, without being logged in, for another address; gives the question's id at the desk.
async fn writes_to_the_desk(stage: &Stage, fatima: &Person<'_>, old: &str, new: &str) -> String {
    let body = json!({
        "topic": "change-address", "text": "Ich komme nicht mehr an mein altes Postfach.", "name": "Ada Kanarie",
        "email": new, "language": "de", "situation": {"oldEmail": old, "newEmail": new},
    });
    let asked = stage.browser().post("/v1/help/questions", body).await.is(201);
    let found = json!({"reference": asked["reference"]});
    let found = fatima.browser.post("/v1/desk/tickets/searches", found).await.is(200);
    found["ticketId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_desk_changes_it_on_a_message_and_the_new_mailbox_confirms() {
    let stage = Stage::shared();
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (mut ada, new) = (stage.customer().await, unused_address());
    let ticket = writes_to_the_desk(stage, &fatima, &ada.email, &new).await;
    let opened = fatima.browser.get(&format!("/v1/desk/tickets/{ticket}")).await.is(200);
    assert_eq!(opened["situation"], json!({"oldEmail": ada.email, "newEmail": new}));
    let body = json!({"ticketId": ticket, "oldEmail": ada.email, "newEmail": new});
    ada.browser.post("/v1/desk/address-changes", body.clone()).await.problem("forbidden");
    let asked = fatima.browser.post("/v1/desk/address-changes", body).await.is(202);
    assert_eq!((&asked["byDesk"], &asked["state"]), (&json!(true), &json!("asked")));
    ada.inbox.expect("We are changing the e-mail address of your account").await;
    assert_eq!(ada.me().await["email"], ada.email, "not before the new mailbox confirms");
    let mail = stage.inbox(&new).expect(TAKE).await;
    assert_eq!(confirms(&stage.browser(), &mail).await.is(200)["next"], "log-in");
    ada.inbox.expect(LEFT).await;
    ada.email = new;
    ada.logs_in().await;
}

#[tokio::test]
async fn the_old_mailbox_stops_the_desk_and_keeps_its_password() {
    let stage = Stage::shared();
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (ada, new) = (stage.customer().await, unused_address());
    let ticket = writes_to_the_desk(stage, &fatima, &ada.email, &new).await;
    let body = json!({"ticketId": ticket, "oldEmail": ada.email, "newEmail": new});
    fatima.browser.post("/v1/desk/address-changes", body).await.is(202);
    let token = ada.inbox.expect("We are changing").await.token("/keep-address");
    let mail = stage.inbox(&new).expect(TAKE).await;
    assert_eq!(stops(&stage.browser(), &token).await.is(200), json!({"undone": false, "newPassword": false}));
    confirms(&stage.browser(), &mail).await.problem("link-not-usable");
    ada.logs_in().await;
}

#[tokio::test]
async fn the_desk_cannot_change_what_it_may_not() {
    let stage = Stage::shared();
    let fatima = stage.seeded(Seeded::Fatima).await;
    let (ada, other) = (stage.customer().await, stage.customer().await);
    let ticket = writes_to_the_desk(stage, &fatima, &ada.email, &unused_address()).await;
    let own = json!({"topic": "change-address", "text": "Bitte.", "language": "de"});
    let own = other.browser.post_once("/v1/tickets", own, &unlikely()).await.is(201);
    let desk = Seeded::Joost.email();
    for (ticket, old, new, code) in [
        (json!(ticket), json!(unused_address()), unused_address(), "unknown-address"),
        (json!(ticket), json!(desk), unused_address(), "of-the-desk"),
        (json!(ticket), json!(ada.email), other.email.clone(), "address-taken"),
        (own["ticketId"].clone(), json!(ada.email), unused_address(), "of-another-account"),
        (json!("tic_01jdc5aaaaaaaaaaaaaaaaaaaa"), json!(ada.email), unused_address(), "unknown"),
    ] {
        let body = json!({"ticketId": ticket, "oldEmail": old, "newEmail": new});
        let problem = fatima.browser.post("/v1/desk/address-changes", body).await.problem("invalid-input");
        assert_eq!(problem["errors"][0]["code"], code, "{problem}");
    }
}
