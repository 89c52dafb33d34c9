//! A filled form is handed in: a contract goes to those who sign it, anything else straight to the desk. And it is taken back into hand.

use jiff::{SignedDuration, Timestamp};

use crate::audit::Actor;
use crate::chance::Chance;
use crate::effect::{Print, SubmissionEffect};
use crate::form::{Form, FormKind};
use crate::ids::{AccountId, SignerId};
use crate::submission::decided::{Decided, Deciding, Refusal};
use crate::submission::signing::{REMIND_DAYS, SIGNING_DAYS, Signer, SignerState, Signing, named};
use crate::submission::timeline::{By, What};
use crate::submission::{State, Submission};

impl Submission {
    /// Hands it in, once the form's check is content with its answers. Its paper is made, and whoever must act next is told: those who sign a
    /// contract, or the desk.
    ///
    /// # Errors
    /// When it is not being filled in, or when the answers do not name those who sign.
    pub fn hand_in(self, form: &Form, by: &AccountId, now: Timestamp, chance: &dyn Chance) -> Result<Decided, Refusal> {
        if !matches!(self.state, State::Draft | State::AskedBack { .. }) {
            return Err(Refusal::WrongState);
        }
        let mut deciding = Deciding::on(self, now);
        deciding.submission.course.sent_at = Some(now);
        deciding.tell(By::Customer, What::Sent {});
        match form.kind {
            FormKind::Contract => deciding.ask_signatures(form, chance)?,
            FormKind::Request | FormKind::Notice => {
                deciding.submission.signing = None;
                deciding.submission.state = State::WithDesk { since: now };
                deciding.effect(|submission| SubmissionEffect::TellReceived { submission });
            }
        }
        deciding.print(|submission| Print::Submission { submission });
        Ok(deciding.finish(Actor::Person { account: by.clone() }, "send-submission"))
    }

    /// Takes a contract that waits for signatures back into hand, to change it. Every signature is void, and whoever signed or was asked to is told.
    ///
    /// # Errors
    /// When it does not wait for signatures.
    pub fn reopen(self, by: &AccountId, now: Timestamp) -> Result<Decided, Refusal> {
        if !matches!(self.state, State::ToSign { .. }) {
            return Err(Refusal::WrongState);
        }
        let mut deciding = Deciding::on(self, now);
        deciding.void_signatures();
        deciding.submission.state = State::Draft;
        deciding.tell(By::Customer, What::Reopened {});
        Ok(deciding.finish(Actor::Person { account: by.clone() }, "reopen-submission"))
    }

    /// Names exactly what is signed and printed: the form, its edition and the answers. Whatever changes of them, the fingerprint is another one.
    pub fn fingerprint(&self) -> String {
        crate::fingerprint::of(&serde_json::json!({
            "form": self.form, "edition": self.edition, "answers": self.answers,
        }))
    }

    /// Whether its paper was made, and still stands for its answers.
    pub fn paper_stands(&self) -> bool {
        self.course.paper.as_ref().is_some_and(|paper| paper.fingerprint == self.fingerprint())
    }

    /// Where its paper lies in the bucket, if it was made: under what it was made of, so that a paper of other answers is another one.
    pub fn paper_key(&self) -> Option<String> {
        let paper = self.course.paper.as_ref().filter(|_| self.paper_stands())?;
        Some(format!("papers/submissions/{}/{}-{}.pdf", self.id, paper.fingerprint, paper.signed))
    }

    /// Where its certificate of entry lies.
    pub fn certificate_key(&self) -> String {
        format!("papers/submissions/{}/certificate.pdf", self.id)
    }
}

pub(super) fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24_i64.saturating_mul(count))
}

impl Deciding {
    fn ask_signatures(&mut self, form: &Form, chance: &dyn Chance) -> Result<(), Refusal> {
        let now = self.now;
        let people = named(form, &self.submission.answers)?;
        let signers: Vec<Signer> = people
            .into_iter()
            .map(|named| Signer {
                id: SignerId::new(now, chance),
                role: named.role,
                name: named.name,
                email: named.email,
                state: SignerState::ToInvite {},
                link: None,
                asked: Vec::new(),
            })
            .collect();
        if signers.is_empty() {
            return Err(Refusal::unfit("", "nobody-signs"));
        }
        self.tell(By::Balie, What::SignaturesAsked { of: u32::try_from(signers.len()).unwrap_or(u32::MAX) });
        for signer in signers.iter().filter(|signer| signer.email.is_some()) {
            let signer = signer.id.clone();
            self.effect(|submission| SubmissionEffect::InviteSigner { submission, signer });
        }
        self.submission.signing = Some(Signing {
            fingerprint: self.submission.fingerprint(),
            expires_at: now.saturating_add(days(SIGNING_DAYS)).unwrap_or(now),
            remind_at: now.saturating_add(days(REMIND_DAYS)).unwrap_or(now),
            signers,
        });
        self.submission.state = State::ToSign { since: now };
        Ok(())
    }

    /// Whoever signed or has a link is told that it counts for nothing any more. The links die with the signing.
    pub(in crate::submission) fn void_signatures(&mut self) {
        let Some(signing) = self.submission.signing.take() else { return };
        for signer in signing.signers {
            let reached = !matches!(signer.state, SignerState::ToInvite {} | SignerState::Declined { .. });
            if let Some(email) = signer.email.filter(|_| reached) {
                self.effect(|submission| SubmissionEffect::TellVoid { submission, email });
            }
        }
    }
}
