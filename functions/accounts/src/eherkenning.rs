//! What the endpoints of logging in with eHerkenning share: the broker of this stage, the browser that began, the assertion that is taken.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use api::{KeySet, Part};
use broker::{ClientKey, OpenIdBroker, Settings};
use domain::account::Token;
use domain::account::eherkenning::{Assertion, UNDER_WAY};
use runtime::{BrokerSettings, Context, Request, cookies};
use store::broker::TakenAssertion;
use store::{Change, Error};

use crate::problems::Refused;

/// The page a browser comes back to. It posts what it brought, so that cookies that never travel from other sites bind it (S24, S38).
const RETURN_PAGE: &str = "/log-in/eherkenning";

/// Where the broker sends browsers back to.
pub(crate) fn return_to(cx: &Context) -> String {
    format!("{}{RETURN_PAGE}", cx.config().origin)
}

/// The broker of this stage. He is met once for as long as the process lives: what he publishes is kept by him.
pub(crate) fn of_stage(cx: &Context) -> Result<Arc<OpenIdBroker>, Refused> {
    static MET: OnceLock<Mutex<HashMap<BrokerSettings, Arc<OpenIdBroker>>>> = OnceLock::new();
    let settings = cx.config().broker.as_ref().ok_or(Refused::NoBroker)?;
    let mut met = MET.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(broker) = met.get(settings) {
        return Ok(Arc::clone(broker));
    }
    let read = Settings::read(&settings.issuer, &settings.client_id, &settings.maps).and_then(OpenIdBroker::new);
    let broker = read.map(Arc::new).map_err(|error| {
        tracing::error!(%error, "nobody can log in with eHerkenning");
        Refused::NoBroker
    })?;
    met.insert(settings.clone(), Arc::clone(&broker));
    Ok(broker)
}

/// What shows the broker that a request is ours.
pub(crate) async fn client_key(cx: &Context) -> Result<ClientKey, Error> {
    let key = cx.keys().current(KeySet::Broker).await?;
    Ok(ClientKey { id: key.id, secret: key.secret })
}

/// The secret that names this browser, when it began something.
pub(crate) fn browser(request: &Request) -> Option<Token> {
    // Ours have 43 characters; anything else is nobody's.
    request.cookie(cookies::BROKER).filter(|secret| secret.len() == 43).map(Token::presented)
}

/// The cookie that names it, for a quarter of an hour from now.
pub(crate) fn remembered(browser: &Token) -> String {
    cookies::set(cookies::BROKER, browser.reveal(), UNDER_WAY.as_secs())
}

/// Adds to `change` that the assertion is taken: once, whoever brings it (S42).
pub(crate) fn take(change: &mut Change, assertion: &Assertion) {
    let named = Token::presented(&format!("{}\n{}", assertion.identity.issuer, assertion.id));
    change.create(&TakenAssertion { id: named.hash().as_str().to_owned(), expires_at: assertion.expires_at });
}

/// What became of a change that takes an assertion: one that was taken before concludes nothing.
pub(crate) fn taken(outcome: Result<(), Error>) -> Result<(), Refused> {
    match outcome {
        Err(Error::Exists(Part::Broker)) => Err(Refused::NotConcluded),
        outcome => Ok(outcome?),
    }
}
