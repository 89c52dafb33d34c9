//! Taking an effect in hand so that nobody else does at the same time, and putting it away when it is done (S53).

use api::Part;
use jiff::{SignedDuration, Timestamp};
use store::outbox::{Done, Waiting};
use store::{Change, Key, Stored, Update, Versioned};

use crate::context::Context;
use crate::job::Failure;

/// What came of an attempt to take an effect in hand.
pub enum Claim {
    /// It is in our hands.
    Taken(Box<Versioned<Waiting>>),
    /// Somebody else has it in hand, or died with it in hand a moment ago.
    Held,
    /// It was performed.
    Done,
}

/// Takes an effect in hand for so long: one conditional update, so of many who try at once one succeeds. Longer than performing it takes, or
/// than between two calls of [`hold_on`]; and short enough that one whose worker died is soon taken up again.
pub async fn claim(cx: &Context, key: &Key, now: Timestamp, held: SignedDuration) -> Result<Claim, Failure> {
    let until = now.saturating_add(held).map_err(|error| Failure::Other(error.to_string()))?;
    let update = Update::new(
        Part::Outbox,
        key.clone(),
        "SET body.heldUntil = :until, body.attempts = body.attempts + :one, version = version + :one",
    )
    .when("attribute_exists(pk) AND (attribute_not_exists(body.heldUntil) OR body.heldUntil < :now)")
    .text(":until", until.to_string())
    .text(":now", now.to_string())
    .number(":one", 1);
    match cx.store().update::<Waiting>(update).await? {
        Some(waiting) => Ok(Claim::Taken(Box::new(waiting))),
        None => Ok(match cx.store().get::<Waiting>(key.clone()).await? {
            Some(_) => Claim::Held,
            None => Claim::Done,
        }),
    }
}

/// Keeps an effect in hand that takes long: from `at` on for so long again. Answers it as it then stands; `None` when it is not in these hands
/// any more, and whoever asked must stop.
pub async fn hold_on(
    cx: &Context,
    waiting: &Waiting,
    at: Timestamp,
    held: SignedDuration,
) -> Result<Option<Versioned<Waiting>>, Failure> {
    let until = at.saturating_add(held).map_err(|error| Failure::Other(error.to_string()))?;
    let before = waiting.held_until.map(|until| until.to_string()).unwrap_or_default();
    let update = Update::new(Part::Outbox, waiting.key(), "SET body.heldUntil = :until, version = version + :one")
        .when("body.heldUntil = :before")
        .text(":until", until.to_string())
        .text(":before", before)
        .number(":one", 1);
    Ok(cx.store().update::<Waiting>(update).await?)
}

/// Lets an effect that failed out of hand, so that the next attempt need not wait.
pub async fn release(cx: &Context, waiting: &Waiting) -> Result<(), Failure> {
    let update = Update::new(Part::Outbox, waiting.key(), "REMOVE body.heldUntil SET version = version + :one")
        .when("attribute_exists(pk)");
    cx.store().update::<Waiting>(update.number(":one", 1)).await?;
    Ok(())
}

/// Puts an effect away: it is done, and the mail's id is noted.
pub async fn put_away(cx: &Context, waiting: &Waiting, message: Option<String>) -> Result<(), Failure> {
    let mut change = Change::new();
    change.clear(Part::Outbox, waiting.key()).set(&Done { id: waiting.id.clone(), at: cx.now(), message });
    Ok(cx.commit(change).await?)
}
