//! SEPA direct-debit mandates (SEPA-Lastschriftmandat), domain.md 2.4: a debtor, here a member business, allows a creditor to collect from its
//! account.
//!
//! A mandate begins as a draft, which nothing can be collected under. It is signed with a second factor, over the fingerprint of exactly what was
//! shown ([`Mandate::sign`]); a draft that is not signed within [`DRAFT_KEPT`] is gone. Another account, holder's name or address is an
//! amendment of the same mandate, proposed and then signed like the mandate itself; another scheme, frequency or creditor is another mandate. It
//! ends when it is revoked, when it is used up, and when nothing was collected under it for 36 months. It is kept for 14 months after the last
//! that happened to it, and then it is gone with its papers.
//!
//! The creditor comes from an edition ([`Creditor`]); a mandate keeps a copy of the creditor it was given to. Collections ([`crate::collection`])
//! ask [`Mandate::collectable`] and write [`Mandate::collected`].

pub mod bank;
pub mod creditor;
mod creditors;
mod decided;
mod end;
mod event;
mod give;
pub mod iban;
pub mod reference;
mod returned;
mod slip;
mod view;
pub mod wording;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use creditor::CreditorId;
pub use creditors::{Creditor, CreditorOfMandate};
pub use decided::Decided;
pub use event::{Event, What, Who};
pub use give::{Given, Giver};
pub use iban::Iban;
pub use reference::MandateReference;
pub use slip::Slip;
pub use view::{MandateView, Standing};
pub use wording::Wording;

use crate::address::Address;
use crate::days;
use crate::ids::{AccountId, BusinessId, MandateId};
use crate::language::Language;
use crate::name::Name;
use crate::upgrade::signing::Factor;

/// Which scheme it is given under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// Basis-Lastschrift: refunded without a reason for eight weeks.
    Core,
    /// Firmen-Lastschrift: no refund; the debtor is no consumer and his bank checks the mandate beforehand.
    B2b,
}

/// How often is collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Frequency {
    /// Once; the mandate is used up by it.
    OneOff,
    /// Again and again.
    Recurring,
}

/// After how many months without a collection a mandate lapses, counted from the signature while there was none.
const LAPSES_MONTHS: i32 = 36;
/// For how many months a mandate is kept after the last collection, or after its end where nothing was collected later (domain.md 2.4).
const KEPT_MONTHS: i32 = 14;
/// For how long a draft waits to be signed.
pub const DRAFT_KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How many days before it lapses somebody is told, each once.
pub const NOTICE_DAYS: [u16; 2] = [90, 30];

/// A mandate is no longer good, or not yet: why nothing can be collected under it, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MandateRefusal {
    /// It waits for the debtor's signature.
    #[error("it is not signed yet")]
    NotSigned,
    /// It was revoked.
    #[error("it was revoked")]
    Revoked,
    /// It was not used for 36 months.
    #[error("it lapsed")]
    Lapsed,
    /// It was for one collection, and that was made.
    #[error("it is used up")]
    UsedUp,
    /// A collection came back because of the account, and no other was named since.
    #[error("its account is of no use")]
    AccountUseless,
    /// A B2B mandate cannot become a Core one or the other way round: that is another mandate.
    #[error("the scheme cannot change")]
    SchemeChanged,
    /// A mandate for one collection cannot become one for several or the other way round.
    #[error("the frequency cannot change")]
    FrequencyChanged,
    /// It is given to another creditor than the one who collects now: that is another mandate.
    #[error("the creditor cannot change")]
    CreditorChanged,
    /// What was shown is not what would be signed: it changed meanwhile.
    #[error("it changed meanwhile")]
    ChangedMeanwhile,
    /// Nothing waits to be signed or withdrawn.
    #[error("nothing waits")]
    NothingWaits,
    /// The proposed change changes nothing.
    #[error("nothing changes")]
    NothingChanges,
}

/// Whose account it is. Personal data: sealed at rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Debtor {
    /// The name the account is held under.
    pub holder: Name,
    /// Where he lives or has his seat.
    pub address: Address,
    /// The account.
    pub iban: Iban,
}

/// That somebody signed. Sealed at rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Signature {
    /// When.
    pub at: Timestamp,
    /// Where, as he wrote it.
    pub place: Name,
    /// Who.
    pub by: AccountId,
    /// What he is called.
    pub name: Name,
    /// What he showed besides being logged in.
    pub factor: Factor,
    /// Of what: the fingerprint of the data.
    pub fingerprint: String,
}

/// Another account, holder or address that waits to be signed. Sealed at rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposed {
    /// Whose account it is to be.
    pub debtor: Debtor,
    /// Where it is signed.
    pub place: Name,
    /// Who proposed it.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// What became of a mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum State {
    /// Filled in, waiting to be signed.
    Draft {
        /// When it was written last.
        at: Timestamp,
    },
    /// Signed and good.
    Active {
        /// When it was signed.
        signed_at: Timestamp,
        /// The day money last went under it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_collected: Option<Date>,
        /// The day since which collections come back because of the account; another account clears it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        useless_since: Option<Date>,
    },
    /// Revoked by the debtor.
    Revoked {
        /// When.
        at: Timestamp,
        /// The day money last went under it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_collected: Option<Date>,
    },
    /// Nothing was collected for 36 months.
    Lapsed {
        /// The first day on which nothing can be collected any more.
        on: Date,
        /// The day money last went under it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_collected: Option<Date>,
    },
    /// A one-off that was collected, or one of which the last collection was made.
    UsedUp {
        /// On which day.
        on: Date,
    },
}

/// The paper of a mandate, as it was signed last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MandatePaper {
    /// Of which revision.
    pub revision: u32,
    /// When it was made.
    pub made_at: Timestamp,
}

