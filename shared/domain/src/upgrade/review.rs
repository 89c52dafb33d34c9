//! record-check, approve-upgrade, refuse-upgrade: what the desk does with a case.

use jiff::Timestamp;

use crate::audit::Actor;
use crate::effect::Effect;
use crate::ids::AccountId;
use crate::means::Means;
use crate::name::Note;
use crate::taking::Colleague;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::desk::Approval;
use crate::upgrade::refusal::{Reason, Refusal};
use crate::upgrade::stage::{Approved, Refused};
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade, Verb};

/// What somebody of the desk found on a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is right.
    Passed,
    /// It is not, for this reason.
    Failed(Reason),
}

impl Upgrade {
    /// Somebody of the desk writes down what he found on a check. It may be written anew as long as the case is in review.
    pub fn record_check(
        self,
        check: Check,
        outcome: Outcome,
        note: Note,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        self.not_his_own(by)?;
        self.free_for(by, now)?;
        let mut deciding = Deciding::seen(self, Verb::RecordCheck, revision, now)?;
        if matches!(
            deciding.upgrade.checklist.state(check),
            CheckState::NotNeeded | CheckState::Waiting { waiting_for: WaitingFor::Customer | WaitingFor::Balie, .. }
        ) {
            return Err(Refusal::NothingToRecord);
        }
        let evidence = Evidence::Staff { account: by.clone(), note };
        let (state, passed, reason) = match outcome {
            Outcome::Passed => (CheckState::Passed { at: now, evidence }, true, None),
            Outcome::Failed(reason) => (CheckState::Failed { at: now, reason, evidence }, false, Some(reason)),
        };
        deciding.upgrade.checklist.put(check, state);
        if check == Check::Identification && passed {
            deciding.end_identification();
        }
        deciding.tell(By::Staff, What::CheckRecorded { check, passed, reason });
        deciding.settle(rules);
        let result = format!("{} {}", check.name(), if passed { "passed" } else { "failed" });
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, Verb::RecordCheck.name(), &result))
    }

    /// The desk approves: only when no needed check is open or failed. Where the level asks for four eyes the first approval keeps the case
    /// in review until another person approves too. With the last one an activation code is mailed; until it is used the means works at its
    /// old level.
    pub fn approve(self, means: &Means, revision: u64, by: Colleague<'_>, now: Timestamp) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        self.not_his_own(by.account)?;
        self.free_for(by.account, now)?;
        let needed = usize::from(rules.approvers(self.target_level));
        let last = self.at_desk.approvals.len() + 1 >= needed;
        let verb = if last { Verb::Approve } else { Verb::ApproveFirst };
        let mut deciding = Deciding::seen(self, verb, revision, now)?;
        if deciding.upgrade.at_desk.approvals.iter().any(|approval| approval.by == *by.account) {
            return Err(Refusal::SecondPersonNeeded);
        }
        let open = deciding.upgrade.checklist.open();
        if !open.is_empty() {
            return Err(Refusal::ChecksOpen(open));
        }
        if !means.may_be_raised_on(crate::days::amsterdam(now)) {
            return Err(Refusal::MeansNotUpgradable);
        }
        let at_desk = &mut deciding.upgrade.at_desk;
        at_desk.approvals.push(Approval { by: by.account.clone(), name: by.name.clone(), at: now });
        // It is decided, or another one's turn.
        at_desk.taken = None;
        let actor = Actor::Staff { account: by.account.clone() };
        if !last {
            deciding.tell(By::Staff, What::ApprovedOnce {});
            return Ok(deciding.finish(actor, Verb::Approve.name(), "approved-once"));
        }
        deciding.upgrade.stage = Stage::Approved(Approved { at: now, activation: None, codes_asked: vec![now] });
        deciding.tell(By::Staff, What::Approved {});
        deciding.forget_identity_copies();
        deciding.effect(|organisation, upgrade| Effect::MailActivationCode { organisation, upgrade });
        deciding.shown_on(means);
        Ok(deciding.finish(actor, Verb::Approve.name(), "approved"))
    }

    /// The desk gives it back with a reason from the list and words of its own. All data, documents and checks that were right stay; the
    /// customer mends what was wrong and hands it in again.
    pub fn refuse(
        self,
        means: &Means,
        reason: Reason,
        text: Note,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        self.not_his_own(by)?;
        self.free_for(by, now)?;
        let mut deciding = Deciding::seen(self, Verb::Refuse, revision, now)?;
        deciding.upgrade.at_desk.approvals.clear();
        deciding.upgrade.at_desk.taken = None;
        let checklist = &mut deciding.upgrade.checklist;
        // An extract that is no good can only be mended by another one, so the customer is asked for it; whatever else failed is judged
        // again when he hands in again.
        let extract_failed = match checklist.state(Check::ExtractInDate) {
            CheckState::Failed { reason, .. } => Some(*reason),
            CheckState::NotNeeded | CheckState::Waiting { .. } | CheckState::Passed { .. } => {
                reason.is_about_the_extract().then_some(reason)
            }
        };
        if let Some(reason) = extract_failed.filter(|_| *checklist.state(Check::ExtractInDate) != CheckState::NotNeeded)
        {
            checklist.put(Check::ExtractInDate, CheckState::to_mend(reason, None));
        }
        deciding.upgrade.stage = Stage::Refused(Refused { at: now, reason, text });
        deciding.tell(By::Staff, What::Refused { reason });
        deciding.effect(|organisation, upgrade| Effect::TellUpgradeRefused { organisation, upgrade });
        deciding.shown_on(means);
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, Verb::Refuse.name(), reason.code()))
    }
}
