//! Member businesses: each with its letter, its people and its timeline in a partition of its own. Signposts lead to it from its number, which
//! is taken once, and from its number in the Dutch register; the index lists businesses by name, people's businesses, and letters that lie ready.

use api::Part;
use domain::business::{Business, CompanyNumber, Happened, Opened, PinLetter, Wish};
use domain::ids::{AccountId, BusinessId};
use domain::kvk_number::KvkNumber;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::item::{Stored, Versioned};
use crate::key::{IndexKey, Key};
use crate::read::Range;

fn partition(id: &BusinessId) -> String {
    format!("{}{id}", Part::Business.prefix())
}

fn account_partition(account: &AccountId) -> String {
    format!("{}OF#{account}", Part::Business.prefix())
}

fn list(name: &str) -> String {
    format!("{}{name}", Part::Business.prefix())
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

/// Where the business of a number is named.
pub fn number_key(number: &CompanyNumber) -> Key {
    Key::new(format!("{}NUMBER#{}", Part::Business.prefix(), number.as_str()), "NUMBER")
}

/// The businesses that have a number in the Dutch register: [`InRegister`] each.
pub fn of_kvk_number(number: &KvkNumber) -> Range {
    Range::of(kvk_partition(number))
}

fn kvk_partition(number: &KvkNumber) -> String {
    format!("{}KVK#{number}", Part::Business.prefix())
}

/// Businesses whose name begins like this, by name.
pub fn named_like(beginning: &str) -> Range {
    Range::of_index(list("NAMES")).prefix(in_order(beginning))
}

/// A name as names are put in order and looked for: small letters, one space between words.
fn in_order(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where the letter of a business is.
pub fn letter_key(business: &BusinessId) -> Key {
    Key::new(partition(business), "LETTER")
}

/// Letters whose files lie there, the first to be deleted first.
pub fn letters_with_files() -> Range {
    Range::of_index(list("LETTERS"))
}

/// Those of them whose files were to be deleted by `now`.
pub fn letters_to_tidy(now: Timestamp) -> Range {
    letters_with_files().between("0", second(now))
}

fn second(at: Timestamp) -> String {
    format!("{:012}", at.as_second().max(0))
}

/// Where it is written that a letter is wished for.
pub fn wish_key(business: &BusinessId) -> Key {
    Key::new(partition(business), "WISH")
}

/// Wishes for letters, the oldest first.
pub fn wishes() -> Range {
    Range::of_index(list("WISHES"))
}

/// What happened to a business, the latest first.
pub fn timeline(business: &BusinessId) -> Range {
    Range::of(partition(business)).prefix("EVENT#").descending()
}

/// Leads from a number to its business; a number is taken once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Numbered {
    /// The number.
    pub number: CompanyNumber,
    /// The business.
    pub business: BusinessId,
}

/// Leads from a number in the Dutch register to a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InRegister {
    /// The number.
    pub kvk_number: KvkNumber,
    /// The business.
    pub business: BusinessId,
}

impl InRegister {
    fn of(business: &Business) -> Option<Self> {
        let (kvk_number, business) = (business.kvk_number.clone()?, business.id.clone());
        Some(Self { kvk_number, business })
    }
}

impl Stored for Business {
    const PART: Part = Part::Business;
    const KIND: &'static str = "business";
    const SEALED: &'static [&'static str] = &["address"];

    fn key(&self) -> Key {
        key(&self.id)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(list("NAMES"), format!("{}#{}", in_order(self.name.as_str()), self.id)))
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

impl Stored for Numbered {
    const PART: Part = Part::Business;
    const KIND: &'static str = "business-number";

    fn key(&self) -> Key {
        number_key(&self.number)
    }
}

impl Stored for InRegister {
    const PART: Part = Part::Business;
    const KIND: &'static str = "business-in-register";

    fn key(&self) -> Key {
        Key::new(kvk_partition(&self.kvk_number), self.business.as_str())
    }
}

impl Stored for PinLetter {
    const PART: Part = Part::Business;
    const KIND: &'static str = "pin-letter";

    fn key(&self) -> Key {
        letter_key(&self.business)
    }

    fn index(&self) -> Option<IndexKey> {
        let until = self.file_until()?;
        Some(IndexKey::new(list("LETTERS"), format!("{}#{}", second(until), self.id)))
    }
}

impl Stored for Wish {
    const PART: Part = Part::Business;
    const KIND: &'static str = "pin-letter-wish";

    fn key(&self) -> Key {
        wish_key(&self.business)
    }

    fn index(&self) -> Option<IndexKey> {
        Some(IndexKey::new(list("WISHES"), format!("{}#{}", second(self.at), self.business)))
    }
}

impl Stored for Happened {
    const PART: Part = Part::Business;
    const KIND: &'static str = "business-happened";

    fn key(&self) -> Key {
        // Two things of one kind about one business in one nanosecond are one.
        let kind = serde_json::to_string(&self.what).unwrap_or_default();
        let at = self.at.as_nanosecond().max(0);
        Key::new(partition(&self.business), format!("EVENT#{at:020}#{}", kind.trim_matches('"')))
    }
}

impl Change {
    /// Makes a business, with the signposts to it; else [`crate::Error::Exists`] when its number is taken.
    pub fn register_business(&mut self, business: &Business) -> &mut Self {
        self.create(business).create(&Numbered { number: business.number.clone(), business: business.id.clone() });
        if let Some(signpost) = InRegister::of(business) {
            self.set(&signpost);
        }
        self
    }

    /// Writes what became of a business, and moves the signposts to it; else [`crate::Error::Exists`] when its new number is taken.
    pub fn edit_business(&mut self, read: &Versioned<Business>, business: &Business) -> &mut Self {
        self.replace(read, business);
        if read.number != business.number {
            self.clear(Part::Business, number_key(&read.number));
            self.create(&Numbered { number: business.number.clone(), business: business.id.clone() });
        }
        let (before, after) = (InRegister::of(read), InRegister::of(business));
        if before != after {
            if let Some(before) = before {
                self.clear(Part::Business, before.key());
            }
            if let Some(after) = after {
                self.set(&after);
            }
        }
        self
    }

    /// Adds to the timeline of a business.
    pub fn happened(&mut self, happened: &Happened) -> &mut Self {
        self.set(happened)
    }
}
