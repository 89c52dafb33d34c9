//! The documents people identify themselves with, and the certificates they have, domain.md 1.3.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The serial number of a certificate: 8 to 40 hexadecimal digits, in capitals; colons and spaces between them are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 8, "maxLength" = 40))]
pub struct CertificateSerial(String);

/// The text is not the serial number of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the serial number of a certificate")]
pub struct NotASerial;

impl TryFrom<String> for CertificateSerial {
    type Error = NotASerial;

    fn try_from(text: String) -> Result<Self, NotASerial> {
        let serial: String = text.chars().filter(|c| !matches!(c, ' ' | ':')).collect::<String>().to_ascii_uppercase();
        let fits = (8..=40).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Ok(Self(serial)) } else { Err(NotASerial) }
    }
}

impl From<CertificateSerial> for String {
    fn from(serial: CertificateSerial) -> Self {
        serial.0
    }
}

/// An identity document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityDocument {
    /// What kind.
    #[serde(rename = "type")]
    pub kind: IdentityDocumentKind,
    /// Its number.
    pub number: IdentityDocumentNumber,
    /// The last day it is valid.
    pub expires_on: Date,
}

/// The kinds of identity document that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityDocumentKind {
    /// A passport.
    Passport,
    /// An identity card.
    IdentityCard,
    /// A Dutch driving licence; foreign ones are not taken (domain.md 1.3).
    DrivingLicence,
    /// A residence permit.
    ResidencePermit,
}

/// The number of an identity document: 5 to 20 letters and digits, in capitals.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("minLength" = 5, "maxLength" = 20))]
pub struct IdentityDocumentNumber(String);

/// The text is not the number of an identity document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the number of an identity document")]
pub struct NotADocumentNumber;

impl TryFrom<String> for IdentityDocumentNumber {
    type Error = NotADocumentNumber;

    fn try_from(text: String) -> Result<Self, NotADocumentNumber> {
        let number: String = text.chars().filter(|c| *c != ' ').map(|c| c.to_ascii_uppercase()).collect();
        let fits = (5..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if fits { Ok(Self(number)) } else { Err(NotADocumentNumber) }
    }
}

impl From<IdentityDocumentNumber> for String {
    fn from(number: IdentityDocumentNumber) -> Self {
        number.0
    }
}

impl std::fmt::Debug for IdentityDocumentNumber {
    /// Never the number itself (S60).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityDocumentNumber(..)")
    }
}
