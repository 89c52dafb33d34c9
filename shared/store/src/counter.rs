//! Attempt counters (S12-S17): one item per limit, subject and window, raised in one conditional write before anything is verified, so
//! that a hundred attempts at once cannot pass a limit of ten.

use api::Part;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::account::attempts::Limit;
use jiff::{SignedDuration, Timestamp};

use crate::Store;
use crate::attempt::attempts;
use crate::change::{Change, Update};
use crate::commit::Circumstances;
use crate::error::Error;
use crate::item::Item;
use crate::key::Key;

/// The count of one subject under one limit, in the window of now.
#[derive(Debug, Clone)]
pub struct Counter {
    limit: &'static Limit,
    key: Key,
    now: Timestamp,
}

/// How often was tried in this window, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tries {
    count: u32,
    last: Timestamp,
}

/// An attempt was not let through.
#[derive(Debug, thiserror::Error)]
pub enum NotAdmitted {
    /// Too many were made; one more is let through from then on.
    #[error("too many attempts")]
    TooMany {
        /// How long to wait.
        retry_after: SignedDuration,
    },
    /// The table could not count: the attempt is not made, and never made uncounted (S17).
    #[error(transparent)]
    Store(#[from] Error),
}

/// While the limit was reached this shortly ago, attempts that hold it up may be right ones about to give their count back: parallel right
/// log-ins must all succeed.
const IN_FLIGHT: SignedDuration = SignedDuration::from_secs(3);

impl Counter {
    /// The counter of `subject`. The subject is an HMAC, an id or a network, never an identifier in the clear.
    pub fn of(limit: &'static Limit, subject: &str, now: Timestamp) -> Self {
        let window = limit.window_start(now).as_second();
        let pk = format!("{}{}#{subject}#{window}", Part::Counter.prefix(), limit.name);
        Self { limit, key: Key::new(pk, "COUNT"), now }
    }

    /// Counts one attempt if the limit allows it; else [`Error::LimitReached`] with the limit's name.
    pub fn raise(&self) -> Update {
        self.raising("SET tries = if_not_exists(tries, :none) + :one, #last = :now, expires = :end")
            .when("attribute_not_exists(tries) OR tries < :most")
            .number(":none", 0)
            .number(":most", i64::from(self.limit.most))
    }

    /// Lets one attempt through above the limit, of all that saw the count at `seen`.
    fn raise_above(&self, seen: Tries) -> Update {
        self.raising("SET tries = tries + :one, #last = :now, expires = :end")
            .when("tries = :seen AND #last = :before")
            .number(":seen", i64::from(seen.count))
            .text(":before", seen.last.to_string())
    }

    fn raising(&self, expression: &str) -> Update {
        Update::new(Part::Counter, self.key.clone(), expression)
            .counts(self.limit.name, self.until_window_ends())
            .name("#last", "last")
            .number(":one", 1)
            .text(":now", self.now.to_string())
            .number(":end", self.limit.window_end(self.now).as_second())
    }

    /// Gives an attempt back: it was right.
    pub fn give_back(&self) -> Update {
        Update::new(Part::Counter, self.key.clone(), "SET tries = if_not_exists(tries, :one) - :one, expires = :end")
            .number(":one", 1)
            .number(":end", self.limit.window_end(self.now).as_second())
    }

    /// How long until a further attempt has a chance, when the limit is simply full.
    fn until_window_ends(&self) -> SignedDuration {
        self.limit.window_end(self.now).duration_since(self.now)
    }
}

impl Tries {
    fn read(item: &Item) -> Option<Self> {
        let count = item.0.get("tries")?.as_n().ok()?.parse().ok()?;
        let last = item.0.get("last").map(AttributeValue::as_s)?.ok()?.parse().ok()?;
        Some(Self { count, last })
    }
}

impl Store {
    /// Counts one attempt under every one of `counters`, in one transaction, before anything is verified (S13, S16). One round trip, and
    /// more only where a limit is reached.
    pub async fn admit(&self, counters: &[Counter], circumstances: Circumstances<'_>) -> Result<(), NotAdmitted> {
        let mut above: Option<(&Counter, Tries)> = None;
        for pause in attempts().take(6) {
            let mut change = Change::new();
            for counter in counters {
                change.update(match above {
                    Some((full, seen)) if full.key == counter.key => counter.raise_above(seen),
                    Some(_) | None => counter.raise(),
                });
            }
            let (reached, wait) = match self.commit(change, circumstances).await {
                Ok(()) => return Ok(()),
                Err(Error::LimitReached { counter, wait }) => (counter, wait),
                Err(error) => return Err(error.into()),
            };
            let full = counters.iter().find(|counter| counter.limit.name == reached);
            let full = full.ok_or(Error::LimitReached { counter: reached, wait })?;
            let items = self.batch(vec![full.key.clone()]).await?;
            let Some(tries) = items.get(&full.key).and_then(Tries::read) else { continue };
            let next = full.limit.next_try(tries.count, tries.last, full.now);
            let in_flight = tries.count <= full.limit.most && full.now.duration_since(tries.last) < IN_FLIGHT;
            above = None;
            if next <= full.now {
                // Below the limit again, or its turn has come. Whoever loses the race for that turn sees it taken next time round.
                above = (tries.count >= full.limit.most).then_some((full, tries));
            } else if full.limit.delayed && in_flight {
                pause.wait(circumstances.chance).await;
            } else {
                return Err(NotAdmitted::TooMany { retry_after: next.duration_since(full.now) });
            }
        }
        Err(NotAdmitted::TooMany { retry_after: SignedDuration::from_mins(1) })
    }
}
