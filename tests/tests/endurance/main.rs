//! What must survive: the process killed at any moment, the mail service down. Each test has a stage of its own.

#![expect(clippy::unwrap_used, reason = "a test says what it needs")]

use std::time::Duration;

use black_box::{Case, Desk, Seeded, Stage, unlikely};
use serde_json::json;

/// Milliseconds between an answer and the kill, different every time.
fn random_pause(most: u64) -> Duration {
    let number = u64::from_str_radix(&unlikely()[..8], 16).unwrap();
    Duration::from_micros(number % (most * 1000))
}

/// Registers people one after the other, killing the process `pause` after each answer, and gives their addresses.
async fn registered_and_killed(stage: &Stage, rounds: usize, pause: impl Fn() -> Duration) -> Vec<String> {
    let mut people = Vec::new();
    for _ in 0..rounds {
        let ada = stage.visitor();
        ada.registers().await;
        tokio::time::sleep(pause()).await;
        stage.kill_and_restart();
        people.push(ada.email);
    }
    people
}

/// The newest confirmation link of an address works.
async fn newest_link_works(stage: &Stage, email: &str) {
    let mails = stage.inbox(email).all().await;
    let choice = json!({"kind": "password", "password": "kastanje lantaarn waterval"});
    let body = json!({"token": mails.last().unwrap().token("/activate"), "choice": choice});
    stage.browser().post("/v1/accounts/activations", body).await.is(200);
}

#[tokio::test]
async fn killed_right_after_registering_the_mail_arrives_once() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    for email in registered_and_killed(&stage, 10, || Duration::ZERO).await {
        let inbox = stage.inbox(&email);
        inbox.expect("Confirm your e-mail address").await;
        assert_eq!(inbox.count("Confirm your e-mail address").await, 1, "{email} got it more than once");
        newest_link_works(&stage, &email).await;
    }
}

#[tokio::test]
async fn killed_at_any_moment_the_mail_arrives_and_a_second_one_is_the_rare_exception() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    let people = registered_and_killed(&stage, 16, || random_pause(150)).await;
    let mut twice = 0;
    for email in &people {
        let inbox = stage.inbox(email);
        inbox.expect("Confirm your e-mail address").await;
        // Killed between the mail service's yes and noting it down: nobody can know, so it is sent again, under the same Message-ID (S53).
        match inbox.count("Confirm your e-mail address").await {
            1 => {}
            2 => twice += 1,
            more => panic!("{email} got it {more} times"),
        }
        newest_link_works(&stage, email).await;
    }
    assert!(twice <= people.len() / 3, "{twice} of {} got it twice", people.len());
}

#[tokio::test]
async fn killed_in_the_middle_of_a_case_nothing_is_lost() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    let petra = stage.seeded(Seeded::Petra).await;
    let fatima = stage.seeded(Seeded::Fatima).await;
    let case = Case::start(&petra, "EH3").await;
    stage.kill_and_restart();
    case.fills_in().await;
    stage.kill_and_restart();

    // Uploaded, and killed before or while it is inspected.
    let number = case.means["organisation"]["kvkNumber"].as_str().unwrap().to_owned();
    let (document, _) = case.uploads("uittreksel.pdf", black_box::extract_of(&number, black_box::today())).await;
    tokio::time::sleep(random_pause(60)).await;
    stage.kill_and_restart();
    assert_eq!(case.inspected(&document).await["document"]["state"], "released");

    case.acts("submission").await.is(200);
    stage.kill_and_restart();
    petra.inbox.expect("Wij hebben uw upgrade naar EH3 ontvangen").await;
    Desk::finds(&fatima, &case).await.approves().await;
    stage.kill_and_restart();
    // A code may have been drawn twice; the last one mailed is the one that works.
    petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await;
    petra.inbox.count("Uw upgrade naar EH3 is goedgekeurd").await;
    let code = petra.inbox.all().await.iter().rev().find(|mail| mail.subject.contains("goedgekeurd")).unwrap().secret();
    assert_eq!(case.tries_code(&code).await.is(200)["level"], "EH3");
    stage.kill_and_restart();
    petra.inbox.expect("Uw eHerkenningsmiddel werkt nu op niveau EH3").await;
    assert_eq!(petra.inbox.count("Uw eHerkenningsmiddel werkt nu").await, 1);
}

#[tokio::test]
async fn with_the_mail_service_down_mails_come_later_and_once() {
    let Some(stage) = Stage::own("the mail service is taken down") else { return };
    stage.mail_service(true).await;
    let people: Vec<_> = (0..5).map(|_| stage.visitor()).collect();
    for ada in &people {
        ada.registers().await;
    }
    tokio::time::sleep(Duration::from_secs(3)).await;
    for ada in &people {
        assert_eq!(ada.inbox.all().await.len(), 0);
    }
    stage.mail_service(false).await;
    // What the stream no longer brings, the scheduled sweep does; where both come, one is enough.
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_secs(5)).await;
        stage.run_job("sweep-outbox").await;
    }
    for ada in &people {
        ada.inbox.expect("Confirm your e-mail address").await;
        assert_eq!(ada.inbox.count("Confirm your e-mail address").await, 1, "{}", ada.email);
    }
    // The link that arrived late works.
    let late = stage.visitor();
    late.registers().await;
    late.confirms().await;
}

#[tokio::test]
async fn sessions_and_limits_survive_a_restart() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    let ada = stage.customer().await;
    let burglar = stage.browser();
    for number in 0..11 {
        ada.on(&burglar).tries(&format!("verkeerd wachtwoord {number}")).await;
    }
    ada.on(&burglar).tries(&ada.password).await.problem("too-many-attempts");
    stage.kill_and_restart();
    ada.me().await;
    ada.on(&burglar).tries(&ada.password).await.problem("too-many-attempts");
}
