//! Counting orders and what the register is asked for them (S13): nobody fills the register's queue, or an invoice, through a loop.

use domain::account::attempts::{Limit, ORDERS};
use runtime::Context;
use store::Circumstances;
use store::counter::Counter;

use crate::problems::Refused;

/// Counts one order of this account, or refuses it.
pub(crate) async fn admit(cx: &Context, subject: &str) -> Result<(), Refused> {
    count(cx, &ORDERS, subject).await
}

/// Counts one of a kind, or refuses it.
pub(crate) async fn count(cx: &Context, limit: &'static Limit, subject: &str) -> Result<(), Refused> {
    let counter = Counter::of(limit, subject, cx.now());
    let circumstances =
        Circumstances { now: cx.now(), chance: cx.chance(), trace: cx.trace().as_str(), network: cx.network() };
    Ok(cx.store().admit(std::slice::from_ref(&counter), circumstances).await?)
}
