//! `get-signing-keys`: the public halves of the keys that access tokens are signed with (RFC 7517), the next one among them before it is
//! used (S26).

use api::{KeySet, Route};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoInput, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::Error;

use crate::problems::Refused;

/// Tells the public keys.
pub struct GetSigningKeys;

/// A JSON Web Key Set.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SigningKeys {
    /// The keys, the oldest first.
    pub keys: Vec<SigningKey>,
}

/// The public half of a key (RFC 7517, RFC 7518).
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct SigningKey {
    /// Always `EC`.
    pub kty: String,
    /// Always `P-256`.
    pub crv: String,
    /// The point's first half.
    pub x: String,
    /// The point's second half.
    pub y: String,
    /// Always `sig`.
    #[serde(rename = "use")]
    pub usage: String,
    /// Always `ES256`.
    pub alg: String,
    /// The key's thumbprint (RFC 7638), which tokens name.
    pub kid: String,
}

impl Endpoint for GetSigningKeys {
    const ROUTE: Route = Route::get("get-signing-keys", "/.well-known/jwks.json")
        .summary("The public keys that access tokens are signed with")
        .keys(&[KeySet::Verification]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = SigningKeys;
    type Refusal = Refused;

    async fn handle(cx: &Context, _: Call<Self>) -> Result<Answer<SigningKeys>, Refused> {
        let records = cx.keys().all(KeySet::Verification).await?;
        let keys = records.iter().map(|record| serde_json::from_slice(&record.secret)).collect::<Result<_, _>>();
        let keys = keys.map_err(|_| Error::Corrupt("a public key cannot be read".to_owned()))?;
        Ok(SigningKeys { keys }.into())
    }
}
