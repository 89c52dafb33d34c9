//! `verify-second-factor`: the code that must follow a right password where a second factor is set up (S32, S33).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::attempts::SECOND_FACTOR;
use domain::account::factors::{Factors, normalised_recovery_code};
use domain::account::link::LinkNotUsable;
use domain::account::session::{Acr, ClientKind, Proof};
use domain::account::{Challenge, Login, Token};
use domain::effect::Effect;
use domain::ids::SessionId;
use runtime::{Answer, Anyone, Call, CodeKind, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::counter::Counter;
use store::{Change, Error, Versioned};

use crate::attempts::known_device;
use crate::opening::{Held, LogInAnswer, check_own_page, new_session};
use crate::problems::Refused;
use crate::trail;

/// Opens a session after the second factor.
pub struct VerifySecondFactor;

/// The challenge, and one of two kinds of code.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecondFactorProof {
    /// As `log-in` gave it.
    pub challenge: String,
    /// Six digits from the authenticator app.
    #[serde(default)]
    pub code: Option<String>,
    /// One of the recovery codes, when the telephone is gone.
    #[serde(default)]
    pub recovery_code: Option<String>,
    /// Browser or app.
    pub client: ClientKind,
}

impl Endpoint for VerifySecondFactor {
    const ROUTE: Route = Route::post("verify-second-factor", "/v1/sessions/second-factor")
        .summary("Show the second factor after a right password")
        .touches(&[
            Touch::write(Part::Link),
            Touch::read(Part::Login),
            Touch::write(Part::Account),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
            Touch::write(Part::Session).and(Touch::delete(Part::Session)),
        ])
        .keys(&[KeySet::Index, KeySet::Pepper, KeySet::Signing, KeySet::Data])
        .problems(&[
            ProblemType::LinkNotUsable,
            ProblemType::WrongCode,
            ProblemType::WrongCredentials,
            ProblemType::TooManyAttempts,
            ProblemType::Forbidden,
        ]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = SecondFactorProof;
    type Output = LogInAnswer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<LogInAnswer>, Refused> {
        let input = call.input;
        check_own_page(cx, &call.request, input.client)?;
        let hash = Token::presented(&input.challenge).hash();
        let challenge = cx.store().get::<Challenge>(store::link::challenge_key(&hash)).await?;
        let challenge = challenge.ok_or(Refused::LinkNotUsable)?;
        let (login, factors, held) = load(cx, &challenge, Held::by(&call.request, input.client)).await?;
        let answered = challenge.answered(&login, cx.now())?;

        let counter = Counter::of(&SECOND_FACTOR, challenge.account.as_str(), cx.now());
        cx.admit(std::slice::from_ref(&counter)).await?;
        let (shown, effects) = show(cx, &factors, input.code, input.recovery_code).await?;
        let proof = Proof { acr: Acr::SecondFactor, limited: login.after_second_factor()? };
        let new = new_session(cx, &call.request, &login, proof, input.client, held);
        let known = known_device(cx, &call.request, &login.identifier).await?.is_some();

        let mut change = Change::new();
        new.open(known, &mut change);
        change
            .replace(&challenge, &answered)
            .replace(&factors, &shown)
            .update(counter.give_back())
            .effects(effects)
            .audit(trail::by_visitor(&challenge.account, "verify-second-factor", "open"));
        match cx.commit(change).await {
            Err(Error::Conflict(Part::Link)) => return Err(Refused::LinkNotUsable),
            // The same code was used at the same moment: it is good once (S32).
            Err(Error::Conflict(Part::Account)) => return Err(Refused::WrongCode),
            outcome => outcome?,
        }
        Ok(new.answer(cx).await?)
    }
}

/// The login and the second factor a challenge is about, and the session this browser holds already, in one round trip.
async fn load(
    cx: &Context,
    challenge: &Challenge,
    held: Held,
) -> Result<(Versioned<Login>, Versioned<Factors>, Option<SessionId>), Refused> {
    let login = store::login::key(&challenge.login);
    let factors = store::account::factors_key(&challenge.account);
    let keys = [login.clone(), factors.clone()].into_iter().chain(held.key());
    let mut found = cx.store().batch(keys.collect()).await?;
    let (Some(login), Some(factors)) = (found.remove(&login), found.remove(&factors)) else {
        return Err(LinkNotUsable.into());
    };
    let held = held.among(cx, &mut found).await?;
    Ok((login.read(cx.keys()).await?, factors.read(cx.keys()).await?, held))
}

pub(crate) async fn show(
    cx: &Context,
    factors: &Factors,
    code: Option<String>,
    recovery_code: Option<String>,
) -> Result<(Factors, Vec<Effect>), Refused> {
    match (code, recovery_code) {
        (Some(code), None) => Ok((factors.show_code(&code, cx.now())?, Vec::new())),
        (None, Some(code)) => {
            let code = normalised_recovery_code(&code);
            let place = cx.which_keyed_hash(CodeKind::RecoveryCode, &code, &factors.recovery).await?;
            Ok(factors.show_recovery_code(place)?)
        }
        (Some(_), Some(_)) => Err(Refused::Field("/recoveryCode", "one-of-two")),
        (None, None) => Err(Refused::Field("/code", "missing")),
    }
}
