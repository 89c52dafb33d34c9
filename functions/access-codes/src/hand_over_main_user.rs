//! `hand-over-main-user`: the main user hands over to another member, who must be able to log in. One transaction makes the one a manager and
//! the other main user, so that there is exactly one at every moment, however many try at once (S46).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::{Account, Standing};
use domain::effect::{CodeEffect, Effect};
use domain::ids::AccountId;
use domain::lapse::{Subject, Watched};
use domain::organisation::{HandedOver, MainUser as Pointer, Membership};
use runtime::{Answer, Call, Context, Endpoint, MainUser, NoPath, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::get_main_user::{MainUserAnswer, as_seen};
use crate::people::fact;
use crate::problems::Refused;

/// Hands over.
pub struct HandOverMainUser;

/// To whom.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandOverInput {
    /// The member who is main user from now on.
    pub account_id: AccountId,
}

impl Endpoint for HandOverMainUser {
    const ROUTE: Route = Route::put("hand-over-main-user", "/v1/main-user")
        .summary("Hand the role of main user over to another member; you stay authorisation manager")
        .fresh(5)
        .touches(&[Touch::write(Part::Organisation).and(Touch::delete(Part::Organisation)), Touch::read(Part::Account)])
        .keys(&[KeySet::Data])
        .problems(&[ProblemType::ChangedMeanwhile]);
    type Caller = MainUser;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = HandOverInput;
    type Output = MainUserAnswer;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<MainUserAnswer>, Refused> {
        let caller = &call.caller;
        let read = Read::load(cx, caller, &call.input.account_id).await?;
        let done = read.from.hand_over(&read.to, cx.now())?;
        match cx.commit(change(cx, caller, &read, &done)).await {
            // Somebody changed one of the two, or the main user, at the same moment.
            Err(Error::Conflict(_)) => Err(Refused::ChangedMeanwhile),
            outcome => Ok(outcome?),
        }?;
        let main_user = as_seen(cx, &done.main_user, caller.account_id()).await?;
        Ok(MainUserAnswer { main_user }.into())
    }
}

/// The two, and what tells who the main user is, as they were read: what the hand-over is held to.
struct Read {
    from: Versioned<Membership>,
    to: Versioned<Membership>,
    pointer: Versioned<Pointer>,
}

impl Read {
    async fn load(cx: &Context, caller: &MainUser, heir: &AccountId) -> Result<Self, Refused> {
        let organisation = caller.organisation();
        let pointer_key = store::organisation::main_user_key(organisation);
        let from_key = store::organisation::member_key(organisation, caller.account_id());
        let to_key = store::organisation::member_key(organisation, heir);
        let account_key = store::account::key(heir);
        let mut keys = vec![pointer_key.clone(), from_key.clone(), account_key.clone()];
        if to_key == from_key {
            return Err(Refused::Field("/accountId", "is-main-user"));
        }
        keys.push(to_key.clone());
        let mut found = cx.store().batch(keys).await?;
        let to = found.remove(&to_key).ok_or(Refused::Field("/accountId", "unknown-person"))?;
        let (Some(pointer), Some(from)) = (found.remove(&pointer_key), found.remove(&from_key)) else {
            return Err(Refused::ChangedMeanwhile);
        };
        let account = match found.remove(&account_key) {
            Some(item) => Some(item.read::<Account>(cx.keys()).await?),
            None => None,
        };
        if !account.is_some_and(|account| account.standing == Standing::Active) {
            return Err(Refused::Field("/accountId", "no-account-yet"));
        }
        Ok(Self {
            from: from.read(cx.keys()).await?,
            to: to.read(cx.keys()).await?,
            pointer: pointer.read(cx.keys()).await?,
        })
    }
}

fn change(cx: &Context, caller: &MainUser, read: &Read, done: &HandedOver) -> Change {
    let organisation = caller.organisation();
    let mut change = Change::new();
    change.replace(&read.from, &done.from).replace(&read.to, &done.to).replace(&read.pointer, &done.main_user);
    for member in [&done.from, &done.to] {
        let subject = Subject::Role { account: member.account.clone() };
        change.watch(organisation, &subject, Watched::over_role(member, cx.today()).as_ref());
        change.effect(Effect::Code(CodeEffect::TellHandedOver {
            organisation: organisation.clone(),
            from: done.from.account.clone(),
            to: done.to.account.clone(),
            reader: member.account.clone(),
        }));
    }
    change.audit(fact(caller, "hand-over-main-user", done.to.account.as_str(), "handed-over"));
    change
}
