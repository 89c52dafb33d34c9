//! How Balie shows the broker to be Balie.

use domain::chance::Chance;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

use crate::http::Trouble;

/// The secret the broker gave us, or the private half of a key whose public half he has; the settings say which it is.
#[derive(Clone)]
pub struct ClientKey {
    /// The key's name.
    pub id: String,
    /// The secret's characters, or the key as PKCS #8 (P-256).
    pub secret: Vec<u8>,
}

impl std::fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// How long a signature is good: for the one request it is made for.
const SECONDS: i64 = 60;

#[derive(Serialize)]
struct ByKey<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

/// The kind of assertion, as the request names it (RFC 7523).
pub(crate) const BY_KEY: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl ClientKey {
    /// The secret's characters.
    pub(crate) fn secret(&self) -> Result<String, Trouble> {
        String::from_utf8(self.secret.clone()).map_err(|_| Trouble::NotMade)
    }

    /// A signature that shows that this request is `client_id`'s.
    pub(crate) fn sign(
        &self,
        client_id: &str,
        audience: &str,
        now: Timestamp,
        chance: &dyn Chance,
    ) -> Result<String, Trouble> {
        let seconds = now.as_second();
        let claims = ByKey {
            iss: client_id,
            sub: client_id,
            aud: audience,
            jti: chance.bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect(),
            iat: seconds,
            exp: seconds.saturating_add(SECONDS),
        };
        let header = Header { kid: Some(self.id.clone()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ec_der(&self.secret)).map_err(|_| Trouble::NotMade)
    }
}
