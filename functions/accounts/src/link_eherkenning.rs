//! `link-eherkenning`: the very first time, the person the broker vouched for names his access code and its password. The same verification
//! as a log-in's, with the same counters (S10-S16); the link is made once for the person and once for the account (S38).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::access_code;
use domain::account::attempts::SECOND_FACTOR;
use domain::account::eherkenning::{Assertion, LinkRefusal, PendingLink, link};
use domain::account::session::ClientKind;
use domain::account::{Account, Factors, Login, Token};
use domain::effect::Effect;
use domain::ids::SessionId;
use domain::organisation::Organisation;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery, cookies};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::counter::Counter;
use store::{Change, Error, Key, Versioned};

use crate::attempts::{self, LogInCounters};
use crate::eherkenning;
use crate::opening::{Held, LogInAnswer, NewSession, OpenSession, check_own_page, new_session};
use crate::problems::Refused;
use crate::trail;
use crate::verify_second_factor::show;

/// Links an eHerkenning person to the account of an access code.
pub struct LinkEherkenning;

/// The access code, and what proves that it is his.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "EherkenningLink")]
pub struct Named {
    /// As `conclude-eherkenning-log-in` gave it.
    pub token: String,
    /// The access code.
    #[schemars(length(max = 254))]
    pub identifier: String,
    /// Its password, exactly as typed.
    #[schemars(length(max = 256))]
    pub password: String,
    /// Six digits from the authenticator app, when the account has one.
    #[serde(default)]
    pub code: Option<String>,
    /// Or one of the recovery codes.
    #[serde(default)]
    pub recovery_code: Option<String>,
}

/// What it comes to.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "next", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[schemars(rename = "EherkenningLinkAnswer")]
pub enum LinkAnswer {
    /// It is linked and the session is open.
    Open {
        /// The session.
        session: OpenSession,
    },
    /// The account has a second factor: the same once more, with a code of it.
    SecondFactor {},
}

