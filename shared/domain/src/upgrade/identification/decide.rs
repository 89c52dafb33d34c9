//! What is decided about being identified: whom to invite when a case is handed in, what an event of the partner comes to, when to remind
//! and when the time is over.

use jiff::{SignedDuration, Timestamp};

use super::{
    Assignment, Identification, IdentificationView, Identity, PartnerEvent, Person, Progress, Told, Whom,
    to_be_identified,
};
use crate::audit::Actor;
use crate::effect::{Effect, IdentificationEffect};
use crate::ids::AccountId;
use crate::upgrade::checklist::{Check, CheckState, Evidence};
use crate::upgrade::refusal::Refusal;
use crate::upgrade::rules::Rules;
use crate::upgrade::timeline::{By, IdentificationStep, What};
use crate::upgrade::view::Viewer;
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// What an event of the partner came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hearing {
    /// It changed something.
    Changed(Box<Decided>),
    /// It came late, or to a case that does not wait for it any more.
    Nothing,
}

/// What is due of an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// Something was: a reminder, or its end.
    Done {
        /// What is to be written.
        decided: Box<Decided>,
        /// When something is due again.
        next: Option<Timestamp>,
    },
    /// Nothing yet.
    Later(Timestamp),
    /// Nothing any more.
    Over,
}

const fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(count * 24)
}

impl Deciding {
    /// Invites whoever must be identified. Whoever was identified under the same data stays so, and whoever comes back with exactly what
    /// was seen on his identity document need not be seen again; whoever is not needed any more is called off.
    pub(in crate::upgrade) fn begin_identification(&mut self, rules: &Rules) {
        let needed = *self.upgrade.checklist.state(Check::Identification) != CheckState::NotNeeded;
        let level = self.upgrade.target_level;
        let signatures = self.upgrade.signatures_needed().ok();
        let whom =
            if needed { to_be_identified(rules, level, &self.upgrade.data, signatures.as_ref()) } else { Vec::new() };
        let mut identification = self.upgrade.identification.take().unwrap_or_default();
        let mut kept = Vec::new();
        let mut wanted = Vec::new();
        for one in whom {
            let Some(identity) = Identity::of(&self.upgrade.data, one) else { continue };
            match identification.keep(one, &identity, &kept) {
                Some(number) => kept.push(number),
                None => wanted.push((one, identity)),
            }
        }
        let now = self.now;
        let superseded = identification.persons.iter_mut().filter(|person| !kept.contains(&person.number));
        let mut called_off = Vec::new();
        for person in superseded.filter(|person| !matches!(person.progress, Progress::CalledOff { .. })) {
            if person.is_open() {
                called_off.push(person.number);
            }
            person.call_off(now);
        }
        self.upgrade.identification = Some(identification).filter(|all| !all.persons.is_empty() || !wanted.is_empty());
        for number in called_off {
            self.tell_partner_off(number);
        }
        for (one, identity) in wanted {
            self.invite(rules, one, identity);
        }
        if needed {
            self.reflect_identification(rules);
        }
    }

    fn invite(&mut self, rules: &Rules, whom: Whom, identity: Identity) {
        let identification = self.upgrade.identification.get_or_insert_default();
        let number = u32::try_from(identification.persons.len()).unwrap_or(u32::MAX).saturating_add(1);
        let invited_at = self.now;
        let until = invited_at.saturating_add(days(rules.identification.days)).unwrap_or(invited_at);
        let (reminders, assignment, progress, heard) = (0, None, Progress::Invited, super::Heard::default());
        let person = Person { number, whom, identity, invited_at, until, reminders, assignment, progress, heard };
        identification.persons.push(person);
        self.tell(By::Balie, What::Identification { step: IdentificationStep::Invited });
        self.identification_effect(IdentificationEffect::Invite {
            organisation: self.upgrade.organisation.clone(),
            upgrade: self.upgrade.id.clone(),
            number,
        });
    }

    /// A further invitation in the place of one that is there.
    fn invite_instead(&mut self, rules: &Rules, number: u32) -> Result<(), Refusal> {
        let now = self.now;
        let person = self.upgrade.identification.as_ref().and_then(|all| all.person(number));
        let (whom, was_open) = person.map(|person| (person.whom, person.is_open())).ok_or(Refusal::NotInvited)?;
        let identity = Identity::of(&self.upgrade.data, whom).ok_or(Refusal::NotInvited)?;
        if let Some(person) = self.upgrade.identification.as_mut().and_then(|all| all.person_mut(number)) {
            person.call_off(now);
        }
        if was_open {
            self.tell_partner_off(number);
        }
        self.invite(rules, whom, identity);
        Ok(())
    }

