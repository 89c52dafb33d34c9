//! When an upgrade is handed in: who is asked to sign it. Signatures that were given for the very same data stay.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::chance::Chance;
use crate::effect::{Effect, SigningEffect};
use crate::ids::{SignerId, UpgradeId};
use crate::power::NotEnough;
use crate::upgrade::checklist::{Check, CheckState, Evidence, WaitingFor};
use crate::upgrade::data::Representative;
use crate::upgrade::refusal::{Fault, Reason, Refusal};
use crate::upgrade::rules::Rules;
use crate::upgrade::signing::{Signer, SignerState, Signing};
use crate::upgrade::timeline::{By, What};
use crate::upgrade::{Deciding, Upgrade};

impl Upgrade {
    /// Whether the desk found something wrong with the signatures themselves, so that all are asked anew. That one is missing voids none.
    pub(crate) fn signatures_doubted(&self) -> bool {
        matches!(
            self.checklist.state(Check::FormSigned),
            CheckState::Failed { reason, .. } if *reason != Reason::SignerMissing
        )
    }

    /// Two people who share an address cannot sign apart from each other: each link, each code goes to one person only.
    pub(crate) fn signer_faults(&self) -> Vec<Fault> {
        let people = &self.data.representatives;
        let shared = |at: usize, one: &Representative| {
            people.iter().take(at).any(|other| other.email.normalised() == one.email.normalised())
        };
        let asked = *self.checklist.state(Check::FormSigned) != CheckState::NotNeeded;
        let places = people.iter().enumerate().filter(|(at, one)| asked && shared(*at, one)).map(|(at, _)| at);
        places.map(|at| Fault::at(format!("/representatives/{at}/email"), "address-of-another")).collect()
    }
}

/// What the customer is told when no signatures of those named are enough.
const fn code_of(why: NotEnough) -> &'static str {
    match why {
        NotEnough::NobodyNamed => "missing",
        NotEnough::TooFewNamed => "too-few-named",
        NotEnough::LimitsNotAllowed => "limits-not-allowed",
    }
}

impl Deciding {
    /// Asks those who may sign, as the rules count them. `doubted` asks everybody anew.
    pub(crate) fn begin_signing(&mut self, rules: &Rules, doubted: bool) -> Result<(), Refusal> {
        let upgrade = &mut self.upgrade;
        match upgrade.checklist.state(Check::FormSigned) {
            CheckState::NotNeeded => {
                upgrade.signing = Signing::default();
                return Ok(());
            }
            // The desk saw the form itself and found it good.
            CheckState::Passed { evidence: Evidence::Staff { .. }, .. } => return Ok(()),
            CheckState::Waiting { .. } | CheckState::Passed { .. } | CheckState::Failed { .. } => {}
        }
        let people = &upgrade.data.representatives;
        let who = upgrade
            .signatures_needed()
            .map_err(|why| Refusal::Incomplete(vec![Fault::at("/representatives", code_of(why))]))?;
        let fingerprint = upgrade.fingerprint();
        let before = std::mem::take(&mut upgrade.signing);
        let stays = !doubted && before.fingerprint.as_ref() == Some(&fingerprint);
        let kept = before.signers.into_iter().filter(|signer| stays && signer.still_stands(people)).collect();
        let mut signing = Signing {
            needed: who.needed,
            accepted_online: rules.signing.online.contains(&upgrade.target_level),
            signers: kept,
            fingerprint: Some(fingerprint),
        };
        let mut asked = Vec::new();
        for place in who.candidates {
            let present = |signer: &Signer| signer.place == place && !signer.is_replaced();
            let Some(one) = people.get(place).filter(|_| !signing.signers.iter().any(present)) else { continue };
            let signer = Signer::new(&upgrade.id, upgrade.revision, place, one, self.now);
            asked.push(signer.id.clone());
            signing.signers.push(signer);
        }
        let (needed, online) = (who.needed, signing.accepted_online);
        upgrade.signing = signing;
        if !asked.is_empty() {
            let asked = asked.len();
            self.tell(By::Balie, What::SignaturesAsked { asked, needed, online });
        }
        for signer in asked.into_iter().filter(|_| online) {
            self.invite_signer(signer);
        }
        self.count_signatures();
        Ok(())
    }

    /// A link into the signing room is mailed.
    pub(super) fn invite_signer(&mut self, signer: SignerId) {
        self.effect(|organisation, upgrade| {
            Effect::Signing(SigningEffect::InviteSigner { organisation, upgrade, signer })
        });
    }

    /// Puts down on the checklist where the signatures stand. What the desk found wrong stays as it is; so does what the desk saw itself.
    pub(super) fn count_signatures(&mut self) -> bool {
        let upgrade = &mut self.upgrade;
        let fingerprint = upgrade.fingerprint();
        let (signing, enough) = (&upgrade.signing, upgrade.signing.is_enough(&fingerprint));
        match upgrade.checklist.state(Check::FormSigned) {
            CheckState::Waiting { .. } | CheckState::Passed { evidence: Evidence::Signed { .. }, .. } => {}
            CheckState::NotNeeded | CheckState::Passed { .. } | CheckState::Failed { .. } => return enough,
        }
        let state = if enough {
            let (signed, needed) = (signing.signed(&fingerprint), signing.needed);
            CheckState::Passed { at: self.now, evidence: Evidence::Signed { fingerprint, signed, needed } }
        } else if signing.can_become_enough(&fingerprint) {
            CheckState::waiting(WaitingFor::Representative)
        } else {
            CheckState::to_mend(Reason::SignerMissing, None)
        };
        upgrade.checklist.put(Check::FormSigned, state);
        enough
    }
}

impl Signer {
    /// Somebody who is asked from now on.
    pub(super) fn new(
        upgrade: &UpgradeId,
        revision: u64,
        place: usize,
        representative: &Representative,
        now: Timestamp,
    ) -> Self {
        Self {
            id: SignerId::new(now, &Named::after(upgrade, revision, place)),
            place,
            representative: representative.clone(),
            email: representative.email.clone(),
            state: SignerState::ToInvite {},
            invited_at: None,
            link: None,
            reminded: Vec::new(),
        }
    }

    /// Whether he is still the one at his place, and need not be asked anew.
    fn still_stands(&self, people: &[Representative]) -> bool {
        people.get(self.place) == Some(&self.representative) && !matches!(self.state, SignerState::Declined { .. })
    }

    pub(super) const fn is_replaced(&self) -> bool {
        matches!(self.state, SignerState::Replaced { .. })
    }
}

/// The name of a signer is no secret: it follows from the upgrade and from when and where he was asked, so that no decision needs chance
/// for it.
struct Named([u8; 32]);

impl Named {
    fn after(upgrade: &UpgradeId, revision: u64, place: usize) -> Self {
        Self(Sha256::digest(format!("{upgrade}#{revision}#{place}").as_bytes()).into())
    }
}

impl Chance for Named {
    fn fill(&self, bytes: &mut [u8]) {
        for (byte, named) in bytes.iter_mut().zip(self.0.iter().cycle()) {
            *byte = *named;
        }
    }
}
