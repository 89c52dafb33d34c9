//! Taking an effect in hand so that nobody else does at the same time, and putting it away when it is done (S53).

use api::Part;
use domain::ids::EffectId;
use jiff::{SignedDuration, Timestamp};
use runtime::{Context, Failure};
use store::outbox::{self, Done, Waiting};
use store::{Change, Key, Update, Versioned};

/// How long an effect is held: longer than performing one takes, and short enough that one whose worker died is soon taken up again.
const HELD: SignedDuration = SignedDuration::from_secs(20);

/// What came of an attempt to take an effect in hand.
pub(crate) enum Claim {
    /// It is in our hands.
    Taken(Box<Versioned<Waiting>>),
    /// Somebody else has it in hand, or died with it in hand a moment ago.
    Held,
    /// It was performed.
    Done,
}

/// Takes an effect in hand: one conditional update, so of many who try at once one succeeds.
pub(crate) async fn claim(cx: &Context, key: &Key, now: Timestamp) -> Result<Claim, Failure> {
    let until = now.saturating_add(HELD).map_err(|error| Failure::Other(error.to_string()))?;
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

/// Lets an effect that failed out of hand, so that the next attempt need not wait.
pub(crate) async fn release(cx: &Context, waiting: &Waiting) -> Result<(), Failure> {
    let key = outbox::key(&waiting.id);
    let update = Update::new(Part::Outbox, key, "REMOVE body.heldUntil SET version = version + :one")
        .when("attribute_exists(pk)");
    cx.store().update::<Waiting>(update.number(":one", 1)).await?;
    Ok(())
}

/// Puts an effect away: it is done, and the mail's id is noted.
pub(crate) async fn put_away(cx: &Context, id: &EffectId, message: Option<String>) -> Result<(), Failure> {
    let mut change = Change::new();
    change.clear(Part::Outbox, outbox::key(id)).set(&Done { id: id.clone(), at: cx.now(), message });
    Ok(cx.commit(change).await?)
}
