//! `take-back-address-change`: the owner thinks better of it before it happened. Its links are void.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::{Account, Purpose};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, NoQuery, Person};
use store::{Change, Versioned};

use crate::address;
use crate::problems::Refused;
use crate::trail;

/// Takes a change of address back.
pub struct TakeBackAddressChange;

impl Endpoint for TakeBackAddressChange {
    const ROUTE: Route = Route::delete("take-back-address-change", "/v1/me/address-change")
        .summary("Take a change of your e-mail address back before it happened")
        .touches(&[Touch::write(Part::Account)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        address::on_account(cx, &call.caller.account, |account| take_back(cx, account)).await?;
        Ok(Empty {}.into())
    }
}

async fn take_back(cx: &Context, read: Versioned<Account>) -> Result<(), Refused> {
    let asked = address::latest(cx, &read.id).await?.ok_or(Refused::WrongState)?;
    if !asked.is_waiting(cx.now()) {
        return Err(Refused::WrongState);
    }
    let mut account = read.value.clone();
    account.links.remove(&Purpose::LeaveAddress);
    account.links.remove(&Purpose::TakeAddress);
    let mut change = Change::new();
    change
        .replace(&read, &account)
        .replace(&asked, &asked.stopped(cx.now())?)
        .audit(trail::by_person(&account.id, "take-back-address-change"));
    Ok(cx.commit(change).await?)
}
