//! From an event to an answer: who is let in, what is refused before an endpoint runs, and what is answered twice the same.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{Part, Problem, Route, Touch};
use domain::account::session::{Acr, ClientKind, Device, Session};
use domain::account::{Account, Consent, LoginKey, MustChange, Standing, Token};
use domain::ids::{AccountId, OrganisationId, SessionId};
use domain::language::Language;
use domain::organisation::{Membership, Organisation, Role};
use embedded::ask::{Answered, Ask};
use embedded::testing::TestApp;
use jiff::SignedDuration;
use runtime::{Answer, AnySession, Anyone, Call, Caller, Context, Endpoint, Manager, Member, NoInput, NoPath, NoQuery};
use runtime::{Operation, Person, Staff, operation, problem_of, tokens};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Change, Error};

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewCompany {
    name: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Made {
    organisation_id: OrganisationId,
    name: String,
}

struct Refused(Error);

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        problem_of(&refused.0)
    }
}

/// An endpoint that creates, and so honours an idempotency key.
struct MakeCompany;

impl Endpoint for MakeCompany {
    const ROUTE: Route =
        Route::post("make-company", "/v1/companies").created().touches(&[Touch::put(Part::Organisation)]).idempotent();
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NewCompany;
    type Output = Made;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Made>, Refused> {
        let organisation = company(cx, &call.input.name);
        let mut change = Change::new();
        change.create(&organisation);
        let made = Made { organisation_id: organisation.id, name: organisation.name };
        cx.keep(change, &made).await.map_err(Refused)?;
        Ok(made.into())
    }
}

fn company(cx: &Context, name: &str) -> Organisation {
    Organisation {
        id: OrganisationId::new(cx.now(), cx.chance()),
        name: name.to_owned(),
        kvk_number: "68750110".parse().unwrap(),
        establishment_number: None,
        since: cx.now(),
    }
}

/// An endpoint that only lets somebody in.
struct Enter<C, const MINUTES: u8>(std::marker::PhantomData<C>);

impl<C: Caller + Sync + 'static, const MINUTES: u8> Endpoint for Enter<C, MINUTES> {
    const ROUTE: Route = match MINUTES {
        0 => Route::get("enter", "/v1/enter"),
        minutes => Route::post("enter", "/v1/enter").fresh(minutes),
    };
    type Caller = C;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = runtime::Empty;
    type Refusal = Refused;

    async fn handle(_: &Context, _: Call<Self>) -> Result<Answer<runtime::Empty>, Refused> {
        Ok(runtime::Empty {}.into())
    }
}

fn enter<C: Caller + Sync + 'static>() -> Operation {
    operation::<Enter<C, 0>>()
}

struct Stage {
    test: TestApp,
    session: Session,
    account: Account,
    token: String,
}

impl Stage {
    /// Somebody is logged in, as a member of an organisation.
    async fn with(role: Option<Role>, alter: impl FnOnce(&mut Session, &mut Account)) -> Self {
        let test = TestApp::start().await.unwrap();
        let cx = Context::of_tool(Arc::clone(&test.app));
        let organisation = company(&cx, "Voorbeeld B.V.");
        let mut account = Account {
            id: AccountId::new(cx.now(), cx.chance()),
            email: "p.jansen@voorbeeld.nl".parse().unwrap(),
            language: Language::Dutch,
            name: None,
            standing: Standing::Active,
            epoch: 1,
            staff: None,
            consent: Consent { terms: 1, at: cx.now() },
            registered_at: cx.now(),
            organisation: Some(organisation.id.clone()),
            second_factor: false,
            logins: Vec::new(),
            links: BTreeMap::new(),
        };
        let mut session = Session {
            id: SessionId::new(cx.now(), cx.chance()),
            account: account.id.clone(),
            login: LoginKey::new("key".to_owned()),
            organisation: role.map(|_| organisation.id.clone()),
            staff: None,
            epoch: 1,
            opened_at: cx.now(),
            auth_time: cx.now(),
            acr: Acr::Password,
            last_used_at: cx.now(),
            expires_at: cx.now() + SignedDuration::from_hours(12),
            limited: None,
            device: Device { client: ClientKind::App, label: String::new(), place: String::new() },
            refresh: Token::presented("refresh").hash(),
            rotated: None,
        };
        alter(&mut session, &mut account);
        let mut change = Change::new();
        change.create(&organisation).create(&account).create(&session);
        if let Some(role) = role {
            let membership = Membership {
                organisation: organisation.id.clone(),
                account: account.id.clone(),
                role,
                since: cx.now(),
            };
            change.create(&membership);
        }
        cx.commit(change).await.unwrap();
        let token = tokens::issue(cx.keys(), &cx.config().origin, &session, cx.now(), cx.chance()).await.unwrap();
        Self { test, session, account, token }
    }

