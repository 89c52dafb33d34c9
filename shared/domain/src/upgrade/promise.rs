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
    /// checks, or after the time cases really take in the queues ahead, or the working day after those who sign and identify are usually
    /// done (domain.md 1.4), whichever is latest.
    pub(crate) fn promise_from(&self, rules: &Rules, since: Timestamp) -> Date {
        let of_desk = self.waiting().filter(|(_, whom)| whom.at_the_desk()).map(|(check, _)| rules.check_days(check));
        let of_others = self.waiting_for_others().map(|check| rules.others_days(check).saturating_add(1));
        let by_rule = of_desk.chain(of_others).fold(rules.decision_days(self.target_level), u16::max);
        let by_waiting = self.queues_ahead().map(|queue| self.at_desk.ages.of(queue)).sum();
        rules.office.working_days_after(rules.office.received_on(since), by_rule.max(by_waiting))
    }

    fn waiting(&self) -> impl Iterator<Item = (Check, WaitingFor)> {
        self.checklist.iter().filter_map(|(check, state)| match state {
            CheckState::Waiting { waiting_for, .. } => Some((check, *waiting_for)),
            CheckState::NotNeeded | CheckState::Passed { .. } | CheckState::Failed { .. } => None,
        })
    }

    /// What waits for somebody who is neither the customer nor the desk.
    fn waiting_for_others(&self) -> impl Iterator<Item = Check> {
        let others = |whom| matches!(whom, WaitingFor::Representative | WaitingFor::Courier);
        self.waiting().filter(move |(_, whom)| others(*whom)).map(|(check, _)| check)
    }

    /// By when one check that waits for the desk is done. Never later than the decision itself; when that was moved, it moved with it.
    pub(crate) fn expected(&self, rules: &Rules, check: Check, state: &CheckState) -> Option<Date> {
        let Stage::InReview(review) = &self.stage else { return None };
        let promised = review
            .promised_for
            .filter(|_| matches!(state, CheckState::Waiting { waiting_for: WaitingFor::Staff, .. }))?;
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
        let Stage::InReview(review) = &self.stage else { return Ok(None) };
        let Some(promised) = review.promised_for else { return Ok(None) };
        let today = days::amsterdam(now);
        let ahead = if review.waiting_since.is_some() { self.days_ahead(rules, &ages, now) } else { 0 };
        // On the very day there is hope until its end; after it, none.
        let expected = rules.office.working_days_after(today, ahead.max(u16::from(today > promised)));
        if expected <= promised {
            return Ok(None);
        }
        let queue = ahead > 0 || self.waiting_for_others().next().is_none();
        let because = if queue { Moved::QueueLongerThanExpected } else { Moved::OthersTakeLonger };
        // A date that must move moves far enough that it need not move again tomorrow.
        let promised_for = expected.max(rules.office.working_days_after(today, rules.promise_moves_days));
        let mut deciding = Deciding::on(self.seeing(ages), now);
        if let Stage::InReview(review) = &mut deciding.upgrade.stage {
            review.promised_for = Some(promised_for);
        }
        deciding.tell(By::Balie, What::PromiseMoved { promised_for: Some(promised_for), because });
        deciding.effect(|organisation, upgrade| {
            Effect::Desk(DeskEffect::TellPromiseMoved { organisation, upgrade, because })
        });
        Ok(Some(deciding.finish_quietly(Actor::Balie, "move-promise", "moved")))
    }

    /// How many working days cases take that stand where this one stands and have before them what it has, less what it waited already.
    fn days_ahead(&self, rules: &Rules, ages: &Ages, now: Timestamp) -> u16 {
        let ahead = self.queues_ahead().map(|queue| match self.at_desk.standing {
            Some(standing) if standing.queue == queue => {
                ages.of(queue).saturating_sub(rules.office.working_days_between(standing.since, now))
            }
            Some(_) | None => ages.of(queue),
        });
        ahead.sum()
    }

    /// When the promise must be looked at although the case is not at the desk: the moment its day is over.
    pub(crate) fn promise_ends(&self) -> Option<Timestamp> {
        let Stage::InReview(review) = &self.stage else { return None };
        if review.waiting_since.is_some() {
            return None;
        }
        days::begins(review.promised_for?.tomorrow().ok()?)
    }
}
