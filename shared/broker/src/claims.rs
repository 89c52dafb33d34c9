//! From what a verified token says, in the broker's own words, to an assertion.

use domain::account::eherkenning::{Assertion, Identity, LegalKind};
use domain::establishment_number::EstablishmentNumber;
use domain::level::AssuranceLevel;
use jiff::Timestamp;
use openidconnect::core::CoreGenderClaim;
use openidconnect::{AdditionalClaims, IdTokenClaims};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::NotAsserted;
use crate::settings::{LegalSubject, Settings};

/// The longest value of a claim that is taken.
const LONGEST: usize = 512;

/// What a token says beyond what every one does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Others(Map<String, Value>);

impl AdditionalClaims for Others {}

/// A verified token's claims.
pub(crate) type Claims = IdTokenClaims<Others, CoreGenderClaim>;

/// The value of a claim, when it is a text that says something. A list of one is what some brokers send.
fn value<'c>(claims: &'c Claims, name: &str) -> Option<&'c str> {
    let text = match name {
        "sub" => Some(claims.subject().as_str()),
        "acr" => claims.auth_context_ref().map(|acr| acr.as_str()),
        _ => match claims.additional_claims().0.get(name)? {
            Value::String(text) => Some(text.as_str()),
            Value::Array(list) if list.len() == 1 => list.first().and_then(Value::as_str),
            Value::Array(_) | Value::Object(_) | Value::Number(_) | Value::Bool(_) | Value::Null => None,
        },
    };
    text.filter(|text| !text.trim().is_empty() && text.len() <= LONGEST)
}

/// Whether the claim is there at all, whatever it holds.
fn is_there(claims: &Claims, name: &str) -> bool {
    claims.additional_claims().0.get(name).is_some_and(|value| !value.is_null())
}

/// The token's own name for itself.
pub(crate) fn own_id(claims: &Claims) -> Option<&str> {
    value(claims, "jti")
}

/// The level, if it is one we know (S39).
pub(crate) fn level(claims: &Claims, settings: &Settings) -> Option<AssuranceLevel> {
    value(claims, &settings.maps.level_claim).and_then(|told| settings.maps.levels.get(told)).copied()
}

fn legal_subject(claims: &Claims, source: &LegalSubject) -> Option<(LegalKind, String)> {
    let number = value(claims, &source.claim)?;
    let kind = match &source.kind_claim {
        Some(claim) => *source.kinds.get(value(claims, claim)?)?,
        None => source.kind?,
    };
    Some((kind, number.trim().to_owned()))
}

/// What the token asserts. Nothing is guessed: a number that is none, a person without a name or a branch that cannot be read is refused, for
/// to leave a restriction out would widen what the log-in reaches (S40).
pub(crate) fn assertion(
    claims: &Claims,
    settings: &Settings,
    level: AssuranceLevel,
    auth_time: Timestamp,
    id: String,
    expires_at: Timestamp,
) -> Result<Assertion, NotAsserted> {
    let maps = &settings.maps;
    let (legal_kind, legal_subject) = maps
        .legal_subject
        .iter()
        .find_map(|source| legal_subject(claims, source))
        .ok_or(NotAsserted::Refused("no organisation is named"))?;
    let acting_subject = value(claims, &maps.acting_subject).ok_or(NotAsserted::Refused("no person is named"))?;
    let branch = match value(claims, &maps.branch) {
        Some(number) => {
            let number: Result<EstablishmentNumber, _> = number.parse();
            Some(number.map_err(|_| NotAsserted::Refused("the branch is none"))?)
        }
        None if is_there(claims, &maps.branch) => return Err(NotAsserted::Refused("the branch cannot be read")),
        None => None,
    };
    let identity = Identity {
        issuer: settings.issuer.clone(),
        legal_kind,
        legal_subject,
        acting_subject: acting_subject.to_owned(),
    };
    let is_number = match legal_kind {
        LegalKind::Kvk => identity.kvk_number().is_some(),
        LegalKind::Rsin => {
            identity.legal_subject.len() == 9 && identity.legal_subject.bytes().all(|byte| byte.is_ascii_digit())
        }
    };
    if !is_number {
        return Err(NotAsserted::Refused("the organisation's number is none"));
    }
    Ok(Assertion { identity, level, branch, auth_time, id, expires_at })
}