    async fn asks(&self, operation: Operation, ask: Ask) -> Answered {
        ask.bearer(&self.token).of(&self.test.app, &operation).await
    }

    async fn enters<C: Caller + Sync + 'static>(&self) -> u16 {
        self.asks(enter::<C>(), Ask::plain()).await.status
    }
}

#[tokio::test]
async fn each_type_of_caller_lets_in_whom_it_says() {
    let user = Stage::with(Some(Role::User), |_, _| ()).await;
    assert_eq!((user.enters::<Anyone>().await, user.enters::<AnySession>().await), (200, 200));
    assert_eq!((user.enters::<Person>().await, user.enters::<Member>().await), (200, 200));
    assert_eq!((user.enters::<Manager>().await, user.enters::<Staff>().await), (403, 403));
    let manager = Stage::with(Some(Role::Manager), |_, _| ()).await;
    assert_eq!(manager.enters::<Manager>().await, 200);
    let outsider = Stage::with(None, |_, _| ()).await;
    assert_eq!((outsider.enters::<Person>().await, outsider.enters::<Member>().await), (200, 403));
    let clerk = Stage::with(None, |session, account| {
        account.staff = Some(domain::account::StaffRole::Clerk);
        session.staff = account.staff;
    })
    .await;
    assert_eq!((clerk.enters::<Staff>().await, clerk.enters::<Member>().await), (200, 403));
    let nobody = Ask::plain().of(&user.test.app, &enter::<AnySession>()).await;
    assert_eq!((nobody.status, nobody.problem()), (401, Some("unauthenticated")));
}

#[tokio::test]
async fn a_session_that_must_choose_a_password_opens_nothing_else() {
    let limited = Stage::with(Some(Role::User), |session, _| session.limited = Some(MustChange::Policy)).await;
    assert_eq!(limited.enters::<AnySession>().await, 200);
    let refused = limited.asks(enter::<Member>(), Ask::plain()).await;
    assert_eq!((refused.status, refused.problem()), (403, Some("password-change-required")));
}

#[tokio::test]
async fn a_session_ends_at_once_whatever_its_token_says() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cx = Context::of_tool(Arc::clone(&stage.test.app));
    let read = cx.store().get::<Account>(store::account::key(&stage.account.id)).await.unwrap().unwrap();
    let mut account = read.value.clone();
    account.end_sessions();
    let mut change = Change::new();
    change.replace(&read, &account);
    cx.commit(change).await.unwrap();
    assert_eq!(stage.enters::<AnySession>().await, 401);

    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    stage.test.app.advance_clock(SignedDuration::from_mins(11));
    assert_eq!(stage.enters::<AnySession>().await, 401, "the access token is over");
}

#[tokio::test]
async fn a_token_that_is_not_ours_is_no_token() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cx = Context::of_tool(Arc::clone(&stage.test.app));
    let elsewhere = TestApp::start().await.unwrap();
    let other = Context::of_tool(Arc::clone(&elsewhere.app));
    let foreign =
        tokens::issue(other.keys(), &cx.config().origin, &stage.session, cx.now(), cx.chance()).await.unwrap();
    let other_issuer =
        tokens::issue(cx.keys(), "https://evil.example", &stage.session, cx.now(), cx.chance()).await.unwrap();
    let mut parts: Vec<String> = stage.token.split('.').map(str::to_owned).collect();
    parts[2] = String::new();
    let unsigned = parts.join(".");
    for token in [foreign, other_issuer, unsigned, "x".to_owned(), String::new()] {
        let answered = Ask::plain().bearer(&token).of(&stage.test.app, &enter::<AnySession>()).await;
        assert_eq!((answered.status, answered.problem()), (401, Some("unauthenticated")), "{token}");
    }
}

