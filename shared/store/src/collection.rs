//! Collections by direct debit, in parts; and what each mandate sees of them.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | collection | `COLLECTION#<collection>` | `COLLECTION` | `COLLECTION#ALL` by the time it was made |
//! | part of its debits | `COLLECTION#<collection>` | `PART#<0001..>` | |
//! | a debit as the debtor sees it | `COLLECTION#OF#<mandate>` | `<collection>#<number>` | |

use api::Part as TablePart;
use domain::collection::{Collection, Debited, Part};
use domain::ids::{CollectionId, MandateId};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// Where a collection is.
pub fn key(id: &CollectionId) -> Key {
    Key::new(partition(id), "COLLECTION")
}

/// Where a part of its debits is.
pub fn part_key(id: &CollectionId, number: u32) -> Key {
    Key::new(partition(id), format!("PART#{number:04}"))
}

/// Every part of its debits, in order.
pub fn parts(id: &CollectionId) -> Range {
    Range::of(partition(id)).prefix("PART#")
}

/// Every collection, the latest first.
pub fn all() -> Range {
    Range::of_index(all_partition()).descending()
}

/// What was collected or will be under a mandate, the latest first.
pub fn of_mandate(mandate: &MandateId) -> Range {
    Range::of(mandate_partition(mandate)).descending()
}

fn partition(id: &CollectionId) -> String {
    format!("{}{id}", TablePart::Collection.prefix())
}

fn all_partition() -> String {
    format!("{}ALL", TablePart::Collection.prefix())
}

fn mandate_partition(mandate: &MandateId) -> String {
    format!("{}OF#{mandate}", TablePart::Collection.prefix())
}

impl Stored for Collection {
    const PART: TablePart = TablePart::Collection;
    const KIND: &'static str = "collection";

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(all_partition(), self.id.as_str()))
    }
}

impl Stored for Part {
    const PART: TablePart = TablePart::Collection;
    const KIND: &'static str = "collection-part";
    // Names, accounts and what somebody owes (S58).
    const SEALED: &'static [&'static str] = &["debits"];

    fn key(&self) -> Key {
        part_key(&self.collection, self.number)
    }
}

impl Stored for Debited {
    const PART: TablePart = TablePart::Collection;
    const KIND: &'static str = "debited";
    const SEALED: &'static [&'static str] = &["text"];

    fn key(&self) -> Key {
        Key::new(mandate_partition(&self.mandate), format!("{}#{:04}", self.collection, self.number))
    }
}
