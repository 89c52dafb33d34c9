//! What an extract from the business register says, how far it can be believed, and what follows from both for a case (domain.md 4.3-4.5).
//!
//! The bytes are read in the crate `extract`; here is what was found, and the rules about it. All of it may be personal: it is sealed at rest
//! (S58) and shown to the organisation and to the desk only.

mod compare;
mod seal;
mod verdict;

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::establishment_number::EstablishmentNumber;
use crate::kvk_number::KvkNumber;
use crate::upgrade::data::Power;

pub use compare::{Compared, Difference, compare};
pub use seal::{Alteration, Doubt, SealVerdict, Sealed};
pub use verdict::{Held, StaffReason, Verdict, because_of_official, verdict};

/// An extract that was looked at: its seal, and what could be read from the bytes the seal covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExtractSeen {
    /// What is known of the seal.
    pub seal: SealVerdict,
    /// What it says; absent when no machine can read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<ExtractRead>,
}

/// What was read from an extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExtractRead {
    /// The company it is about.
    pub kvk_number: KvkNumber,
    /// The day it was made, as printed on it.
    pub made_on: Date,
    /// The time of that day in the Netherlands, to the minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Time>,
    /// The name of the company: the one in its articles or, where there is none, its trade name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its legal form, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_form: Option<String>,
    /// Its branches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<EstablishmentNumber>,
    /// Owners, directors, partners and proxies, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub officials: Vec<Official>,
    /// What takes everybody's power away or puts it in doubt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub restrictions: Vec<Restriction>,
}

impl ExtractRead {
    /// An extract of which nothing more is known than its company and its day.
    pub const fn new(kvk_number: KvkNumber, made_on: Date) -> Self {
        Self {
            kvk_number,
            made_on,
            made_at: None,
            name: None,
            legal_form: None,
            branches: Vec::new(),
            officials: Vec::new(),
            restrictions: Vec::new(),
        }
    }
}

/// Somebody with an office in the company, as the extract names him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Official {
    /// In which office.
    pub office: Office,
    /// The name, as printed: `de Vries, Jan`.
    pub name: String,
    /// The number of the company, when the official is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kvk_number: Option<KvkNumber>,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// The title, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// In office since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// How far the power reaches.
    pub power: OfficialPower,
    /// The power and its limits, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power_text: Option<String>,
}

/// The offices an extract lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "PrintedOffice")]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// The owner of a sole trade.
    Owner,
    /// A director.
    Director,
    /// A partner.
    Partner,
    /// A proxy.
    Proxy,
    /// Somebody else: a liquidator, a supervisor.
    Other,
}

/// How far an official's power reaches (domain.md 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OfficialPower {
    /// Alone: `azb`, `ob`, an owner.
    Alone,
    /// Together with others: `gb`.
    Joint,
    /// Within limits: `bb`, a limited proxy.
    Limited,
    /// By full proxy.
    FullProxy,
    /// Not at all: `nb`.
    None,
    /// The extract does not say, or in words not known here.
    Unknown,
}

impl OfficialPower {
    /// The same in the words of the application, where there is one.
    pub const fn as_power(self) -> Option<Power> {
        match self {
            Self::Alone => Some(Power::Alone),
            Self::Joint => Some(Power::Joint),
            Self::Limited => Some(Power::Limited),
            Self::FullProxy => Some(Power::FullProxy),
            Self::None | Self::Unknown => None,
        }
    }
}

/// What takes everybody's power away or puts it in doubt; it wins of any power (domain.md 4.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Restriction {
    /// Bankrupt.
    Bankruptcy,
    /// Payments are suspended.
    SuspensionOfPayments,
    /// Debts are being restructured.
    DebtRestructuring,
    /// Struck off, or the registration ended.
    StruckOff,
    /// Dissolved or being wound up.
    Dissolved,
}

impl Restriction {
    /// Every one, for the words the client has for them.
    pub const ALL: [Self; 5] =
        [Self::Bankruptcy, Self::SuspensionOfPayments, Self::DebtRestructuring, Self::StruckOff, Self::Dissolved];
}
