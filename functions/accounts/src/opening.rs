//! Opening a session and handing its tokens over: cookies for a browser, the body for an app (S24). Both ways to a session end here.

use std::collections::HashMap;

use api::Part;
use domain::account::session::{ABSOLUTE_LIFE, ACCESS_TOKEN_LIFE, ClientKind, Proof};
use domain::account::{Login, LoginKey, MustChange, Session, Token};
use domain::effect::Effect;
use domain::ids::{AccountId, SessionId};
use jiff::Timestamp;
use runtime::{Answer, Context, Request, cookies, tokens};
use schemars::JsonSchema;
use serde::Serialize;
use store::{Change, Error, Item, Key};

use crate::problems::Refused;

/// How long a device is known after it was last used to log in.
const DEVICE_MARK_SECONDS: i64 = 365 * 24 * 3600;

/// What a right password or a right second factor comes to.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "next", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum LogInAnswer {
    /// The session is open.
    Open {
        /// The session.
        session: OpenSession,
        /// Its tokens; only for an app. A browser has them in cookies.
        #[serde(skip_serializing_if = "Option::is_none")]
        tokens: Option<Tokens>,
    },
    /// The second factor is asked.
    SecondFactor {
        /// To be sent along with the code.
        challenge: String,
        /// Until when.
        expires_at: Timestamp,
    },
}

/// A session as its holder sees it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenSession {
    /// Its id.
    pub session_id: SessionId,
    /// Whose.
    pub account_id: AccountId,
    /// When it ends, however busy.
    pub expires_at: Timestamp,
    /// Whether it is for the desk.
    pub staff: bool,
    /// Set when it opens nothing but choosing a new password.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_choose_password: Option<MustChange>,
}

/// The tokens of an app.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tokens {
    /// For the `Authorization` header.
    pub access_token: String,
    /// For the next refresh; good once.
    pub refresh_token: String,
    /// How many seconds the access token lasts.
    pub expires_in: i64,
}

impl From<&Session> for OpenSession {
    fn from(session: &Session) -> Self {
        Self {
            session_id: session.id.clone(),
            account_id: session.account.clone(),
            expires_at: session.expires_at,
            staff: session.staff.is_some(),
            must_choose_password: session.limited,
        }
    }
}

/// A session that is opened by the next commit.
pub(crate) struct NewSession {
    pub(crate) session: Session,
    refresh: Token,
    replaces: Option<SessionId>,
}

/// A new session for whoever gave this proof (S29: a new id each time), in place of the one `held` here.
pub(crate) fn new_session(
    cx: &Context,
    request: &Request,
    login: &Login,
    proof: Proof,
    client: ClientKind,
    held: Option<SessionId>,
) -> NewSession {
    let refresh = Token::draw(cx.chance());
    let device = domain::account::session::Device::of(client, &request.user_agent, request.address);
    let id = SessionId::new(cx.now(), cx.chance());
    NewSession { session: Session::open(id, login, proof, device, &refresh, cx.now()), refresh, replaces: held }
}

/// The session a browser holds when it logs in once more. It ends with the new one (S29): else each time somebody proves himself anew would
/// leave one behind that still opens. Read with what the log-in reads anyway.
pub(crate) struct Held(Option<RefreshToken>);

impl Held {
    /// What the browser's cookie names.
    pub(crate) fn by(request: &Request, client: ClientKind) -> Self {
        let cookie = request.cookie(cookies::REFRESH).filter(|_| client == ClientKind::Browser);
        Self(cookie.and_then(RefreshToken::presented))
    }

    /// What to read for it.
    pub(crate) fn key(&self) -> Option<Key> {
        self.0.as_ref().map(|token| store::session::key(&token.session))
    }

    /// The session among `found`, if the cookie is that of its holder.
    pub(crate) async fn among(self, cx: &Context, found: &mut HashMap<Key, Item>) -> Result<Option<SessionId>, Error> {
        let Some(item) = self.key().and_then(|key| found.remove(&key)) else { return Ok(None) };
        let session = item.read::<Session>(cx.keys()).await?.value;
        let holds = self.0.is_some_and(|token| session.is_held_with(&token.secret.hash()));
        Ok(holds.then_some(session.id))
    }
}

