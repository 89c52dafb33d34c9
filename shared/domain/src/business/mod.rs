//! Member businesses (Mitgliedsbetriebe) of a chamber, and who opened one ("My business", Mein Betrieb), domain.md 6.

mod company_number;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use company_number::{CompanyNumber, NotACompanyNumber};

use crate::address::Address;
use crate::ids::{AccountId, BusinessId};
use crate::kvk_number::KvkNumber;
use crate::language::Language;
use crate::name::Name;

/// A member business, as the chamber knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Business {
    /// Balie's own name for it.
    pub id: BusinessId,
    /// The number (Betriebsnummer) it finds on letters, on its craft card and on notices of its fee.
    pub number: CompanyNumber,
    /// What it is called.
    pub name: Name,
    /// Where its post goes. Sealed: of a sole trader it is where he lives.
    pub address: Address,
    /// The language of its post.
    pub language: Language,
    /// Its number in the Dutch register, when it has one: what its organisation orders can be paid by its mandates then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kvk_number: Option<KvkNumber>,
    /// Since when it is known here.
    pub since: Timestamp,
}

/// That somebody opened a business with its PIN: until he leaves or the business removes him, all of its rooms are open to him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// Which business.
    pub business: BusinessId,
    /// What it is called, for lists.
    pub business_name: Name,
    /// Who.
    pub account: AccountId,
    /// Since when.
    pub at: Timestamp,
}
