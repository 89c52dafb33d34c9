//! submit-upgrade: the customer hands it in, for the first time or after mending it.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::audit::Actor;
use crate::days;
use crate::effect::Effect;
use crate::ids::AccountId;
use crate::means::Means;
use crate::price::discount::Lookup;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::fill_in::compare;
use crate::upgrade::refusal::{Fault, Reason, Refusal};
use crate::upgrade::rules::Rules;
use crate::upgrade::stage::InReview;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade, Verb};

impl Upgrade {
    /// Hands it in. Everything that keeps it from being judged is named at once, field by field; nothing that was typed is lost.
    pub fn submit(self, means: &Means, revision: u64, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.submit_at(means, &Lookup::default(), revision, by, now)
    }

    /// As [`Upgrade::submit`], with what is known of the discount code that was typed.
    pub fn submit_at(
        self,
        means: &Means,
        discount: &Lookup,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = Deciding::seen(self, Verb::Submit, revision, now)?;
        let today = days::amsterdam(now);
        deciding.upgrade.weigh_register(now);
        if !means.may_be_raised_on(today) {
            return Err(Refusal::MeansNotUpgradable);
        }
        let mut faults = deciding.upgrade.faults(means, rules, today);
        faults.extend(deciding.upgrade.authorisation_faults(discount, today)?);
        if !faults.is_empty() {
            return Err(Refusal::Incomplete(faults));
        }
        deciding.fix_price(means, discount, today)?;
        let upgrade = &mut deciding.upgrade;
        let doubted = upgrade.signatures_doubted();
        upgrade.checklist.retry_failed(rules);
        let case = upgrade.circumstances();
        upgrade.checklist.reassess(rules, &case);
        upgrade.check_powers(rules, now);
        upgrade.check_extract(rules, now);
        compare(&mut upgrade.checklist, &upgrade.data, &means.registration, now);
        let promised_for = Some(upgrade.promise_from(rules, now));
        upgrade.stage = Stage::InReview(InReview { submitted_at: now, waiting_since: None, promised_for });
        deciding.tell(By::Customer, What::Submitted { promised_for });
        deciding.begin_identification(rules);
        deciding.effect(|organisation, upgrade| Effect::TellUpgradeReceived { organisation, upgrade });
        deciding.begin_signing(rules, doubted)?;
        deciding.settle(rules);
        deciding.shown_on(means);
        Ok(deciding.finish(Actor::Person { account: by.clone() }, Verb::Submit.name(), "submitted"))
    }

    /// Everything that keeps the upgrade from being handed in on a day.
    fn faults(&self, means: &Means, rules: &Rules, today: Date) -> Vec<Fault> {
        let mut faults = self.data.faults(rules, &self.circumstances(), today);
        let mut differing = self.data.differing(&means.registration).unwrap_or_default();
        if self.from_level.is_none() {
            // Nothing was issued yet that the data could differ from; but whose means it is to be, and of which organisation, stands.
            differing.retain(|pointer| matches!(pointer.as_str(), "/user/email" | "/organisation/kvkNumber"));
        }
        faults.extend(differing.into_iter().map(|pointer| Fault::at(pointer, "differs-from-registration")));
        faults.extend(self.register_faults());
        faults.extend(self.signer_faults());
        faults.extend(self.extract_fault(rules, today).map(|code| Fault::at("/documents", code)));
        faults.extend(self.mandate_faults(rules));
        faults.extend(self.id_copy_missing(rules).then(|| Fault::at("/documents", "id-copy-missing")));
        faults
    }

    /// What is wrong with the extract on file. One that is being inspected, or that waits for a person to read it, may go along.
    fn extract_fault(&self, rules: &Rules, today: Date) -> Option<&'static str> {
        match self.checklist.state(Check::ExtractInDate) {
            CheckState::Waiting { waiting_for: WaitingFor::Customer, reason, .. } => {
                Some(reason.map_or("extract-missing", Reason::code))
            }
            CheckState::Failed { reason, .. } => Some(reason.code()),
            CheckState::Passed { evidence: Evidence::Extract { made_on, .. }, .. } => {
                // It may have been fresh when it was uploaded and have grown old in a drawer.
                (days::between(*made_on, today) > rules.extract_max_age_days).then_some("extract-too-old")
            }
            CheckState::NotNeeded | CheckState::Waiting { .. } | CheckState::Passed { .. } => None,
        }
    }
}
