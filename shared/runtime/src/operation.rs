//! An endpoint without its types: how the routers, the documents and Lambda hold it. The way from an event to an answer is here.

use std::sync::{Arc, PoisonError};
use std::time::Instant;

use api::{Access, IdempotencyKey, KeySet, Part, Problem, ProblemType, Route, Touch};
use aws_lc_rs::digest;
use domain::account::{Account, Session};
use domain::ids::OrganisationId;
use domain::organisation::Membership;
use futures::future::BoxFuture;
use http::header::{self, HeaderValue};
use lambda_http::{Body, RequestExt, Response};
use schemars::{Schema, SchemaGenerator};
use store::idempotency::Answered;
use store::{Keys, Stored};

use crate::app::App;
use crate::caller::{Caller, Loaded};
use crate::context::{Context, Pending};
use crate::endpoint::{Answer, Call, Endpoint};
use crate::log::{self, Line};
use crate::request::{Request, cookies};
use crate::run::run;
use crate::{csrf, editions, json, problem_of, tokens};

/// An endpoint, callable without knowing its types.
#[derive(Clone, Copy)]
pub struct Operation {
    /// Its route.
    pub route: Route,
    /// Who may call it.
    pub access: Access,
    /// The shapes of its parameters, body and answer.
    pub schemas: fn(&mut SchemaGenerator) -> Schemas,
    /// Answers a request.
    pub call: fn(Arc<App>, lambda_http::Request) -> BoxFuture<'static, Response<Body>>,
    /// Serves it as its function does, until the process ends.
    pub serve: fn() -> Result<(), lambda_runtime::Error>,
}

/// The shapes of an operation.
pub struct Schemas {
    /// The parameters in the path, as one object.
    pub path: Schema,
    /// The parameters in the query, as one object.
    pub query: Schema,
    /// The body that is read.
    pub input: Schema,
    /// The body of a good answer.
    pub output: Schema,
}

/// The endpoint as an operation.
pub fn operation<E: Endpoint>() -> Operation {
    Operation {
        route: E::ROUTE,
        access: E::Caller::ACCESS,
        schemas: |generator| Schemas {
            path: generator.subschema_for::<E::Path>(),
            query: generator.subschema_for::<E::Query>(),
            input: generator.subschema_for::<E::Input>(),
            output: generator.subschema_for::<E::Output>(),
        },
        call: |app, event| Box::pin(call::<E>(app, event)),
        serve: run::<E>,
    }
}

impl Operation {
    /// Everything it touches in the table, with what loading the caller, keeping idempotent answers, the outbox and the audit trail need:
    /// the permissions of its function are printed from this, and the store is held to it.
    pub fn touches(&self) -> Vec<Touch> {
        let mut touches: Vec<Touch> = self.route.touches.to_vec();
        if self.access.needs_session() {
            touches.extend([Part::Session, Part::Account, Part::Organisation].map(Touch::read));
        }
        if self.route.idempotent {
            touches.push(Touch::read(Part::Idempotency).and(Touch::put(Part::Idempotency)));
        }
        if self.writes() {
            touches.extend([Part::Outbox, Part::Audit].map(Touch::put));
        }
        if self.learns_editions() {
            touches.extend(editions::TOUCHES);
        }
        touches
    }

