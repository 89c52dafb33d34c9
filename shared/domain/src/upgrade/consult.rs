//! What the register (Handelsregister) means for an upgrade: whether an extract is asked, what stops it, who must sign (domain.md 4.5, 4.6).

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::days;
use crate::kvk_number::KvkNumber;
use crate::power::judge::{Case, Judgement, judge};
use crate::power::rules::Strength;
use crate::power::{self, NotEnough, RegisterFacts, SignaturesNeeded};
use crate::register::{Answer, Branch, LegalForm, NoAnswer, Office, Officials, Registered, Who};
use crate::upgrade::Upgrade;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::fill_in::Sections;
use crate::upgrade::refusal::{Fault, Reason};
use crate::upgrade::rules::{Circumstances, Rules};

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

/// What the register said, as it stands on the wire: never a date of birth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegisterView {
    /// The company that was asked about.
    pub kvk_number: KvkNumber,
    /// When.
    pub asked_at: Timestamp,
    /// Why it gave no answer; absent when it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_answer: Option<NoAnswer>,
    /// What it knows of the company; absent when it knows none of this number, or gave no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<CompanyView>,
    /// What that comes to for the representatives named.
    pub judgement: Judgement,
}

/// A company of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CompanyView {
    /// Its number.
    pub kvk_number: KvkNumber,
    /// Its name.
    pub name: String,
    /// Its legal form.
    pub legal_form: LegalForm,
    /// Whether its registration has ended.
    pub ended: bool,
    /// Its branches, the main one first.
    pub branches: Vec<Branch>,
    /// Those who act for it; absent when the register does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officials: Option<Vec<OfficialView>>,
    /// The moment the data left the register.
    pub as_of: Timestamp,
}

/// Somebody who acts for a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OfficialView {
    /// Names the entry within its company.
    pub key: u16,
    /// First names; absent when it is a company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_names: Option<String>,
    /// What stands before the surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<String>,
    /// Surname, or the name of the company that acts.
    pub name: String,
    /// In what capacity.
    pub office: Office,
    /// The title on the door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// How far the power reaches; absent when there is none, or the register does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// Up to which amount, when it is limited so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<String>,
    /// What a limited power covers, in the register's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covers: Option<String>,
}

impl RegisterView {
    /// What was said, for the wire.
    pub fn of(facts: &RegisterFacts) -> Self {
        let no_answer = match &facts.answer {
            Answer::NoAnswer { why } => Some(*why),
            Answer::Found { .. } | Answer::Unknown => None,
        };
        Self {
            kvk_number: facts.kvk_number.clone(),
            asked_at: facts.asked_at,
            no_answer,
            company: facts.answer.company().map(CompanyView::of),
            judgement: facts.judgement.clone(),
        }
    }
}

impl CompanyView {
    /// A company, for the wire.
    pub fn of(company: &crate::register::Company) -> Self {
        let officials = match &company.officials {
            Officials::Listed { entries } => Some(entries.iter().map(OfficialView::of).collect()),
            Officials::NotTold { .. } => None,
        };
        Self {
            kvk_number: company.kvk_number.clone(),
            name: company.name.clone(),
            legal_form: company.legal_form,
            ended: company.ended_on.is_some(),
            branches: company.branches.clone(),
            officials,
            as_of: company.as_of,
        }
    }
}

