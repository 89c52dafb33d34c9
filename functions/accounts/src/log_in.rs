//! `log-in`: an address or an access code, and a password. One read, one counting write before the hash, one hash whoever it is, one write that opens the
//! session (S11, S13, S16).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::access_code;
use domain::account::login::OpeningNext;
use domain::account::session::{Acr, ClientKind, Proof};
use domain::account::{Challenge, Login, LoginKey, Token};
use domain::ids::SessionId;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::attempts::{self, LogInCounters};
use crate::opening::{Held, LogInAnswer, check_own_page, new_session};
use crate::problems::Refused;

/// Opens a session, or asks for the second factor.
pub struct LogIn;

/// An address or an access code, and a password.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Credentials {
    /// The e-mail address of the account, or an access code (toegangscode): case, spaces and hyphens of a code are forgiven.
    #[schemars(length(max = 254))]
    pub identifier: String,
    /// The password, exactly as typed.
    #[schemars(length(max = 256))]
    pub password: String,
    /// Browser or app: decides how the tokens travel.
    pub client: ClientKind,
}

impl Endpoint for LogIn {
    const ROUTE: Route = Route::post("log-in", "/v1/sessions")
        .summary("Log in with an e-mail address or an access code, and the password")
        .touches(&[
            Touch::write(Part::Login),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
            Touch::write(Part::Session).and(Touch::delete(Part::Session)),
            Touch::put(Part::Link),
        ])
        .keys(&[KeySet::Index, KeySet::Pepper, KeySet::Signing])
        .memory(1024)
        .problems(&[ProblemType::WrongCredentials, ProblemType::TooManyAttempts, ProblemType::Forbidden]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Credentials;
    type Output = LogInAnswer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<LogInAnswer>, Refused> {
        let Credentials { identifier, password, client } = call.input;
        check_own_page(cx, &call.request, client)?;
        let key = cx.login_key(&access_code::characters::identifier(&identifier)).await?;
        let (login, held) = load(cx, &key, Held::by(&call.request, client)).await?;
        let counted = attempts::of_log_in(cx, &call.request, &key).await?;
        cx.admit(&counted.counters).await?;

        let credential = login.as_ref().and_then(|login| login.verifiable());
        let right = cx.verify_password(&password, credential).await?;
        let login = login.ok_or(Refused::WrongCredentials)?;
        let opening = login.opening(right, cx.now())?;

        match opening.next {
            OpeningNext::SecondFactor => {
                let token = Token::draw(cx.chance());
                let challenge = Challenge::issue(&token, &login, cx.now());
                let kept = Kept { login: &login, used_up: opening.used_up, counted: &counted, password: &password };
                kept.commit(cx, |change| _ = change.create(&challenge)).await?;
                let challenge = LogInAnswer::SecondFactor {
                    challenge: token.reveal().to_owned(),
                    expires_at: challenge.expires_at,
                };
                Ok(challenge.into())
            }
            OpeningNext::Session(limited) => {
                let proof = Proof { acr: Acr::Password, limited };
                let new = new_session(cx, &call.request, &login, proof, client, held);
                let kept = Kept { login: &login, used_up: opening.used_up, counted: &counted, password: &password };
                kept.commit(cx, |change| new.open(counted.known_device, change)).await?;
                Ok(new.answer(cx).await?)
            }
        }
    }
}

/// The login behind a name, if there is one, and the session this browser holds already, in one round trip.
async fn load(
    cx: &Context,
    login: &LoginKey,
    held: Held,
) -> Result<(Option<Versioned<Login>>, Option<SessionId>), Error> {
    let key = store::login::key(login);
    let mut found = cx.store().batch([key.clone()].into_iter().chain(held.key()).collect()).await?;
    let login = match found.remove(&key) {
        Some(item) => Some(item.read(cx.keys()).await?),
        None => None,
    };
    Ok((login, held.among(cx, &mut found).await?))
}

/// What a right password writes besides what it opens: the attempt is given back (S16), an initial password is used up (S7), an older hash
/// is made anew (S1, S2).
struct Kept<'a> {
    login: &'a Versioned<Login>,
    used_up: Option<Login>,
    counted: &'a LogInCounters,
    password: &'a str,
}

impl Kept<'_> {
    async fn commit(self, cx: &Context, opens: impl Fn(&mut Change)) -> Result<(), Refused> {
        let change_with = |login: Option<&Login>| {
            let mut change = Change::new();
            opens(&mut change);
            for counter in &self.counted.counters {
                change.update(counter.give_back());
            }
            if let Some(login) = login {
                change.replace(self.login, login);
            }
            change
        };
        if let Some(used_up) = &self.used_up {
            return match cx.commit(change_with(Some(used_up))).await {
                // Used a moment ago, or replaced: it is good once.
                Err(Error::Conflict(Part::Login)) => Err(Refused::WrongCredentials),
                outcome => Ok(outcome?),
            };
        }
        if let Some(renewed) = self.rehashed(cx).await? {
            match cx.commit(change_with(Some(&renewed))).await {
                // Another right log-in was here first: parallel right ones must all succeed.
                Err(Error::Conflict(Part::Login)) => {}
                outcome => return Ok(outcome?),
            }
        }
        Ok(cx.commit(change_with(None)).await?)
    }

    async fn rehashed(&self, cx: &Context) -> Result<Option<Login>, Error> {
        let Some(credential) = &self.login.credential else { return Ok(None) };
        if !cx.is_outdated(credential).await? {
            return Ok(None);
        }
        let credential = cx.rehash_password(self.password, credential).await?;
        Ok(Some(Login { credential: Some(credential), ..self.login.value.clone() }))
    }
}