    /// Every kind of key it needs.
    pub fn keys(&self) -> Vec<KeySet> {
        let mut keys: Vec<KeySet> = self.route.keys.to_vec();
        if self.access.needs_session() {
            keys.push(KeySet::Verification);
        }
        if self.route.idempotent {
            keys.push(KeySet::Data);
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Every problem it may answer with.
    pub fn problems(&self) -> Vec<ProblemType> {
        let mut problems = ProblemType::EVERYWHERE.to_vec();
        if self.access.needs_session() {
            problems.extend(ProblemType::WITH_SESSION);
        }
        if self.route.fresh_minutes.is_some() {
            problems.push(ProblemType::ReauthenticationRequired);
        }
        if self.route.idempotent {
            problems.extend([ProblemType::IdempotencyKeyMissing, ProblemType::IdempotencyKeyReused]);
        }
        if self.writes() {
            problems.extend([ProblemType::ChangedMeanwhile, ProblemType::Forbidden]);
        }
        problems.extend(self.route.problems);
        problems.sort_unstable();
        problems.dedup();
        problems
    }

    /// Whether it may meet a case, or says that it goes by what was published: then it must know the editions there are.
    fn learns_editions(&self) -> bool {
        self.route.editions || self.route.touches.iter().any(|touch| touch.part == Part::Organisation)
    }

    /// Whether it acts within the caller's organisation, or leads to another.
    fn acts_within_organisation(&self) -> bool {
        match self.access {
            Access::Member(_) => true,
            Access::Person => self.route.touches.iter().any(|touch| touch.part == Part::Organisation),
            Access::Anyone | Access::AnySession | Access::Staff => false,
        }
    }

    fn writes(&self) -> bool {
        self.route.touches.iter().any(|touch| touch.put || touch.update || touch.delete)
            || !matches!(self.route.method, api::Method::Get)
    }
}

/// The answer to a request, and what the log tells of it.
struct Told {
    response: Response<Body>,
    outcome: &'static str,
}

async fn call<E: Endpoint>(app: Arc<App>, event: lambda_http::Request) -> Response<Body> {
    let began = Instant::now();
    let operation = operation::<E>();
    let request = Request::of(&event, app.config.edge.as_ref());
    let whole = app.store().tallied();
    let limited = whole.limited_to(operation.touches()).with_keys(operation.keys());
    let mut cx = Context::new(Arc::clone(&app), limited, request.network());
    let mut organisation = None;
    let told = match answer::<E>(&app, &mut cx, &whole, &event, request, &mut organisation).await {
        Ok(told) => told,
        Err(problem) => Told { outcome: problem.kind.slug(), response: refuse(&problem, &cx) },
    };
    let status = Some(told.response.status().as_u16());
    let took = began.elapsed();
    let line = Line {
        operation: E::ROUTE.operation,
        organisation: organisation.as_ref(),
        outcome: told.outcome,
        status,
        took,
    };
    log::request(&app, &cx, &line);
    told.response
}

async fn answer<E: Endpoint>(
    app: &Arc<App>,
    cx: &mut Context,
    whole: &store::Store,
    event: &lambda_http::Request,
    request: Request,
    organisation: &mut Option<OrganisationId>,
) -> Result<Told, Problem> {
    let body = body_of(event, E::ROUTE.largest_body)?;
    let learning = async {
        match operation::<E>().learns_editions() {
            true => editions::learn(app).await.map_err(|error| problem_of(&error)),
            false => Ok(()),
        }
    };
    let ((loaded, answered), ()) = tokio::try_join!(load::<E>(cx, whole, &request, &body), learning)?;
    *organisation = loaded.as_ref().and_then(|loaded| loaded.session.organisation.clone());
    let fresh = loaded
        .as_ref()
        .is_none_or(|loaded| E::ROUTE.fresh_minutes.is_none_or(|minutes| loaded.session.is_fresh(minutes, cx.now())));
    // Fails closed (S40): what was not made to keep within a branch is not there for a log-in that is bound to one.
    let bound = loaded.as_ref().is_some_and(|loaded| loaded.session.branch.is_some());
    if bound && operation::<E>().acts_within_organisation() && !E::ROUTE.heeds_branch {
        return Err(Problem::of(ProblemType::NotFound));
    }
    let caller = E::Caller::admit(loaded)?;
    if !fresh {
        return Err(Problem::of(ProblemType::ReauthenticationRequired));
    }
    if let Some(answered) = answered {
        return replay::<E>(cx, &answered);
    }
    let path =
        json::read_parameters(pairs(&event.path_parameters())).map_err(|_| Problem::of(ProblemType::NotFound))?;
    let query = json::read_parameters(pairs(&event.query_string_parameters()))?;
    let input = json::read(&body, E::ROUTE.largest_body)?;
    match E::handle(cx, Call { caller, path, query, input, request }).await {
        Ok(answer) => good::<E>(cx, answer),
        Err(refusal) => {
            let earlier = cx.replay.lock().unwrap_or_else(PoisonError::into_inner).take();
            match earlier {
                Some(answered) => replay::<E>(cx, &answered),
                None => Err(refusal.into()),
            }
        }
    }
}

fn pairs(parameters: &lambda_http::aws_lambda_events::query_map::QueryMap) -> impl Iterator<Item = (String, String)> {
    parameters.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>().into_iter()
}

fn body_of(event: &lambda_http::Request, largest: usize) -> Result<Vec<u8>, Problem> {
    let body = event.body().to_vec();
    if body.len() > largest {
        return Err(Problem::of(ProblemType::TooLarge));
    }
    let json = event.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.to_str().is_ok_and(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"))
    });
    if body.is_empty() || json { Ok(body) } else { Err(Problem::of(ProblemType::UnsupportedMediaType)) }
}

/// Loads whoever calls, and what was answered before under his idempotency key, in one round trip.
async fn load<E: Endpoint>(
    cx: &mut Context,
    whole: &store::Store,
    request: &Request,
    body: &[u8],
) -> Result<(Option<Loaded>, Option<Answered>), Problem> {
    let bearer = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let cookie = request.cookie(cookies::ACCESS);
    if bearer.is_none() && (cookie.is_some() || request.cookie(cookies::REFRESH).is_some()) {
        csrf::check(E::ROUTE.method, request, &cx.config().origin)?;
    }
    if !E::Caller::ACCESS.needs_session() {
        return Ok((None, None));
    }
    let Some(token) = bearer.or(cookie) else { return Ok((None, None)) };
    let claims = tokens::verify(cx.keys(), &cx.config().origin, token, cx.now()).await?;

    let session_key = store::session::key(&claims.sid);
    let account_key = store::account::key(&claims.sub);
    let member_key = claims.org.as_ref().map(|org| store::organisation::member_key(org, &claims.sub));
    let sent = if E::ROUTE.idempotent { Some(idempotency_key(request)?) } else { None };
    let answer_key = sent.as_ref().map(|sent| store::idempotency::key(&claims.sub, sent.as_str()));
    let mut wanted = vec![session_key.clone(), account_key.clone()];
    wanted.extend(member_key.clone());
    wanted.extend(answer_key.clone());
    let mut found = whole.batch(wanted).await.map_err(|error| problem_of(&error))?;

    let refused = || Problem::of(ProblemType::Unauthenticated);
    let keys = cx.keys();
    let session = read::<Session>(found.remove(&session_key), keys).await?.ok_or_else(refused)?;
    let account = read::<Account>(found.remove(&account_key), keys).await?.ok_or_else(refused)?;
    if !session.is_open(&account, cx.now()) || session.organisation != claims.org {
        return Err(refused());
    }
    let membership = match member_key {
        Some(key) => read::<Membership>(found.remove(&key), keys).await?,
        None => None,
    };
    let (membership, lapsed) = membership.map(|membership| membership.value.in_force(cx.today())).unzip();
    let mut answered = None;
    if let (Some(sent), Some(key)) = (sent, answer_key) {
        // What a person asks for himself is the same question whichever organisation his session acts for: applying for a means changes
        // that, and a retry after its answer was lost must find the answer.
        let organisation = claims.org.as_ref().filter(|_| matches!(E::Caller::ACCESS, Access::Member(_)));
        let fingerprint = fingerprint(E::ROUTE.operation, organisation, request, body);
        if let Some(earlier) = read::<Answered>(found.remove(&key), keys).await? {
            // Kept for a day; clearing away may come later than that.
            if earlier.at.saturating_add(store::idempotency::KEPT).is_ok_and(|until| cx.now() < until) {
                answered = Some(earlier.value);
            }
        }
        cx.idempotency = Some(Pending { account: claims.sub, key: sent.as_str().to_owned(), fingerprint });
    }
    Ok((Some(Loaded { session, account, membership, lapsed: lapsed.flatten() }), answered))
}

async fn read<T: Stored>(item: Option<store::Item>, keys: &Keys) -> Result<Option<store::Versioned<T>>, Problem> {
    match item {
        None => Ok(None),
        Some(item) => item.read(keys).await.map(Some).map_err(|error| problem_of(&error)),
    }
}

fn idempotency_key(request: &Request) -> Result<IdempotencyKey, Problem> {
    let missing = || Problem::of(ProblemType::IdempotencyKeyMissing);
    request.header(IdempotencyKey::HEADER).ok_or_else(missing)?.parse().map_err(|_| missing())
}

/// What was asked, and for which organisation: an answer given for one is not repeated to another (S44).
fn fingerprint(operation: &str, organisation: Option<&OrganisationId>, request: &Request, body: &[u8]) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(operation.as_bytes());
    context.update(b"\0");
    context.update(organisation.map(OrganisationId::as_str).unwrap_or_default().as_bytes());
    context.update(b"\0");
    context.update(request.path().as_bytes());
    context.update(b"\0");
    context.update(body);
    context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn replay<E: Endpoint>(cx: &Context, answered: &Answered) -> Result<Told, Problem> {
    if cx.idempotency.as_ref().is_some_and(|pending| pending.fingerprint != answered.fingerprint) {
        return Err(Problem::of(ProblemType::IdempotencyKeyReused));
    }
    let response = respond(E::ROUTE.success, "application/json", answered.answer.clone(), &[], cx);
    Ok(Told { response, outcome: "ok" })
}

fn good<E: Endpoint>(cx: &Context, answer: Answer<E::Output>) -> Result<Told, Problem> {
    if let (Some(kind), Some(file)) = (E::ROUTE.plain, answer.file) {
        return Ok(Told { response: respond(E::ROUTE.success, kind, file, &answer.cookies, cx), outcome: "ok" });
    }
    let body = match E::ROUTE.success {
        204 => String::new(),
        _ => serde_json::to_string(&answer.body).map_err(|_| Problem::of(ProblemType::Internal))?,
    };
    let mut response = respond(E::ROUTE.success, "application/json", body, &answer.cookies, cx);
    // What is the same for everybody may be kept for a while; everything else never (S54).
    if let (Some(seconds), false) = (E::ROUTE.cached_seconds, E::Caller::ACCESS.needs_session())
        && let Ok(kept) = HeaderValue::from_str(&format!("public, max-age={seconds}"))
    {
        response.headers_mut().insert(header::CACHE_CONTROL, kept);
    }
    Ok(Told { response, outcome: "ok" })
}

fn refuse(problem: &Problem, cx: &Context) -> Response<Body> {
    let body = serde_json::to_string(&problem.body(&cx.config().origin, cx.trace().as_str())).unwrap_or_default();
    let mut response = respond(problem.kind.status(), "application/problem+json", body, &[], cx);
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if problem.kind == ProblemType::Unauthenticated {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// Every answer carries the same protection (S54), and says which version of the API gave it (Dutch API Design Rules).
fn respond(status: u16, kind: &'static str, body: impl Into<Body>, cookies: &[String], cx: &Context) -> Response<Body> {
    let body = body.into();
    let empty = body.is_empty();
    let mut response = Response::new(if empty { Body::Empty } else { body });
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    if !empty {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    for (name, value) in [
        ("api-version", env!("CARGO_PKG_VERSION")),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
        ("referrer-policy", "no-referrer"),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(trace) = HeaderValue::from_str(cx.trace().as_str()) {
        headers.insert("x-trace-id", trace);
    }
    for cookie in cookies.iter().filter_map(|cookie| HeaderValue::from_str(cookie).ok()) {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}
