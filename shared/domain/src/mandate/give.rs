//! Giving a mandate and changing it: a draft, what is signed of it, and changes that keep the reference (domain.md 2.4).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    CreditorOfMandate, Debtor, Decided, Frequency, Iban, Mandate, MandateReference, MandateRefusal, Proposed, Scheme,
    Signature, State, What, Who, wording,
};
use crate::effect::MandateNews;
use crate::fingerprint;
use crate::ids::{AccountId, BusinessId, MandateId};
use crate::language::Language;
use crate::name::Name;
use crate::upgrade::signing::Factor;

/// What somebody fills in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Given {
    /// The scheme.
    pub scheme: Scheme,
    /// How often is collected.
    pub frequency: Frequency,
    /// In which language.
    pub language: Language,
    /// Whose account.
    pub debtor: Debtor,
    /// Where it is signed.
    pub place: Name,
}

/// Who signs, and what he shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giver {
    /// His account.
    pub account: AccountId,
    /// What he is called.
    pub name: Name,
    /// What he showed besides being logged in.
    pub factor: Factor,
}

impl Mandate {
    /// A draft.
    pub fn draft(
        (id, business, reference): (MandateId, BusinessId, MandateReference),
        creditor: CreditorOfMandate,
        given: Given,
        by: &AccountId,
        now: Timestamp,
    ) -> Decided {
        let mandate = Self {
            id,
            business,
            reference,
            scheme: given.scheme,
            frequency: given.frequency,
            language: given.language,
            wording: wording::latest().to_owned(),
            creditor,
            debtor: given.debtor,
            place: given.place,
            given_by: by.clone(),
            state: State::Draft { at: now },
            signature: None,
            proposed: None,
            moved_from: None,
            told: None,
            revision: 0,
            paper: None,
            events: 0,
        };
        Decided::of(mandate).tell(Who::Person { account: by.clone() }, What::Drafted {}, now)
    }

    /// Filled in anew. Of a draft everything may change; it is given to the creditor there is now. Of a signed mandate the account, the holder
    /// and the address may, once that is signed as well: it keeps its reference.
    ///
    /// # Errors
    /// When it ended, or when it would be another mandate.
    pub fn fill_in(
        self,
        given: Given,
        creditor: &CreditorOfMandate,
        by: &AccountId,
        now: Timestamp,
    ) -> Result<Decided, MandateRefusal> {
        if let State::Draft { .. } = self.state {
            let mandate = Self {
                scheme: given.scheme,
                frequency: given.frequency,
                language: given.language,
                wording: wording::latest().to_owned(),
                creditor: creditor.clone(),
                debtor: given.debtor,
                place: given.place,
                given_by: by.clone(),
                state: State::Draft { at: now },
                ..self
            };
            return Ok(Decided::of(mandate));
        }
        self.active()?;
        if given.scheme != self.scheme {
            return Err(MandateRefusal::SchemeChanged);
        }
        if given.frequency != self.frequency {
            return Err(MandateRefusal::FrequencyChanged);
        }
        if creditor.creditor_id != self.creditor.creditor_id {
            return Err(MandateRefusal::CreditorChanged);
        }
        if given.debtor == self.debtor {
            return Err(MandateRefusal::NothingChanges);
        }
        let proposed = Proposed { debtor: given.debtor, place: given.place, by: by.clone(), at: now };
        let mandate = Self { proposed: Some(proposed), ..self };
        Ok(Decided::of(mandate).tell(Who::Person { account: by.clone() }, What::ChangeProposed {}, now))
    }

    /// The proposed change is withdrawn.
    ///
    /// # Errors
    /// When none waits.
    pub fn withdraw_change(self, by: &AccountId, now: Timestamp) -> Result<Decided, MandateRefusal> {
        if self.proposed.is_none() {
            return Err(MandateRefusal::NothingWaits);
        }
        let mandate = Self { proposed: None, ..self };
        Ok(Decided::of(mandate).tell(Who::Person { account: by.clone() }, What::ChangeWithdrawn {}, now))
    }

    /// Names exactly what waits to be signed: whatever changes of it, the fingerprint is another, and no code that was mailed for it is good any
    /// more. `None` when nothing waits.
    pub fn to_sign(&self) -> Option<String> {
        let (debtor, place) = match (&self.state, &self.proposed) {
            (State::Draft { .. }, _) => (&self.debtor, &self.place),
            (State::Active { .. }, Some(proposed)) => (&proposed.debtor, &proposed.place),
            (State::Active { .. }, None) | (State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. }, _) => {
                return None;
            }
        };
        Some(self.fingerprint_of(debtor, place, self.revision.saturating_add(1)))
    }

    fn fingerprint_of(&self, debtor: &Debtor, place: &Name, revision: u32) -> String {
        fingerprint::of(&serde_json::json!({
            "mandate": self.id, "reference": self.reference, "revision": revision,
            "scheme": self.scheme, "frequency": self.frequency,
            "creditor": self.creditor, "debtor": debtor, "place": place,
            "wording": self.wording, "language": self.language,
        }))
    }

    /// Signed: from now on it is good, or the change counts.
    ///
    /// # Errors
    /// When nothing waits, or when it changed since it was shown.
    pub fn sign(self, giver: Giver, fingerprint: &str, now: Timestamp) -> Result<Decided, MandateRefusal> {
        let waits = self.to_sign().ok_or(MandateRefusal::NothingWaits)?;
        if waits != fingerprint {
            return Err(MandateRefusal::ChangedMeanwhile);
        }
        let who = Who::Person { account: giver.account.clone() };
        let place = self.proposed.as_ref().map_or(&self.place, |proposed| &proposed.place).clone();
        let signature = Signature {
            at: now,
            place: place.clone(),
            by: giver.account,
            name: giver.name,
            factor: giver.factor,
            fingerprint: waits,
        };
        let signed =
            Self { place, signature: Some(signature), revision: self.revision.saturating_add(1), paper: None, ..self };
        let decided = match (&signed.state, signed.proposed.clone()) {
            (State::Active { .. }, Some(proposed)) => signed.changed(proposed, who, now),
            _ => {
                let state = State::Active { signed_at: now, last_collected: None, useless_since: None };
                Decided::of(Self { state, proposed: None, ..signed })
                    .tell(who, What::Signed {}, now)
                    .mailed(MandateNews::Given)
            }
        };
        Ok(decided.printed())
    }

    fn changed(self, proposed: Proposed, who: Who, now: Timestamp) -> Decided {
        let account = proposed.debtor.iban != self.debtor.iban;
        let moved_from = self.moved_from_after(&proposed.debtor.iban);
        let state = match self.state {
            State::Active { signed_at, last_collected, useless_since } => {
                State::Active { signed_at, last_collected, useless_since: useless_since.filter(|_| !account) }
            }
            other @ (State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. }) => {
                other
            }
        };
        let mandate = Self { debtor: proposed.debtor, moved_from, proposed: None, state, ..self };
        Decided::of(mandate).tell(who, What::Changed { account }, now).mailed(MandateNews::Changed)
    }

    /// The account the bank knows the mandate by, when it is another than the one it is given for now. While nothing was collected the bank
    /// knows none.
    fn moved_from_after(&self, iban: &Iban) -> Option<Iban> {
        self.last_collected()?;
        let known = self.moved_from.as_ref().unwrap_or(&self.debtor.iban);
        (known != iban).then(|| known.clone())
    }
}
