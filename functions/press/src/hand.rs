//! What is in hand: the effect, held while it is made.

use domain::ids::EffectId;
use jiff::{SignedDuration, Timestamp};
use runtime::claim::{self, hold_on};
use runtime::{Context, Failure};
use store::outbox::Waiting;

/// How long an effect is held without a sign of life. One whose maker died is taken up again after that.
pub const HELD: SignedDuration = SignedDuration::from_secs(30);
/// How often a sign of life is given.
const SIGN: SignedDuration = SignedDuration::from_secs(8);

/// An effect in hand.
pub struct Hand<'a> {
    cx: &'a Context,
    waiting: Waiting,
    told: Timestamp,
}

impl<'a> Hand<'a> {
    /// Of an effect that was claimed.
    pub(crate) fn of(cx: &'a Context, waiting: Waiting) -> Self {
        Self { cx, waiting, told: cx.by_now() }
    }

    /// Which effect it is.
    pub const fn effect(&self) -> &EffectId {
        &self.waiting.id
    }

    /// The effect as it waits.
    pub const fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// What it is made with.
    pub const fn cx(&self) -> &'a Context {
        self.cx
    }

    /// How often it was begun, this time included.
    pub const fn attempts(&self) -> u32 {
        self.waiting.attempts
    }

    /// Tells that it is still being made. Cheap to call often: writes only every few seconds, and answers whether it did.
    ///
    /// # Errors
    /// When somebody else has it in hand by now: then this attempt must stop.
    pub async fn still_at_it(&mut self) -> Result<bool, Failure> {
        let now = self.cx.by_now();
        if now.duration_since(self.told) < SIGN {
            return Ok(false);
        }
        self.told = now;
        match hold_on(self.cx, &self.waiting, now, HELD).await? {
            Some(waiting) => {
                self.waiting = waiting.value;
                Ok(true)
            }
            None => Err(Failure::Other("another worker took it in hand meanwhile".to_owned())),
        }
    }

    pub(crate) async fn put_away(self) -> Result<(), Failure> {
        claim::put_away(self.cx, &self.waiting, None).await
    }

    pub(crate) async fn release(self) -> Result<(), Failure> {
        claim::release(self.cx, &self.waiting).await
    }
}
