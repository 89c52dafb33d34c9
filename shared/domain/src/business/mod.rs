//! Member businesses (Mitgliedsbetriebe) of a chamber, and who opened one ("My business", Mein Betrieb), domain.md 6.

mod company_number;
mod event;
pub mod import;
mod letter;
mod pin;
mod view;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use company_number::{CompanyNumber, NotACompanyNumber};
pub use event::{By, Happened, HappenedKind};
pub use letter::{
    LetterState, LetterStateName, PIN_DAYS, PIN_TRIES, PinHash, PinLetter, Reserved, Wish, WishedBy, file_key,
};
pub use pin::{NotAPin, Pin};
pub use view::{BusinessDetails, BusinessView, DeskBusinessView, HappenedView, LetterView, OpenedView, PersonView};

use crate::address::Address;
use crate::chance::Chance;
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

/// What the desk writes down of a business: what is registered, imported and edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BusinessData {
    /// The number the chamber gave it.
    pub number: CompanyNumber,
    /// What it is called.
    pub name: Name,
    /// Where its post goes.
    pub address: Address,
    /// The language of its post.
    pub language: Language,
    /// Its number in the Dutch register, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kvk_number: Option<KvkNumber>,
}

impl Business {
    /// A business that becomes known here now.
    pub fn register(data: BusinessData, now: Timestamp, chance: &dyn Chance) -> Self {
        Self::with(BusinessId::new(now, chance), data, now)
    }

    /// The same business with other data.
    pub fn edited(&self, data: BusinessData) -> Self {
        Self::with(self.id.clone(), data, self.since)
    }

    fn with(id: BusinessId, data: BusinessData, since: Timestamp) -> Self {
        let BusinessData { number, name, address, language, kvk_number } = data;
        Self { id, number, name, address, language, kvk_number, since }
    }

    /// What the desk wrote down of it.
    pub fn data(&self) -> BusinessData {
        BusinessData {
            number: self.number.clone(),
            name: self.name.clone(),
            address: self.address.clone(),
            language: self.language,
            kvk_number: self.kvk_number.clone(),
        }
    }

    /// That somebody opened it now.
    pub fn opened_by(&self, account: &AccountId, now: Timestamp) -> Opened {
        Opened { business: self.id.clone(), business_name: self.name.clone(), account: account.clone(), at: now }
    }
}

/// That somebody opened a business with its PIN: until he leaves or the business removes him, all of its rooms are open to him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opened {
    /// Which business.
    pub business: BusinessId,
    /// What it was called then. Pages ask the business itself.
    pub business_name: Name,
    /// Who.
    pub account: AccountId,
    /// Since when.
    pub at: Timestamp,
}
