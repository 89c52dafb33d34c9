//! What differs between brokers, from the environment: which claims say what, which values mean which level. Whatever is not named is refused.

use std::collections::BTreeMap;

use domain::account::eherkenning::LegalKind;
use domain::level::AssuranceLevel;
use serde::Deserialize;

/// A broker, and how he is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// His issuer: an address under which his configuration is published.
    pub issuer: String,
    /// What he calls us.
    pub client_id: String,
    /// How he is understood.
    pub maps: Maps,
}

/// The settings cannot be used: logging in with eHerkenning is off, and says so in the log, until they are mended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the broker's settings cannot be used: {0}")]
pub struct NotUsable(pub String);

/// Which claims say what, and what their values mean.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Maps {
    /// How Balie shows the broker to be Balie.
    pub client_authentication: ClientAuthentication,
    /// The claim that tells the level.
    #[serde(default = "acr")]
    pub level_claim: String,
    /// Which of its values is which level. A value that is not here is none, and its log-in is refused (S39).
    pub levels: BTreeMap<String, AssuranceLevel>,
    /// What is asked for as `acr_values`, when it is not the values of the levels that are enough: some brokers choose the means by it.
    #[serde(default)]
    pub acr_values: Option<Vec<String>>,
    /// Where the organisation's number stands; the first that is there counts.
    pub legal_subject: Vec<LegalSubject>,
    /// The claim that names the person.
    pub acting_subject: String,
    /// The claim that names the one branch a log-in is good for.
    pub branch: String,
    /// What is asked for beside `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// Where an organisation's number stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LegalSubject {
    /// The claim with the number.
    pub claim: String,
    /// What kind of number it is.
    #[serde(default)]
    pub kind: Option<LegalKind>,
    /// Or the claim that says so,
    #[serde(default)]
    pub kind_claim: Option<String>,
    /// with what its values mean.
    #[serde(default)]
    pub kinds: BTreeMap<String, LegalKind>,
}

/// How Balie shows the broker to be Balie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClientAuthentication {
    /// A secret the broker gave us.
    ClientSecretBasic,
    /// A signature with a key whose public half the broker has (RFC 7523).
    PrivateKeyJwt,
}

fn acr() -> String {
    "acr".to_owned()
}

impl Settings {
    /// From what stands in the environment; `maps` is JSON.
    ///
    /// # Errors
    /// When the maps cannot be read, or would let nobody in.
    pub fn read(issuer: &str, client_id: &str, maps: &str) -> Result<Self, NotUsable> {
        let maps: Maps = serde_json::from_str(maps).map_err(|error| NotUsable(error.to_string()))?;
        let missing = |what: &str| Err(NotUsable(format!("{what} is empty")));
        if maps.levels.is_empty() {
            return missing("levels");
        }
        if maps.legal_subject.is_empty()
            || maps.legal_subject.iter().any(|one| one.kind.is_none() == one.kinds.is_empty())
        {
            return Err(NotUsable("legalSubject: each needs a kind, or a kindClaim with kinds".to_owned()));
        }
        if maps.legal_subject.iter().any(|one| one.kinds.is_empty() != one.kind_claim.is_none()) {
            return Err(NotUsable("legalSubject: kindClaim and kinds go together".to_owned()));
        }
        // Without the name of the person everybody of an organisation would be one; without that of the branch a restriction would be unseen.
        if [&maps.acting_subject, &maps.branch, &maps.level_claim].iter().any(|name| name.trim().is_empty()) {
            return missing("a claim's name");
        }
        Ok(Self { issuer: issuer.to_owned(), client_id: client_id.to_owned(), maps })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"clientAuthentication": "private-key-jwt", "levels": {"loa3": "EH3"},
        "legalSubject": [{"claim": "kvk", "kind": "KvKnr"}, {"claim": "id", "kindClaim": "kind", "kinds": {"r": "RSIN"}}],
        "actingSubject": "person", "branch": "branch"}"#;

    #[test]
    fn settings_that_name_everything_are_read_and_anything_less_is_refused() {
        let settings = Settings::read("https://broker.example", "balie", GOOD).unwrap();
        assert_eq!(settings.maps.level_claim, "acr");
        assert_eq!(settings.maps.client_authentication, ClientAuthentication::PrivateKeyJwt);
        for (from, to) in [
            (r#"{"loa3": "EH3"}"#, "{}"),
            (r#""EH3""#, r#""EH1""#),
            (r#""kind": "KvKnr""#, r#""kind": "BSN""#),
            (r#", "kind": "KvKnr""#, ""),
            (r#""kindClaim": "kind", "#, ""),
            (r#""person""#, r#""""#),
            (r#""branch": "branch""#, r#""branch": " ""#),
            ("private-key-jwt", "none"),
            (r#""levels""#, r#""level""#),
        ] {
            assert!(GOOD.contains(from), "{from}");
            let bad = GOOD.replacen(from, to, 1);
            assert!(Settings::read("https://broker.example", "balie", &bad).is_err(), "{bad}");
        }
    }
}