    /// Calls off whatever of it is still open: the case has come to an end, or somebody of the desk found it right himself.
    pub(in crate::upgrade) fn end_identification(&mut self) {
        let now = self.now;
        let Some(identification) = &mut self.upgrade.identification else { return };
        let open: Vec<u32> =
            identification.current().filter(|person| person.is_open()).map(|person| person.number).collect();
        for number in open {
            if let Some(person) = self.upgrade.identification.as_mut().and_then(|all| all.person_mut(number)) {
                person.call_off(now);
            }
            self.tell_partner_off(number);
        }
    }

    fn tell_partner_off(&mut self, number: u32) {
        self.identification_effect(IdentificationEffect::CallOff {
            organisation: self.upgrade.organisation.clone(),
            upgrade: self.upgrade.id.clone(),
            number,
        });
    }

    fn identification_effect(&mut self, effect: IdentificationEffect) {
        self.effects.push(Effect::Identification(effect));
    }

    /// Puts down what is known on the checklist; what somebody of the desk decided stays.
    fn reflect_identification(&mut self, rules: &Rules) {
        let Some(identification) = &self.upgrade.identification else { return };
        let by_desk = match self.upgrade.checklist.state(Check::Identification) {
            CheckState::NotNeeded => true,
            CheckState::Passed { evidence, .. } | CheckState::Failed { evidence, .. } => {
                matches!(evidence, Evidence::Staff { .. })
            }
            CheckState::Waiting { .. } => false,
        };
        if !by_desk {
            let state = identification.check(rules);
            self.upgrade.checklist.put(Check::Identification, state);
        }
    }

    fn partner_tells(&mut self, number: u32, told: &Told) {
        let step = match told {
            Told::Booked { .. } => IdentificationStep::Booked,
            Told::WindowKnown { .. } => IdentificationStep::WindowKnown,
            Told::Matched {} => IdentificationStep::Matched,
            Told::Mismatched { .. } => IdentificationStep::Mismatched,
            Told::NoShow {} => IdentificationStep::NoShow,
            Told::Expired {} => IdentificationStep::Expired,
        };
        self.tell(By::Courier, What::Identification { step });
        let (organisation, upgrade) = (self.upgrade.organisation.clone(), self.upgrade.id.clone());
        let effect = match told {
            Told::Booked { .. } | Told::WindowKnown { .. } => {
                let exactly = matches!(told, Told::WindowKnown { .. });
                IdentificationEffect::TellBooked { organisation, upgrade, number, exactly }
            }
            Told::Mismatched { .. } => IdentificationEffect::TellMismatch { organisation, upgrade, number },
            Told::NoShow {} => IdentificationEffect::TellNoShow { organisation, upgrade, number },
            Told::Expired {} => IdentificationEffect::TellExpired { organisation, upgrade, number },
            Told::Matched {} => return,
        };
        self.identification_effect(effect);
    }
}

impl Identification {
    /// The invitation that still stands for somebody, among those not taken yet. One whose differences were all mended becomes a match.
    fn keep(&mut self, whom: Whom, identity: &Identity, taken: &[u32]) -> Option<u32> {
        let alike = |person: &&mut Person| {
            !taken.contains(&person.number)
                && matches!(person.whom, Whom::User) == matches!(whom, Whom::User)
                && !matches!(person.progress, Progress::CalledOff { .. })
        };
        for person in self.persons.iter_mut().filter(alike) {
            match &person.progress {
                Progress::Mismatched { at, differences } if identity.mends(&person.identity, differences) => {
                    person.progress = Progress::Matched { at: *at };
                }
                // It was handed in again with the very data that differ, or its time is over: he is invited anew.
                Progress::Mismatched { .. } | Progress::Expired { .. } => continue,
                Progress::Invited
                | Progress::Booked { .. }
                | Progress::WindowKnown { .. }
                | Progress::Matched { .. }
                | Progress::NoShow { .. }
                | Progress::AtDesk => {
                    if !identity.is_same(&person.identity) {
                        continue;
                    }
                }
                Progress::CalledOff { .. } => continue,
            }
            person.whom = whom;
            person.identity = identity.clone();
            return Some(person.number);
        }
        None
    }

