//! Collections and their debits, as the desk sees them.

use domain::collection::{Collection, Debit, Dropped, Outcome, OutcomeName, Returned, Sequence, State, StateName};
use domain::ids::{BusinessId, CollectionId, MandateId};
use domain::invoice::InvoiceNumber;
use domain::mandate::{MandateReference, Scheme};
use domain::name::Name;
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Versioned;

/// Which collection.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollectionPath {
    /// Its id.
    pub collection_id: CollectionId,
}

/// Which debit.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DebitPath {
    /// The collection.
    pub collection_id: CollectionId,
    /// The number of the debit in it.
    #[serde(rename = "debit", deserialize_with = "number")]
    pub number: u32,
}

/// Paths carry text.
fn number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// A collection in a list.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollectionRow {
    /// Its id.
    pub collection_id: CollectionId,
    /// Raised by one with every change.
    pub version: u64,
    /// When it was made.
    pub made_at: Timestamp,
    /// The day the money goes.
    pub on: Date,
    /// How many days before it debtors are told.
    pub notice_days: u8,
    /// Where it stands.
    pub state: StateName,
    /// Since when; absent for a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The day the money came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled_on: Option<Date>,
    /// How many debits are in it.
    pub debits: u32,
    /// What they come to, in cents.
    pub cents: i64,
    /// What its file is called at the bank.
    pub message_id: String,
}

/// A collection with its debits.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollectionView {
    /// What stands in the list.
    #[serde(flatten)]
    pub row: CollectionRow,
    /// The debits, by number.
    pub items: Vec<DebitView>,
}

/// A debit.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DebitView {
    /// Its number in the collection.
    pub number: u32,
    /// The mandate.
    pub mandate_id: MandateId,
    /// Whose.
    pub business_id: BusinessId,
    /// What the mandate is called.
    pub reference: MandateReference,
    /// Whose account.
    pub debtor: Name,
    /// How much, in cents.
    pub cents: i64,
    /// What for.
    pub text: String,
    /// Whether nothing is collected under the mandate afterwards.
    pub last: bool,
    /// The invoice it pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice: Option<InvoiceNumber>,
    /// What became of it.
    pub outcome: OutcomeName,
    /// Why it fell out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Dropped>,
    /// When and why the bank gave it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<Returned>,
    /// Its place among those of the mandate, once it is in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Sequence>,
    /// The scheme, once it is in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<Scheme>,
    /// Whether the file tells the bank of another account than before.
    pub moved: bool,
}

impl From<&Versioned<Collection>> for CollectionRow {
    fn from(read: &Versioned<Collection>) -> Self {
        Self::of(&read.value, read.version)
    }
}

impl CollectionRow {
    pub(crate) fn of(collection: &Collection, version: u64) -> Self {
        let (since, settled_on) = match &collection.state {
            State::Draft {} => (None, None),
            State::Announced { at } | State::Exporting { at } | State::Exported { at } | State::Withdrawn { at } => {
                (Some(*at), None)
            }
            State::Settled { at, on, .. } => (Some(*at), Some(*on)),
        };
        Self {
            collection_id: collection.id.clone(),
            version,
            made_at: collection.made_at,
            on: collection.on,
            notice_days: collection.notice_days,
            state: collection.state_name(),
            since,
            settled_on,
            debits: collection.debits,
            cents: collection.cents,
            message_id: collection.message_id(),
        }
    }
}

impl From<&Debit> for DebitView {
    fn from(debit: &Debit) -> Self {
        let (dropped, returned) = match &debit.outcome {
            Outcome::Dropped { why, .. } => (Some(*why), None),
            Outcome::Returned { returned, .. } => (None, Some(*returned)),
            Outcome::Waiting {} | Outcome::Told { .. } | Outcome::Presented(_) | Outcome::Settled { .. } => {
                (None, None)
            }
        };
        let presented = debit.as_presented();
        Self {
            number: debit.number,
            mandate_id: debit.mandate.clone(),
            business_id: debit.business.clone(),
            reference: debit.reference.clone(),
            debtor: presented.map_or(&debit.debtor, |presented| &presented.holder).clone(),
            cents: debit.cents.get(),
            text: debit.text.as_str().to_owned(),
            last: debit.last,
            invoice: debit.invoice.as_ref().map(|billed| billed.number.clone()),
            outcome: debit.outcome_name(),
            dropped,
            returned,
            sequence: presented.map(|presented| presented.sequence),
            scheme: presented.map(|presented| presented.scheme),
            moved: presented.is_some_and(|presented| presented.moved_from.is_some()),
        }
    }
}
