//! The end of an upgrade: a code is mailed, and used.

use jiff::{SignedDuration, Timestamp};

use crate::account::KeyedHash;
use crate::audit::Actor;
use crate::days;
use crate::effect::{CatalogueEffect, Effect};
use crate::ids::AccountId;
use crate::means::Means;
use crate::upgrade::activation_code::{Activation, Try};
use crate::upgrade::refusal::Refusal;
use crate::upgrade::stage::Active;
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Stage, Upgrade, Verb};

/// What a try with a code came to. Both are to be written before anything is answered, held to the version that was read: so no try is
/// ever free, however many come at once (S16).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// The code was right: the means works at its new level.
    Activated(Box<Decided>),
    /// It was not.
    Wrong {
        /// How often it may still be tried.
        tries_left: u8,
        /// What is to be written.
        decided: Box<Decided>,
    },
}

/// What is left to do about a code that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeDue {
    /// Its hash is to be kept, and then it is mailed.
    Draw,
    /// It is kept already, by an attempt of which nobody knows whether its mail went out (S53): it is mailed as it is.
    Mail {
        /// Until when it is good.
        expires_at: Timestamp,
    },
    /// It is not waited for any more: a newer one was asked for, it was tried out, or the upgrade is not at that stage.
    Nothing,
}

/// Within how long codes that were asked for are counted.
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Upgrade {
    /// What is left to do about the code that was asked for at `asked`; `kept` says whether it is the one behind
    /// [`Upgrade::mailed_code`].
    pub fn code_due(&self, asked: Timestamp, kept: bool, now: Timestamp) -> Result<CodeDue, Refusal> {
        let rules = self.rules()?;
        let Stage::Approved(approved) = &self.stage else { return Ok(CodeDue::Nothing) };
        // A code that was replaced stays dead, even when its own mail comes to be made only now (S20).
        if approved.codes_asked.last().is_some_and(|latest| *latest > asked) {
            return Ok(CodeDue::Nothing);
        }
        Ok(match &approved.activation {
            Some(activation) if kept => activation.due(rules, now),
            Some(_) | None => CodeDue::Draw,
        })
    }

    /// Balie drew a code and is about to mail it. Whatever code was mailed before is dead from here on (S20).
    pub fn code_drawn(self, hash: KeyedHash, now: Timestamp) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = Deciding::on(self, now);
        let activation = Activation::mailed(hash, rules, now);
        let expires_at = activation.expires_at;
        deciding.upgrade.stage.approval(Verb::MailCode)?.activation = Some(activation);
        deciding.tell(By::Balie, What::CodeMailed { expires_at });
        Ok(deciding.finish(Actor::Balie, Verb::MailCode.name(), "mailed"))
    }

    /// The holder asks for another code: the old one is dead at once, the new one comes by mail. Free, but not without end: a mailbox is
    /// not filled through Balie, and each code is five more guesses.
    pub fn renew_code(self, revision: u64, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.only_the_holder(by)?;
        let rules = self.rules()?;
        let mut deciding = Deciding::seen(self, Verb::RenewCode, revision, now)?;
        let approved = deciding.upgrade.stage.approval(Verb::RenewCode)?;
        approved.codes_asked.retain(|asked| now.duration_since(*asked) < DAY);
        if approved.codes_asked.len() >= rules.codes_per_day {
            let first = approved.codes_asked.first().copied().unwrap_or(now);
            return Err(Refusal::TooManyCodes { wait: DAY - now.duration_since(first) });
        }
        approved.codes_asked.push(now);
        approved.activation = None;
        deciding.tell(By::Customer, What::CodeRenewed {});
        deciding.effect(|organisation, upgrade| Effect::MailActivationCode { organisation, upgrade });
        Ok(deciding.finish(Actor::Person { account: by.clone() }, Verb::RenewCode.name(), "renewed"))
    }

    /// The hash of the code that was mailed last, for the edge to compare with: only the edge has the pepper.
    pub fn mailed_code(&self) -> Option<&KeyedHash> {
        let Stage::Approved(approved) = &self.stage else { return None };
        approved.activation.as_ref().map(|activation| &activation.hash)
    }

    /// The holder uses a code; `matches` says whether it is the one behind [`Upgrade::mailed_code`]. When it is right the level is raised and the rights carry over in the same transaction; when it is wrong a
    /// try is gone.
    pub fn activate(self, means: Means, matches: bool, by: &AccountId, now: Timestamp) -> Result<Attempt, Refusal> {
        self.only_the_holder(by)?;
        self.stage.admit(Verb::Activate)?;
        if !means.may_be_raised_on(days::amsterdam(now)) {
            return Err(Refusal::MeansNotUpgradable);
        }
        let actor = Actor::Person { account: by.clone() };
        let mut deciding = Deciding::on(self, now).revised();
        let level = deciding.upgrade.target_level;
        let activation =
            deciding.upgrade.stage.approval(Verb::Activate)?.activation.as_mut().ok_or(Refusal::CodeVoid)?;
        match activation.tried(matches, now) {
            Try::Void => Err(Refusal::CodeVoid),
            Try::Wrong => {
                activation.tries_left -= 1;
                let tries_left = activation.tries_left;
                deciding.tell(By::Customer, What::CodeTried { tries_left });
                let decided = Box::new(deciding.finish(actor, Verb::Activate.name(), "wrong-code"));
                Ok(Attempt::Wrong { tries_left, decided })
            }
            Try::Right => {
                deciding.upgrade.stage = Stage::Active(Active { at: now });
                deciding.tell(By::Customer, What::Activated { level });
                let means_id = means.id.clone();
                deciding.effect(|organisation, upgrade| Effect::TellMeansActivated {
                    organisation,
                    means: means_id,
                    upgrade,
                });
                let raised = means.raised_to(level);
                let raised = if deciding.upgrade.from_level.is_none() {
                    raised.issued(&deciding.upgrade.data, now)
                } else {
                    raised.used(&deciding.upgrade.data, now)
                };
                let chosen = deciding.upgrade.data.authorisations.as_ref();
                let raised = raised.authorised(chosen, deciding.upgrade.catalogue()?, days::amsterdam(now));
                // Who may see the case from here on is whoever may see the means (S40).
                deciding.upgrade.branch = raised.registration.establishment_number.clone();
                let means = raised.id.clone();
                deciding
                    .effect(|organisation, _| Effect::Catalogue(CatalogueEffect::NoteRights { organisation, means }));
                deciding.means = Some(raised);
                Ok(Attempt::Activated(Box::new(deciding.finish(actor, Verb::Activate.name(), "activated"))))
            }
        }
    }

    fn only_the_holder(&self, account: &AccountId) -> Result<(), Refusal> {
        if *account == self.holder { Ok(()) } else { Err(Refusal::NotTheHolder) }
    }
}
