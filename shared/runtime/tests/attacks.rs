//! Tokens that are nearly ours, answers meant for somebody else, keys that were not asked for.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

mod stage;

use std::sync::Arc;

use api::{Access, KeySet};
use domain::ids::{AccountId, OrganisationId, SessionId};
use domain::organisation::{Membership, Role};
use embedded::ask::Ask;
use jiff::SignedDuration;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use runtime::key_making::signing_pair;
use runtime::{AnySession, Anyone, Context, Person, operation, tokens};
use serde_json::{Value, json};
use stage::{Enter, MakeCompany, Stage, company, enter};
use store::{Change, Error};

struct Forge {
    header: Header,
    claims: Value,
    key: EncodingKey,
    public: Vec<u8>,
}

impl Forge {
    /// Everything as it should be.
    async fn of(stage: &Stage) -> Self {
        let cx = Context::of_tool(Arc::clone(&stage.test.app));
        let signing = cx.keys().current(KeySet::Signing).await.unwrap();
        let public = cx.keys().by_id(KeySet::Verification, &signing.id).await.unwrap().unwrap().secret;
        let now = cx.now().as_second();
        Self {
            header: Header { typ: Some("at+jwt".to_owned()), kid: Some(signing.id), ..Header::new(Algorithm::ES256) },
            claims: json!({
                "iss": "http://localhost:8080", "aud": "balie", "sub": stage.session.account, "sid": stage.session.id,
                "org": stage.session.organisation, "acr": "password", "amr": ["pwd"], "auth_time": now, "iat": now,
                "nbf": now, "exp": now + 600, "jti": "1",
            }),
            key: EncodingKey::from_ec_der(&signing.secret),
            public,
        }
    }

    fn token(&self) -> String {
        jsonwebtoken::encode(&self.header, &self.claims, &self.key).unwrap()
    }
}

#[tokio::test]
async fn a_token_that_differs_from_ours_in_one_thing_is_no_token() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let opens = async |token: &str| Ask::plain().bearer(token).of(&stage.test.app, &enter::<AnySession>()).await.status;
    assert_eq!(opens(&Forge::of(&stage).await.token()).await, 200, "the forge makes what we make");

    let now = Context::of_tool(Arc::clone(&stage.test.app)).now();
    let seconds = now.as_second();
    let other = |id: &str| json!(id);
    let account = AccountId::new(now, stage.test.app.chance());
    let organisation = OrganisationId::new(now, stage.test.app.chance());
    let session = SessionId::new(now, stage.test.app.chance());
    for (claim, value) in [
        ("iss", other("http://localhost:8080/desk")),
        ("iss", other("https://evil.example")),
        ("aud", other("balie-desk")),
        ("aud", other("elders")),
        ("aud", Value::Null),
        ("sub", json!(account)),
        ("sid", json!(session)),
        ("org", json!(organisation)),
        ("org", Value::Null),
        ("exp", json!(seconds)),
        ("exp", json!(seconds - 3600)),
        ("exp", Value::Null),
        ("nbf", json!(seconds + 120)),
    ] {
        let mut forge = Forge::of(&stage).await;
        if value.is_null() {
            forge.claims.as_object_mut().unwrap().remove(claim);
        } else {
            forge.claims[claim] = value;
        }
        assert_eq!(opens(&forge.token()).await, 401, "{claim} as {}", forge.claims[claim]);
    }

    let (foreign, foreign_public) = signing_pair(now).unwrap();
    let by_their_own = |alter: fn(&mut Header, Jwk)| {
        let (foreign, public) = (foreign.secret.clone(), foreign_public.secret.clone());
        async move |mut forge: Forge| {
            forge.key = EncodingKey::from_ec_der(&foreign);
            alter(&mut forge.header, serde_json::from_slice(&public).unwrap());
            forge.token()
        }
    };
    let with_key = by_their_own(|header, jwk| header.jwk = Some(jwk))(Forge::of(&stage).await).await;
    let with_address =
        by_their_own(|header, _| header.jku = Some("https://evil.example/keys".to_owned()))(Forge::of(&stage).await)
            .await;
    let with_name = by_their_own(|header, _| header.kid = Some("evil".to_owned()))(Forge::of(&stage).await).await;
    for token in [with_key, with_address, with_name] {
        assert_eq!(opens(&token).await, 401, "a key that is not ours");
    }

    let mut untyped = Forge::of(&stage).await;
    untyped.header.typ = Some("JWT".to_owned());
    let mut unnamed = Forge::of(&stage).await;
    unnamed.header.kid = None;
    // The public key as the secret of a method that has but one key.
    let mut confused = Forge::of(&stage).await;
    confused.header.alg = Algorithm::HS256;
    confused.key = EncodingKey::from_secret(&confused.public);
    for forge in [untyped, unnamed, confused] {
        assert_eq!(opens(&forge.token()).await, 401, "{:?}", forge.header);
    }
}

