//! `refresh-session`: a refresh token for a new one and a new access token. A used-up token that comes back ends the session (S27).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::session::{ClientKind, Device, Refreshed};
use domain::account::{Account, Session};
use domain::effect::Effect;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery, cookies};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error, Versioned};

use crate::opening::{OpenSession, RefreshToken, Tokens, check_own_page, hand_over};
use crate::problems::Refused;
use crate::trail;

/// Exchanges a refresh token.
pub struct RefreshSession;

/// The refresh token of an app; a browser sends its cookie.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Refresh {
    /// Only from an app.
    #[serde(default)]
    pub refresh_token: Option<String>,
    /// Browser or app.
    pub client: ClientKind,
}

/// The session goes on.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct RefreshAnswer {
    /// The session.
    pub session: OpenSession,
    /// Its new tokens; only for an app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Tokens>,
}

impl Endpoint for RefreshSession {
    const ROUTE: Route = Route::post("refresh-session", "/v1/sessions/refresh")
        .summary("Exchange the refresh token for new tokens")
        .touches(&[Touch::write(Part::Session).and(Touch::delete(Part::Session)), Touch::read(Part::Account)])
        .keys(&[KeySet::Index, KeySet::Signing])
        .problems(&[ProblemType::Unauthenticated, ProblemType::Forbidden]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Refresh;
    type Output = RefreshAnswer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<RefreshAnswer>, Refused> {
        let client = call.input.client;
        check_own_page(cx, &call.request, client)?;
        let sent = match client {
            ClientKind::App => call.input.refresh_token.as_deref(),
            ClientKind::Browser => call.request.cookie(cookies::REFRESH),
        };
        let presented = sent.and_then(RefreshToken::presented).ok_or(Refused::SessionOver)?;
        let successor = cx.successor(&presented.session, &presented.secret).await?;
        let device = Device::of(client, &call.request.user_agent, call.request.address);

        // Two at the same moment: the second one sees what the first one wrote, and gets the same successor.
        for _ in 0..2 {
            let session = load(cx, &presented, client).await?;
            let refreshed = session.refresh(&presented.secret.hash(), &successor.hash(), &device, cx.now())?;
            let session = match refreshed {
                Refreshed::Rotated(next) => {
                    let mut change = Change::new();
                    change.replace(&session, &next);
                    match cx.commit(change).await {
                        Err(Error::Conflict(_)) => continue,
                        outcome => outcome?,
                    }
                    *next
                }
                Refreshed::Again => session.value,
                Refreshed::Stolen => return Err(end_stolen(cx, &session).await?),
            };
            let (tokens, cookies) = hand_over(cx, &session, &successor).await?;
            let answer = RefreshAnswer { session: OpenSession::from(&session), tokens };
            return Ok(Answer::from(answer).with_cookies(cookies));
        }
        Err(Refused::ChangedMeanwhile)
    }
}

/// The session behind a token, if it is open for its account (S15) and of this kind of client.
async fn load(cx: &Context, presented: &RefreshToken, client: ClientKind) -> Result<Versioned<Session>, Refused> {
    let session = cx.store().get::<Session>(store::session::key(&presented.session)).await?;
    let session = session.filter(|session| session.device.client == client).ok_or(Refused::SessionOver)?;
    let account = cx.store().get::<Account>(store::account::key(&session.account)).await?;
    let account = account.ok_or(Refused::SessionOver)?;
    if session.is_open(&account, cx.now()) { Ok(session) } else { Err(Refused::SessionOver) }
}

/// Ends the whole family, notes it and tells the owner (S27). Whoever holds a token of it, thief or owner, holds nothing now.
async fn end_stolen(cx: &Context, session: &Versioned<Session>) -> Result<Refused, Refused> {
    let mut change = Change::new();
    change
        .clear(Part::Session, store::session::key(&session.id))
        .effect(Effect::TellSessionTheft { account: session.account.clone() })
        .audit(trail::by_visitor(&session.account, "refresh-session", "used-up token returned"));
    cx.commit(change).await?;
    Ok(Refused::SessionOver)
}
