//! `keep-address`: "this was not me". The old mailbox stops a change of address before it happened, or undoes it within a week. Whoever asked for it
//! from within the account is out: all sessions end, and no password opens it until another one is chosen by the link that is mailed.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::address::{Side, StopLink};
use domain::account::{Account, AddressChange, Link, Purpose, Token};
use domain::effect::{AccountEffect, Effect};
use domain::ids::AccountId;
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Serialize;
use store::{Change, Error, Versioned};

use crate::address::{self, TRIES};
use crate::confirm_address::AddressToken;
use crate::problems::Refused;
use crate::trail;

/// Stops or undoes a change of address.
pub struct KeepAddress;

/// What came of it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressKept {
    /// Whether the change had happened already.
    pub undone: bool,
    /// Whether a link to a new password is on its way: the old one opens nothing any more.
    pub new_password: bool,
}

impl Endpoint for KeepAddress {
    const ROUTE: Route = Route::post("keep-address", "/v1/address-changes/stops")
        .summary("Stop or undo a change of e-mail address with the link from the old mailbox")
        .touches(&[
            Touch::write(Part::Link),
            Touch::write(Part::Account).and(Touch::delete(Part::Account)),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::read(Part::Broker).and(Touch::delete(Part::Broker)),
        ])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::ChangedMeanwhile]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AddressToken;
    type Output = AddressKept;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AddressKept>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call.input.token)).await?.into())
    }
}

async fn attempt(cx: &Context, token: &str) -> Result<AddressKept, Refused> {
    let mut change = Change::new();
    let (read, of) = by_link(cx, token, &mut change).await?;
    let stopped = of.stopped(cx.now())?;
    let (undone, by_desk) = (of.is_done(), of.is_by_desk());
    let locks = undone || !by_desk;
    if locks {
        let logins = cx.store().logins_of(&read).await?;
        address::lock_out(cx, &mut change, &of, &read, &logins).await?;
    } else {
        let mut account = read.value.clone();
        account.links.remove(&Purpose::TakeAddress);
        change.replace(&read, &account);
    }
    let told = if undone { &[Side::Old, Side::New][..] } else { &[Side::Old][..] };
    for side in told {
        let effect = AccountEffect::TellAddressKept { account: of.account.clone(), turn: of.turn, side: *side };
        change.effect(Effect::Account(effect));
    }
    let result = if undone { "undone" } else { "stopped" };
    change.replace(&of, &stopped).audit(trail::by_visitor(&of.account, "keep-address", result));
    cx.commit(change).await?;
    Ok(AddressKept { undone, new_password: locks })
}

/// The account and the change a link of the old mailbox stops: the link to stop it, or the one that would have confirmed it, which is used up.
async fn by_link(
    cx: &Context,
    token: &str,
    change: &mut Change,
) -> Result<(Versioned<Account>, Versioned<AddressChange>), Refused> {
    let hash = Token::presented(token).hash();
    if let Some(link) = cx.store().get::<StopLink>(store::link::stop_key(&hash)).await? {
        let (read, of) = both(cx, &link.account).await?;
        return if of.stops_by(&link, cx.now()) { Ok((read, of)) } else { Err(Refused::LinkNotUsable) };
    }
    let link = cx.store().get::<Link>(store::link::key(&hash)).await?.ok_or(Refused::LinkNotUsable)?;
    let (read, of) = both(cx, &link.account).await?;
    let used = link.consume(Purpose::LeaveAddress, &mut read.value.clone(), cx.now())?;
    change.replace(&link, &used);
    Ok((read, of))
}

async fn both(cx: &Context, account: &AccountId) -> Result<(Versioned<Account>, Versioned<AddressChange>), Refused> {
    let (account_key, address_key) = (store::account::key(account), store::account::address_key(account));
    let mut found = cx.store().batch(vec![account_key.clone(), address_key.clone()]).await?;
    let (Some(account), Some(of)) = (found.remove(&account_key), found.remove(&address_key)) else {
        return Err(Refused::LinkNotUsable);
    };
    Ok((account.read(cx.keys()).await?, of.read(cx.keys()).await?))
}
