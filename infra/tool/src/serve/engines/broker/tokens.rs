//! Codes for tokens.

use api::KeySet;
use aws_lc_rs::digest::{SHA256, digest};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{StatusCode, header};
use jiff::Timestamp;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{CLIENT, StandIn, public_key};

/// How long a code is good, in seconds.
const CODE_SECONDS: i64 = 60;
/// How long a token is good, in seconds.
const TOKEN_SECONDS: i64 = 300;

/// What was chosen on the page, for the log-in that led there.
#[derive(Debug, Clone)]
pub(super) struct Granted {
    pub(super) at: Timestamp,
    pub(super) challenge: String,
    pub(super) nonce: String,
    pub(super) person: String,
    pub(super) kvk_number: String,
    pub(super) level: String,
    pub(super) branch: Option<String>,
}

/// A request for tokens.
#[derive(Debug, Deserialize)]
pub(super) struct Exchange {
    #[serde(default)]
    grant_type: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    code_verifier: String,
    #[serde(default)]
    client_assertion: String,
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({"error": error}))).into_response()
}

/// Tokens for a code, when Balie asks and shows the verifier of the challenge the code was given for.
pub(super) async fn exchange(State(standin): State<StandIn>, Form(asked): Form<Exchange>) -> Response {
    if !is_balie(&standin, &asked.client_assertion).await {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if asked.grant_type != "authorization_code" || asked.redirect_uri != standin.return_to() {
        return refused(StatusCode::BAD_REQUEST, "invalid_request");
    }
    let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, asked.code_verifier.as_bytes()));
    let now = standin.now();
    let granted = standin
        .redeem(&asked.code)
        .filter(|granted| granted.challenge == challenge && now.duration_since(granted.at).as_secs() < CODE_SECONDS);
    let Some(granted) = granted else { return refused(StatusCode::BAD_REQUEST, "invalid_grant") };
    let access = format!("at-{:032x}", rand::random::<u128>());
    match id_token(&standin, &granted, &access, now) {
        Some(token) => {
            let answer =
                json!({"access_token": access, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": token});
            ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
        }
        None => refused(StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
    }
}

fn id_token(standin: &StandIn, granted: &Granted, access: &str, now: Timestamp) -> Option<String> {
    let seconds = now.as_second();
    let at_hash = URL_SAFE_NO_PAD.encode(digest(&SHA256, access.as_bytes()).as_ref().get(..16)?);
    let subject = digest(&SHA256, format!("{} {}", granted.kvk_number, granted.person).as_bytes());
    let subject = URL_SAFE_NO_PAD.encode(subject);
    let mut claims = json!({
        "iss": standin.issuer(),
        "aud": CLIENT,
        "azp": CLIENT,
        "sub": subject,
        "jti": format!("{:032x}", rand::random::<u128>()),
        "iat": seconds,
        "exp": seconds + TOKEN_SECONDS,
        "auth_time": granted.at.as_second(),
        "nonce": granted.nonce,
        "at_hash": at_hash,
        "acr": granted.level,
        "urn:etoegang:core:ActingSubjectID": subject,
        "urn:etoegang:1.9:EntityConcernedID:KvKnr": granted.kvk_number,
    });
    if let (Some(branch), Value::Object(claims)) = (&granted.branch, &mut claims) {
        claims.insert("urn:etoegang:1.9:ServiceRestriction:Vestigingsnr".to_owned(), json!(branch));
    }
    let key = &standin.0.signing;
    let header = Header { kid: Some(key.id.clone()), ..Header::new(Algorithm::ES256) };
    jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ec_der(&key.secret)).ok()
}

/// Whether the request is signed with a key of the stage, for us, and just now.
async fn is_balie(standin: &StandIn, assertion: &str) -> bool {
    let Ok(keys) = standin.0.keys.all(KeySet::Broker).await else { return false };
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&[format!("{}/token", standin.issuer())]);
    validation.set_issuer(&[CLIENT]);
    // Held against the clock that Balie goes by.
    validation.validate_exp = false;
    let now = standin.now().as_second();
    keys.iter().filter_map(public_key).any(|jwk| {
        let key = serde_json::from_value::<Jwk>(jwk).ok().and_then(|jwk| DecodingKey::from_jwk(&jwk).ok());
        let claims = key.and_then(|key| jsonwebtoken::decode::<Value>(assertion, &key, &validation).ok());
        claims.is_some_and(|token| {
            let expires = token.claims.get("exp").and_then(Value::as_i64).unwrap_or_default();
            let subject = token.claims.get("sub").and_then(Value::as_str);
            subject == Some(CLIENT) && now < expires && expires <= now + 120
        })
    })
}
