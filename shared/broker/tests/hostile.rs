//! A provider that answers whatever a test wants it to, and what the client takes of it: one honest answer, and none of the others.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it needs")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use broker::{Beginning, Broker as _, ClientKey, NotAsserted, OpenIdBroker, Return, Settings, Started, Trouble};
use domain::account::eherkenning::{Assertion, LegalKind};
use domain::chance::Chance;
use domain::language::Language;
use domain::level::AssuranceLevel;
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

/// A key pair for signing tokens and nothing else; as PKCS #8, and its public half. Made for these tests.
struct Pair {
    id: String,
    pkcs8: Vec<u8>,
    jwk: Value,
}

impl Pair {
    fn new(id: &str) -> Self {
        use aws_lc_rs::rand::SystemRandom;
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING as KIND, EcdsaKeyPair, KeyPair as _};
        let document = EcdsaKeyPair::generate_pkcs8(&KIND, &SystemRandom::new()).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&KIND, document.as_ref()).unwrap();
        let point = &pair.public_key().as_ref()[1..];
        let [x, y] = [&point[..32], &point[32..]].map(|half| URL_SAFE_NO_PAD.encode(half));
        let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": id});
        Self { id: id.to_owned(), pkcs8: document.as_ref().to_vec(), jwk }
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.id.clone()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_ec_der(&self.pkcs8)).unwrap()
    }
}

struct Counting(AtomicUsize);

impl Chance for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        for (place, byte) in bytes.iter_mut().enumerate() {
            *byte = (number * 31 + place * 7) as u8;
        }
    }
}

/// What the provider answers, and what it was asked.
struct Script {
    issuer: String,
    configuration: Value,
    keys: Vec<Value>,
    keys_read: usize,
    answer: Value,
    asked: Vec<(HeaderMap, Vec<(String, String)>)>,
}

type Shared = Arc<Mutex<Script>>;

struct Play {
    script: Shared,
    broker: OpenIdBroker,
    pair: Pair,
    chance: Counting,
}

const RETURN_TO: &str = "https://balie.example/log-in/eherkenning";

fn now() -> Timestamp {
    "2026-11-22T14:00:00Z".parse().unwrap()
}

fn maps(authentication: &str) -> String {
    json!({
        "clientAuthentication": authentication,
        "levels": {"loa2": "EH2", "loa3": "EH3", "loa4": "EH4"},
        "legalSubject": [
            {"claim": "kvk", "kind": "KvKnr"},
            {"claim": "legal", "kindClaim": "qualifier", "kinds": {"urn:kvk": "KvKnr", "urn:rsin": "RSIN"}},
        ],
        "actingSubject": "person",
        "branch": "branch",
    })
    .to_string()
}

