//! `keep-account`: the owner, logged in, takes his wish back to have the account deleted.

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::{Deletion, Purpose};
use domain::effect::{AccountEffect, Effect};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, NoQuery, Person};
use store::{Change, Versioned};

use crate::problems::Refused;
use crate::{deletion, trail};

/// Keeps the account.
pub struct KeepAccount;

impl Endpoint for KeepAccount {
    const ROUTE: Route = Route::delete("keep-account", "/v1/me/deletion")
        .summary("Take back the wish to have your account deleted")
        .touches(&[Touch::write(Part::Account).and(Touch::delete(Part::Account))])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::WrongStage, ProblemType::ChangedMeanwhile]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let read = &call.caller.account;
        let wish = deletion::wish(cx, &read.id).await?.ok_or(Refused::WrongState)?;
        let mut account = read.value.clone();
        account.links.remove(&Purpose::KeepAccount);
        let mut change = Change::new();
        taken_back(&mut change, &wish)?;
        change.replace(read, &account).audit(trail::by_person(&account.id, "keep-account"));
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}

/// Adds to `change` that the wish is taken back, and its mail.
pub(crate) fn taken_back(change: &mut Change, wish: &Versioned<Deletion>) -> Result<(), Refused> {
    wish.taken_back().map_err(|_| Refused::WrongState)?;
    change.delete(wish).effect(Effect::Account(AccountEffect::TellDeletionTakenBack { account: wish.account.clone() }));
    Ok(())
}
