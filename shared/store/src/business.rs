//! Member businesses, and who opened them.

use api::Part;
use domain::business::{Business, CompanyNumber, Opened};
use domain::ids::{AccountId, BusinessId};

use crate::item::Stored;
use crate::key::{IndexKey, Key};
use crate::read::Range;

fn partition(id: &BusinessId) -> String {
    format!("{}{id}", Part::Business.prefix())
}

fn account_partition(account: &AccountId) -> String {
    format!("{}OF#{account}", Part::Business.prefix())
}

/// Where a business is.
pub fn key(id: &BusinessId) -> Key {
    Key::new(partition(id), "BUSINESS")
}

/// Where it stands that somebody opened a business.
pub fn opened_key(business: &BusinessId, account: &AccountId) -> Key {
    Key::new(partition(business), format!("OPENED#{account}"))
}

/// Everybody who opened a business.
pub fn people(business: &BusinessId) -> Range {
    Range::of(partition(business)).prefix("OPENED#")
}

/// The businesses somebody opened.
pub fn of_account(account: &AccountId) -> Range {
    Range::of_index(account_partition(account))
}

/// The business of a number.
pub fn of_number(number: &CompanyNumber) -> Range {
    Range::of_index(number_partition(number))
}

fn number_partition(number: &CompanyNumber) -> String {
    format!("{}NUMBER#{}", Part::Business.prefix(), number.as_str())
}

impl Stored for Business {
    const PART: Part = Part::Business;
    const KIND: &'static str = "business";
    const SEALED: &'static [&'static str] = &["address"];

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(number_partition(&self.number), self.id.as_str()))
    }
}

impl Stored for Opened {
    const PART: Part = Part::Business;
    const KIND: &'static str = "business-opened";

    fn key(&self) -> Key {
        opened_key(&self.business, &self.account)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(account_partition(&self.account), self.business.as_str()))
    }
}