    /// Whether another invitation can be asked for: the one before came to nothing, and there is an end to it.
    pub(super) fn may_invite_again(&self, person: &Person, rules: &Rules) -> bool {
        matches!(person.progress, Progress::Expired { .. } | Progress::NoShow { .. })
            && self.invitations(person.whom) < rules.identification.most_invitations
    }
}

impl Upgrade {
    /// Being identified, as `viewer` sees it.
    pub(in crate::upgrade) fn identification_view(
        &self,
        viewer: Viewer,
    ) -> Result<Option<IdentificationView>, Refusal> {
        let rules = self.rules()?;
        let view = self.identification.as_ref().map(|all| all.view(rules, viewer));
        Ok(view.filter(|view| !view.persons.is_empty()))
    }

    /// The partner took the assignment. `None` when it is not waited for any more.
    pub fn identification_assigned(
        self,
        number: u32,
        assignment: Assignment,
        now: Timestamp,
    ) -> Result<Option<Decided>, Refusal> {
        let mut deciding = Deciding::on(self, now);
        deciding.upgrade.stage.admit(Verb::Identify)?;
        let identification = deciding.upgrade.identification.as_mut();
        let Some(person) = identification.and_then(|all| all.person_mut(number)).filter(|person| person.is_open())
        else {
            return Ok(None);
        };
        person.assignment = Some(assignment);
        Ok(Some(deciding.finish(Actor::Balie, Verb::Identify.name(), "assigned")))
    }

    /// No partner is connected to this stage: the desk sees to it, as on paper.
    pub fn identification_at_desk(self, number: u32, now: Timestamp) -> Result<Option<Decided>, Refusal> {
        let rules = self.rules()?;
        let mut deciding = Deciding::on(self, now);
        deciding.upgrade.stage.admit(Verb::Identify)?;
        let identification = deciding.upgrade.identification.as_mut();
        let Some(person) = identification.and_then(|all| all.person_mut(number)).filter(|person| person.is_open())
        else {
            return Ok(None);
        };
        person.progress = Progress::AtDesk;
        deciding.reflect_identification(rules);
        deciding.settle(rules);
        Ok(Some(deciding.finish(Actor::Balie, Verb::Identify.name(), "at-desk")))
    }

    /// The partner told of an invitation. Late and repeated events, and those of cases that are at an end, change nothing.
    pub fn hear_partner(self, event: &PartnerEvent, now: Timestamp) -> Result<Hearing, Refusal> {
        let rules = self.rules()?;
        if self.stage.admit(Verb::Identify).is_err() {
            return Ok(Hearing::Nothing);
        }
        let mut deciding = Deciding::on(self, now).revised();
        let number = event.reference.number;
        let identification = deciding.upgrade.identification.as_mut();
        let Some(person) = identification.and_then(|all| all.person_mut(number)) else { return Ok(Hearing::Nothing) };
        if !person.hear(event.sequence, event.occurred_at, &event.what) {
            return Ok(Hearing::Nothing);
        }
        deciding.reflect_identification(rules);
        deciding.partner_tells(number, &event.what);
        deciding.settle(rules);
        let result = match event.what {
            Told::Booked { .. } => "booked",
            Told::WindowKnown { .. } => "window-known",
            Told::Matched {} => "matched",
            Told::Mismatched { .. } => "mismatched",
            Told::NoShow {} => "no-show",
            Told::Expired {} => "expired",
        };
        Ok(Hearing::Changed(Box::new(deciding.finish(Actor::Courier, Verb::Identify.name(), result))))
    }

