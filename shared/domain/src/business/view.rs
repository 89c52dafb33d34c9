//! Businesses as their people and as the desk see them.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Business, BusinessData, CompanyNumber, Happened, HappenedKind, LetterStateName, Opened, PinLetter};
use crate::email::Email;
use crate::ids::{AccountId, BusinessId, PinLetterId};
use crate::name::Name;

/// A business somebody opened, in his list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenedView {
    /// Which.
    pub id: BusinessId,
    /// Its number.
    pub number: CompanyNumber,
    /// What it is called.
    pub name: Name,
    /// Since when it is open to him.
    pub opened_at: Timestamp,
}

/// A business as its people see it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BusinessDetails {
    /// Which.
    pub id: BusinessId,
    /// What the chamber wrote down of it.
    pub data: BusinessData,
    /// Since when it is open to whoever asks.
    pub opened_at: Timestamp,
    /// What happened lately, the latest first.
    pub timeline: Vec<HappenedView>,
}

/// Somebody who opened a business.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "BusinessPerson")]
pub struct PersonView {
    /// Who.
    pub account: AccountId,
    /// What he is called.
    pub name: Name,
    /// His address.
    pub email: Email,
    /// Since when it is open to him.
    pub opened_at: Timestamp,
    /// Whether it is whoever asks.
    pub you: bool,
}

/// Something that happened to a business.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "BusinessHappened")]
pub struct HappenedView {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: HappenedKind,
    /// The account through whom, when it was a person of the business or of the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    /// Whom it was about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<AccountId>,
}

/// A business in the desk's list.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Business")]
pub struct BusinessView {
    /// Which.
    pub id: BusinessId,
    /// Its number.
    pub number: CompanyNumber,
    /// What it is called.
    pub name: Name,
    /// In which town.
    pub town: Name,
}

/// A business as the desk sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "DeskBusiness")]
pub struct DeskBusinessView {
    /// Which.
    pub id: BusinessId,
    /// What is written down of it.
    pub data: BusinessData,
    /// The version an edit is held to.
    pub version: u64,
    /// Since when it is known here.
    pub since: Timestamp,
    /// Its letter, the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterView>,
    /// Whether a letter is wished for and not issued yet.
    pub wished: bool,
    /// Who opened it.
    pub people: Vec<PersonView>,
    /// What happened lately, the latest first.
    pub timeline: Vec<HappenedView>,
}

/// A letter as the desk sees it. Never the PIN.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "PinLetter")]
pub struct LetterView {
    /// Which.
    pub id: PinLetterId,
    /// Of which business.
    pub business: BusinessId,
    /// How it stands.
    pub state: LetterStateName,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Until when its PIN opens the business.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Timestamp>,
    /// How often its PIN may still be tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u8>,
    /// Until when it can be fetched for the post; none when it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_until: Option<Timestamp>,
}

impl Business {
    /// As it stands in a list of the desk.
    pub fn view(&self) -> BusinessView {
        BusinessView {
            id: self.id.clone(),
            number: self.number.clone(),
            name: self.name.clone(),
            town: self.address.town.clone(),
        }
    }

    /// As it stands in the list of somebody who opened it.
    pub fn opened_view(&self, opened: &Opened) -> OpenedView {
        OpenedView { id: self.id.clone(), number: self.number.clone(), name: self.name.clone(), opened_at: opened.at }
    }
}

impl PinLetter {
    /// As the desk sees it now.
    pub fn view(&self, now: Timestamp) -> LetterView {
        let state = self.standing(now);
        let valid = state == LetterStateName::Valid;
        LetterView {
            id: self.id.clone(),
            business: self.business.clone(),
            state,
            issued_at: self.issued_at,
            valid_until: self.valid_until().filter(|_| valid),
            tries_left: self.tries_left(),
            file_until: self.file_until().filter(|until| valid && now < *until),
        }
    }
}

impl From<Happened> for HappenedView {
    fn from(happened: Happened) -> Self {
        let by = match happened.by {
            super::By::Desk { account } | super::By::Person { account } => Some(account),
            super::By::Balie {} => None,
        };
        Self { at: happened.at, what: happened.what, by, about: happened.about }
    }
}
