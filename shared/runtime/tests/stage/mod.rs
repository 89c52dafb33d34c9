//! Somebody who is logged in, and endpoints for him to ask.
#![allow(dead_code, reason = "each test file uses a part of the stage")]

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{Part, Problem, Route, Touch};
use domain::account::session::{Acr, ClientKind, Device, Session};
use domain::account::{Account, Consent, LoginKey, Standing, Token};
use domain::ids::{AccountId, OrganisationId, SessionId};
use domain::language::Language;
use domain::organisation::{Membership, Organisation, Role};
use embedded::ask::{Answered, Ask};
use embedded::testing::TestApp;
use jiff::SignedDuration;
use runtime::{Answer, Call, Caller, Context, Endpoint, Member, NoInput, NoPath, NoQuery, Operation};
use runtime::{operation, problem_of, tokens};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error};

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCompany {
    pub name: String,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Made {
    pub organisation_id: OrganisationId,
    pub name: String,
}

pub struct Refused(pub Error);

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        problem_of(&refused.0)
    }
}

/// An endpoint that creates, and so honours an idempotency key.
pub struct MakeCompany;

impl Endpoint for MakeCompany {
    const ROUTE: Route =
        Route::post("make-company", "/v1/companies").created().touches(&[Touch::put(Part::Organisation)]).idempotent();
    type Caller = Member;
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

pub fn company(cx: &Context, name: &str) -> Organisation {
    Organisation {
        id: OrganisationId::new(cx.now(), cx.chance()),
        name: name.to_owned(),
        kvk_number: "68750110".parse().unwrap(),
        establishment_number: None,
        since: cx.now(),
    }
}

/// An endpoint that only lets somebody in.
pub struct Enter<C, const MINUTES: u8>(std::marker::PhantomData<C>);

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

pub fn enter<C: Caller + Sync + 'static>() -> Operation {
    operation::<Enter<C, 0>>()
}

pub struct Stage {
    pub test: TestApp,
    pub session: Session,
    pub account: Account,
    pub token: String,
}

impl Stage {
    /// Somebody is logged in, as a member of an organisation.
    pub async fn with(role: Option<Role>, alter: impl FnOnce(&mut Session, &mut Account)) -> Self {
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
            branch: None,
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
            change.create(&Membership::new(organisation.id.clone(), account.id.clone(), role, cx.now()));
        }
        cx.commit(change).await.unwrap();
        let token = tokens::issue(cx.keys(), &cx.config().origin, &session, cx.now(), cx.chance()).await.unwrap();
        Self { test, session, account, token }
    }

    pub async fn asks(&self, operation: Operation, ask: Ask) -> Answered {
        ask.bearer(&self.token).of(&self.test.app, &operation).await
    }

    pub async fn enters<C: Caller + Sync + 'static>(&self) -> u16 {
        self.asks(enter::<C>(), Ask::plain()).await.status
    }
}
