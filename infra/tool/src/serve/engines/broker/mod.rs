//! A stand-in for the broker of eHerkenning: a small OpenID Connect provider with a page on which whoever sits at this machine chooses who to
//! be, at which level, for which branch, or cancels. It is as strict with Balie as a real one: PKCE, one use of each code, a signature of
//! ours on the request for tokens.

mod page;
mod tokens;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use runtime::BrokerSettings;
use serde_json::{Value, json};
use store::keys::KeyRecord;
use store::{Error, Keys};

use self::tokens::Granted;

/// What it calls Balie.
const CLIENT: &str = "balie";

/// How it is understood: the claims carry the names of the scheme.
const MAPS: &str = r#"{
  "clientAuthentication": "private-key-jwt",
  "levels": {
    "urn:etoegang:core:assurance-class:loa2": "EH2",
    "urn:etoegang:core:assurance-class:loa2plus": "EH2+",
    "urn:etoegang:core:assurance-class:loa3": "EH3",
    "urn:etoegang:core:assurance-class:loa4": "EH4"
  },
  "legalSubject": [{"claim": "urn:etoegang:1.9:EntityConcernedID:KvKnr", "kind": "KvKnr"}],
  "actingSubject": "urn:etoegang:core:ActingSubjectID",
  "branch": "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"
}"#;

/// The settings of a stage whose broker is the stand-in at this origin.
pub fn settings(origin: &str) -> BrokerSettings {
    BrokerSettings { issuer: format!("{origin}/broker"), client_id: CLIENT.to_owned(), maps: MAPS.to_owned() }
}

/// The public half of a key with which a stage shows that it is itself, as a JWK; none when it is a secret.
pub fn public_key(key: &KeyRecord) -> Option<Value> {
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &key.secret).ok()?;
    let (x, y) = pair.public_key().as_ref().get(1..)?.split_at_checked(32)?;
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    Some(json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": key.id}))
}

/// The stand-in.
#[derive(Clone)]
pub struct StandIn(Arc<Inner>);

struct Inner {
    origin: String,
    keys: Keys,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    signing: KeyRecord,
    published: Value,
    granted: Mutex<HashMap<String, Granted>>,
}

impl StandIn {
    /// One at this origin, which knows Balie by the keys of its stage. `clock` tells the time that Balie goes by.
    ///
    /// # Errors
    /// When no signing key can be made.
    pub fn new(
        origin: String,
        keys: Keys,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let (signing, verification) = runtime::key_making::signing_pair(clock())?;
        let published = serde_json::from_slice(&verification.secret).unwrap_or_default();
        let (clock, granted) = (Box::new(clock), Mutex::default());
        Ok(Self(Arc::new(Inner { origin, keys, clock, signing, published, granted })))
    }

    /// Its page, and the broker's side of the protocol, under `/broker`.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/broker/authorize", get(page::choose).post(page::chosen))
            .layer(middleware::from_fn(super::courier::from_own_page))
            .route("/broker/.well-known/openid-configuration", get(configuration))
            .route("/broker/jwks", get(published))
            .route("/broker/token", post(tokens::exchange))
            .layer(DefaultBodyLimit::max(64 * 1024))
            .with_state(self.clone())
    }

    fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    fn issuer(&self) -> String {
        format!("{}/broker", self.0.origin)
    }

    /// The one page of Balie's a browser is sent back to.
    fn return_to(&self) -> String {
        format!("{}/log-in/eherkenning", self.0.origin)
    }

    fn grant(&self, code: String, granted: Granted) {
        self.0.granted.lock().unwrap_or_else(PoisonError::into_inner).insert(code, granted);
    }

    /// What was granted under a code; a code is good once.
    fn redeem(&self, code: &str) -> Option<Granted> {
        self.0.granted.lock().unwrap_or_else(PoisonError::into_inner).remove(code)
    }
}

async fn configuration(State(standin): State<StandIn>) -> Response {
    let issuer = standin.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "authorization_response_iss_parameter_supported": true,
    }))
    .into_response()
}

async fn published(State(standin): State<StandIn>) -> Response {
    Json(json!({"keys": [standin.0.published]})).into_response()
}
