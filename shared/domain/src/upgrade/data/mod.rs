//! The data of an upgrade: about the user, the organisation and its representatives. Personal, so sealed at rest (S58).

mod checked;
mod identity_document;
#[cfg(test)]
pub(crate) mod tests;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::address::{Address, Country};
use crate::bsn::Bsn;
use crate::email::Email;
use crate::establishment_number::EstablishmentNumber;
use crate::kvk_number::KvkNumber;
use crate::language::Language;
use crate::name::Name;
use crate::phone::Mobile;
use crate::upgrade::authorisations::Authorisations;

pub use checked::known;
pub use identity_document::{
    CertificateSerial, IdentityDocument, IdentityDocumentKind, IdentityDocumentNumber, NotADocumentNumber, NotASerial,
};

/// The most representatives a case names; the largest boards sign with fewer.
pub const MOST_REPRESENTATIVES: usize = 20;

/// What the customer has filled in so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// About the person the means belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<UserData>,
    /// About the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationData>,
    /// Those who may bind the organisation.
    #[serde(default)]
    pub representatives: Vec<Representative>,
    /// What the means is to be used for, for how long, and at which discount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorisations: Option<Authorisations>,
}

/// About the person the means belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UserData {
    /// Initials.
    pub initials: Name,
    /// All first names, as on the identity document: no call names, no abbreviations.
    pub first_names: Name,
    /// What stands between first name and surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// Place of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_place: Option<Name>,
    /// The person's own address.
    pub email: Email,
    /// The person's own mobile.
    pub mobile: Mobile,
    /// Gender, for whoever wants to be addressed by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// Nationality.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationality: Option<Country>,
    /// Where the person lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The document to identify with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_document: Option<IdentityDocument>,
    /// The citizen service number, of a sole trader only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bsn: Option<Bsn>,
    /// The serial number of the person's PKIoverheid certificate (EH4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_serial: Option<CertificateSerial>,
    /// Whether the person works for the organisation.
    pub employed: bool,
}

/// A gender, as identity documents have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// F.
    Female,
    /// M.
    Male,
    /// X.
    X,
}

/// About the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganisationData {
    /// Its number in the register.
    pub kvk_number: KvkNumber,
    /// The branch the means is to be bound to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishment_number: Option<EstablishmentNumber>,
}

/// Somebody who may bind the organisation (bevoegd vertegenwoordiger), domain.md 2.1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Representative {
    /// All first names, as on the identity document.
    pub first_names: Name,
    /// What stands between first name and surname.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infix: Option<Name>,
    /// Surname without infix.
    pub surname: Name,
    /// Date of birth.
    pub birth_date: Date,
    /// The function in the register, "director".
    pub function: Name,
    /// The person's own address: he is told of what is done in his name.
    pub email: Email,
    /// The person's own mobile.
    pub mobile: Mobile,
    /// The document he identifies with; who is the user himself gave it there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_document: Option<IdentityDocument>,
    /// How far the power reaches.
    pub power: Power,
    /// Whether this is the user himself.
    pub is_user: bool,
    /// Whether he signs by a mandate and does not stand in the register: then the decision that gives it and a declaration of his own are
    /// asked, and a person of the desk reads them (domain.md 1.3 note 4, 2.1).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_in_register: bool,
    /// The language he is written to in; that of whoever started it when nothing is said. It is no part of what is signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// How far somebody may bind the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Power {
    /// Alone.
    Alone,
    /// Together with others.
    Joint,
    /// Within limits.
    Limited,
    /// By full proxy.
    FullProxy,
}

impl Power {
    /// Whether one signature of this power is enough.
    pub const fn signs_alone(self) -> bool {
        matches!(self, Self::Alone | Self::FullProxy)
    }
}