#[tokio::test]
async fn a_cookie_counts_only_from_our_own_pages() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let cookie = format!("__Host-balie-access={}", stage.token);
    let change = operation::<Enter<Person, 5>>();
    assert_eq!(Ask::plain().browser(&cookie).of(&stage.test.app, &change).await.status, 200);
    let bare = Ask::plain().header("cookie", &cookie);
    assert_eq!(bare.clone().of(&stage.test.app, &change).await.status, 403);
    let cross = bare.header("x-balie-client", "web").header("sec-fetch-site", "cross-site");
    assert_eq!(cross.of(&stage.test.app, &change).await.status, 403);
    let origin = Ask::plain().browser(&cookie).header("origin", "https://evil.example");
    assert_eq!(origin.of(&stage.test.app, &change).await.status, 403);
}

#[tokio::test]
async fn what_matters_asks_for_a_fresh_proof() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let change = operation::<Enter<Person, 5>>();
    assert_eq!(stage.asks(change, Ask::plain()).await.status, 200);
    stage.test.app.advance_clock(SignedDuration::from_secs(301));
    assert_eq!(stage.asks(change, Ask::plain()).await.problem(), Some("reauthentication-required"));
}

#[tokio::test]
async fn a_repeated_request_is_answered_the_same_and_creates_once() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let make = operation::<MakeCompany>();
    let ask = |name: &str| Ask::json(&json!({"name": name})).header("idempotency-key", "8c1f2f0e-1");
    let asks = (0..10).map(|_| stage.asks(make, ask("Een B.V.")));
    let answers = futures::future::join_all(asks).await;
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.body == answers[0].body), "{answers:?}");
    let reused = stage.asks(make, ask("Ander B.V.")).await;
    assert_eq!((reused.status, reused.problem()), (422, Some("idempotency-key-reused")));
    let without = stage.asks(make, Ask::json(&json!({"name": "Een B.V."}))).await;
    assert_eq!((without.status, without.problem()), (400, Some("idempotency-key-missing")));
    stage.test.app.advance_clock(SignedDuration::from_mins(9));
    assert_eq!(stage.asks(make, ask("Een B.V.")).await.body, answers[0].body);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_its_field() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let make = operation::<MakeCompany>();
    let key = |ask: Ask| ask.header("idempotency-key", "8c1f2f0e-1");
    let unknown = stage.asks(make, key(Ask::json(&json!({"name": "x", "role": "staff"})))).await;
    assert_eq!((unknown.status, &unknown.body["errors"]), (422, &json!([{"pointer": "/role", "code": "unknown"}])));
    let kind = key(Ask::plain().text("name=x").header("content-type", "application/x-www-form-urlencoded"));
    assert_eq!(stage.asks(make, kind).await.problem(), Some("unsupported-media-type"));
    let large = key(Ask::json(&json!({"name": "x".repeat(300_000)})));
    assert_eq!(stage.asks(make, large).await.problem(), Some("too-large"));
}

#[tokio::test]
async fn a_request_is_one_line_of_known_fields() {
    let stage = Stage::with(Some(Role::User), |_, _| ()).await;
    let answered = stage.asks(enter::<Member>(), Ask::plain().query("cursor=secret-text")).await;
    let lines = stage.test.lines();
    let line: serde_json::Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    assert_eq!(line["operation"], "enter");
    assert_eq!(line["traceId"].as_str(), answered.headers.get("x-trace-id").map(String::as_str));
    assert_eq!(line["organisation"].as_str(), stage.session.organisation.as_ref().map(OrganisationId::as_str));
    assert_eq!(line["roundTrips"], 1, "the caller is loaded in one");
    let all = lines.join("\n");
    for secret in ["secret-text", &stage.token, "jansen"] {
        assert!(!all.contains(secret), "{secret} stands in the log");
    }
}
