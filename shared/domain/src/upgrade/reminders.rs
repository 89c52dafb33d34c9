//! What happens when nothing happens: whoever must act is reminded, told before anything lapses, and a case that nobody comes back to is
//! called off in the end (domain.md 1.4: a pending contract is dropped after three months).

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::audit::Actor;
use crate::days;
use crate::effect::{DeskEffect, Effect};
use crate::means::Means;
use crate::upgrade::checklist::WaitingFor;
use crate::upgrade::refusal::Refusal;
use crate::upgrade::rules::Rules;
use crate::upgrade::timeline::By;
use crate::upgrade::{Decided, Deciding, Stage, Upgrade, Verb};

/// Since when a case is still, and how far reminding has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Silence {
    /// Since when.
    pub since: Timestamp,
    /// How many steps of the plan are done.
    #[serde(default)]
    pub done: usize,
    /// When it was told that the case will be called off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned_at: Option<Timestamp>,
}

/// What a case that is still gets to hear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "nudge", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Nudge {
    /// A draft was begun and not gone on with.
    Unfinished,
    /// Something is missing before it can go on.
    StillMissing,
    /// The activation code is about to lapse.
    CodeLapses,
    /// It will be called off.
    WillBeCalledOff {
        /// On which day.
        on: Date,
    },
    /// It was called off.
    CalledOff,
}

impl Upgrade {
    /// When Balie next looks after the case by itself, if nothing happens until then.
    pub fn due_at(&self) -> Option<Timestamp> {
        let rules = self.rules().ok()?;
        let silence = self.at_desk.silence?;
        let next = self.plan(rules, silence).get(silence.done).map(|(_, at)| *at);
        next.into_iter().chain(self.promise_ends()).min()
    }

    /// Everything a case that stays still gets to hear, in order, with when. Empty while it is the desk's move: then the customer waits for
    /// us and not we for him.
    fn plan(&self, rules: &Rules, silence: Silence) -> Vec<(Nudge, Timestamp)> {
        let after =
            |days: i64| silence.since.saturating_add(SignedDuration::from_hours(24 * days)).unwrap_or(silence.since);
        let reminders = |nudge: Nudge, most: usize| {
            rules.remind_after_days.iter().take(most).map(move |days| (nudge, after(*days)))
        };
        let mut plan: Vec<(Nudge, Timestamp)> = match &self.stage {
            Stage::Draft => reminders(Nudge::Unfinished, 1).collect(),
            Stage::Refused(_) => reminders(Nudge::StillMissing, usize::MAX).collect(),
            Stage::InReview(_) if self.checklist.waits(|whom| whom == WaitingFor::Customer) => {
                reminders(Nudge::StillMissing, usize::MAX).collect()
            }
            Stage::InReview(review) if review.waiting_since.is_some() => return Vec::new(),
            // Whoever signs or identifies has reminders of his own; only the end is the same for all.
            Stage::InReview(_) => Vec::new(),
            Stage::Approved(approved) => {
                let hours = SignedDuration::from_hours(rules.code_reminder_hours);
                let lapses = approved.activation.as_ref().and_then(|code| code.expires_at.checked_sub(hours).ok());
                lapses.map(|at| (Nudge::CodeLapses, at)).into_iter().collect()
            }
            Stage::Active(_) | Stage::Cancelled(_) => return Vec::new(),
        };
        // Nobody is called off who was not told two weeks before, however late the telling was.
        let notice = SignedDuration::from_hours(24 * rules.drop_notice_days);
        let warn_at = after(rules.drop_after_days - rules.drop_notice_days);
        let earliest = silence.warned_at.and_then(|at| at.checked_add(notice).ok());
        let drop_at =
            earliest.map_or(after(rules.drop_after_days), |earliest| earliest.max(after(rules.drop_after_days)));
        plan.push((Nudge::WillBeCalledOff { on: days::amsterdam(drop_at) }, warn_at));
        plan.push((Nudge::CalledOff, drop_at));
        plan
    }

    /// Does what is due by now: of several reminders that came due while nobody looked, the last. `None` when nothing is; so doing it twice
    /// is doing it once.
    pub fn nudge(self, means: &Means, now: Timestamp) -> Result<Option<Decided>, Refusal> {
        let rules = self.rules()?;
        let Some(silence) = self.at_desk.silence else { return Ok(None) };
        let plan = self.plan(rules, silence);
        let due = |(at, (nudge, due)): &(usize, &(Nudge, Timestamp))| {
            *at >= silence.done && *due <= now && (*nudge != Nudge::CalledOff || silence.warned_at.is_some())
        };
        let Some((step, (nudge, _))) = plan.iter().enumerate().rfind(due) else { return Ok(None) };
        let mut nudge = *nudge;
        let mut deciding = Deciding::on(self, now);
        let mut silence = Silence { done: step + 1, ..silence };
        if let Nudge::WillBeCalledOff { on } = &mut nudge {
            silence.warned_at = Some(now);
            let notice = now.saturating_add(SignedDuration::from_hours(24 * rules.drop_notice_days)).unwrap_or(now);
            *on = (*on).max(days::amsterdam(notice));
        }
        deciding.upgrade.at_desk.silence = Some(silence);
        let called_off = nudge == Nudge::CalledOff;
        if called_off {
            deciding.upgrade.stage.admit(Verb::Drop)?;
            deciding.call_off(means, By::Balie);
        }
        deciding.effect(|organisation, upgrade| Effect::Desk(DeskEffect::Nudge { organisation, upgrade, nudge }));
        let (verb, result) =
            if called_off { (Verb::Drop.name(), "called-off") } else { ("remind-customers", "reminded") };
        Ok(Some(deciding.finish_quietly(Actor::Balie, verb, result)))
    }
}
