//! `confirm-address`: one of the two mailboxes confirms a change of address. With the last confirmation it happens, all of it in one transaction:
//! every session ends, every link is void (S20, S28), access codes and eHerkenning stay.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::Purpose;
use domain::account::address::{Confirmed, Side};
use runtime::{Answer, Anyone, Call, Context, Endpoint, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::{Change, Error, Versioned};

use crate::address::{self, TRIES};
use crate::problems::Refused;
use crate::{loading, trail};

/// Confirms with the link of a mailbox.
pub struct ConfirmAddress;

/// The link.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "AddressToken")]
pub struct AddressToken {
    /// The secret of the link.
    pub token: String,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AfterConfirming {
    /// The other mailbox confirms, too.
    OtherMailbox,
    /// The address was changed: log in with the new one.
    LogIn,
}

/// What came of it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddressConfirmed {
    /// Which mailbox confirmed.
    pub side: Side,
    /// What comes next.
    pub next: AfterConfirming,
}

impl Endpoint for ConfirmAddress {
    const ROUTE: Route = Route::post("confirm-address", "/v1/address-changes/confirmations")
        .summary("Confirm a change of e-mail address with the link from a mail")
        .touches(&[Touch::write(Part::Link), Touch::write(Part::Account), Touch::write(Part::Login)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::LinkNotUsable, ProblemType::ChangedMeanwhile]);
    type Caller = Anyone;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = AddressToken;
    type Output = AddressConfirmed;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<AddressConfirmed>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        Ok(runtime::anew(TRIES, overtaken, || attempt(cx, &call.input.token)).await?.into())
    }
}

async fn attempt(cx: &Context, token: &str) -> Result<AddressConfirmed, Refused> {
    let (link, known) = loading::link(cx, token, &[Purpose::LeaveAddress, Purpose::TakeAddress]).await?;
    let side = if link.purpose == Purpose::LeaveAddress { Side::Old } else { Side::New };
    let asked = address::latest(cx, &known.account.id).await?.ok_or(Refused::LinkNotUsable)?;
    let mut account = known.account.value.clone();
    let used = link.consume(link.purpose, &mut account, cx.now())?;
    let mut change = Change::new();
    change.replace(&link, &used);
    let (next, result) = match asked.confirmed(side, cx.now())? {
        Confirmed::Waits(half) => {
            change.replace(&known.account, &account).replace(&asked, &half);
            (AfterConfirming::OtherMailbox, "half")
        }
        Confirmed::Done(done) => {
            if address::is_awaited(cx, &done.key).await? {
                return Err(Refused::Field("/token", "address-taken"));
            }
            let read = Versioned { value: account, version: known.account.version };
            let logins: Vec<_> = std::iter::once(known.login).chain(known.others).collect();
            address::move_account(&mut change, &done, &read, &logins)?;
            change.replace(&asked, &done);
            (AfterConfirming::LogIn, "done")
        }
    };
    change.audit(trail::by_visitor(&used.account, "confirm-address", result));
    match cx.commit(change).await {
        // Somebody opened an account with it since it was asked for. Whoever confirms last has shown that the new mailbox is his.
        Err(Error::Exists(Part::Login)) => Err(Refused::Field("/token", "address-taken")),
        outcome => Ok(outcome?),
    }?;
    Ok(AddressConfirmed { side, next })
}