impl Play {
    async fn with(authentication: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://127.0.0.1:{}/op", listener.local_addr().unwrap().port());
        let pair = Pair::new("one");
        let configuration = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            // What a provider says it supports widens nothing.
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256", "ES256"],
            "authorization_response_iss_parameter_supported": true,
        });
        let keys = vec![pair.jwk.clone()];
        let script =
            Script { issuer: issuer.clone(), configuration, keys, keys_read: 0, answer: json!({}), asked: Vec::new() };
        let script = Arc::new(Mutex::new(script));
        let router = Router::new()
            .route(
                "/op/.well-known/openid-configuration",
                get(|State(script): State<Shared>| async move { Json(script.lock().unwrap().configuration.clone()) }),
            )
            .route("/op/jwks", get(jwks))
            .route("/op/token", post(token))
            .with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let settings = Settings::read(&issuer, "balie", &maps(authentication)).unwrap();
        let broker = OpenIdBroker::new(settings).unwrap();
        Self { script, broker, pair, chance: Counting(AtomicUsize::new(0)) }
    }

    async fn new() -> Self {
        Self::with("client-secret-basic").await
    }

    fn issuer(&self) -> String {
        self.script.lock().unwrap().issuer.clone()
    }

    async fn starts_at(&self, least: AssuranceLevel) -> Started {
        let beginning =
            Beginning { return_to: RETURN_TO, least, language: Language::Dutch, now: now(), chance: &self.chance };
        self.broker.start(beginning).await.unwrap()
    }

    async fn starts(&self) -> Started {
        self.starts_at(AssuranceLevel::Eh2).await
    }

    /// What an honest provider would say of the log-in that began.
    fn honest(&self, started: &Started) -> Value {
        let nonce = query(&started.redirect_to, "nonce");
        let seconds = now().as_second();
        json!({
            "iss": self.issuer(), "aud": "balie", "sub": "somebody", "jti": "one-of-a-kind", "nonce": nonce,
            "iat": seconds, "exp": seconds + 300, "auth_time": seconds - 5, "acr": "loa3", "kvk": "69599084",
            "person": "pseudonym",
        })
    }

    fn answers(&self, token: &str) {
        self.script.lock().unwrap().answer =
            json!({"access_token": "access", "token_type": "Bearer", "expires_in": 60, "id_token": token});
    }

    async fn finishes(&self, started: &Started) -> Result<Assertion, NotAsserted> {
        let issuer = self.issuer();
        self.comes_back(
            started,
            Return { code: Some("code"), error: None, issuer: Some(&issuer), return_to: RETURN_TO },
        )
        .await
    }

    async fn comes_back(&self, started: &Started, brought: Return<'_>) -> Result<Assertion, NotAsserted> {
        let key = ClientKey { id: "client".to_owned(), secret: b"a secret of the broker's".to_vec() };
        self.broker.finish(&started.remembered, brought, &key, now(), &self.chance).await
    }

    /// What comes of a token with these claims put in the place of honest ones; null takes one away.
    async fn claims(&self, changed: Value) -> Result<Assertion, NotAsserted> {
        let started = self.starts().await;
        let mut claims = self.honest(&started);
        for (name, value) in changed.as_object().unwrap() {
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name);
            } else {
                claims[name] = value.clone();
            }
        }
        self.answers(&self.pair.sign(&claims));
        self.finishes(&started).await
    }
}

async fn jwks(State(script): State<Shared>) -> Json<Value> {
    let mut script = script.lock().unwrap();
    script.keys_read += 1;
    Json(json!({"keys": script.keys}))
}

async fn token(
    State(script): State<Shared>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Json<Value> {
    let mut script = script.lock().unwrap();
    script.asked.push((headers, form));
    Json(script.answer.clone())
}

fn query(url: &str, name: &str) -> String {
    let (_, query) = url.split_once('?').unwrap();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(found, _)| *found == name).map(|(_, value)| value.to_owned()).next().unwrap_or_default()
}

fn refused(outcome: &Result<Assertion, NotAsserted>) -> &'static str {
    match outcome {
        Err(NotAsserted::Refused(why)) => why,
        Ok(_) => "taken",
        Err(NotAsserted::Cancelled) => "cancelled",
        Err(NotAsserted::Trouble(_)) => "trouble",
        Err(NotAsserted::Level) => "level",
    }
}

