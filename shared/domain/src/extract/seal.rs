//! The verdict on a seal, in states (domain.md 4.3). We say that a seal is intact and under whom it was issued, never that a document is
//! legally valid: that is a judge's to say.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of the seal on a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SealVerdict {
    /// Nothing that was sealed was changed, and the seal is that of the issuer.
    Intact {
        /// Whose, under whom, and when.
        sealed: Sealed,
    },
    /// Whose seal it is, or whether it could be given then, is not established.
    NotEstablished {
        /// Why.
        doubt: Doubt,
    },
    /// The document is not what was sealed.
    Altered {
        /// How it shows.
        alteration: Alteration,
    },
    /// There is no seal: a print, a scan, or never sealed.
    Unsealed,
}

/// An intact seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Sealed {
    /// The organisation in the seal's certificate.
    pub by: String,
    /// The authority of the trust list it was issued under.
    pub issued_under: String,
    /// When, according to the timestamp in it.
    pub at: Timestamp,
    /// Whether the document carries the authority's own list that shows it was not taken back.
    pub not_revoked_shown: bool,
}

/// Why a seal that was not altered is not believed without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// No authority of the trust list stands behind it.
    UnknownAuthority,
    /// It is another organisation's seal.
    OtherOrganisation,
    /// The certificate is not meant for sealing documents.
    WrongUsage,
    /// The certificate was not valid when it was used.
    CertificateNotValidThen,
    /// The authority had taken the certificate back.
    CertificateRevoked,
    /// Nothing shows when it was sealed.
    NoTimeOfSealing,
    /// The timestamp is not from an authority of the trust list, or not of this seal.
    TimestampNotTrusted,
    /// It was made with a method that is too weak or not known here.
    MethodNotAccepted,
    /// The seal cannot be read.
    SealUnreadable,
}

impl Doubt {
    /// Every one, for the words the client has for them.
    pub const ALL: [Self; 9] = [
        Self::UnknownAuthority,
        Self::OtherOrganisation,
        Self::WrongUsage,
        Self::CertificateNotValidThen,
        Self::CertificateRevoked,
        Self::NoTimeOfSealing,
        Self::TimestampNotTrusted,
        Self::MethodNotAccepted,
        Self::SealUnreadable,
    ];
}

/// How it shows that a document is not what was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Alteration {
    /// What the seal covers was changed.
    SealedBytesChanged,
    /// The seal does not cover everything around it.
    NotWhollyCovered,
    /// The seal itself was changed.
    SealChanged,
    /// Something was added or replaced after sealing that is not validation data.
    ChangedAfterSealing,
}

impl Alteration {
    /// Every one, for the words the client has for them.
    pub const ALL: [Self; 4] =
        [Self::SealedBytesChanged, Self::NotWhollyCovered, Self::SealChanged, Self::ChangedAfterSealing];
}
