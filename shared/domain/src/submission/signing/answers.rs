//! What somebody who signs does, in the room or in pen; and what whoever filled the form in does about it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::account::TokenHash;
use crate::audit::Actor;
use crate::days::amsterdam;
use crate::effect::{Print, SubmissionEffect};
use crate::email::Email;
use crate::ids::{AccountId, SignerId, VersionId};
use crate::name::Note;
use crate::submission::decided::{Decided, Deciding, Refusal};
use crate::submission::signing::begin::days;
use crate::submission::signing::{How, REMIND_DAYS, Signer, SignerState, Signing};
use crate::submission::timeline::{By, What};
use crate::submission::{State, Submission};

/// How long somebody is left alone between two reminders that a person asks for.
const LEFT_ALONE: SignedDuration = SignedDuration::from_hours(24);

impl Submission {
    /// Whether somebody can sign now: it waits for signatures, in time, for exactly these answers, and he has not answered.
    ///
    /// # Errors
    /// When he cannot.
    pub fn may_sign(&self, signer: &SignerId, now: Timestamp) -> Result<&Signer, Refusal> {
        let signing = self.asked(now)?;
        let signer = signing.signer(signer).ok_or(Refusal::NoSuchSigner)?;
        if signer.is_open() { Ok(signer) } else { Err(Refusal::WrongState) }
    }

    fn asked(&self, now: Timestamp) -> Result<&Signing, Refusal> {
        let signing = self.signing.as_ref().ok_or(Refusal::WrongState)?;
        let open = matches!(self.state, State::ToSign { .. }) && now < signing.expires_at;
        if open && signing.fingerprint == self.fingerprint() { Ok(signing) } else { Err(Refusal::WrongState) }
    }

    /// A link was drawn for a signer, and is about to be mailed. Whatever link he had is dead from here on (S20). `None` when he is not to be
    /// invited any more.
    pub fn signer_invited(self, signer: &SignerId, link: TokenHash, now: Timestamp) -> Option<Decided> {
        self.may_sign(signer, now).ok().filter(|signer| signer.email.is_some())?;
        let mut deciding = Deciding::on(self, now);
        let one = deciding.signer_mut(signer).ok()?;
        if one.state == (SignerState::ToInvite {}) {
            one.state = SignerState::Invited {};
        }
        one.link = Some(link);
        one.asked.push(now);
        Some(deciding.finish(Actor::Balie, "invite-signer"))
    }

    /// A signer opened his link for the first time: whoever filled it in sees that it arrived. `None` when there is nothing new to write down.
    pub fn signer_opened(self, signer: &SignerId, now: Timestamp) -> Option<Decided> {
        let one = self.may_sign(signer, now).ok()?;
        if one.state != (SignerState::Invited {}) {
            return None;
        }
        let mut deciding = Deciding::on(self, now);
        deciding.signer_mut(signer).ok()?.state = SignerState::Opened { at: now };
        Some(deciding.finish(Actor::Visitor, "open-signing-room"))
    }

    /// Somebody agrees in the room: his signature stands for exactly what he was shown. When it is the last, the contract goes to the desk.
    ///
    /// # Errors
    /// When he cannot sign any more, or was shown something else.
    pub fn sign(self, signer: &SignerId, fingerprint: &str, how: How, now: Timestamp) -> Result<Decided, Refusal> {
        self.may_sign(signer, now)?;
        if self.fingerprint() != fingerprint {
            return Err(Refusal::ChangedMeanwhile);
        }
        let mut deciding = Deciding::on(self, now);
        let one = deciding.signer_mut(signer)?;
        one.state = SignerState::Signed { at: now, how };
        let role = one.role.clone();
        deciding.tell(By::Signer, What::Signed { role, on_paper: false });
        let signer = signer.clone();
        deciding.effect(|submission| SubmissionEffect::TellSigned { submission, signer });
        deciding.when_whole();
        Ok(deciding.finish(Actor::Visitor, "sign-submission"))
    }

    /// Somebody will not sign, and says why. Whoever filled it in is told.
    ///
    /// # Errors
    /// When he cannot sign any more.
    pub fn decline(self, signer: &SignerId, reason: Note, now: Timestamp) -> Result<Decided, Refusal> {
        self.may_sign(signer, now)?;
        let mut deciding = Deciding::on(self, now);
        let one = deciding.signer_mut(signer)?;
        one.state = SignerState::Declined { at: now, reason };
        let role = one.role.clone();
        deciding.tell(By::Signer, What::Declined { role });
        let signer = signer.clone();
        deciding.effect(|submission| SubmissionEffect::TellDeclined { submission, signer });
        Ok(deciding.finish(Actor::Visitor, "decline-submission"))
    }

