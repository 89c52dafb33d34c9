//! Accounts that are deleted, with the process killed while it is done: whatever moment it dies at, everything of each is gone in the end, everything
//! else is there, and each owner is told once.

use std::time::Duration;

use black_box::folders::sha256;
use black_box::{MemberBusiness, Person, Seeded, Stage, unlikely};
use serde_json::{Value, json};

const WEEK: Duration = Duration::from_secs(7 * 24 * 3600 + 60);
const JOB: &str = "look-after-accounts";
/// How many accounts go at once, and how many questions each has asked: work enough for many kills to fall into it.
const PEOPLE: usize = 10;
const QUESTIONS: usize = 16;
/// The fewest kills that must have fallen into the work, and the most that are tried.
const FEWEST: usize = 3;
const MOST: usize = 40;

/// Somebody who goes, and what he leaves behind.
struct Leaver<'s> {
    person: Person<'s>,
    account: Value,
    business: MemberBusiness,
    tickets: Vec<String>,
    /// A draft with a file that was let in.
    draft: String,
}

/// Begins a form and hands a file in with it; answers its id once the file was let in.
async fn begins_a_form(stage: &Stage, person: &Person<'_>) -> String {
    let body = json!({"form": "early-examination", "language": "de"});
    let begun = person.browser.post_once("/v1/submissions", body, &unlikely()).await.is(201);
    let id = begun["submissionId"].as_str().unwrap().to_owned();
    let bytes = b"Note 1,7";
    let announced = json!({
        "fileName": "Zeugnis.txt", "contentType": "text/plain", "size": bytes.len(), "sha256": sha256(bytes),
    });
    let files = format!("/v1/submissions/{id}/attachments");
    let upload = person.browser.post_once(&files, announced, &unlikely()).await.is(201);
    let put = person.browser.put_part(upload["parts"][0]["url"].as_str().unwrap(), bytes.to_vec()).await;
    assert_eq!(put, 200);
    person.completes(&format!("{files}/{}", upload["uploadId"].as_str().unwrap())).await;
    assert_eq!(stage.files_let_in(&id).len(), 1);
    id
}

async fn asks(person: &Person<'_>) -> String {
    let question = json!({"topic": "other", "text": "Eine Frage.", "language": "de"});
    let ticket = person.browser.post_once("/v1/tickets", question, &unlikely()).await.is(201);
    ticket["ticketId"].as_str().unwrap().to_owned()
}

/// Somebody with everything an account gathers, who wants it deleted.
async fn leaver(stage: &Stage) -> Leaver<'_> {
    let (person, business) = stage.opens_business().await;
    let mut tickets = Vec::new();
    for _ in 0..QUESTIONS {
        tickets.push(asks(&person).await);
    }
    let draft = begins_a_form(stage, &person).await;
    let account = person.me().await["accountId"].clone();
    person.browser.post("/v1/me/deletion", json!({})).await.is(202);
    Leaver { person, account, business, tickets, draft }
}

/// Whether a run of the job came to its end that had something to do.
fn is_done(stage: &Stage) -> bool {
    let wrote = |line: &Value| line["writeUnits"].as_f64().is_some_and(|units| units > 0.0);
    stage.log().iter().any(|line| line["operation"] == JOB && line["outcome"] == "ok" && wrote(line))
}

#[tokio::test]
async fn killed_while_accounts_are_deleted_all_of_each_is_gone_and_everybody_is_told_once() {
    let Some(stage) = Stage::own("the process is killed") else { return };
    let mut leavers = Vec::new();
    for _ in 0..PEOPLE {
        leavers.push(leaver(&stage).await);
    }
    let stays = stage.customer().await;
    let kept = asks(&stays).await;
    let sanne = stage.seeded(Seeded::Sanne).await;
    let sannes = sanne.me().await["accountId"].clone();
    sanne.browser.post("/v1/me/deletion", json!({})).await.is(202);

    let mut kills = 0;
    let mut pause = Duration::from_millis(10);
    while !is_done(&stage) && kills < MOST {
        // The clock that was moved dies with the process. What was begun is gone on with all the same, from the start of the next one.
        stage.leaps(WEEK).await;
        if !stage.kills_during(JOB, pause).await {
            break;
        }
        kills += 1;
        // Every time a little later, so that the kills fall into every step of it.
        pause += Duration::from_millis(10);
    }
    assert!(kills >= FEWEST, "the work was done before it could be killed in the middle: {kills}");
    stage.later(WEEK).await;
    for _ in 0..2 {
        stage.run_job(JOB).await;
    }
    // What a killed worker had in its hands is taken up when its time is over.
    for _ in 0..3 {
        stage.later(Duration::from_secs(30)).await;
        stage.run_job("sweep-outbox").await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;

    let fatima = stage.seeded(Seeded::Fatima).await;
    for leaver in &leavers {
        let told = leaver.person.inbox.all().await;
        let told = told.iter().filter(|mail| mail.subject == "Your account was deleted").count();
        assert_eq!(told, 1, "{} is told once", leaver.person.email);
        leaver.person.tries_password(&leaver.person.password).await.problem("wrong-credentials");
        leaver.person.browser.get("/v1/me").await.problem("unauthenticated");
        for ticket in &leaver.tickets {
            fatima.browser.get(&format!("/v1/desk/tickets/{ticket}")).await.problem("not-found");
        }
        let business = fatima.browser.get(&format!("/v1/desk/businesses/{}", leaver.business.id)).await.is(200);
        assert_eq!(business["people"], json!([]), "{business}");
        assert_eq!(stage.files_let_in(&leaver.draft), Vec::<std::path::PathBuf>::new());
    }
    // The address is free, and whoever comes with it finds nothing of before.
    let Leaver { person, account, .. } = &leavers[0];
    person.registers().await;
    person.confirms().await;
    person.logs_in().await;
    assert_ne!(person.me().await["accountId"], *account);
    let said = person.browser.get("/v1/me/deletion").await.is(200);
    for left in ["organisations", "means", "codes", "businesses", "drafts", "questions"] {
        assert_eq!(said["losses"][left], 0, "{left}: {said}");
    }

    // Of an organisation the colleague is gone, and what she held is ended, once.
    sanne.tries_password(&sanne.password).await.problem("wrong-credentials");
    let petra = stage.seeded(Seeded::Petra).await;
    let all = async |path: &str| petra.browser.get(path).await.is(200)["items"].as_array().unwrap().clone();
    assert!(all("/v1/people").await.iter().all(|person| person["accountId"] != sannes));
    let hers = |means: &&Value| means["holder"]["accountId"] == sannes;
    assert!(all("/v1/means").await.iter().filter(hers).all(|means| means["status"] == "ended"));
    assert_eq!(all("/v1/access-codes").await.iter().filter(|code| code["status"] == "ended").count(), 1);

    // And nobody else lost anything.
    stays.logs_in().await;
    stays.browser.get(&format!("/v1/tickets/{kept}")).await.is(200);
}
