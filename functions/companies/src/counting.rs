//! Counting questions before they are asked: each costs, and nobody copies the register through Balie (S13).

use domain::account::attempts::REGISTER_QUESTIONS;
use domain::ids::AccountId;
use runtime::Context;
use store::Circumstances;
use store::counter::Counter;

use crate::problems::Refused;

/// Counts one question of this account, or refuses it.
pub(crate) async fn admit(cx: &Context, account: &AccountId) -> Result<(), Refused> {
    let counter = Counter::of(&REGISTER_QUESTIONS, account.as_str(), cx.now());
    let circumstances =
        Circumstances { now: cx.now(), chance: cx.chance(), trace: cx.trace().as_str(), network: cx.network() };
    Ok(cx.store().admit(std::slice::from_ref(&counter), circumstances).await?)
}
