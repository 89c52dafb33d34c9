//! Access tokens: short-lived, ES256, checked by every function against the public keys (S25, S26). A token alone opens nothing: the
//! session it names must be open as well (S28).

use api::{KeySet, Problem, ProblemType};
use domain::account::Session;
use domain::account::session::ACCESS_TOKEN_LIFE;
use domain::chance::Chance;
use domain::ids::{AccountId, OrganisationId, SessionId};
use jiff::Timestamp;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use store::{Error, Keys};

/// How far two clocks may be apart (S64).
const SKEW_SECONDS: i64 = 60;

/// Who a token is for: the customers' side or the desk's; neither takes the other's (S47).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Customers.
    Customers,
    /// The desk.
    Desk,
}

impl Audience {
    /// The name in a token's `aud`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "balie",
            Self::Desk => "balie-desk",
        }
    }

    /// The side a session belongs to.
    pub const fn of(session: &Session) -> Self {
        if session.staff.is_some() { Self::Desk } else { Self::Customers }
    }

    fn issuer(self, origin: &str) -> String {
        match self {
            Self::Customers => origin.to_owned(),
            Self::Desk => format!("{origin}/desk"),
        }
    }
}

/// What an access token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The issuer.
    pub iss: String,
    /// The audience.
    pub aud: String,
    /// The account.
    pub sub: AccountId,
    /// The session.
    pub sid: SessionId,
    /// The organisation acted for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org: Option<OrganisationId>,
    /// How well the person showed who he is.
    pub acr: String,
    /// By which methods.
    pub amr: Vec<String>,
    /// When he last did, in seconds.
    pub auth_time: i64,
    /// When the token was made, in seconds.
    pub iat: i64,
    /// Before that it is not good.
    pub nbf: i64,
    /// From then on it is not good.
    pub exp: i64,
    /// Its own id.
    pub jti: String,
}

/// Makes an access token for a session.
pub async fn issue(
    keys: &Keys,
    origin: &str,
    session: &Session,
    now: Timestamp,
    chance: &dyn Chance,
) -> Result<String, Error> {
    let key = keys.current(KeySet::Signing).await?;
    let audience = Audience::of(session);
    let seconds = now.as_second();
    let claims = Claims {
        iss: audience.issuer(origin),
        aud: audience.name().to_owned(),
        sub: session.account.clone(),
        sid: session.id.clone(),
        org: session.organisation.clone(),
        acr: session.acr.name().to_owned(),
        amr: session.acr.methods().iter().map(|&method| method.to_owned()).collect(),
        auth_time: session.auth_time.as_second(),
        iat: seconds,
        nbf: seconds,
        exp: seconds + ACCESS_TOKEN_LIFE.as_secs(),
        jti: chance.bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    let header = Header { typ: Some("at+jwt".to_owned()), kid: Some(key.id), ..Header::new(Algorithm::ES256) };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ec_der(&key.secret))
        .map_err(|error| Error::Corrupt(format!("a token cannot be signed: {error}")))
}

/// Reads a token and holds it against the public keys. Whatever is wrong with it, the answer is the same.
pub(crate) async fn verify(keys: &Keys, origin: &str, token: &str, now: Timestamp) -> Result<Claims, Problem> {
    let refused = || Problem::of(ProblemType::Unauthenticated);
    let header = jsonwebtoken::decode_header(token).map_err(|_| refused())?;
    // Only what the header needs to name the key is read; jku, x5u and jwk are never looked at.
    if header.alg != Algorithm::ES256 || header.typ.as_deref() != Some("at+jwt") {
        return Err(refused());
    }
    let kid = header.kid.ok_or_else(refused)?;
    let record =
        keys.by_id(KeySet::Verification, &kid).await.map_err(|error| crate::problem_of(&error))?.ok_or_else(refused)?;
    let jwk: Jwk = serde_json::from_slice(&record.secret).map_err(|_| refused())?;
    let key = DecodingKey::from_jwk(&jwk).map_err(|_| refused())?;
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&[Audience::Customers.name(), Audience::Desk.name()]);
    // The times are held against our own clock below, which tests can move.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &validation).map_err(|_| refused())?.claims;
    let audience = if claims.aud == Audience::Desk.name() { Audience::Desk } else { Audience::Customers };
    let seconds = now.as_second();
    let in_time = seconds < claims.exp && claims.nbf <= seconds + SKEW_SECONDS;
    let ours = claims.iss == audience.issuer(origin);
    if in_time && ours { Ok(claims) } else { Err(refused()) }
}