impl NewSession {
    /// Adds it to what is written, with what follows: the owner hears of a log-in from a device that was not known, and whatever is one more
    /// than may be open ends (S31).
    pub(crate) fn open(&self, known_device: bool, change: &mut Change) {
        let (session, account) = (&self.session, self.session.account.clone());
        change.create(session);
        match &self.replaces {
            Some(replaced) => _ = change.clear(Part::Session, store::session::key(replaced)),
            None if known_device => _ = change.effect(Effect::EndSurplusSessions { account: account.clone() }),
            None => {}
        }
        if !known_device {
            let (at, device) = (session.opened_at, session.device.label.clone());
            change.effect(Effect::TellNewLogIn { account, at, device });
        }
    }

    /// The answer that hands it over, once it is kept. The device is known from now on (S14).
    pub(crate) async fn answer(self, cx: &Context) -> Result<Answer<LogInAnswer>, Error> {
        let (tokens, mut cookies) = hand_over(cx, &self.session, &self.refresh).await?;
        if self.session.device.client == ClientKind::Browser {
            cookies.push(device_known(cx, &self.session.login).await?);
        }
        let answer = LogInAnswer::Open { session: OpenSession::from(&self.session), tokens };
        Ok(Answer::from(answer).with_cookies(cookies))
    }
}

/// The tokens of a session, in the way its client carries them.
pub(crate) async fn hand_over(
    cx: &Context,
    session: &Session,
    refresh: &Token,
) -> Result<(Option<Tokens>, Vec<String>), Error> {
    let access_token = tokens::issue(cx.keys(), &cx.config().origin, session, cx.now(), cx.chance()).await?;
    let refresh_token = RefreshToken { session: session.id.clone(), secret: refresh.clone() }.to_string();
    Ok(match session.device.client {
        ClientKind::App => {
            (Some(Tokens { access_token, refresh_token, expires_in: ACCESS_TOKEN_LIFE.as_secs() }), Vec::new())
        }
        ClientKind::Browser => {
            let cookies = vec![
                cookies::set(cookies::ACCESS, &access_token, ACCESS_TOKEN_LIFE.as_secs()),
                cookies::set(cookies::REFRESH, &refresh_token, ABSOLUTE_LIFE.as_secs()),
            ];
            (None, cookies)
        }
    })
}

/// Makes this browser a known device of a login, whose attempts are counted apart (S14). Given after a log-in, and to whoever came with a
/// link from the mailbox: so the owner gets in although somebody else burns the login's own count.
pub(crate) async fn device_known(cx: &Context, login: &LoginKey) -> Result<String, Error> {
    Ok(cookies::set(cookies::DEVICE, &cx.device_mark(login).await?, DEVICE_MARK_SECONDS))
}

/// The cookies of a session that is over. The device stays known.
pub(crate) fn cleared() -> [String; 2] {
    [cookies::clear(cookies::ACCESS), cookies::clear(cookies::REFRESH)]
}

/// Refuses to set a browser's cookies for a page that is not ours: otherwise another site could log somebody in as somebody else (S30).
pub(crate) fn check_own_page(cx: &Context, request: &Request, client: ClientKind) -> Result<(), Refused> {
    match client {
        ClientKind::Browser if !runtime::is_own_page(request, &cx.config().origin) => Err(Refused::NotOwnPage),
        ClientKind::Browser | ClientKind::App => Ok(()),
    }
}

/// A refresh token as it travels: the session it belongs to, and its secret.
pub(crate) struct RefreshToken {
    pub(crate) session: SessionId,
    pub(crate) secret: Token,
}

impl RefreshToken {
    /// What somebody handed in, if it has the form.
    pub(crate) fn presented(text: &str) -> Option<Self> {
        let (session, secret) = text.split_once('.')?;
        Some(Self { session: session.parse().ok()?, secret: Token::presented(secret) })
    }
}

impl std::fmt::Display for RefreshToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.session, self.secret.reveal())
    }
}

#[cfg(test)]
mod tests {
    use super::RefreshToken;

    #[test]
    fn a_refresh_token_reads_back_and_nothing_else_does() {
        let text = format!("ses_{}.secret", "0".repeat(26));
        assert_eq!(RefreshToken::presented(&text).unwrap().to_string(), text);
        for bad in ["", "secret", "acc_00000000000000000000000000.secret", "ses_0.secret"] {
            assert!(RefreshToken::presented(bad).is_none(), "{bad}");
        }
    }
}
