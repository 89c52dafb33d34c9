//! A mandate as whoever opened the business sees it.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{CreditorOfMandate, Debtor, Frequency, Mandate, MandateReference, Scheme, State, Wording, bank};
use crate::address::Address;
use crate::ids::MandateId;
use crate::language::Language;
use crate::name::Name;

/// What became of a mandate, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "MandateState")]
pub enum Standing {
    /// It waits to be signed: nothing can be collected.
    Draft,
    /// It is good.
    Active,
    /// It is good, and a change of it waits to be signed.
    ChangeWaits,
    /// It was revoked.
    Revoked,
    /// Nothing was collected for 36 months.
    Lapsed,
    /// Its collection was made.
    UsedUp,
}

/// A mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Mandate")]
pub struct MandateView {
    /// Its id.
    pub id: MandateId,
    /// What creditor, debtor and banks call it.
    pub reference: MandateReference,
    /// The scheme.
    pub scheme: Scheme,
    /// How often is collected.
    pub frequency: Frequency,
    /// The language it is given in.
    pub language: Language,
    /// What became of it.
    pub state: Standing,
    /// To whom it is given.
    pub creditor: CreditorOfMandate,
    /// Whose account.
    pub debtor: DebtorView,
    /// Where it is signed.
    pub place: Name,
    /// A change that waits to be signed.
    pub proposed: Option<DebtorView>,
    /// Where that is signed.
    pub proposed_place: Option<Name>,
    /// The account the bank knows it by, when the next collection will tell of a change.
    pub moved_from: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// Who signed it, or its last change.
    pub signed_by: Option<Name>,
    /// The day money last went under it.
    pub last_collected: Option<Date>,
    /// Since when its collections come back because of the account: another one is needed.
    pub useless_since: Option<Date>,
    /// The last day on which it can be collected under.
    pub lapses_on: Option<Date>,
    /// When it ended.
    pub ended_on: Option<Date>,
    /// Until when an unsigned draft is there.
    pub draft_until: Option<Timestamp>,
    /// The last day it is kept, once it has ended.
    pub kept_until: Option<Date>,
    /// What is authorised, in the language it is given in.
    pub wording: Option<Wording>,
    /// The fingerprint of what waits to be signed.
    pub to_sign: Option<String>,
}

/// Whose account, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DebtorView {
    /// The name it is held under.
    pub holder: Name,
    /// Where he lives or has his seat.
    pub address: Address,
    /// The account, in groups of four.
    pub iban: String,
    /// What the bank is called, where it is known.
    pub bank: Option<String>,
}

impl DebtorView {
    fn of(debtor: &Debtor) -> Self {
        Self {
            holder: debtor.holder.clone(),
            address: debtor.address.clone(),
            iban: debtor.iban.printed(),
            bank: bank::name(&debtor.iban).map(str::to_owned),
        }
    }
}

impl Mandate {
    /// What became of it, in a word.
    pub const fn standing(&self) -> Standing {
        match &self.state {
            State::Draft { .. } => Standing::Draft,
            State::Active { .. } if self.proposed.is_some() => Standing::ChangeWaits,
            State::Active { .. } => Standing::Active,
            State::Revoked { .. } => Standing::Revoked,
            State::Lapsed { .. } => Standing::Lapsed,
            State::UsedUp { .. } => Standing::UsedUp,
        }
    }

    /// As whoever opened the business sees it.
    pub fn view(&self) -> MandateView {
        let (useless_since, ended_on) = match &self.state {
            State::Draft { .. } => (None, None),
            State::Active { useless_since, .. } => (*useless_since, None),
            State::Revoked { at, .. } => (None, Some(crate::days::amsterdam(*at))),
            State::Lapsed { on, .. } | State::UsedUp { on } => (None, Some(*on)),
        };
        let draft_until = matches!(self.state, State::Draft { .. }).then(|| self.gone_at()).flatten();
        MandateView {
            id: self.id.clone(),
            reference: self.reference.clone(),
            scheme: self.scheme,
            frequency: self.frequency,
            language: self.language,
            state: self.standing(),
            creditor: self.creditor.clone(),
            debtor: DebtorView::of(&self.debtor),
            place: self.place.clone(),
            proposed: self.proposed.as_ref().map(|proposed| DebtorView::of(&proposed.debtor)),
            proposed_place: self.proposed.as_ref().map(|proposed| proposed.place.clone()),
            moved_from: self.moved_from.as_ref().map(super::Iban::printed),
            signed_at: self.signature.as_ref().map(|signature| signature.at),
            signed_by: self.signature.as_ref().map(|signature| signature.name.clone()),
            last_collected: self.last_collected(),
            useless_since,
            lapses_on: self.lapses_on(),
            ended_on,
            draft_until,
            kept_until: self.kept_until(),
            wording: self.words(),
            to_sign: self.to_sign(),
        }
    }
}