/// A mandate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mandate {
    /// Its name at Balie.
    pub id: MandateId,
    /// Which business gave it.
    pub business: BusinessId,
    /// What creditor, debtor and banks call it.
    pub reference: MandateReference,
    /// The scheme.
    pub scheme: Scheme,
    /// How often is collected.
    pub frequency: Frequency,
    /// The language it is given in: the debtor's own, or English.
    pub language: Language,
    /// The version of its wording.
    pub wording: String,
    /// To whom.
    pub creditor: CreditorOfMandate,
    /// Whose account. Sealed.
    pub debtor: Debtor,
    /// Where it is signed. Sealed.
    pub place: Name,
    /// Who wrote it.
    pub given_by: AccountId,
    /// What became of it.
    #[serde(flatten)]
    pub state: State,
    /// The signature that counts: that of the mandate, or of its last change. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// A change that waits to be signed. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<Proposed>,
    /// The account the bank knows the mandate by, when it changed since the last collection: the next one says so. Sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Iban>,
    /// How many days before the lapse was told last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<u16>,
    /// Raised by one with every signature; it names the papers.
    pub revision: u32,
    /// The paper of the signed mandate, once it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<MandatePaper>,
    /// How many entries its timeline has.
    pub events: u32,
}

impl Mandate {
    /// Whether it is there: a draft that was not signed in time is not, nor what was kept for long enough.
    pub fn is_there(&self, now: Timestamp) -> bool {
        self.gone_at().is_none_or(|at| now < at)
    }

    /// When it is gone, if it is to go.
    pub fn gone_at(&self) -> Option<Timestamp> {
        match &self.state {
            State::Draft { at } => at.checked_add(DRAFT_KEPT).ok(),
            State::Active { .. } => None,
            State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => days::begins(self.kept_until()?),
        }
    }

    /// The day until which it is kept, once it has ended: 14 months after the last collection, or after its end where that came later.
    pub fn kept_until(&self) -> Option<Date> {
        let (ended, collected) = match &self.state {
            State::Draft { .. } | State::Active { .. } => return None,
            State::Revoked { at, last_collected } => (days::amsterdam(*at), *last_collected),
            State::Lapsed { on, last_collected } => (*on, *last_collected),
            State::UsedUp { on } => (*on, Some(*on)),
        };
        Some(ended.max(collected.unwrap_or(ended)).saturating_add(KEPT_MONTHS.months()))
    }

    /// The last day on which it can be collected under, while it is active: 36 months after the last collection, or after it was signed.
    pub fn lapses_on(&self) -> Option<Date> {
        match &self.state {
            State::Active { signed_at, last_collected, .. } => {
                let from = last_collected.unwrap_or_else(|| days::amsterdam(*signed_at));
                Some(from.saturating_add(LAPSES_MONTHS.months()))
            }
            State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => None,
        }
    }

    /// The day money last went under it.
    pub const fn last_collected(&self) -> Option<Date> {
        match &self.state {
            State::Draft { .. } => None,
            State::Active { last_collected, .. }
            | State::Revoked { last_collected, .. }
            | State::Lapsed { last_collected, .. } => *last_collected,
            State::UsedUp { on } => Some(*on),
        }
    }

    /// The day the mandate itself was signed, while it is active.
    pub fn signed_on(&self) -> Option<Date> {
        match &self.state {
            State::Active { signed_at, .. } => Some(days::amsterdam(*signed_at)),
            State::Draft { .. } | State::Revoked { .. } | State::Lapsed { .. } | State::UsedUp { .. } => None,
        }
    }

    /// Whether money may be collected under it on a day.
    ///
    /// # Errors
    /// Why not.
    pub fn collectable(&self, on: Date) -> Result<(), MandateRefusal> {
        self.active()?;
        if self.lapses_on().is_some_and(|last| on > last) {
            return Err(MandateRefusal::Lapsed);
        }
        match &self.state {
            State::Active { useless_since: Some(_), .. } => Err(MandateRefusal::AccountUseless),
            State::Active { .. }
            | State::Draft { .. }
            | State::Revoked { .. }
            | State::Lapsed { .. }
            | State::UsedUp { .. } => Ok(()),
        }
    }

    /// Whether it is active.
    pub(crate) const fn active(&self) -> Result<(), MandateRefusal> {
        match &self.state {
            State::Active { .. } => Ok(()),
            State::Draft { .. } => Err(MandateRefusal::NotSigned),
            State::Revoked { .. } => Err(MandateRefusal::Revoked),
            State::Lapsed { .. } => Err(MandateRefusal::Lapsed),
            State::UsedUp { .. } => Err(MandateRefusal::UsedUp),
        }
    }

    /// Where the paper of its present revision lies. The name holds ids only.
    pub fn file_key(&self) -> String {
        self.file_key_of(self.revision)
    }

    /// Where the paper of a revision lies.
    pub fn file_key_of(&self, revision: u32) -> String {
        format!("papers/mandates/{}/{}-{revision}.pdf", self.business, self.id)
    }

    /// Where the confirmation for the debtor's bank lies, of a B2B mandate.
    pub fn bank_form_key(&self) -> String {
        self.bank_form_key_of(self.revision)
    }

    /// The same of a revision.
    pub fn bank_form_key_of(&self, revision: u32) -> String {
        format!("papers/mandates/{}/{}-{revision}-bank.pdf", self.business, self.id)
    }

    /// Its wording, with the creditor's name in its place.
    pub fn words(&self) -> Option<Wording> {
        wording::words(&self.wording, self.scheme, self.language, self.creditor.name.as_str())
    }
}

#[cfg(test)]
mod tests;
