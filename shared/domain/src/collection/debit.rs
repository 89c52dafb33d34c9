//! One debit of a collection, from the draft to what became of it.

use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Cents, Collection, NotReturnable, ReturnReason, Returned, Sequence, StatementText};
use crate::ids::{BusinessId, CollectionId, InvoiceId, MandateId, OrganisationId};
use crate::invoice::InvoiceNumber;
use crate::mandate::{Iban, MandateReference, Scheme};
use crate::name::Name;

/// A debit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Debit {
    /// Its number in the collection, from 1.
    pub number: u32,
    /// Under which mandate.
    pub mandate: MandateId,
    /// Whose mandate.
    pub business: BusinessId,
    /// What the mandate is called.
    pub reference: MandateReference,
    /// Whose account it was when the debit was put in.
    pub debtor: Name,
    /// How much.
    pub cents: Cents,
    /// What for.
    pub text: StatementText,
    /// Whether it is the last under a recurring mandate: nothing is collected under it afterwards.
    pub last: bool,
    /// The invoice it pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<Billed>,
    /// What became of it.
    pub outcome: Outcome,
}

/// An invoice a debit pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Billed {
    /// Whose.
    pub organisation: OrganisationId,
    /// Which.
    pub invoice: InvoiceId,
    /// Its number on paper.
    pub number: InvoiceNumber,
}

/// What became of a debit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// Nothing yet: it is in the draft, or its debtor is about to be told.
    Waiting {},
    /// The debtor is told.
    Told {
        /// When.
        at: Timestamp,
    },
    /// It fell out: nothing is collected.
    Dropped {
        /// When.
        at: Timestamp,
        /// Why.
        why: Dropped,
    },
    /// It stands in the file.
    Presented(Presented),
    /// The money came in.
    Settled {
        /// The day.
        on: Date,
        /// As it stood in the file.
        #[serde(flatten)]
        as_presented: Presented,
    },
    /// The bank gave it back.
    Returned {
        /// When and why.
        #[serde(flatten)]
        returned: Returned,
        /// As it stood in the file.
        #[serde(flatten)]
        as_presented: Presented,
    },
}

/// The name of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "DebitOutcome")]
pub enum OutcomeName {
    /// Nothing yet.
    Waiting,
    /// The debtor is told.
    Told,
    /// It fell out.
    Dropped,
    /// It stands in the file.
    Presented,
    /// The money came in.
    Settled,
    /// The bank gave it back.
    Returned,
}

/// A debit as it stands in the file for the bank: frozen when the file is made, so that the file is the same however often it is fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Presented {
    /// Its place among those of the mandate.
    pub sequence: Sequence,
    /// The scheme.
    pub scheme: Scheme,
    /// When the mandate was signed.
    pub signed_at: Timestamp,
    /// Whose account.
    pub holder: Name,
    /// Which.
    pub account: Iban,
    /// The account the bank knows the mandate by, when the debtor has moved since the last collection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_from: Option<Iban>,
    /// The day money went under the mandate before this, if it ever did: what a return restores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Date>,
}

/// Why a debit fell out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "DroppedBecause")]
pub enum Dropped {
    /// Nobody could be told: nobody has opened the business.
    NobodyToTell,
    /// The mandate is not signed.
    NotSigned,
    /// The mandate was revoked.
    Revoked,
    /// The mandate lapses before the day of the collection.
    Lapsed,
    /// The mandate was for one collection, and that was made.
    UsedUp,
    /// An earlier collection came back because of the account, and the debtor has named no other.
    AccountUseless,
    /// The mandate was given to another creditor.
    OtherCreditor,
    /// The invoice was paid, taken back or is collected elsewhere.
    InvoiceSettled,
    /// The collection was withdrawn.
    Withdrawn,
}

