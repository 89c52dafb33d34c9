//! The names of providers and services, domain.md 2.3.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The text is not the id of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the id of a service")]
pub struct NotAServiceId;

/// The text is not the id of a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not the id of a provider")]
pub struct NotAProviderId;

/// The text is not an OIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an OIN")]
pub struct NotAnOin;

/// The id of a service: the scheme's `urn:etoegang:DV:<OIN>:services:<4 digits>` where it is known, else Balie's own
/// `urn:balie:service:<provider>:<service>`, which says by its form that nobody else knows it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("maxLength" = 150))]
pub struct ServiceId(String);

/// The id of a provider within the catalogue: small letters, digits and hyphens. It is ours; what is official is the OIN.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[a-z0-9-]{2,40}$"))]
pub struct ProviderId(String);

/// The identification number of a government organisation (OIN): 20 digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^[0-9]{20}$"))]
pub struct Oin(String);

fn is_slug(text: &str) -> bool {
    (2..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl ServiceId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is the scheme's own id rather than ours.
    pub fn is_official(&self) -> bool {
        self.0.starts_with("urn:etoegang:")
    }

    /// The OIN within an official id.
    pub fn oin(&self) -> Option<&str> {
        self.0.strip_prefix("urn:etoegang:DV:")?.split(':').next()
    }
}

impl std::str::FromStr for ServiceId {
    type Err = NotAServiceId;

    fn from_str(text: &str) -> Result<Self, NotAServiceId> {
        let parts: Vec<&str> = text.split(':').collect();
        let fits = match parts.as_slice() {
            ["urn", "etoegang", "DV", oin, "services", number] => digits(oin, 20) && digits(number, 4),
            ["urn", "balie", "service", provider, service] => is_slug(provider) && is_slug(service),
            _ => false,
        };
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAServiceId) }
    }
}

impl TryFrom<String> for ServiceId {
    type Error = NotAServiceId;

    fn try_from(text: String) -> Result<Self, NotAServiceId> {
        text.parse()
    }
}

impl From<ServiceId> for String {
    fn from(id: ServiceId) -> Self {
        id.0
    }
}

impl std::fmt::Display for ServiceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl ProviderId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for ProviderId {
    type Err = NotAProviderId;

    fn from_str(text: &str) -> Result<Self, NotAProviderId> {
        if is_slug(text) { Ok(Self(text.to_owned())) } else { Err(NotAProviderId) }
    }
}

impl TryFrom<String> for ProviderId {
    type Error = NotAProviderId;

    fn try_from(text: String) -> Result<Self, NotAProviderId> {
        text.parse()
    }
}

impl From<ProviderId> for String {
    fn from(id: ProviderId) -> Self {
        id.0
    }
}

impl std::fmt::Display for ProviderId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Oin {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Oin {
    type Error = NotAnOin;

    fn try_from(text: String) -> Result<Self, NotAnOin> {
        if digits(&text, 20) { Ok(Self(text)) } else { Err(NotAnOin) }
    }
}

impl From<Oin> for String {
    fn from(oin: Oin) -> Self {
        oin.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_field_notes() {
        let official: ServiceId = "urn:etoegang:DV:00000003695990840000:services:0001".parse().unwrap();
        assert!(official.is_official());
        assert_eq!(official.oin(), Some("00000003695990840000"));
        let ours: ServiceId = "urn:balie:service:uwv:werkgeversportaal".parse().unwrap();
        assert!(!ours.is_official() && ours.oin().is_none());
        for bad in [
            "urn:etoegang:DV:0000000369599084000:services:0001",
            "urn:etoegang:DV:00000003695990840000:services:001",
            "urn:balie:service:UWV:x1",
            "urn:balie:service:uwv",
            "",
        ] {
            assert!(bad.parse::<ServiceId>().is_err(), "{bad}");
        }
        assert!("gemeente-rotterdam".parse::<ProviderId>().is_ok());
        assert!("Gemeente Rotterdam".parse::<ProviderId>().is_err());
        assert!(Oin::try_from("0000000369599084000".to_owned()).is_err());
    }
}
