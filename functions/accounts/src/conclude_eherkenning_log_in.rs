//! `conclude-eherkenning-log-in`: back from the broker. What the browser brought is used up before it is looked at; the assertion opens a
//! session of whoever is linked, or waits for an access code (S38-S42).

use api::{KeySet, Part, ProblemType, Route, Touch};
use broker::{Broker as _, NotAsserted, Return};
use domain::account::eherkenning::{Assertion, PendingLink, PendingLogIn, admit};
use domain::account::session::ClientKind;
use domain::account::{Login, LoginKey, Token};
use domain::effect::{Effect, MeansEffect};
use domain::establishment_number::EstablishmentNumber;
use domain::ids::SessionId;
use domain::level::AssuranceLevel;
use jiff::Timestamp;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery, cookies};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error, Versioned};

use crate::attempts::known_device;
use crate::eherkenning;
use crate::opening::{Held, LogInAnswer, OpenSession, check_own_page, new_session};
use crate::problems::Refused;
use crate::trail;

/// Concludes a log-in with eHerkenning.
pub struct ConcludeEherkenningLogIn;

/// What the broker sent the browser back with.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "EherkenningReturn")]
pub struct Brought {
    /// Which log-in it is.
    #[schemars(length(max = 200))]
    pub state: String,
    /// What can be exchanged for an assertion.
    #[serde(default)]
    #[schemars(length(max = 4096))]
    pub code: Option<String>,
    /// Why there is none.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub error: Option<String>,
    /// Who sent the browser back (RFC 9207).
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub iss: Option<String>,
}

/// What it comes to.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "next", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "EherkenningConclusion")]
pub enum Conclusion {
    /// The session is open.
    Open {
        /// The session.
        session: OpenSession,
    },
    /// The very first time: the access code and its password are asked.
    Link {
        /// To be sent along with them.
        token: String,
        /// Until when.
        expires_at: Timestamp,
        /// The number of the organisation the means acts for.
        organisation: String,
        /// The one branch it is good for.
        #[serde(skip_serializing_if = "Option::is_none")]
        branch: Option<EstablishmentNumber>,
        /// The level of the means.
        level: AssuranceLevel,
    },
    /// The person cancelled.
    Cancelled {},
}

impl Endpoint for ConcludeEherkenningLogIn {
    const ROUTE: Route = Route::post("conclude-eherkenning-log-in", "/v1/eherkenning/log-ins/conclusion")
        .summary("Conclude a log-in with eHerkenning with what the browser brought back")
        .touches(&[
            Touch::write(Part::Broker),
            Touch::read(Part::Login),
            Touch::write(Part::Session).and(Touch::delete(Part::Session)),
        ])
        .keys(&[KeySet::Broker, KeySet::Data, KeySet::Index, KeySet::Signing])
        .problems(&[ProblemType::EherkenningNotConcluded, ProblemType::EherkenningLevel, ProblemType::Forbidden]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Brought;
    type Output = Conclusion;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Conclusion>, Refused> {
        check_own_page(cx, &call.request, ClientKind::Browser)?;
        let broker = eherkenning::of_stage(cx)?;
        let browser = eherkenning::browser(&call.request).ok_or(Refused::NotConcluded)?;
        let pending = use_up(cx, &call.input.state, &browser).await?;
        let brought = Return {
            code: call.input.code.as_deref(),
            error: call.input.error.as_deref(),
            issuer: call.input.iss.as_deref(),
            return_to: &eherkenning::return_to(cx),
        };
        let key = eherkenning::client_key(cx).await?;
        let assertion = match broker.finish(&pending.remembered, brought, &key, cx.now(), cx.chance()).await {
            Err(NotAsserted::Cancelled) => return Ok(Conclusion::Cancelled {}.into()),
            outcome => outcome.map_err(Refused::NotAsserted)?,
        };
        let identifier = cx.eherkenning_key(&assertion.identity).await?;
        let (login, held) = load(cx, &identifier, Held::by(&call.request, ClientKind::Browser)).await?;
        let Some(login) = login else { return wait_for_code(cx, &browser, assertion).await };

        let proof = admit(&assertion, &login)?;
        let mut new = new_session(cx, &call.request, &login, proof, ClientKind::Browser, held);
        new.session = new.session.asserted(&assertion);
        let known = known_device(cx, &call.request, &login.identifier).await?.is_some();
        let mut change = Change::new();
        eherkenning::take(&mut change, &assertion);
        new.open(known, &mut change);
        if let Some(organisation) = login.organisation.clone().or_else(|| login.gate.organisation.clone()) {
            let (holder, level) = (login.account.clone(), assertion.level);
            let used = MeansEffect::NoteUse { organisation, holder, level, on: cx.today() };
            change.effect(Effect::Means(used));
        }
        change.audit(trail::by_visitor(&login.account, "conclude-eherkenning-log-in", "open"));
        eherkenning::taken(cx.commit(change).await)?;
        let answer = new.answer(cx).await?;
        open(answer)
    }
}

/// The log-in this state belongs to, used up now: whatever comes of it, nothing comes of it twice.
async fn use_up(cx: &Context, state: &str, browser: &Token) -> Result<PendingLogIn, Refused> {
    let key = store::broker::pending_key(&Token::presented(state).hash());
    let pending = cx.store().get::<PendingLogIn>(key).await?.ok_or(Refused::NotConcluded)?;
    let back = pending.come_back(&browser.hash(), cx.now())?;
    let mut change = Change::new();
    change.replace(&pending, &back);
    match cx.commit(change).await {
        Err(Error::Conflict(_)) => Err(Refused::NotConcluded),
        outcome => Ok(outcome.map(|()| back)?),
    }
}

/// The login this person has, if he is linked, and the session this browser holds already, in one round trip.
async fn load(
    cx: &Context,
    identifier: &LoginKey,
    held: Held,
) -> Result<(Option<Versioned<Login>>, Option<SessionId>), Error> {
    let key = store::login::key(identifier);
    let mut found = cx.store().batch([key.clone()].into_iter().chain(held.key()).collect()).await?;
    let login = match found.remove(&key) {
        Some(item) => Some(item.read(cx.keys()).await?),
        None => None,
    };
    Ok((login, held.among(cx, &mut found).await?))
}

/// Nobody here knows this person: he has a quarter of an hour to name his access code.
async fn wait_for_code(cx: &Context, browser: &Token, assertion: Assertion) -> Result<Answer<Conclusion>, Refused> {
    let token = Token::draw(cx.chance());
    let mut change = Change::new();
    eherkenning::take(&mut change, &assertion);
    let pending = PendingLink::begin(token.hash(), browser.hash(), assertion, cx.now());
    change.create(&pending);
    eherkenning::taken(cx.commit(change).await)?;
    let PendingLink { assertion, expires_at, .. } = pending;
    let conclusion = Conclusion::Link {
        token: token.reveal().to_owned(),
        expires_at,
        organisation: assertion.identity.legal_subject,
        branch: assertion.branch,
        level: assertion.level,
    };
    Ok(Answer::from(conclusion).with_cookies([eherkenning::remembered(browser)]))
}

/// The answer that hands a session over; the browser's name at the broker is not needed any more.
fn open(answer: Answer<LogInAnswer>) -> Result<Answer<Conclusion>, Refused> {
    match answer.body {
        LogInAnswer::Open { session, tokens: _ } => Ok(Answer::from(Conclusion::Open { session })
            .with_cookies(answer.cookies)
            .with_cookies([cookies::clear(cookies::BROKER)])),
        // An open session is never answered with a question.
        LogInAnswer::SecondFactor { .. } => Err(Refused::NotConcluded),
    }
}
