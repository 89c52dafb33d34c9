//! Using a mandate and its end: collected, told of its lapse, lapsed, revoked (domain.md 2.4).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::{Decided, Frequency, Mandate, MandateRefusal, NOTICE_DAYS, State, What, Who};
use crate::effect::MandateNews;
use crate::ids::AccountId;

impl Mandate {
    /// Money was collected under it on a day: its 36 months begin anew, and the bank knows its present account. One for a single collection is
    /// used up by it, and so is one of which this was said to be the `last`.
    ///
    /// # Errors
    /// When nothing can be collected under it on that day.
    pub fn collected(self, on: Date, last: bool, now: Timestamp) -> Result<Decided, MandateRefusal> {
        self.collectable(on)?;
        let used_up = last || self.frequency == Frequency::OneOff;
        let state = match self.state {
            _ if used_up => State::UsedUp { on },
            State::Active { signed_at, .. } => {
                State::Active { signed_at, last_collected: Some(on), useless_since: None }
            }
            other @ (State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. }) => {
                other
            }
        };
        let mandate = Self { state, moved_from: None, told: None, ..self };
        let decided = Decided::of(mandate).tell(Who::Balie, What::Collected { on }, now);
        Ok(if used_up { decided.tell(Who::Balie, What::UsedUp {}, now) } else { decided })
    }

    /// Revoked, at once. A change that waits goes with it.
    ///
    /// # Errors
    /// When it is not good any more, or was not yet.
    pub fn revoke(self, by: &AccountId, now: Timestamp) -> Result<Decided, MandateRefusal> {
        self.active()?;
        let state = State::Revoked { at: now, last_collected: self.last_collected() };
        let mandate = Self { state, proposed: None, ..self };
        let who = Who::Person { account: by.clone() };
        Ok(Decided::of(mandate).tell(who, What::Revoked {}, now).mailed(MandateNews::Revoked))
    }

    /// The next day on which Balie looks after it by itself while it is active: to tell of its lapse, or to let it lapse.
    pub fn looked_after_on(&self) -> Option<Date> {
        let last = self.lapses_on()?;
        let ahead = NOTICE_DAYS.into_iter().find(|days| self.told.is_none_or(|told| *days < told));
        Some(match ahead {
            Some(days) => last.saturating_sub(i64::from(days).days()),
            None => last.saturating_add(1.day()),
        })
    }

    /// What is due today: that everybody is told, or that it lapses. Who was told late is told once.
    pub fn look_after(self, today: Date, now: Timestamp) -> Option<Decided> {
        let last = self.lapses_on()?;
        if self.looked_after_on().is_none_or(|day| today < day) {
            return None;
        }
        if today > last {
            let on = last.saturating_add(1.day());
            let state = State::Lapsed { on, last_collected: self.last_collected() };
            let mandate = Self { state, proposed: None, ..self };
            return Some(Decided::of(mandate).tell(Who::Balie, What::Lapsed {}, now).mailed(MandateNews::Lapsed));
        }
        let due = |days: &u16| today >= last.saturating_sub(i64::from(*days).days());
        let days = NOTICE_DAYS.into_iter().filter(due).min()?;
        let mandate = Self { told: Some(days), ..self };
        let told = Decided::of(mandate).tell(Who::Balie, What::LapseTold { on: last }, now);
        Some(told.mailed(MandateNews::AboutToLapse))
    }
}