impl OfficialView {
    fn of(official: &crate::register::Official) -> Self {
        let (first_names, infix, name) = match &official.who {
            Who::Person { person } => (Some(person.first_names.clone()), person.infix.clone(), person.surname.clone()),
            Who::Company { name, .. } => (None, None, name.clone()),
        };
        let (strength, up_to, covers) = match &official.power {
            Registered::Owner | Registered::Alone => (Some(Strength::Alone), None, None),
            Registered::FullProxy => (Some(Strength::FullProxy), None, None),
            Registered::Joint { .. } => (Some(Strength::Joint), None, None),
            Registered::Limited { up_to, covers } => {
                let strength =
                    if official.power.names_eherkenning() { Strength::LimitedForThis } else { Strength::Limited };
                (Some(strength), up_to.clone(), covers.clone())
            }
            Registered::None | Registered::Unsaid => (None, None, None),
        };
        Self {
            key: official.key,
            first_names,
            infix,
            name,
            office: official.office,
            title: official.title.clone(),
            strength,
            up_to,
            covers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::testing::chance;
    use crate::level::AssuranceLevel;
    use crate::means::tests::petras;
    use crate::register::{Company, LegalState, Official, Person};
    use crate::upgrade::data::Power;
    use crate::upgrade::data::tests::petras_data;

    fn now() -> Timestamp {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    fn draft() -> Upgrade {
        let means = petras();
        crate::upgrade::start(&means, AssuranceLevel::Eh3, &means.holder, now(), &chance()).unwrap().upgrade
    }

    fn facts(number: &str, at: Timestamp, change: impl Fn(&mut Company)) -> RegisterFacts {
        let petra = Person {
            first_names: "Petra Maria".to_owned(),
            infix: None,
            surname: "Jansen".to_owned(),
            birth_date: Some(jiff::civil::date(1975, 2, 1)),
            died_on: None,
            states: vec![],
            emancipated: false,
        };
        let official = Official {
            key: 1,
            who: Who::Person { person: petra },
            office: Office::Director,
            title: None,
            power: Registered::Alone,
            suspension: None,
            branches: vec![],
        };
        let mut company = Company {
            kvk_number: number.parse().unwrap(),
            name: "Voorbeeld Beheer B.V.".to_owned(),
            legal_form: LegalForm::PrivateLimited,
            ended_on: None,
            states: vec![],
            branches: vec![],
            officials: Officials::Listed { entries: vec![official] },
            as_of: at,
        };
        change(&mut company);
        RegisterFacts::new(number.parse().unwrap(), at, Answer::Found { company: Box::new(company) })
    }

    /// Petra's upgrade with everything filled in, after the register said this.
    fn told(change: impl Fn(&mut Company)) -> Upgrade {
        let data = petras_data();
        let sections = Sections {
            user: data.user,
            organisation: data.organisation,
            representatives: Some(data.representatives),
            ..Sections::default()
        };
        let upgrade = draft().told_by_register(Some(facts("69599084", now(), change)));
        let (revision, holder) = (upgrade.revision, upgrade.holder.clone());
        upgrade.fill_in(&petras().registration, sections, revision, &holder, now()).unwrap().upgrade
    }

    fn codes(upgrade: &Upgrade) -> Vec<(String, &'static str)> {
        upgrade.register_faults().into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn powers_settled_in_the_register_pass_by_themselves_and_no_extract_is_asked() {
        let upgrade = told(|_| {});
        let passed = CheckState::Passed {
            at: now(),
            evidence: Evidence::Register { kvk_number: "69599084".parse().unwrap(), as_of: now() },
        };
        assert_eq!(*upgrade.checklist.state(Check::PowerToRepresent), passed);
        assert_eq!(*upgrade.checklist.state(Check::ExtractInDate), CheckState::NotNeeded);
        assert_eq!(upgrade.signatures_needed().unwrap().needed, 1);
        assert_eq!(upgrade.register_faults(), []);
    }

    #[test]
    fn whoever_is_not_in_it_hands_in_an_extract_and_the_desk_looks() {
        let upgrade = told(|company| company.officials = Officials::NotTold { why: NoAnswer::NotGivenOut });
        assert!(matches!(upgrade.checklist.state(Check::ExtractInDate), CheckState::Waiting { reason: None, .. }));
        let waiting = CheckState::waiting(WaitingFor::Staff);
        assert_eq!(*upgrade.checklist.state(Check::PowerToRepresent), waiting);
        assert!(!upgrade.circumstances().powers_in_register);
    }

    #[test]
    fn what_blocks_is_said_at_once_and_keeps_it_from_being_handed_in() {
        let upgrade = told(|company| company.states.push(LegalState::Bankrupt));
        let state = upgrade.checklist.state(Check::PowerToRepresent);
        assert!(matches!(state, CheckState::Waiting { reason: Some(Reason::BlockedInRegister), .. }), "{state:?}");
        assert_eq!(codes(&upgrade), [("/organisation/kvkNumber".to_owned(), "bankrupt")]);
        let suspended = told(|company| {
            if let Officials::Listed { entries } = &mut company.officials {
                let from = jiff::civil::date(2026, 1, 1);
                entries[0].suspension = Some(crate::register::Suspension { from, until: None });
            }
        });
        assert_eq!(codes(&suspended), [("/representatives/0".to_owned(), "suspended")]);
        let refused = suspended.clone().submit(&petras(), suspended.revision, &suspended.holder, now());
        assert!(matches!(refused, Err(crate::upgrade::Refusal::Incomplete(_))));
    }

    #[test]
    fn a_change_of_those_named_is_weighed_anew() {
        let upgrade = told(|_| {});
        let mut one = upgrade.data.representatives[0].clone();
        one.first_names = "Karim".parse().unwrap();
        one.is_user = false;
        one.power = Power::Joint;
        let (revision, holder) = (upgrade.revision, upgrade.holder.clone());
        let sections = Sections { representatives: Some(vec![one]), ..Sections::default() };
        let changed = upgrade.fill_in(&petras().registration, sections, revision, &holder, now()).unwrap().upgrade;
        assert_eq!(*changed.checklist.state(Check::PowerToRepresent), CheckState::waiting(WaitingFor::Staff));
        assert!(matches!(changed.checklist.state(Check::ExtractInDate), CheckState::Waiting { .. }));
    }

    #[test]
    fn it_is_asked_once_an_hour_and_silence_does_not_wipe_out_an_answer() {
        let upgrade = told(|_| {});
        let touched = Sections { representatives: Some(vec![]), ..Sections::default() };
        assert_eq!(upgrade.to_ask(&touched, now() + SignedDuration::from_mins(59)), None);
        assert_eq!(upgrade.to_ask(&touched, now() + SignedDuration::from_mins(60)), Some("69599084".parse().unwrap()));
        assert_eq!(upgrade.to_ask(&Sections::default(), now() + SignedDuration::from_hours(9)), None);
        let silence = Answer::NoAnswer { why: NoAnswer::Failed };
        let silent = RegisterFacts::new("69599084".parse().unwrap(), now(), silence);
        assert_eq!(upgrade.clone().told_by_register(Some(silent)).register, upgrade.register);
        let other = facts("42264003", now(), |_| {});
        let mut moved = upgrade.told_by_register(Some(other));
        moved.weigh_register(now());
        assert_eq!(moved.register, None, "what was said of another company is not kept");
    }

    #[test]
    fn a_branch_must_be_one_that_is_there() {
        let with = |number: &str, active: bool| {
            let mut upgrade = told(|company| {
                company.branches.push(Branch {
                    establishment_number: "000037178598".parse().unwrap(),
                    name: "Voorbeeld".to_owned(),
                    main: true,
                    address: None,
                    active,
                });
            });
            upgrade.data.organisation.as_mut().unwrap().establishment_number = Some(number.parse().unwrap());
            codes(&upgrade)
        };
        assert_eq!(with("000037178598", true), []);
        let at = "/organisation/establishmentNumber".to_owned();
        assert_eq!(with("000037178598", false), [(at.clone(), "branch-ended")]);
        assert_eq!(with("000037178599", true), [(at, "not-a-branch")]);
    }

    #[test]
    fn a_sole_trader_gives_his_number_and_nobody_else_does() {
        let number = |form: LegalForm| {
            let mut data = petras_data();
            data.user.as_mut().unwrap().bsn = Some("123456782".parse().unwrap());
            let sections = Sections { user: data.user, organisation: data.organisation, ..Sections::default() };
            let upgrade = draft().told_by_register(Some(facts("69599084", now(), |company| company.legal_form = form)));
            let (revision, holder) = (upgrade.revision, upgrade.holder.clone());
            upgrade
                .fill_in(&petras().registration, sections, revision, &holder, now())
                .unwrap()
                .upgrade
                .data
                .user
                .unwrap()
                .bsn
        };
        assert!(number(LegalForm::SoleTrader).is_some());
        assert_eq!(number(LegalForm::PrivateLimited), None);
    }

    #[test]
    fn a_date_of_birth_never_stands_on_the_wire() {
        let upgrade = told(|_| {});
        let view = serde_json::to_string(&RegisterView::of(upgrade.register.as_ref().unwrap())).unwrap();
        assert!(view.contains("Jansen") && !view.contains("1975"), "{view}");
    }
}