#[tokio::test]
async fn what_is_asked_is_bound_to_this_log_in_and_what_comes_back_is_understood() {
    let play = Play::new().await;
    let started = play.starts_at(AssuranceLevel::Eh3).await;
    let asked = |name: &str| query(&started.redirect_to, name);
    assert_eq!((asked("response_type"), asked("code_challenge_method")), ("code".to_owned(), "S256".to_owned()));
    assert_eq!((asked("state"), asked("prompt")), (started.state.reveal().to_owned(), "login".to_owned()));
    assert_eq!(
        (asked("acr_values"), asked("max_age"), asked("ui_locales")),
        ("loa3+loa4".into(), "300".into(), "nl".into())
    );
    assert!(asked("nonce").len() == 43 && asked("code_challenge").len() == 43 && asked("nonce") != asked("state"));

    let mut claims = play.honest(&started);
    claims["branch"] = json!("000037178598");
    play.answers(&play.pair.sign(&claims));
    let assertion = play.finishes(&started).await.unwrap();
    assert_eq!((assertion.identity.issuer.as_str(), assertion.level), (play.issuer().as_str(), AssuranceLevel::Eh3));
    assert_eq!(
        (assertion.identity.legal_kind, assertion.identity.legal_subject.as_str()),
        (LegalKind::Kvk, "69599084")
    );
    assert_eq!((assertion.identity.acting_subject.as_str(), assertion.id.as_str()), ("pseudonym", "jti:one-of-a-kind"));
    assert_eq!(assertion.branch.unwrap().as_str(), "000037178598");
    assert_eq!(assertion.expires_at, now() + SignedDuration::from_secs(360));

    let script = play.script.lock().unwrap();
    let (headers, form) = &script.asked[0];
    let sent = |name: &str| form.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
    assert_eq!((sent("grant_type"), sent("redirect_uri")), (Some("authorization_code"), Some(RETURN_TO)));
    let challenge = URL_SAFE_NO_PAD
        .encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, sent("code_verifier").unwrap().as_bytes()));
    assert_eq!(challenge, asked("code_challenge"), "the verifier is that of the challenge");
    let basic = headers["authorization"].to_str().unwrap().strip_prefix("Basic ").unwrap().to_owned();
    assert_eq!(STANDARD.decode(basic).unwrap(), b"balie:a+secret+of+the+broker%27s");
}

#[tokio::test]
async fn with_a_key_of_ones_own_the_request_is_signed_and_carries_no_secret() {
    let play = Play::with("private-key-jwt").await;
    let own = Pair::new("own");
    let started = play.starts().await;
    play.answers(&play.pair.sign(&play.honest(&started)));
    let key = ClientKey { id: own.id.clone(), secret: own.pkcs8.clone() };
    let issuer = play.issuer();
    let brought = Return { code: Some("code"), error: None, issuer: Some(&issuer), return_to: RETURN_TO };
    play.broker.finish(&started.remembered, brought, &key, now(), &play.chance).await.unwrap();
    let script = play.script.lock().unwrap();
    let (headers, form) = &script.asked[0];
    assert!(!headers.contains_key("authorization"));
    let sent = |name: &str| form.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone()).unwrap();
    assert_eq!(sent("client_assertion_type"), "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    let decoding = jsonwebtoken::DecodingKey::from_jwk(&serde_json::from_value(own.jwk.clone()).unwrap()).unwrap();
    let mut validation = jsonwebtoken::Validation::new(Algorithm::ES256);
    validation.set_audience(&[format!("{issuer}/token")]);
    validation.validate_exp = false;
    let claims = jsonwebtoken::decode::<Value>(sent("client_assertion"), &decoding, &validation).unwrap().claims;
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!("balie"), &json!("balie")));
    assert_eq!(claims["exp"], json!(now().as_second() + 60));
}