    /// Whoever filled it in hands in a scan of the paper with signatures in pen: of all of those who sign, or of some.
    ///
    /// # Errors
    /// When it does not wait for signatures, somebody named has signed already, or the day is still to come.
    pub fn sign_on_paper(
        self,
        signers: &BTreeSet<SignerId>,
        file: &VersionId,
        signed_on: Date,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        self.asked(now)?;
        if signed_on > amsterdam(now) {
            return Err(Refusal::unfit("/signedOn", "in-the-future"));
        }
        if signers.is_empty() {
            return Err(Refusal::unfit("/signers", "missing"));
        }
        let mut deciding = Deciding::on(self, now);
        for signer in signers {
            let one = deciding.signer_mut(signer)?;
            if one.has_signed() {
                return Err(Refusal::WrongState);
            }
            one.state = SignerState::Signed { at: now, how: How::Paper { file: file.clone(), signed_on } };
            one.link = None;
            let role = one.role.clone();
            deciding.tell(By::Customer, What::Signed { role, on_paper: true });
        }
        deciding.when_whole();
        Ok(deciding.finish(Actor::Person { account: by.clone() }, "hand-in-signed-paper"))
    }

    /// Whoever filled it in has somebody reminded, or mends his address: another link, and the one before it is dead. Who declined is asked once
    /// more.
    ///
    /// # Errors
    /// When he has signed, has no address, was reminded within a day, or the address belongs to another who signs.
    pub fn ask_again(
        self,
        signer: &SignerId,
        email: Option<Email>,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, Refusal> {
        let signing = self.asked(now)?;
        let one = signing.signer(signer).ok_or(Refusal::NoSuchSigner)?;
        if one.has_signed() {
            return Err(Refusal::WrongState);
        }
        let (email, mended) = match email {
            None => (one.email.clone().ok_or_else(|| Refusal::unfit("/email", "missing"))?, false),
            Some(email) => {
                let same = |other: &Email| other.normalised() == email.normalised();
                if one.email.as_ref().is_some_and(same) {
                    return Err(Refusal::unfit("/email", "unchanged"));
                }
                if signing.signers.iter().any(|other| other.id != one.id && other.email.as_ref().is_some_and(same)) {
                    return Err(Refusal::unfit("/email", "address-of-another"));
                }
                (email, true)
            }
        };
        let next = one.asked.last().and_then(|last| last.checked_add(LEFT_ALONE).ok()).unwrap_or(now);
        if !mended && next > now {
            return Err(Refusal::TooOften { wait: next.duration_since(now) });
        }
        let mut deciding = Deciding::on(self, now);
        let one = deciding.signer_mut(signer)?;
        one.email = Some(email);
        one.link = None;
        one.state = SignerState::ToInvite {};
        let role = one.role.clone();
        deciding.tell(By::Customer, if mended { What::AddressMended { role } } else { What::SignerReminded { role } });
        let signer = signer.clone();
        deciding.effect(|submission| SubmissionEffect::InviteSigner { submission, signer });
        Ok(deciding.finish(Actor::Person { account: by.clone() }, "ask-signer-again"))
    }

    /// Balie looks after a contract that waits for signatures: who has not answered is reminded, and what nobody signed in time is a draft again.
    /// `None` when it is not time, or there is nothing to look after.
    pub fn look_after(self, now: Timestamp) -> Option<Decided> {
        let signing = self.signing.as_ref().filter(|_| matches!(self.state, State::ToSign { .. }))?;
        let (over, due) = (now >= signing.expires_at, now >= signing.remind_at);
        let mut deciding = Deciding::on(self, now);
        if over {
            deciding.void_signatures();
            deciding.submission.state = State::Draft;
            deciding.tell(By::Balie, What::SigningLapsed {});
            deciding.effect(|submission| SubmissionEffect::TellLapsed { submission });
            return Some(deciding.finish(Actor::Balie, "lapse-signing"));
        }
        if !due {
            return None;
        }
        let signing = deciding.submission.signing.as_mut()?;
        signing.remind_at = now.saturating_add(days(REMIND_DAYS)).unwrap_or(signing.expires_at);
        let silent: Vec<(SignerId, String)> = signing
            .signers
            .iter()
            .filter(|signer| signer.is_open() && signer.email.is_some())
            .map(|signer| (signer.id.clone(), signer.role.clone()))
            .collect();
        for (signer, role) in silent {
            deciding.tell(By::Balie, What::SignerReminded { role });
            deciding.effect(|submission| SubmissionEffect::RemindSigner { submission, signer });
        }
        Some(deciding.finish(Actor::Balie, "remind-signers"))
    }
}

impl Deciding {
    fn signer_mut(&mut self, id: &SignerId) -> Result<&mut Signer, Refusal> {
        let signing = self.submission.signing.as_mut().ok_or(Refusal::WrongState)?;
        signing.signers.iter_mut().find(|signer| signer.id == *id).ok_or(Refusal::NoSuchSigner)
    }

    /// Sends it to the desk when everybody signed.
    fn when_whole(&mut self) {
        if !self.submission.signing.as_ref().is_some_and(Signing::is_whole) {
            return;
        }
        self.submission.state = State::WithDesk { since: self.now };
        self.tell(By::Balie, What::AllSigned {});
        self.effect(|submission| SubmissionEffect::TellAllSigned { submission });
        // The paper as it is kept says who signed, and when.
        self.print(|submission| Print::Submission { submission });
    }
}