impl Endpoint for LinkEherkenning {
    const ROUTE: Route = Route::post("link-eherkenning", "/v1/eherkenning/links")
        .summary("Link eHerkenning to an access code, the very first time")
        .touches(&[
            Touch::write(Part::Broker).and(Touch::delete(Part::Broker)),
            Touch::write(Part::Login),
            Touch::write(Part::Account),
            Touch::read(Part::Organisation),
            Touch::read(Part::Counter).and(Touch::update(Part::Counter)),
            Touch::write(Part::Session).and(Touch::delete(Part::Session)),
        ])
        .keys(&[KeySet::Index, KeySet::Pepper, KeySet::Data, KeySet::Signing])
        .memory(1024)
        .problems(&[
            ProblemType::WrongCredentials,
            ProblemType::TooManyAttempts,
            ProblemType::WrongCode,
            ProblemType::PasswordChangeRequired,
            ProblemType::AlreadyLinked,
            ProblemType::EherkenningNotConcluded,
            ProblemType::EherkenningLevel,
        ]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = Named;
    type Output = LinkAnswer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<LinkAnswer>, Refused> {
        let input = call.input;
        check_own_page(cx, &call.request, ClientKind::Browser)?;
        let browser = eherkenning::browser(&call.request).ok_or(Refused::NotConcluded)?.hash();
        let key = cx.login_key(&access_code::characters::identifier(&input.identifier)).await?;
        let held = Held::by(&call.request, ClientKind::Browser);
        let pending_key = store::broker::link_key(&Token::presented(&input.token).hash());
        let Found { pending, login, held } = load(cx, pending_key, store::login::key(&key), held).await?;
        let assertion = pending.usable(&browser, cx.now())?;
        let counted = attempts::of_log_in(cx, &call.request, &key).await?;
        cx.admit(&counted.counters).await?;
        let credential = login.as_ref().and_then(|login| login.verifiable());
        let right = cx.verify_password(&input.password, credential).await?;
        let login = login.ok_or(Refused::WrongCredentials)?;
        login.opening(right, cx.now())?;

        let known = known(cx, &login).await?;
        let number = known.organisation.as_ref().map(|organisation| &organisation.kvk_number);
        let identifier = cx.eherkenning_key(&assertion.identity).await?;
        let linked = link(assertion, identifier, &known.account, &login, number, cx.now())?;
        let mut change = Change::new();
        counted.give_back(&mut change);
        if known.account.second_factor && input.code.is_none() && input.recovery_code.is_none() {
            cx.commit(change).await?;
            return Ok(LinkAnswer::SecondFactor {}.into());
        }
        if let Some(factors) = known.factors.filter(|_| known.account.second_factor) {
            let counter = Counter::of(&SECOND_FACTOR, known.account.id.as_str(), cx.now());
            cx.admit(std::slice::from_ref(&counter)).await?;
            let (shown, effects) = show(cx, &factors, input.code, input.recovery_code).await?;
            change.replace(&factors, &shown).update(counter.give_back()).effects(effects);
        } else if known.account.second_factor {
            return Err(Refused::WrongState);
        }
        let new = session(cx, &call.request, &linked.login, assertion, held);
        new.open(counted.known_device, &mut change);
        change
            .delete(&pending)
            .create(&linked.login)
            .create(&linked.identity)
            .replace(&known.account, &linked.account)
            .effect(Effect::TellEherkenningChanged { account: linked.account.id.clone(), linked: true })
            .audit(trail::by_visitor(&linked.account.id, "link-eherkenning", "linked"));
        match cx.commit(change).await {
            // The person has an account already, or the account a person.
            Err(Error::Exists(Part::Login | Part::Broker)) => return Err(Refused::AlreadyLinked),
            // Somebody sent the same a moment ago.
            Err(Error::Conflict(Part::Broker)) => return Err(Refused::NotConcluded),
            outcome => outcome?,
        }
        handed_over(new.answer(cx).await?)
    }
}

struct Found {
    pending: Versioned<PendingLink>,
    login: Option<Versioned<Login>>,
    held: Option<SessionId>,
}

/// Who waits to be linked, the login he named, and the session this browser holds already, in one round trip.
async fn load(cx: &Context, pending: Key, login: Key, held: Held) -> Result<Found, Refused> {
    let keys = [pending.clone(), login.clone()].into_iter().chain(held.key());
    let mut found = cx.store().batch(keys.collect()).await?;
    let pending = found.remove(&pending).ok_or(Refused::NotConcluded)?.read(cx.keys()).await?;
    let login = match found.remove(&login) {
        Some(item) => Some(item.read(cx.keys()).await?),
        None => None,
    };
    Ok(Found { pending, login, held: held.among(cx, &mut found).await? })
}

/// What stands behind a login whose password was right.
struct Known {
    account: Versioned<Account>,
    factors: Option<Versioned<Factors>>,
    organisation: Option<Organisation>,
}

async fn known(cx: &Context, login: &Login) -> Result<Known, Refused> {
    let account_key = store::account::key(&login.account);
    let factors_key = store::account::factors_key(&login.account);
    let organisation_key = login.acts_for().map(store::organisation::key);
    let keys = [account_key.clone(), factors_key.clone()].into_iter().chain(organisation_key.clone());
    let mut found = cx.store().batch(keys.collect()).await?;
    let account = found.remove(&account_key).ok_or(Refused::WrongCredentials)?.read(cx.keys()).await?;
    let factors = match found.remove(&factors_key) {
        Some(item) => Some(item.read(cx.keys()).await?),
        None => None,
    };
    let organisation = match organisation_key.and_then(|key| found.remove(&key)) {
        Some(item) => Some(item.read::<Organisation>(cx.keys()).await?.value),
        None => None,
    };
    Ok(Known { account, factors, organisation })
}

/// The session the link opens: by eHerkenning, from now on its login.
fn session(
    cx: &Context,
    request: &runtime::Request,
    login: &Login,
    assertion: &Assertion,
    held: Option<SessionId>,
) -> NewSession {
    let mut new = new_session(cx, request, login, assertion.proof(), ClientKind::Browser, held);
    new.session = new.session.asserted(assertion);
    new
}

impl LogInCounters {
    /// The attempt was right (S16).
    fn give_back(&self, change: &mut Change) {
        for counter in &self.counters {
            change.update(counter.give_back());
        }
    }
}

fn handed_over(answer: Answer<LogInAnswer>) -> Result<Answer<LinkAnswer>, Refused> {
    match answer.body {
        LogInAnswer::Open { session, tokens: _ } => Ok(Answer::from(LinkAnswer::Open { session })
            .with_cookies(answer.cookies)
            .with_cookies([cookies::clear(cookies::BROKER)])),
        LogInAnswer::SecondFactor { .. } => Err(Refused::NotConcluded),
    }
}

impl From<LinkRefusal> for Refused {
    fn from(refusal: LinkRefusal) -> Self {
        match refusal {
            LinkRefusal::NotAnAccessCode => Self::Field("/identifier", "not-an-access-code"),
            LinkRefusal::OfTheDesk => Self::Field("/identifier", "of-the-desk"),
            LinkRefusal::OtherOrganisation => Self::Field("/identifier", "of-another-organisation"),
            LinkRefusal::ChoosePassword => Self::ChoosePassword,
        }
    }
}
