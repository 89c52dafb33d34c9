//! What the register (Handelsregister) means for an upgrade: whether an extract is asked, what stops it, who must sign (domain.md 4.5, 4.6).

#[cfg(test)]
mod tests;
mod view;

use jiff::{SignedDuration, Timestamp};

use crate::days;
use crate::kvk_number::KvkNumber;
use crate::power::judge::{Case, judge};
use crate::power::{self, NotEnough, RegisterFacts, SignaturesNeeded};
use crate::register::{Answer, LegalForm, NoAnswer, Officials};
use crate::upgrade::Upgrade;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::fill_in::Sections;
use crate::upgrade::refusal::{Fault, Reason};
use crate::upgrade::rules::{Circumstances, Rules};

pub use view::{CompanyView, OfficialView, RegisterView};

/// For how long an answer that is kept on a case is good enough while it is filled in. What it said when it is handed in counts.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(1);

impl Upgrade {
    /// The company the register is to be asked about before these sections are put in: none when what matters for it stays the same and the
    /// answer is fresh.
    pub fn to_ask(&self, sections: &Sections, now: Timestamp) -> Option<KvkNumber> {
        let touched = sections.organisation.is_some() || sections.representatives.is_some();
        let organisation = sections.organisation.as_ref().or(self.data.organisation.as_ref())?;
        let known = self.register.as_ref().filter(|facts| facts.kvk_number == organisation.kvk_number);
        (touched && !known.is_some_and(|facts| facts.is_fresh(now))).then(|| organisation.kvk_number.clone())
    }

    /// The company the register is to be asked about before it is handed in, when the answer is not fresh.
    pub fn to_ask_at_submission(&self, now: Timestamp) -> Option<KvkNumber> {
        let organisation = self.data.organisation.as_ref()?;
        let known = self.register.as_ref().filter(|facts| facts.kvk_number == organisation.kvk_number);
        (!known.is_some_and(|facts| facts.is_fresh(now))).then(|| organisation.kvk_number.clone())
    }

    /// The upgrade with what the register just said of its organisation. An answer it has is not given up for none.
    pub fn told_by_register(mut self, facts: Option<RegisterFacts>) -> Self {
        let Some(facts) = facts else { return self };
        let silent = matches!(facts.answer, Answer::NoAnswer { .. });
        let known = self.register.as_ref().is_some_and(|known| {
            known.kvk_number == facts.kvk_number && !matches!(known.answer, Answer::NoAnswer { .. })
        });
        if !(silent && known) {
            self.register = Some(facts);
        }
        self
    }

    /// Puts down what the register comes to for the data as it is now.
    pub(super) fn weigh_register(&mut self, now: Timestamp) {
        let number = self.data.organisation.as_ref().map(|organisation| &organisation.kvk_number);
        if self.register.as_ref().map(|facts| &facts.kvk_number) != number {
            self.register = None;
        }
        let Some(facts) = &self.register else { return };
        let Some(table) = self.power_rules() else { return };
        let case = Case {
            level: self.target_level,
            representatives: &self.data.representatives,
            branch: self.data.organisation.as_ref().and_then(|organisation| organisation.establishment_number.as_ref()),
            today: days::amsterdam(now),
        };
        let judgement = judge(table, &facts.answer, case);
        if let Some(facts) = &mut self.register {
            facts.judgement = judgement;
        }
    }

    /// The automatic check of those named against the register. What a document or a person of the desk settled stays, unless the register
    /// says that it cannot be.
    pub(super) fn check_powers(&mut self, rules: &Rules, now: Timestamp) {
        let check = Check::PowerToRepresent;
        let state = self.checklist.state(check);
        if *state == CheckState::NotNeeded {
            return;
        }
        let by_register = matches!(
            state,
            CheckState::Passed { evidence: Evidence::Register { .. }, .. }
                | CheckState::Waiting { reason: Some(Reason::BlockedInRegister), .. }
        );
        let waiting = matches!(state, CheckState::Waiting { .. } | CheckState::Failed { .. });
        let next = match &self.register {
            Some(facts) if facts.is_blocked() => Some(CheckState::Waiting {
                waiting_for: WaitingFor::Customer,
                reason: Some(Reason::BlockedInRegister),
                evidence: facts.evidence(),
            }),
            Some(facts) if facts.powers_settled() && (waiting || by_register) => {
                facts.evidence().map(|evidence| CheckState::Passed { at: now, evidence })
            }
            Some(_) | None => by_register.then(|| CheckState::waiting(rules.by(check))),
        };
        let same_pass = matches!(
            (state, &next),
            (CheckState::Passed { evidence: was, .. }, Some(CheckState::Passed { evidence: is, .. })) if was == is
        );
        if let Some(next) = next.filter(|_| !same_pass) {
            self.checklist.put(check, next);
        }
    }

