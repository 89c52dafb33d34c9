//! What happens to a signer who has not answered yet: he is invited, reminded, or his address is corrected.

use jiff::{SignedDuration, Timestamp};

use crate::account::TokenHash;
use crate::audit::Actor;
use crate::effect::{Effect, SigningEffect};
use crate::email::Email;
use crate::ids::{AccountId, SignerId};
use crate::upgrade::refusal::{Fault, Refusal};
use crate::upgrade::signing::{Signer, SignerState};
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// How long a signer is left alone between two reminders that a person asks for.
const LEFT_ALONE: SignedDuration = SignedDuration::from_hours(24);

impl Upgrade {
    /// A link was drawn for a signer, and is about to be mailed. Whatever link he had is dead from here on (S20). `None` when he is not
    /// to be invited any more.
    pub fn signer_invited(
        self,
        signer: &SignerId,
        link: TokenHash,
        now: Timestamp,
    ) -> Result<Option<Decided>, Refusal> {
        if self.may_sign(signer).is_err() || !self.signing.accepted_online {
            return Ok(None);
        }
        let mut deciding = Deciding::on(self, now);
        let one = deciding.upgrade.signing.signer_mut(signer)?;
        if one.state == (SignerState::ToInvite {}) {
            one.state = SignerState::Invited {};
        }
        one.invited_at.get_or_insert(now);
        one.link = Some(link);
        Ok(Some(deciding.finish(Actor::Balie, "invite-signer", "invited")))
    }

    /// The customer corrects a signer's address. The person stays the same: who may sign is data, and changing that voids what was signed.
    /// The old link is dead, and the old address is told (S20).
    pub fn replace_signer(
        self,
        signer: &SignerId,
        email: Email,
        revision: u64,
        by: (&AccountId, &Email),
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = Deciding::seen(self, Verb::ReplaceSigner, revision, now)?;
        let (id, place) = (deciding.upgrade.id.clone(), {
            let signer = deciding.upgrade.askable(signer)?;
            if let Some(code) = deciding.upgrade.unfit(signer, &email, by.1, rules.signing.replacements) {
                return Err(Refusal::Incomplete(vec![Fault::at("/email", code)]));
            }
            signer.place
        });
        let revision = deciding.upgrade.revision;
        let old = deciding.upgrade.signing.signer_mut(signer)?;
        let new = Signer { email, ..Signer::new(&id, revision, place, &old.representative, now) };
        let (new_id, old_id) = (new.id.clone(), signer.clone());
        old.state = SignerState::Replaced { at: now, by: new.id.clone() };
        old.link = None;
        deciding.upgrade.signing.signers.push(new);
        deciding.tell(By::Customer, What::SignerReplaced {});
        deciding.effect(|organisation, upgrade| {
            Effect::Signing(SigningEffect::TellReplaced { organisation, upgrade, signer: old_id })
        });
        if deciding.upgrade.signing.accepted_online {
            deciding.invite_signer(new_id);
        }
        deciding.count_signatures();
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Person { account: by.0.clone() }, Verb::ReplaceSigner.name(), "replaced"))
    }

    /// What is wrong with an address a signer's is to be corrected to.
    fn unfit(&self, signer: &Signer, email: &Email, own: &Email, replacements: usize) -> Option<&'static str> {
        let same = |other: &Email| other.normalised() == email.normalised();
        let before = self.signing.signers.iter().filter(|one| one.place == signer.place && one.is_replaced()).count();
        if same(&signer.email) {
            Some("unchanged")
        } else if same(own) && !signer.representative.is_user {
            // Whoever corrects an address does not send somebody else's link to himself.
            Some("own-address")
        } else if self.signing.signers.iter().any(|one| one.place != signer.place && same(&one.email)) {
            Some("address-of-another")
        } else {
            (before >= replacements).then_some("replaced-too-often")
        }
    }

    /// The customer has a signer reminded: another link, and the one before it is dead. Who declined is asked once more.
    pub fn remind_signer(
        self,
        signer: &SignerId,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let rules = self.rules()?;
        let mut deciding = Deciding::seen(self, Verb::RemindSigner, revision, now)?;
        if !deciding.upgrade.signing.accepted_online {
            return Err(Refusal::NothingToSign);
        }
        let one = deciding.upgrade.askable(signer)?;
        let last = one.reminded.iter().copied().chain(one.invited_at).max();
        let next = last.and_then(|last| last.checked_add(LEFT_ALONE).ok()).unwrap_or(now);
        if one.reminded.len() >= rules.signing.reminders || next > now {
            let wait = if next > now { next.duration_since(now) } else { SignedDuration::from_hours(24 * 7) };
            return Err(Refusal::TooManyReminders { wait });
        }
        deciding.remind(signer)?;
        deciding.tell(By::Customer, What::SignerReminded {});
        deciding.count_signatures();
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Person { account: by.clone() }, Verb::RemindSigner.name(), "reminded"))
    }

    /// Balie reminds a signer by itself. `None` when he is not waited for any more.
    pub fn signer_due(self, signer: &SignerId, now: Timestamp) -> Result<Option<Decided>, Refusal> {
        if self.may_sign(signer).is_err() {
            return Ok(None);
        }
        let mut deciding = Deciding::on(self, now);
        deciding.remind(signer)?;
        deciding.tell(By::Balie, What::SignerReminded {});
        Ok(Some(deciding.finish(Actor::Balie, Verb::RemindSigner.name(), "reminded")))
    }

    /// The signer, if he can still be asked: he did not sign, and nobody took his place.
    fn askable(&self, signer: &SignerId) -> Result<&Signer, Refusal> {
        let signer = self.signing.signer(signer).ok_or(Refusal::NoSuchSigner)?;
        let declined = matches!(signer.state, SignerState::Declined { .. });
        let askable = (signer.is_open() || declined) && self.awaits_signatures();
        if askable { Ok(signer) } else { Err(Refusal::NothingToSign) }
    }
}

impl Deciding {
    fn remind(&mut self, signer: &SignerId) -> Result<(), Refusal> {
        let now = self.now;
        let one = self.upgrade.signing.signer_mut(signer)?;
        one.reminded.push(now);
        if matches!(one.state, SignerState::Declined { .. }) {
            one.state = SignerState::ToInvite {};
        }
        let signer = signer.clone();
        self.effect(|organisation, upgrade| {
            Effect::Signing(SigningEffect::RemindSigner { organisation, upgrade, signer })
        });
        Ok(())
    }
}
