//! Whom we believe: the issuer whose seal an extract must carry, and the authorities a seal and its timestamp may be issued under. Passed in
//! as configuration; nothing is trusted by default.

use der::DecodePem;
use der::asn1::{PrintableStringRef, Utf8StringRef};
use der::oid::ObjectIdentifier;
use serde::Deserialize;
use x509_cert::Certificate;
use x509_cert::name::Name;

/// Whom we believe.
#[derive(Debug, Clone, Default)]
pub struct TrustList {
    pub(crate) issuer: Option<Issuer>,
    pub(crate) qualified_seal: bool,
    pub(crate) authorities: Vec<Authority>,
}

/// The organisation whose seal it must be, as its certificate writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Issuer {
    organisation: String,
    /// `NTRNL-...` (ETSI EN 319 412-1); asked for when it is configured.
    #[serde(default)]
    organisation_identifier: Option<String>,
}

/// An authority and what it is believed for. Its certificate need not be a root: trusted lists name issuing authorities.
#[derive(Debug, Clone)]
pub(crate) struct Authority {
    pub(crate) name: String,
    pub(crate) certificate: Certificate,
    pub(crate) seals: bool,
    pub(crate) timestamps: bool,
}

/// Why a trust list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TrustListError {
    /// It is not of the form docs/operating.md gives.
    #[error("the trust list cannot be read: {0}")]
    Form(#[from] serde_json::Error),
    /// A certificate in it is none.
    #[error("the certificate of {name} in the trust list cannot be read")]
    Certificate {
        /// The authority's name in the list.
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    issuer: Issuer,
    #[serde(default = "yes")]
    qualified_seal: bool,
    authorities: Vec<FileAuthority>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct FileAuthority {
    name: String,
    certificate: String,
    #[serde(default = "yes")]
    seals: bool,
    #[serde(default = "yes")]
    timestamps: bool,
}

const fn yes() -> bool {
    true
}

impl TrustList {
    /// Nobody is believed: every seal goes before staff.
    pub fn nobody() -> Self {
        Self::default()
    }

    /// A trust list in JSON: `issuer` with `organisation` and `organisationIdentifier`, whether the certificate must be that of a qualified
    /// electronic seal (`qualifiedSeal`, yes unless told otherwise), and `authorities`, each with a `name` to tell people, a `certificate`
    /// in PEM, and whether it is believed for `seals` and for `timestamps`.
    pub fn parse(json: &str) -> Result<Self, TrustListError> {
        let file: File = serde_json::from_str(json)?;
        let authorities = file.authorities.into_iter().map(|one| {
            let certificate = Certificate::from_pem(one.certificate.trim().as_bytes())
                .map_err(|_| TrustListError::Certificate { name: one.name.clone() })?;
            Ok(Authority { name: one.name, certificate, seals: one.seals, timestamps: one.timestamps })
        });
        let authorities = authorities.collect::<Result<_, TrustListError>>()?;
        Ok(Self { issuer: Some(file.issuer), qualified_seal: file.qualified_seal, authorities })
    }

    /// The organisation a certificate names, when it is the one configured: exactly, and no other beside it.
    pub(crate) fn issuer_in<'a>(&'a self, subject: &Name) -> Option<&'a str> {
        let issuer = self.issuer.as_ref()?;
        let named = values(subject, ORGANISATION);
        let identified = values(subject, ORGANISATION_IDENTIFIER);
        let right_name = named.len() == 1 && named.iter().all(|name| *name == issuer.organisation);
        let right_number = issuer
            .organisation_identifier
            .as_ref()
            .is_none_or(|number| identified.len() == 1 && identified.iter().all(|one| one == number));
        (right_name && right_number).then_some(issuer.organisation.as_str())
    }
}

const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
const ORGANISATION_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");

/// Every value of an attribute of a name. One in an encoding not known here counts as empty, so that it never equals what is asked.
fn values(name: &Name, attribute: ObjectIdentifier) -> Vec<String> {
    let parts = name.0.iter().flat_map(|relative| relative.0.iter()).filter(|part| part.oid == attribute);
    parts
        .map(|part| {
            let utf8 = part.value.decode_as::<Utf8StringRef<'_>>().map(|text| text.as_str().to_owned());
            utf8.or_else(|_| part.value.decode_as::<PrintableStringRef<'_>>().map(|text| text.as_str().to_owned()))
                .unwrap_or_default()
        })
        .collect()
}