impl Dropped {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::NobodyToTell,
        Self::NotSigned,
        Self::Revoked,
        Self::Lapsed,
        Self::UsedUp,
        Self::AccountUseless,
        Self::OtherCreditor,
        Self::InvoiceSettled,
        Self::Withdrawn,
    ];

    /// The code on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NobodyToTell => "nobody-to-tell",
            Self::NotSigned => "not-signed",
            Self::Revoked => "revoked",
            Self::Lapsed => "lapsed",
            Self::UsedUp => "used-up",
            Self::AccountUseless => "account-useless",
            Self::OtherCreditor => "other-creditor",
            Self::InvoiceSettled => "invoice-settled",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Debit {
    /// What became of it, by name.
    pub const fn outcome_name(&self) -> OutcomeName {
        match self.outcome {
            Outcome::Waiting {} => OutcomeName::Waiting,
            Outcome::Told { .. } => OutcomeName::Told,
            Outcome::Dropped { .. } => OutcomeName::Dropped,
            Outcome::Presented(_) => OutcomeName::Presented,
            Outcome::Settled { .. } => OutcomeName::Settled,
            Outcome::Returned { .. } => OutcomeName::Returned,
        }
    }

    /// As it stands in the file, if it does.
    pub const fn as_presented(&self) -> Option<&Presented> {
        match &self.outcome {
            Outcome::Presented(presented)
            | Outcome::Settled { as_presented: presented, .. }
            | Outcome::Returned { as_presented: presented, .. } => Some(presented),
            Outcome::Waiting {} | Outcome::Told { .. } | Outcome::Dropped { .. } => None,
        }
    }

    /// Whether it can still go into a file.
    pub const fn is_ahead(&self) -> bool {
        matches!(self.outcome, Outcome::Waiting {} | Outcome::Told { .. })
    }

    /// The debit after something became of it.
    pub fn after(self, outcome: Outcome) -> Self {
        Self { outcome, ..self }
    }

    /// The bank gave it back.
    pub fn give_back(
        self,
        (reason, on): (ReturnReason, Date),
        collection: &Collection,
        today: Date,
    ) -> Result<Self, NotReturnable> {
        let as_presented = match &self.outcome {
            Outcome::Presented(presented) | Outcome::Settled { as_presented: presented, .. } => presented.clone(),
            Outcome::Waiting {} | Outcome::Told { .. } | Outcome::Dropped { .. } | Outcome::Returned { .. } => {
                return Err(NotReturnable::NotCollected);
            }
        };
        let made_on = collection.file_made_at().map(crate::days::amsterdam).ok_or(NotReturnable::NotCollected)?;
        // A bank may turn a debit down before its day, but not before it has the file.
        if on < made_on || on > today {
            return Err(NotReturnable::NotADay);
        }
        reason.fits(on, as_presented.scheme, collection.on)?;
        Ok(self.after(Outcome::Returned { returned: Returned { on, reason }, as_presented }))
    }
}

/// Some of the debits of a collection, kept together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Of which collection.
    pub collection: CollectionId,
    /// Which part, from 1.
    pub number: u32,
    /// The debits, by number. What was taken out of the draft is missing.
    pub debits: Vec<Debit>,
}

/// A debit as whoever gave the mandate sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Debited {
    /// Of which collection.
    pub collection: CollectionId,
    /// Its number in it.
    pub number: u32,
    /// Under which mandate.
    pub mandate: MandateId,
    /// The day the money goes.
    pub on: Date,
    /// How much.
    pub cents: Cents,
    /// What for.
    pub text: StatementText,
    /// Where it stands.
    pub notice: Notice,
}

/// What whoever gave the mandate is told of a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "DebitNotice")]
pub enum Notice {
    /// It will be collected.
    Announced {
        /// Since when he is told.
        at: Timestamp,
    },
    /// It was announced, and is not collected after all.
    Cancelled {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: Dropped,
    },
    /// The bank has it.
    Collected {},
    /// The money came in.
    Settled {
        /// The day.
        on: Date,
    },
    /// The bank gave it back.
    Returned {
        /// The day.
        on: Date,
        /// Why.
        reason: ReturnReason,
    },
}

impl Debited {
    /// What there is to see of a debit, once its debtor was told of it.
    pub fn of(collection: &Collection, debit: &Debit) -> Option<Self> {
        let notice = match &debit.outcome {
            Outcome::Waiting {} | Outcome::Dropped { why: Dropped::NobodyToTell, .. } => return None,
            Outcome::Told { at } => Notice::Announced { at: *at },
            Outcome::Dropped { at, why } => Notice::Cancelled { at: *at, why: *why },
            Outcome::Presented(_) => Notice::Collected {},
            Outcome::Settled { on, .. } => Notice::Settled { on: *on },
            Outcome::Returned { returned, .. } => Notice::Returned { on: returned.on, reason: returned.reason },
        };
        Some(Self {
            collection: collection.id.clone(),
            number: debit.number,
            mandate: debit.mandate.clone(),
            on: collection.on,
            cents: debit.cents,
            text: debit.text.clone(),
            notice,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_the_debtor_sees_is_kept_and_read_as_it_was_whatever_became_of_it() {
        let on = date(2026, 12, 9);
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        for notice in [
            Notice::Announced { at },
            Notice::Cancelled { at, why: Dropped::Revoked },
            Notice::Collected {},
            Notice::Settled { on },
            Notice::Returned { on, reason: ReturnReason::Ac04 },
        ] {
            let debited = Debited {
                collection: "col_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap(),
                number: 1,
                mandate: "mnd_01jdc5abcdefghjkmnpqrstvwx".parse().unwrap(),
                on: date(2026, 12, 7),
                cents: Cents::try_from(1).unwrap(),
                text: "Beitrag".parse().unwrap(),
                notice,
            };
            let kept = serde_json::to_value(&debited).unwrap();
            assert_eq!(serde_json::from_value::<Debited>(kept).unwrap(), debited);
        }
    }
}
