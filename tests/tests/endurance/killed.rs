//! `kill -9` at any moment: nothing that was answered is lost, and nothing comes twice.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use black_box::{Answer, Case, Desk, Mail, Seeded, Stage, today, unlikely};
use serde_json::{Value, json};

/// How often the process is killed after somebody registered.
const KILLS: u64 = 48;
/// The longest pause between the answer and the kill. The mail goes out within it, so kills fall before, into and after its making.
const LONGEST: u64 = 160;

/// Milliseconds between an answer and the kill, different every time.
fn random_pause(most: u64) -> Duration {
    let number = u64::from_str_radix(&unlikely()[..8], 16).unwrap();
    Duration::from_micros(number % (most * 1000))
}

async fn uses_link(stage: &Stage, mail: &Mail) -> Answer {
    let choice = json!({"kind": "password", "password": "kastanje lantaarn waterval"});
    let body = json!({"token": mail.token("/activate"), "choice": choice});
    stage.browser().post("/v1/accounts/activations", body).await
}

/// Lets everything come that still comes: what a killed worker had in its hands is taken up when its time is over.
async fn settled(stage: &Stage) {
    for _ in 0..2 {
        stage.later(Duration::from_secs(30)).await;
        stage.run_job("sweep-outbox").await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
}

#[tokio::test]
async fn killed_at_any_moment_after_registering_the_mail_arrives_once_and_its_link_works() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    let mut people = Vec::new();
    for round in 0..KILLS {
        let ada = stage.visitor();
        ada.registers().await;
        // Every fourth time at once.
        if round % 4 > 0 {
            tokio::time::sleep(random_pause(LONGEST)).await;
        }
        stage.kill_and_restart();
        // Every other one is quick: his link is used before anybody misses the worker that may have died with his mail in its hands.
        let arrived = ada.inbox.all().await;
        let quick = round % 2 == 0 && !arrived.is_empty();
        if quick {
            uses_link(&stage, &arrived[0]).await.is(200);
        }
        people.push((ada.email, quick));
    }
    settled(&stage).await;

    for (email, used) in people {
        let mails = stage.inbox(&email).all().await;
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(subjects, ["Confirm your e-mail address"], "{email}");
        if used {
            uses_link(&stage, &mails[0]).await.problem("link-not-usable");
        } else {
            uses_link(&stage, &mails[0]).await.is(200);
        }
    }
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
    let (document, _) = case.uploads("uittreksel.pdf", black_box::extract_of(&number, today())).await;
    tokio::time::sleep(random_pause(60)).await;
    stage.kill_and_restart();
    assert_eq!(case.inspected(&document).await["document"]["state"], "released");

    case.acts("submission").await.is(200);
    stage.kill_and_restart();
    petra.inbox.expect("Wij hebben uw upgrade naar EH3 ontvangen").await;
    Desk::finds(&fatima, &case).await.approves().await;
    tokio::time::sleep(random_pause(LONGEST)).await;
    stage.kill_and_restart();
    let code = petra.inbox.expect("Uw upgrade naar EH3 is goedgekeurd").await.secret();
    assert_eq!(case.tries_code(&code).await.is(200)["level"], "EH3");
    tokio::time::sleep(random_pause(LONGEST)).await;
    stage.kill_and_restart();
    petra.inbox.expect("Uw eHerkenningsmiddel werkt nu op niveau EH3").await;
    settled(&stage).await;
    for once in ["naar EH3 ontvangen", "is goedgekeurd", "werkt nu op niveau EH3"] {
        assert_eq!(petra.inbox.count(once).await, 1, "{once}");
    }
}

/// How many rows the batch has that is killed, and how often it is.
const ROWS: usize = 240;
const BATCH_KILLS: usize = 6;

#[tokio::test]
async fn killed_while_a_batch_is_sent_every_row_is_started_once() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    stage.crowd("68750110", ROWS).await;
    let petra = stage.seeded(Seeded::Petra).await;
    let table: String = std::iter::once("Level,Means number\n".to_owned())
        .chain((1..=ROWS).map(|n| format!("EH3,CROWD-{n}\n")))
        .collect();
    let body = json!({"fileName": "all.csv", "content": STANDARD.encode(table)});
    let batch = petra.browser.post_once("/v1/batches", body, &unlikely()).await.is(201);
    assert_eq!(batch["good"], ROWS, "{batch}");
    let path = format!("/v1/batches/{}", batch["batchId"].as_str().unwrap());
    petra.browser.post(&format!("{path}/sending"), json!({})).await.is(202);
    for _ in 0..BATCH_KILLS {
        tokio::time::sleep(random_pause(1_500)).await;
        stage.kill_and_restart();
    }
    // What a killed worker had in its hands is taken up when its time is over; part follows part.
    let mut now = Value::Null;
    for _ in 0..60 {
        stage.later(Duration::from_secs(30)).await;
        petra.browser.post("/v1/sessions/refresh", json!({"client": "browser"})).await;
        stage.run_job("sweep-outbox").await;
        now = petra.browser.get(&path).await.is(200);
        if now["stage"] == "sent" {
            break;
        }
    }
    assert_eq!((&now["stage"], &now["started"], &now["failed"]), (&json!("sent"), &json!(ROWS), &json!(0)), "{now}");

    let mut upgrades = std::collections::BTreeSet::new();
    let mut cursor = String::new();
    loop {
        let page = petra.browser.get(&format!("{path}/rows{cursor}")).await.is(200);
        for row in page["items"].as_array().unwrap() {
            upgrades.insert(row["outcome"]["upgradeId"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("?cursor={next}");
    }
    assert_eq!(upgrades.len(), ROWS, "each row its own upgrade");
    // What each means says of itself is what its row says: no second upgrade was started behind it.
    let mut open = std::collections::BTreeSet::new();
    let mut cursor = String::new();
    loop {
        let page = petra.browser.get(&format!("/v1/means?limit=100{cursor}")).await.is(200);
        let crowd =
            page["items"].as_array().unwrap().iter().filter(|means| means["number"].to_string().contains("CROWD"));
        open.extend(crowd.map(|means| means["openUpgrade"]["upgradeId"].as_str().unwrap().to_owned()));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(open, upgrades);
    settled(&stage).await;
    for holder in [1, ROWS / 2, ROWS] {
        let told = stage.inbox(&format!("user-{holder}@crowd.example")).count("Uw beheerder is een aanvraag").await;
        assert_eq!(told, 1, "user {holder} is told once");
    }
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
    let me: Value = ada.me().await;
    assert_eq!(me["email"], ada.email.as_str());
    ada.on(&burglar).tries(&ada.password).await.problem("too-many-attempts");
}