    /// Looks whether something is due of an invitation: reminders as long as nothing is booked, and its end (domain.md 1.4).
    pub fn identification_due(self, number: u32, now: Timestamp) -> Result<Due, Refusal> {
        let rules = self.rules()?;
        if self.stage.admit(Verb::Identify).is_err() {
            return Ok(Due::Over);
        }
        let Some(person) = self.identification.as_ref().and_then(|all| all.person(number)) else {
            return Ok(Due::Over);
        };
        if !person.is_open() {
            return Ok(Due::Over);
        }
        let (remind_at, expires_at) = (person.remind_at(rules), person.expires_at());
        let reminded_out = remind_at.is_none_or(|at| at > now);
        if now < expires_at && reminded_out {
            return Ok(Due::Later(remind_at.map_or(expires_at, |at| at.min(expires_at))));
        }
        let mut deciding = Deciding::on(self, now);
        let (organisation, upgrade) = (deciding.upgrade.organisation.clone(), deciding.upgrade.id.clone());
        let identification = deciding.upgrade.identification.as_mut();
        let Some(person) = identification.and_then(|all| all.person_mut(number)) else { return Ok(Due::Over) };
        let (result, next) = if now >= expires_at {
            person.expire(now);
            deciding = deciding.revised();
            deciding.reflect_identification(rules);
            deciding.tell(By::Balie, What::Identification { step: IdentificationStep::Expired });
            deciding.tell_partner_off(number);
            deciding.identification_effect(IdentificationEffect::TellExpired { organisation, upgrade, number });
            deciding.settle(rules);
            ("expired", None)
        } else {
            let waits_for_booking = person.appointment().is_none();
            person.skip_reminders(rules, now);
            let next = person.remind_at(rules).map_or(expires_at, |at| at.min(expires_at));
            if waits_for_booking {
                deciding.tell(By::Balie, What::Identification { step: IdentificationStep::Reminded });
                deciding.identification_effect(IdentificationEffect::Remind { organisation, upgrade, number });
            }
            ("reminded", Some(next))
        };
        let decided = Box::new(deciding.finish(Actor::Balie, Verb::Identify.name(), result));
        Ok(Due::Done { decided, next })
    }

    /// The customer asks for another invitation, after one that came to nothing.
    pub fn invite_again(self, number: u32, revision: u64, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = Deciding::seen(self, Verb::InviteAgain, revision, now)?;
        let identification = deciding.upgrade.identification.as_ref();
        let Some((identification, person)) = identification.and_then(|all| Some((all, all.person(number)?))) else {
            return Err(Refusal::NotInvited);
        };
        if !identification.may_invite_again(person, rules) {
            return Err(Refusal::NotInvited);
        }
        deciding.invite_instead(rules, number)?;
        deciding.reflect_identification(rules);
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Person { account: by.clone() }, Verb::InviteAgain.name(), "invited"))
    }

    /// Somebody of the desk has a person invited anew, under the data as they are: after a difference that was not one, or when what the
    /// customer may ask for himself is used up. The customer need not hand anything in again. What a colleague had found on the check
    /// makes room for what comes of it.
    pub fn invite_from_desk(
        self,
        number: u32,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        self.not_his_own(by)?;
        self.free_for(by, now)?;
        let mut deciding = Deciding::seen(self, Verb::InviteAgain, revision, now)?;
        let person = deciding.upgrade.identification.as_ref().and_then(|all| all.person(number));
        if !person.is_some_and(Person::may_be_invited_from_desk) {
            return Err(Refusal::NotInvited);
        }
        deciding.invite_instead(rules, number)?;
        if let Some(identification) = &deciding.upgrade.identification {
            let state = identification.check(rules);
            deciding.upgrade.checklist.put(Check::Identification, state);
        }
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, "invite-from-desk", "invited"))
    }
}

impl Person {
    /// Whether the desk can have him invited anew: he was not found to be who he says, and no appointment would be lost by it.
    pub(super) const fn may_be_invited_from_desk(&self) -> bool {
        match self.progress {
            Progress::Invited
            | Progress::Mismatched { .. }
            | Progress::NoShow { .. }
            | Progress::Expired { .. }
            | Progress::AtDesk => true,
            Progress::Booked { .. }
            | Progress::WindowKnown { .. }
            | Progress::Matched { .. }
            | Progress::CalledOff { .. } => false,
        }
    }

    /// When the next reminder is due, if one still is.
    fn remind_at(&self, rules: &Rules) -> Option<Timestamp> {
        let day = rules.identification.remind_after_days.get(usize::from(self.reminders))?;
        self.invited_at.saturating_add(days(*day)).ok()
    }

    /// One reminder stands for all that are due by now.
    fn skip_reminders(&mut self, rules: &Rules, now: Timestamp) {
        while self.remind_at(rules).is_some_and(|at| at <= now) {
            self.reminders = self.reminders.saturating_add(1);
        }
    }
}
