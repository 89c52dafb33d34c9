//! Opening a member business: however many try a PIN at once, its letter is held against five of them (S16, S23).

use domain::business::{Business, BusinessData, LetterState, PinHash, PinLetter};
use embedded::ask::{Answered, Ask};
use futures::future::join_all;
use serde_json::{Value, json};
use store::Change;
use within::cases::{Person, Stage};

const NUMBER: &str = "4711000815";
/// What an account may try within an hour; above it nothing is computed.
const BY_ACCOUNT: usize = 10;
/// What a letter bears.
const BY_LETTER: usize = 5;

/// A business whose letter was set, and whose kept hash nobody can read: whoever holds a PIN against it stops there, so that those who do can
/// be told from those for whom the same work is done for nothing.
async fn with_letter(stage: &Stage) -> Business {
    let cx = stage.cx();
    let address = json!({"street": "Am Wall 7", "postcode": "18055", "town": "Rostock", "country": "DE"});
    let data = json!({"number": NUMBER, "name": "Malerei am Wall", "address": address, "language": "de"});
    let data: BusinessData = serde_json::from_value(data).unwrap();
    let business = Business::register(data, cx.now(), cx.chance());
    let (letter, _) = PinLetter::issue(&business.id, None, cx.now(), cx.chance());
    let made = cx.hash_pin(&"40718326".parse().unwrap()).await.unwrap();
    let letter = letter.set(PinHash { hash: "cannot be read".to_owned(), ..made }, cx.now()).unwrap();
    let mut change = Change::new();
    change.register_business(&business).create(&letter);
    cx.commit(change).await.unwrap();
    business
}

async fn tries(stage: &Stage, who: &Person, key: usize) -> Answered {
    let body = json!({"companyNumber": NUMBER, "pin": "40718327"});
    let ask = Ask::json(&body).header("idempotency-key", &format!("opening-{key}"));
    stage.asks(who, &businesses::operations(), "open-business", ask).await
}

/// How many hashes the tries so far computed, whatever for.
fn hashes(stage: &Stage) -> usize {
    let lines = stage.test.lines();
    let lines = lines.iter().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let counts = lines.filter(|line| line["operation"] == "open-business").filter_map(|line| line["Hashes"].as_u64());
    usize::try_from(counts.sum::<u64>()).unwrap()
}

fn count(answers: &[Answered], which: impl Fn(&Answered) -> bool) -> usize {
    answers.iter().filter(|answer| which(answer)).count()
}

#[tokio::test]
async fn of_fifty_wrong_pins_at_once_five_are_held_against_the_letter_and_few_are_hashed() {
    let stage = Stage::set().await;
    let business = with_letter(&stage).await;
    let answers = join_all((0..50).map(|key| tries(&stage, &stage.petra, key))).await;
    assert_eq!(count(&answers, |answer| answer.status == 500), BY_LETTER, "held against the hash");
    assert_eq!(count(&answers, |answer| answer.problem() == Some("wrong-code")), BY_ACCOUNT - BY_LETTER);
    assert_eq!(count(&answers, |answer| answer.problem() == Some("too-many-attempts")), 50 - BY_ACCOUNT);
    assert_eq!(hashes(&stage), BY_ACCOUNT, "what is counted and over the letter's limit costs as much, and no more");

    // Neither does another account, at another place, get a sixth.
    let answers = join_all((50..59).map(|key| tries(&stage, &stage.colleague, key))).await;
    assert_eq!(count(&answers, |answer| answer.problem() == Some("wrong-code")), 9);
    let letter = stage.cx().store().get::<PinLetter>(store::business::letter_key(&business.id)).await.unwrap().unwrap();
    assert!(matches!(letter.state, LetterState::Set { tries_left: 0, .. }), "{:?}", letter.state);
}
