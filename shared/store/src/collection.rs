//! Collections by direct debit, in parts; and what each mandate sees of them.
//!
//! | item | partition | sort key | in the index |
//! |--|--|--|--|
//! | collection | `COLLECTION#<collection>` | `COLLECTION` | `COLLECTION#ALL` by the time it was made |
//! | part of its debits | `COLLECTION#<collection>` | `PART#<0001..>` | |
//! | a debit as the debtor sees it | `COLLECTION#OF#<mandate>` | `<collection>#<number>` | |

use api::Part as TablePart;
use domain::collection::{Collection, Debited, Part};
use domain::ids::{CollectionId, MandateId, OrganisationId};
use domain::mandate::{Creditor, Frequency, Mandate};
use domain::organisation::Organisation;
use jiff::civil::Date;

use crate::Store;
use crate::business::InRegister;
use crate::error::Error;
use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

/// How many businesses with one number are looked at: branches of it.
const MOST_BUSINESSES: u16 = 10;

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

impl Store {
    /// The mandate an organisation pays with by direct debit, if it can: a recurring one that a member business with the organisation's number
    /// in the Dutch register gave, and that is good on this day. It takes reading organisations and mandates, and listing businesses.
    pub async fn direct_debit_of(&self, organisation: &OrganisationId, today: Date) -> Result<Option<Mandate>, Error> {
        let organisation = self.get::<Organisation>(crate::organisation::key(organisation)).await?;
        let (Some(organisation), Some(creditor)) = (organisation, Creditor::on(today)) else { return Ok(None) };
        let range = crate::business::of_kvk_number(&organisation.kvk_number).limit(MOST_BUSINESSES);
        for business in self.list::<InRegister>(range).await?.items {
            let mandates = self.list::<Mandate>(crate::mandate::of_business(&business.business)).await?.items;
            let good = |mandate: &Mandate| {
                mandate.frequency == Frequency::Recurring
                    && mandate.creditor.creditor_id == creditor.creditor_id
                    && mandate.collectable(today).is_ok()
            };
            if let Some(found) = mandates.into_iter().map(|read| read.value).find(good) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
