//! An invoice that is paid by direct debit: announced in a collection, paid when that settles, and open again when the bank gives it back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Invoice, InvoiceRefusal, Standing};
use crate::ids::{AccountId, CollectionId};

/// That an invoice is in a collection. While it is, nobody is reminded of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InCollection {
    /// Which.
    pub collection: CollectionId,
    /// The day the money goes.
    pub on: Date,
}

impl Invoice {
    /// Whether it can be put into a collection: something is to be paid, and no other collection has it.
    pub const fn can_be_collected(&self) -> bool {
        self.to_pay_cents() > 0 && self.debit.is_none()
    }

    /// It is collected on a day, in this collection. The collector is not asked for it as well.
    pub fn announced(self, collection: &CollectionId, on: Date) -> Result<Self, InvoiceRefusal> {
        if !self.can_be_collected() {
            return Err(InvoiceRefusal::Settled);
        }
        Ok(Self { debit: Some(InCollection { collection: collection.clone(), on }), ..self })
    }

    /// Whether this collection has it and it is to be paid still.
    pub fn is_in(&self, collection: &CollectionId) -> bool {
        self.to_pay_cents() > 0 && self.debit.as_ref().is_some_and(|debit| debit.collection == *collection)
    }

    /// The money of its collection came in.
    pub fn collected(
        self,
        collection: &CollectionId,
        on: Date,
        by: &AccountId,
        today: Date,
    ) -> Result<Self, InvoiceRefusal> {
        if !self.is_in(collection) {
            return Err(InvoiceRefusal::Settled);
        }
        self.paid(on, by, today)
    }

    /// This collection does not pay it, or not any more: it is to be paid as before, and what follows when it is not goes on. What was paid in
    /// another way or taken back stays so.
    pub fn given_back(self, collection: &CollectionId) -> Self {
        if self.debit.as_ref().is_none_or(|debit| debit.collection != *collection) {
            return self;
        }
        let standing = match self.standing {
            Standing::Paid { .. } => Standing::Open {},
            other @ (Standing::Open {}
            | Standing::Reminded { .. }
            | Standing::Dunned { .. }
            | Standing::WithCollector { .. }
            | Standing::Credited { .. }) => other,
        };
        Self { standing, debit: None, ..self }
    }
}
