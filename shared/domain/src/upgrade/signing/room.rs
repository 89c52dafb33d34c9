//! What a signer does, in the room or in pen.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::audit::Actor;
use crate::days;
use crate::effect::{Effect, SigningEffect};
use crate::ids::{AccountId, SignerId};
use crate::name::Note;
use crate::upgrade::refusal::{Fault, Refusal};
use crate::upgrade::signing::{Consent, Factor, How, Signature, SignerState};
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Decided, Deciding, Upgrade, Verb};

/// What a signer agrees to in the room, and what he showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomSignature {
    /// The fingerprint of what he was shown.
    pub fingerprint: String,
    /// The text he agreed to.
    pub consent: Consent,
    /// What he showed besides his link. It was checked.
    pub factor: Factor,
}

impl Upgrade {
    /// The signer opened his link for the first time: the customer sees that it arrived. `None` when there is nothing new to write down.
    pub fn signer_opened(self, signer: &SignerId, now: Timestamp) -> Result<Option<Decided>, Refusal> {
        if self.signing.signer(signer).is_none_or(|signer| signer.state != SignerState::Invited {}) {
            return Ok(None);
        }
        let mut deciding = Deciding::on(self, now);
        deciding.upgrade.signing.signer_mut(signer)?.state = SignerState::Opened { at: now };
        Ok(Some(deciding.finish(Actor::Visitor, "open-signing-room", "opened")))
    }

    /// Somebody agrees in the signing room: his signature stands for exactly what he was shown. When it is the last that was needed, the
    /// form is signed from here on.
    pub fn sign(self, signer: &SignerId, given: RoomSignature, now: Timestamp) -> Result<Decided, Refusal> {
        self.may_sign(signer)?;
        if !self.signing.accepted_online {
            return Err(Refusal::NothingToSign);
        }
        let rules = self.rules()?;
        let fingerprint = self.fingerprint();
        if given.fingerprint != fingerprint {
            return Err(Refusal::ChangedMeanwhile);
        }
        if given.consent.words().is_none() {
            return Err(Refusal::Incomplete(vec![Fault::at("/consent/version", "unknown")]));
        }
        let mut deciding = Deciding::on(self, now).revised();
        let how = How::Room { factor: given.factor, consent: given.consent };
        deciding.put_signature(signer, Signature { at: now, how, fingerprint })?;
        deciding.signature_given(By::Signer, signer, false);
        deciding.effect(|organisation, upgrade| {
            Effect::Signing(SigningEffect::ConfirmSignature { organisation, upgrade, signer: signer.clone() })
        });
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Visitor, Verb::Sign.name(), "signed"))
    }

    /// The desk writes down a signature in pen. `fingerprint` is that of the paper: a contract made of other data is void
    /// (domain.md 5).
    pub fn record_paper_signature(
        self,
        signer: &SignerId,
        signed_on: Date,
        fingerprint: &str,
        revision: u64,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        self.not_his_own(by)?;
        self.free_for(by, now)?;
        self.stage.admit(Verb::RecordPaperSignature)?;
        let declined = |state: &SignerState| matches!(state, SignerState::Declined { .. });
        // Who declined in the room and signs in pen after all has signed.
        if !self.signing.signer(signer).is_some_and(|signer| declined(&signer.state)) {
            self.may_sign(signer)?;
        }
        if signed_on > days::amsterdam(now) {
            return Err(Refusal::Incomplete(vec![Fault::at("/signedOn", "in-the-future")]));
        }
        if fingerprint != self.fingerprint() {
            return Err(Refusal::Incomplete(vec![Fault::at("/fingerprint", "of-other-data")]));
        }
        let rules = self.rules()?;
        let mut deciding = Deciding::seen(self, Verb::RecordPaperSignature, revision, now)?;
        let how = How::Paper { signed_on, recorded_by: by.clone() };
        deciding.put_signature(signer, Signature { at: now, how, fingerprint: fingerprint.to_owned() })?;
        deciding.signature_given(By::Staff, signer, true);
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Staff { account: by.clone() }, Verb::RecordPaperSignature.name(), "signed"))
    }

    /// The signer will not sign, and says why. The customer is told.
    pub fn decline(self, signer: &SignerId, reason: Note, now: Timestamp) -> Result<Decided, Refusal> {
        self.may_sign(signer)?;
        let rules = self.rules()?;
        let mut deciding = Deciding::on(self, now).revised();
        deciding.upgrade.signing.signer_mut(signer)?.state = SignerState::Declined { at: now, reason };
        deciding.tell(By::Signer, What::SignatureDeclined {});
        deciding.effect(|organisation, upgrade| {
            Effect::Signing(SigningEffect::TellDeclined { organisation, upgrade, signer: signer.clone() })
        });
        deciding.count_signatures();
        deciding.settle(rules);
        Ok(deciding.finish(Actor::Visitor, Verb::DeclineSigning.name(), "declined"))
    }

    /// Refuses when this signer has nothing to sign: it is not being judged, he answered, his place was taken, or enough have signed.
    pub fn may_sign(&self, signer: &SignerId) -> Result<(), Refusal> {
        self.stage.admit(Verb::Sign)?;
        let signer = self.signing.signer(signer).ok_or(Refusal::NoSuchSigner)?;
        if signer.is_open() && self.awaits_signatures() { Ok(()) } else { Err(Refusal::NothingToSign) }
    }
}

impl Deciding {
    fn put_signature(&mut self, signer: &SignerId, signature: Signature) -> Result<(), Refusal> {
        self.upgrade.signing.signer_mut(signer)?.state = SignerState::Signed(signature);
        Ok(())
    }

    /// One more signed: the checklist, the timeline, and whoever started it is told, once more when it was the last.
    fn signature_given(&mut self, by: By, signer: &SignerId, on_paper: bool) {
        let enough = self.count_signatures();
        let signing = &self.upgrade.signing;
        let (signed, needed) = (signing.signed(&self.upgrade.fingerprint()), signing.needed);
        self.tell(by, What::SignatureGiven { signed, needed, on_paper });
        let signer = signer.clone();
        self.effect(|organisation, upgrade| {
            Effect::Signing(if enough {
                SigningEffect::TellAllSigned { organisation, upgrade }
            } else {
                SigningEffect::TellSigned { organisation, upgrade, signer }
            })
        });
    }
}
