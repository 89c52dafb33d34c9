//! Counting attempts before they are made (S13-S17).

use domain::account::LoginKey;
use domain::account::attempts::{
    LOG_IN_BY_ADDRESS, LOG_IN_BY_DEVICE, LOG_IN_BY_LOGIN, Limit, MAIL_BY_ADDRESS, network,
};
use domain::effect::Effect;
use runtime::{Context, Request, cookies};
use store::counter::Counter;
use store::{Change, Error};

use crate::problems::Refused;

/// The counter of whatever comes from this network under `limit`.
pub(crate) fn by_network(cx: &Context, request: &Request, limit: &'static Limit) -> Counter {
    Counter::of(limit, &network(request.address), cx.now())
}

/// What a log-in attempt is counted under: the network, and either the login or, from a device it was used on before, that device.
pub(crate) struct LogInCounters {
    pub(crate) counters: [Counter; 2],
    pub(crate) known_device: bool,
}

/// The counters of a log-in attempt. The device's mark was signed for this very login: nobody has one who was not let in before (S14).
pub(crate) async fn of_log_in(cx: &Context, request: &Request, login: &LoginKey) -> Result<LogInCounters, Error> {
    let device = known_device(cx, request, login).await?;
    let by_whom = match &device {
        Some(device) => Counter::of(&LOG_IN_BY_DEVICE, device, cx.now()),
        None => Counter::of(&LOG_IN_BY_LOGIN, login.as_str(), cx.now()),
    };
    let by_network = Counter::of(&LOG_IN_BY_ADDRESS, &network(request.address), cx.now());
    Ok(LogInCounters { counters: [by_whom, by_network], known_device: device.is_some() })
}

/// The device a request comes from, if this login was used on it before.
pub(crate) async fn known_device(cx: &Context, request: &Request, login: &LoginKey) -> Result<Option<String>, Error> {
    match request.cookie(cookies::DEVICE) {
        Some(mark) => cx.known_device(mark, login).await,
        None => Ok(None),
    }
}

/// Whether somebody has an account is not looked at here: the effect does that later, so the request costs and answers the same (S10-S12).
pub(crate) async fn ask_for_mail(
    cx: &Context,
    request: &Request,
    addressee: &LoginKey,
    limit: &'static Limit,
    effect: Effect,
) -> Result<(), Refused> {
    let by_addressee = Counter::of(limit, addressee.as_str(), cx.now());
    let by_network = Counter::of(&MAIL_BY_ADDRESS, &network(request.address), cx.now());
    let mut change = Change::new();
    change.update(by_addressee.raise()).update(by_network.raise()).effect(effect);
    match cx.commit(change).await {
        Err(Error::LimitReached { wait, .. }) => Err(Refused::TooMany(wait)),
        outcome => Ok(outcome?),
    }
}
