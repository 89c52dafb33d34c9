//! The end of an upgrade: a code is mailed, and used.

use jiff::Timestamp;

use crate::account::KeyedHash;
use crate::audit::Actor;
use crate::days;
use crate::effect::Effect;
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

impl Upgrade {
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

    /// The holder asks for another code: the old one is dead at once, the new one comes by mail.
    pub fn renew_code(self, revision: u64, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        self.only_the_holder(by)?;
        let mut deciding = Deciding::seen(self, Verb::RenewCode, revision, now)?;
        deciding.upgrade.stage.approval(Verb::RenewCode)?.activation = None;
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
        if !means.works_on(days::amsterdam(now)) {
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
                deciding.means = Some(means.raised_to(level));
                Ok(Attempt::Activated(Box::new(deciding.finish(actor, Verb::Activate.name(), "activated"))))
            }
        }
    }

    fn only_the_holder(&self, account: &AccountId) -> Result<(), Refusal> {
        if *account == self.holder { Ok(()) } else { Err(Refusal::NotTheHolder) }
    }
}
