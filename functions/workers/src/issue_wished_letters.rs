//! `issue-wished-letters`: once a day, a letter with a PIN for every business that asked for one, or was taken in from a table and has none that
//! opens it. Each wish is a transaction of its own: run twice or killed half-way, no business gets two.

use api::{KeySet, Part, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::{By, Happened, HappenedKind, PinLetter, Wish};
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::stopped::Stopped;
use crate::sweep_outbox::Tick;

/// Issues the letters that are wished for.
pub struct IssueWishedLetters;

/// How many wishes are looked at in one turn.
const PAGE: u16 = 100;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Issued {
    /// How many letters were issued.
    issued: u32,
    /// How many wishes came to nothing: there is a letter.
    dropped: u32,
}

impl Worker for IssueWishedLetters {
    const JOB: Job = Job {
        name: "issue-wished-letters",
        summary: "Issues letters with a PIN to the businesses that asked for one or were imported",
        trigger: Trigger::Every("rate(1 day)"),
        touches: &[Touch::write(Part::Business).and(Touch::list(Part::Business)).and(Touch::delete(Part::Business))],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 900,
    };
    type Event = Tick;
    type Outcome = Issued;

    async fn run(cx: &Context, _: Tick) -> Result<Issued, Failure> {
        let (mut issued, mut stopped) = (Issued::default(), Stopped::default());
        loop {
            // What was fulfilled is gone from the list, so each turn begins at its head.
            let wishes = cx.store().list::<Wish>(store::business::wishes().limit(PAGE)).await?;
            let mut done = false;
            for wish in &wishes.items {
                match fulfil(cx, wish).await {
                    Ok(Some(true)) => issued.issued += 1,
                    Ok(Some(false)) => issued.dropped += 1,
                    Ok(None) => continue,
                    Err(failure) => {
                        stopped.note(&wish.business, failure);
                        continue;
                    }
                }
                done = true;
            }
            if wishes.next_cursor.is_none() || !done {
                return stopped.or(issued);
            }
        }
    }
}

/// Answers whether a letter came of it; nothing when somebody else saw to it meanwhile.
async fn fulfil(cx: &Context, wish: &Versioned<Wish>) -> Result<Option<bool>, Failure> {
    let before = cx.store().get::<PinLetter>(store::business::letter_key(&wish.business)).await?;
    let mut change = Change::new();
    change.delete(wish);
    let deserved = wish.deserves_letter(before.as_deref(), cx.now());
    if deserved {
        let (letter, effects) = PinLetter::issue(&wish.business, before.as_deref(), cx.now(), cx.chance());
        match &before {
            Some(before) => change.replace(before, &letter),
            None => change.create(&letter),
        };
        change
            .effects(effects)
            .happened(&Happened::now(&wish.business, HappenedKind::LetterIssued, By::Balie {}, cx.now()))
            .audit(AuditFact {
                trail: Trail::Business { business: wish.business.clone() },
                actor: Actor::Balie,
                action: "issue-wished-letters".to_owned(),
                object: letter.id.to_string(),
                result: "issued".to_owned(),
            });
    }
    match cx.commit(change).await {
        Ok(()) => Ok(Some(deserved)),
        Err(Error::Conflict(_) | Error::Exists(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