#[tokio::test]
async fn claims_of_another_log_in_client_issuer_or_time_are_refused() {
    let play = Play::new().await;
    let seconds = now().as_second();
    for (changed, why) in [
        (json!({"nonce": "another"}), "another nonce"),
        (json!({"nonce": null}), "another nonce"),
        (json!({"aud": "somebody-else"}), "for somebody else"),
        (json!({"aud": ["balie", "somebody-else"]}), "for somebody else"),
        (json!({"azp": "somebody-else"}), "made for somebody else"),
        (json!({"iss": "https://elsewhere.example"}), "from somebody else"),
        (json!({"exp": seconds - 61}), "expired"),
        (json!({"iat": seconds - 3600}), "of another time"),
        (json!({"iat": seconds + 3600}), "of another time"),
        (json!({"auth_time": null}), "no time of the proof"),
        (json!({"auth_time": seconds - 3600}), "the means was not shown just now"),
        (json!({"auth_time": seconds + 3600}), "the means was not shown just now"),
        (json!({"kvk": null}), "no organisation is named"),
        (json!({"kvk": "6959908"}), "the organisation's number is none"),
        (json!({"kvk": ["69599084", "68750110"]}), "no organisation is named"),
        (json!({"person": null}), "no person is named"),
        (json!({"person": " "}), "no person is named"),
        (json!({"branch": "12"}), "the branch is none"),
        (json!({"branch": 37_178_598}), "the branch cannot be read"),
        (json!({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}), "another access token"),
    ] {
        assert_eq!(refused(&play.claims(changed.clone()).await), why, "{changed}");
    }
    for taken in [
        json!({}),
        json!({"exp": seconds - 59}),
        json!({"aud": ["balie"], "azp": "balie"}),
        json!({"auth_time": seconds + 59}),
        json!({"kvk": null, "legal": "857587973", "qualifier": "urn:rsin"}),
        json!({"branch": null}),
    ] {
        assert_eq!(refused(&play.claims(taken.clone()).await), "taken", "{taken}");
    }
    assert_eq!(
        refused(&play.claims(json!({"kvk": null, "legal": "1", "qualifier": "urn:other"})).await),
        "no organisation is named"
    );
}

#[tokio::test]
async fn a_level_that_is_unknown_or_below_what_was_asked_is_refused() {
    let play = Play::new().await;
    for unknown in [json!({"acr": "loa1"}), json!({"acr": null}), json!({"acr": "LOA3"}), json!({"acr": "loa3 loa4"})] {
        assert_eq!(play.claims(unknown.clone()).await, Err(NotAsserted::Level), "{unknown}");
    }
    let started = play.starts_at(AssuranceLevel::Eh3).await;
    let mut claims = play.honest(&started);
    claims["acr"] = json!("loa2");
    play.answers(&play.pair.sign(&claims));
    assert_eq!(play.finishes(&started).await, Err(NotAsserted::Level));
}

#[tokio::test]
async fn only_a_signature_by_the_brokers_own_key_counts() {
    let play = Play::new().await;
    let started = play.starts().await;
    let claims = play.honest(&started);
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = play.pair.sign(&claims);
    let (head_and_body, signature) = signed.rsplit_once('.').unwrap();
    let mut other = claims.clone();
    other["person"] = json!("somebody else");
    let tampered = format!("{}.{}.{signature}", head_and_body.split_once('.').unwrap().0, part(&other));
    // The public key, which anybody has, passed off as a shared secret; and the client's own secret.
    let shared = |secret: &[u8]| {
        let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(secret)).unwrap()
    };
    let brought_along = {
        let thief = Pair::new("one");
        let header = Header {
            kid: Some("one".to_owned()),
            jwk: Some(serde_json::from_value(thief.jwk.clone()).unwrap()),
            ..Header::new(Algorithm::ES256)
        };
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ec_der(&thief.pkcs8)).unwrap()
    };
    for (what, token) in [
        ("none", format!("{}.{}.", part(&json!({"alg": "none"})), part(&claims))),
        ("None", format!("{}.{}.", part(&json!({"alg": "None"})), part(&claims))),
        ("the public key as secret", shared(play.pair.jwk.to_string().as_bytes())),
        ("the client's secret", shared(b"a secret of the broker's")),
        ("tampered", tampered),
        ("no signature", format!("{head_and_body}.")),
        ("a key it brings along", brought_along),
        ("not a token", "a.b.c".to_owned()),
        ("nothing", String::new()),
    ] {
        play.answers(&token);
        let outcome = play.finishes(&started).await;
        assert!(matches!(outcome, Err(NotAsserted::Refused(_))), "{what}: {outcome:?}");
    }
    play.answers(&signed);
    assert!(play.finishes(&started).await.is_ok(), "the honest one is taken");
    play.script.lock().unwrap().answer = json!({"access_token": "access", "token_type": "Bearer"});
    assert_eq!(refused(&play.finishes(&started).await), "no token of identity");
    play.script.lock().unwrap().answer = json!({"error": "invalid_grant"});
    assert!(matches!(play.finishes(&started).await, Err(NotAsserted::Refused(_))));
}