    /// What the register makes of the circumstances the rules go by.
    pub(super) fn as_registered(&self, case: Circumstances) -> Circumstances {
        let Some(facts) = &self.register else { return case };
        let judgement = &facts.judgement;
        let company = facts.answer.company();
        let user = self.data.representatives.iter().position(|one| one.is_user);
        Circumstances {
            powers_in_register: judgement.settled,
            sole_trader_or_cross_border: company.is_some_and(|company| company.legal_form == LegalForm::SoleTrader),
            // Said of somebody, or found by the register; where it settles the powers by itself nobody's mandate matters.
            signer_not_in_register: !judgement.settled
                && (case.signer_not_in_register
                    || company.is_some_and(|company| matches!(company.officials, Officials::Listed { .. }))
                        && judgement.people.iter().any(|one| one.official.is_none())),
            // The register's word on the user's own power counts more than his.
            user_signs_alone: judgement.signatures.as_ref().map_or(case.user_signs_alone, |signatures| {
                Some(signatures.needed == 1 && user.is_some_and(|at| signatures.candidates.contains(&at)))
            }),
            ..case
        }
    }

    /// Who must sign, and how many: by the register where it settled the powers, else by what was filled in.
    ///
    /// # Errors
    /// When nobody is named, too few are, or the level takes none of their powers.
    pub fn signatures_needed(&self) -> Result<SignaturesNeeded, NotEnough> {
        let by_register = self.register.as_ref().and_then(|facts| facts.judgement.signatures.clone());
        by_register.map_or_else(
            || {
                let table = self.power_rules().ok_or(NotEnough::NobodyNamed)?;
                power::signatures_needed_under(table, self.target_level, &self.data.representatives)
            },
            Ok,
        )
    }

    /// What the register says that keeps it from being handed in.
    pub(super) fn register_faults(&self) -> Vec<Fault> {
        let Some(facts) = &self.register else { return Vec::new() };
        let company =
            facts.judgement.blockers.first().map(|ground| Fault::at("/organisation/kvkNumber", ground.code()));
        // What blocks the company stands with the company; it is not said again of each person.
        let people = facts.judgement.people.iter().enumerate().filter(|_| company.is_none());
        let people = people.filter_map(|(at, one)| {
            one.blockers().first().map(|ground| Fault::at(format!("/representatives/{at}"), ground.code()))
        });
        let people: Vec<Fault> = people.collect();
        company.into_iter().chain(people).chain(self.branch_fault(facts)).collect()
    }

    fn branch_fault(&self, facts: &RegisterFacts) -> Option<Fault> {
        let chosen = self.data.organisation.as_ref()?.establishment_number.as_ref()?;
        let branches = &facts.answer.company()?.branches;
        let fault = |code| Some(Fault::at("/organisation/establishmentNumber", code));
        match branches.iter().find(|branch| branch.establishment_number == *chosen) {
            Some(branch) if branch.active => None,
            Some(_) => fault("branch-ended"),
            None if branches.is_empty() => None,
            None => fault("not-a-branch"),
        }
    }
}

impl RegisterFacts {
    fn is_fresh(&self, now: Timestamp) -> bool {
        let told = match &self.answer {
            Answer::Found { company } => match company.officials {
                Officials::Listed { .. } | Officials::NotTold { why: NoAnswer::NotGivenOut } => true,
                Officials::NotTold { .. } => false,
            },
            Answer::Unknown => true,
            Answer::NoAnswer { .. } => false,
        };
        told && now.duration_since(self.asked_at).abs() < GOOD_FOR
    }

    /// Whether the register says that this cannot be.
    pub fn is_blocked(&self) -> bool {
        !self.judgement.blockers.is_empty() || self.judgement.people.iter().any(|one| !one.blockers().is_empty())
    }

    fn evidence(&self) -> Option<Evidence> {
        let company = self.answer.company()?;
        Some(Evidence::Register { kvk_number: self.kvk_number.clone(), as_of: company.as_of })
    }
}