#[tokio::test]
async fn an_answer_is_repeated_to_whom_it_was_given_and_to_nobody_else() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cx = Context::of_tool(Arc::clone(&stage.test.app));
    let make = operation::<MakeCompany>();
    let ask = || Ask::json(&json!({"name": "Een B.V."})).header("idempotency-key", "8c1f2f0e-1");
    let first = stage.asks(make, ask()).await;
    assert_eq!(first.status, 201, "{}", first.body);

    // Somebody else with the same key and the same request.
    let mut account = stage.account.clone();
    account.id = AccountId::new(cx.now(), cx.chance());
    let mut session = stage.session.clone();
    (session.id, session.account) = (SessionId::new(cx.now(), cx.chance()), account.id.clone());
    // And the same person, acting for another organisation.
    let elsewhere = company(&cx, "Elders B.V.");
    let mut moved = stage.session.clone();
    (moved.id, moved.organisation) = (SessionId::new(cx.now(), cx.chance()), Some(elsewhere.id.clone()));
    let (organisation, role, since) = (elsewhere.id.clone(), Role::User, cx.now());
    let membership = Membership::new(organisation, stage.account.id.clone(), role, since);
    let mut change = Change::new();
    let own = stage.session.organisation.clone().unwrap();
    change.create(&Membership::new(own, account.id.clone(), Role::User, cx.now()));
    change.create(&account).create(&session).create(&elsewhere).create(&membership).create(&moved);
    cx.commit(change).await.unwrap();

    let token =
        async |session| tokens::issue(cx.keys(), &cx.config().origin, session, cx.now(), cx.chance()).await.unwrap();
    let other = ask().bearer(&token(&session).await).of(&stage.test.app, &make).await;
    assert_eq!(other.status, 201);
    assert_ne!(other.body, first.body);
    let moved = ask().bearer(&token(&moved).await).of(&stage.test.app, &make).await;
    assert_eq!(moved.problem(), Some("idempotency-key-reused"));
    assert_eq!(stage.asks(make, ask()).await.body, first.body);
}

#[tokio::test]
async fn a_key_of_a_kind_that_was_not_declared_cannot_be_had() {
    assert_eq!(enter::<Person>().keys(), [KeySet::Verification], "letting somebody in opens no sealed field");
    assert_eq!(enter::<Anyone>().keys(), []);
    assert_eq!(operation::<MakeCompany>().keys(), [KeySet::Verification, KeySet::Data], "answers are sealed");
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let store = stage.test.app.store().with_keys([KeySet::Verification]);
    assert!(store.keys().all(KeySet::Verification).await.is_ok());
    for set in [KeySet::Signing, KeySet::Pepper, KeySet::Index, KeySet::Data] {
        assert!(matches!(store.keys().current(set).await, Err(Error::KeyDenied(denied)) if denied == set), "{set:?}");
    }
}

/// S54: whatever is answered, by whichever way through the pipeline.
#[tokio::test]
async fn every_answer_carries_the_same_protection() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let make = operation::<MakeCompany>();
    assert_eq!(make.access, Access::Member(Role::User));
    let key = |ask: Ask| ask.header("idempotency-key", "8c1f2f0e-1");
    let company = || key(Ask::json(&json!({"name": "Een B.V."})));
    let answers = [
        stage.asks(make, company()).await,
        stage.asks(make, company()).await,
        stage.asks(make, key(Ask::json(&json!({"name": "Ander B.V."})))).await,
        stage.asks(make, Ask::json(&json!({}))).await,
        stage.asks(make, key(Ask::json(&json!({})))).await,
        stage.asks(make, key(Ask::plain().text("x").header("content-type", "text/plain"))).await,
        stage.asks(make, key(Ask::json(&json!("x".repeat(300_000))))).await,
        stage.asks(enter::<runtime::Staff>(), Ask::plain()).await,
        Ask::plain().of(&stage.test.app, &enter::<AnySession>()).await,
        Ask::plain().browser("__Host-balie-access=x").of(&stage.test.app, &enter::<AnySession>()).await,
        Ask::plain()
            .header("cookie", "__Host-balie-access=x")
            .of(&stage.test.app, &operation::<Enter<Person, 5>>())
            .await,
    ];
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [201, 201, 422, 400, 422, 415, 413, 403, 401, 401, 403]);
    for answer in answers {
        for (name, value) in [
            ("cache-control", "no-store"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ("referrer-policy", "no-referrer"),
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
            ("x-content-type-options", "nosniff"),
        ] {
            assert_eq!(answer.headers.get(name).map(String::as_str), Some(value), "{name} of {}", answer.body);
        }
        assert!(!answer.headers.keys().any(|name| name.starts_with("access-control")), "{}", answer.body);
        assert!(!answer.headers.contains_key("set-cookie"), "{}", answer.body);
    }
}

/// S29: a session that is idle is over although its access token is not.
#[tokio::test]
async fn an_access_token_does_not_outlive_its_session() {
    let stage = Stage::with(None, |session, account| {
        account.staff = Some(domain::account::StaffRole::Clerk);
        session.staff = account.staff;
        session.last_used_at = session.opened_at - SignedDuration::from_mins(14);
    })
    .await;
    assert_eq!(stage.enters::<Person>().await, 200);
    stage.test.app.advance_clock(SignedDuration::from_secs(61));
    assert_eq!(stage.enters::<Person>().await, 401);
}