#[tokio::test]
async fn a_browser_sent_back_by_somebody_else_is_not_listened_to() {
    let play = Play::new().await;
    let started = play.starts().await;
    play.answers(&play.pair.sign(&play.honest(&started)));
    let issuer = play.issuer();
    let back = Return { code: Some("code"), error: None, issuer: Some(&issuer), return_to: RETURN_TO };
    for other in [None, Some("https://elsewhere.example"), Some("")] {
        let outcome = play.comes_back(&started, Return { issuer: other, ..back }).await;
        assert_eq!(refused(&outcome), "sent back by somebody else", "{other:?}");
    }
    assert!(play.script.lock().unwrap().asked.is_empty(), "the code was shown to nobody");
    for (error, outcome) in [
        ("access_denied", NotAsserted::Cancelled),
        ("login_required", NotAsserted::Cancelled),
        ("unmet_authentication_requirements", NotAsserted::Level),
        ("server_error", NotAsserted::Trouble(Trouble::NoAnswer)),
        ("anything", NotAsserted::Refused("the broker answers with an error")),
    ] {
        let brought = Return { code: Some("code"), error: Some(error), ..back };
        assert_eq!(play.comes_back(&started, brought).await, Err(outcome), "{error}");
    }
    assert_eq!(refused(&play.comes_back(&started, Return { code: None, ..back }).await), "no code");
    let elsewhere = Play::new().await;
    assert_eq!(refused(&elsewhere.finishes(&started).await), "the broker was changed meanwhile");
}

#[tokio::test]
async fn keys_are_kept_for_a_while_and_read_anew_when_one_is_missing_but_not_at_anybodys_wish() {
    let play = Play::new().await;
    for _ in 0..5 {
        assert!(play.claims(json!({})).await.is_ok());
    }
    assert_eq!(play.script.lock().unwrap().keys_read, 1);
    let next = Pair::new("two");
    play.script.lock().unwrap().keys.push(next.jwk.clone());
    let started = play.starts().await;
    play.answers(&next.sign(&play.honest(&started)));
    let issuer = play.issuer();
    let back = Return { code: Some("code"), error: None, issuer: Some(&issuer), return_to: RETURN_TO };
    // Within a minute nobody makes us read again; after it the new key is found.
    assert!(matches!(play.comes_back(&started, back).await, Err(NotAsserted::Refused(_))));
    assert_eq!(play.script.lock().unwrap().keys_read, 1);
    let key = ClientKey { id: "client".to_owned(), secret: b"secret".to_vec() };
    let later = now() + SignedDuration::from_secs(61);
    assert!(play.broker.finish(&started.remembered, back, &key, later, &play.chance).await.is_ok());
    assert_eq!(play.script.lock().unwrap().keys_read, 2);
}

#[tokio::test]
async fn a_provider_that_says_he_is_somebody_else_or_leads_away_is_not_met() {
    for (name, value) in [
        ("issuer", "https://elsewhere.example"),
        ("token_endpoint", "http://elsewhere.example/token"),
        ("authorization_endpoint", "http://elsewhere.example/authorize"),
    ] {
        let play = Play::new().await;
        play.script.lock().unwrap().configuration[name] = json!(value);
        let beginning = Beginning {
            return_to: RETURN_TO,
            least: AssuranceLevel::Eh2,
            language: Language::Dutch,
            now: now(),
            chance: &play.chance,
        };
        assert!(matches!(play.broker.start(beginning).await, Err(Trouble::Unreadable)), "{name}");
    }
}
