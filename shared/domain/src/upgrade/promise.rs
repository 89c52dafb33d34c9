//! The date promised: from working days and from how long cases really wait. It moves only for a reason, and the reason is told.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::audit::Actor;
use crate::days;
use crate::effect::{DeskEffect, Effect};
use crate::upgrade::checklist::{Check, CheckState, WaitingFor};
use crate::upgrade::queue::{Ages, Queue};
use crate::upgrade::refusal::Refusal;
use crate::upgrade::rules::Rules;
use crate::upgrade::timeline::{By, Moved, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade};

impl Upgrade {
    /// With what is known now of how long cases wait: what the next promise is made from.
    pub fn seeing(mut self, ages: Ages) -> Self {
        self.at_desk.ages = ages;
        self
    }

    /// By when the desk decides on what came to it at `since`: after the working days the rules give the level and the longest of the
    /// checks, or after the time cases really take in the queues ahead, whichever is later.
    pub(crate) fn promise_from(&self, rules: &Rules, since: Timestamp) -> Date {
        let checks = self.checklist.iter().filter(|(_, state)| is_at_the_desk(state));
        let by_rule = checks.map(|(check, _)| rules.check_days(check)).fold(rules.decision_days(self.target_level), u16::max);
        let by_waiting = self.queues_ahead().map(|queue| self.at_desk.ages.of(queue)).sum();
        rules.office.working_days_after(rules.office.received_on(since), by_rule.max(by_waiting))
    }

    /// By when one check that waits for the desk is done. Never later than the decision itself; when that was moved, it moved with it.
    pub(crate) fn expected(&self, rules: &Rules, check: Check, state: &CheckState) -> Option<Date> {
        let Stage::InReview(review) = &self.stage else { return None };
        let promised = review.promised_for.filter(|_| matches!(state, CheckState::Waiting { waiting_for: WaitingFor::Staff, .. }))?;
        let since = review.waiting_since?;
        if promised > self.promise_from(rules, since) {
            return Some(promised);
        }
        let days = rules.check_days(check).max(self.at_desk.ages.of(Queue::of(check)));
        Some(rules.office.working_days_after(rules.office.received_on(since), days).min(promised))
    }

    /// Holds the promise against how long cases wait by now. When it cannot be kept the customer is told a new date and why, before the
    /// old one has passed if that can be foreseen; `None` when it stands.
    pub fn hold_promise(self, ages: Ages, now: Timestamp) -> Result<Option<Decided>, Refusal> {
        let rules = self.rules()?;
        let (Stage::InReview(review), Some(standing)) = (&self.stage, self.at_desk.standing) else { return Ok(None) };
        let Some(promised) = review.promised_for else { return Ok(None) };
        let waited = rules.office.working_days_between(standing.since, now);
        let ahead = self.queues_ahead().map(|queue| {
            let days = ages.of(queue);
            if queue == standing.queue { days.saturating_sub(waited) } else { days }
        });
        let ahead: u16 = ahead.sum();
        let today = days::amsterdam(now);
        // On the very day there is hope until its end; after it, none.
        let expected = rules.office.working_days_after(today, ahead.max(u16::from(today > promised)));
        if expected <= promised {
            return Ok(None);
        }
        // A date that must move moves far enough that it need not move again tomorrow.
        let promised_for = expected.max(rules.office.working_days_after(today, rules.promise_moves_days));
        let mut deciding = Deciding::on(self.seeing(ages), now);
        if let Stage::InReview(review) = &mut deciding.upgrade.stage {
            review.promised_for = Some(promised_for);
        }
        let because = Moved::QueueLongerThanExpected;
        deciding.tell(By::Balie, What::PromiseMoved { promised_for: Some(promised_for), because });
        deciding.effect(|organisation, upgrade| Effect::Desk(DeskEffect::TellPromiseMoved { organisation, upgrade }));
        Ok(Some(deciding.finish_quietly(Actor::Balie, "move-promise", "moved")))
    }
}

const fn is_at_the_desk(state: &CheckState) -> bool {
    matches!(state, CheckState::Waiting { waiting_for, .. } if waiting_for.at_the_desk())
}
