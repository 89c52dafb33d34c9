//! `look-after-mandates`: once an hour, mandates that are about to lapse are told of, 90 and 30 days ahead, those that nothing was collected under
//! for 36 months lapse; those that ended and were kept for 14 months, and drafts nobody signed, go with their papers and timelines (domain.md
//! 2.4). What is due stands in the index under its day; each step moves the mandate on in the transaction that sets its mails in motion, so
//! nobody is told twice.

use api::{FileTouch, KeySet, Part, Touch};
use domain::audit::{Actor, AuditFact, Trail};
use domain::business::Opened;
use domain::ids::AccountId;
use domain::mandate::{Event, Mandate, Scheme, State};
use runtime::{Context, Failure, Job, Trigger, Worker};
use serde::Serialize;
use store::{Change, Error};

use crate::sweep_outbox::Tick;

/// Looks after mandates.
pub struct LookAfterMandates;

/// How many are read at once.
const PAGE: u16 = 100;
/// How many of those who opened a business are told.
const MOST_TOLD: u16 = 60;
/// How many entries of a timeline go in one transaction.
const AT_ONCE: usize = 50;

/// What a run came to.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LookedAfter {
    /// Of how many was told, or how many lapsed.
    moved: u32,
    /// How many went.
    removed: u32,
    /// How many will be tried again by the next run.
    left: u32,
}

impl Worker for LookAfterMandates {
    const JOB: Job = Job {
        name: "look-after-mandates",
        summary: "Tells of mandates that are about to lapse, lets them lapse, and removes those that were kept for long enough",
        trigger: Trigger::Every("rate(1 hour)"),
        touches: &[
            Touch::write(Part::Mandate).and(Touch::list(Part::Mandate)).and(Touch::delete(Part::Mandate)),
            Touch::list(Part::Business),
        ],
        keys: &[KeySet::Data],
        makes_keys: false,
        files: &[FileTouch::DeleteMandatePapers],
        sends_mail: false,
        memory_mb: 256,
        timeout_seconds: 300,
    };
    type Event = Tick;
    type Outcome = LookedAfter;

    async fn run(cx: &Context, _: Tick) -> Result<LookedAfter, Failure> {
        let mut done = LookedAfter::default();
        for seen in due(cx).await? {
            match move_on(cx, &seen).await {
                Ok(true) => done.moved += 1,
                Ok(false) => {}
                Err(failure) => {
                    tracing::warn!(%failure, mandate = %seen.id, "a mandate could not be looked after and will be tried again");
                    done.left += 1;
                }
            }
        }
        for seen in gone(cx).await? {
            let removed = if matches!(seen.state, State::Draft { .. }) {
                remove_draft(cx, &seen).await
            } else {
                remove(cx, &seen).await
            };
            match removed {
                Ok(()) => done.removed += 1,
                Err(failure) => {
                    tracing::warn!(%failure, mandate = %seen.id, "a mandate could not be removed and will be tried again");
                    done.left += 1;
                }
            }
        }
        Ok(done)
    }
}

/// Everything that is due today. Read to its end before anything is changed, for what is changed moves.
async fn due(cx: &Context) -> Result<Vec<Mandate>, Error> {
    let is_due = |mandate: &Mandate| mandate.looked_after_on().is_some_and(|day| day <= cx.today());
    first_of(cx, store::mandate::active, is_due).await
}

/// Everything that was kept for long enough, drafts nobody signed among it.
async fn gone(cx: &Context) -> Result<Vec<Mandate>, Error> {
    let mut gone = first_of(cx, store::mandate::ended, |mandate| !mandate.is_there(cx.now())).await?;
    gone.extend(first_of(cx, store::mandate::drafts, |mandate| !mandate.is_there(cx.now())).await?);
    Ok(gone)
}

/// The first of an index, as long as this holds of them.
async fn first_of(
    cx: &Context,
    range: fn() -> store::Range,
    holds: impl Fn(&Mandate) -> bool + Send,
) -> Result<Vec<Mandate>, Error> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = cx.store().list::<Mandate>(range().limit(PAGE).after(after)).await?;
        let (read, before) = (page.items.len(), found.len());
        found.extend(page.items.into_iter().map(|mandate| mandate.value).take_while(|mandate| holds(mandate)));
        after = page.next_cursor;
        if after.is_none() || found.len() - before < read {
            return Ok(found);
        }
    }
}

/// Takes a mandate one step further, as it is now. Whoever came between has collected, revoked, or looked after it already.
async fn move_on(cx: &Context, seen: &Mandate) -> Result<bool, Failure> {
    let key = store::mandate::key(&seen.business, &seen.id);
    let Some(read) = cx.store().get::<Mandate>(key).await? else { return Ok(false) };
    let Some(decided) = read.value.clone().look_after(cx.today(), cx.now()) else { return Ok(false) };
    let people = cx.store().list::<Opened>(store::business::people(&seen.business).limit(MOST_TOLD)).await?;
    let people: Vec<AccountId> = people.items.into_iter().map(|opened| opened.value.account).collect();
    let result = if decided.mandate.lapses_on().is_some() { "told" } else { "lapsed" };
    let mut change = Change::new();
    store::mandate::keep(&mut change, &read, &decided);
    change.effects(decided.effects(&people)).audit(fact(&decided.mandate, result));
    match cx.commit(change).await {
        Ok(()) => Ok(true),
        Err(Error::Conflict(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// First the papers, then the timeline, then the mandate: what dies in between is removed once more, and nothing stays behind that nobody knows
/// of.
async fn remove(cx: &Context, mandate: &Mandate) -> Result<(), Failure> {
    for revision in 1..=mandate.revision {
        cx.files().remove(&mandate.file_key_of(revision)).await?;
        if mandate.scheme == Scheme::B2b {
            cx.files().remove(&mandate.bank_form_key_of(revision)).await?;
        }
    }
    let events = cx.store().list::<Event>(store::mandate::events(&mandate.business, &mandate.id)).await?;
    for some in events.items.chunks(AT_ONCE) {
        let mut change = Change::new();
        for event in some {
            change.delete::<Event>(event);
        }
        cx.commit(change).await?;
    }
    let key = store::mandate::key(&mandate.business, &mandate.id);
    let Some(read) = cx.store().get::<Mandate>(key).await? else { return Ok(()) };
    let mut change = Change::new();
    change.delete::<Mandate>(&read).audit(fact(mandate, "removed"));
    match cx.commit(change).await {
        Ok(()) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A draft goes with its timeline in one transaction, held to the draft as it is now: whoever signs or changes it at this moment keeps it.
async fn remove_draft(cx: &Context, listed: &Mandate) -> Result<(), Failure> {
    let key = store::mandate::key(&listed.business, &listed.id);
    let Some(read) = cx.store().get::<Mandate>(key).await? else { return Ok(()) };
    if read.is_there(cx.now()) {
        return Ok(());
    }
    let mut change = Change::new();
    store::mandate::remove(&mut change, &read);
    change.audit(fact(&read, "removed"));
    match cx.commit(change).await {
        Ok(()) | Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn fact(mandate: &Mandate, result: &str) -> AuditFact {
    AuditFact {
        trail: Trail::Business { business: mandate.business.clone() },
        actor: Actor::Balie,
        action: "look-after-mandate".to_owned(),
        object: mandate.id.to_string(),
        result: result.to_owned(),
    }
}
