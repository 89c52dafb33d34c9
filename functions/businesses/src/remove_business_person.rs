//! `remove-business-person`: somebody who opened a business removes another one from it, or leaves it himself. It takes effect at once: every request
//! asks anew whether the business is open to whoever makes it (S28). Whoever removes must be one of its people still when it is written, so two who
//! remove each other do not both go: the last one can only leave.

use api::{KeySet, Part, Route, Touch};
use domain::audit::Actor;
use domain::business::{By, Happened, HappenedKind, Opened};
use domain::effect::{BusinessEffect, Effect};
use domain::ids::{AccountId, BusinessId};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoQuery, Person};
use schemars::JsonSchema;
use serde::Deserialize;
use store::{Change, Error, Versioned};

use crate::people::{self, fact};
use crate::problems::Refused;

/// Removes a person, or leaves.
pub struct RemoveBusinessPerson;

/// How often it is tried anew when somebody else opened or left in between.
const TRIES: usize = 4;

/// Whom, from where.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BusinessPersonPath {
    /// The business.
    pub business: BusinessId,
    /// The person; oneself to leave.
    pub account: AccountId,
}

impl Endpoint for RemoveBusinessPerson {
    const ROUTE: Route = Route::delete("remove-business-person", "/v1/businesses/{business}/people/{account}")
        .summary("Close a business to somebody, or leave it yourself; it takes effect at once")
        .touches(&[Touch::write(Part::Business).and(Touch::list(Part::Business)).and(Touch::delete(Part::Business))])
        .keys(&[KeySet::Data]);
    type Caller = Person;
    type Path = BusinessPersonPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let overtaken = |refused: &Refused| matches!(refused, Refused::Store(Error::Conflict(_)));
        runtime::anew(TRIES, overtaken, || attempt(cx, &call.caller, &call.path)).await?;
        Ok(Empty {}.into())
    }
}

async fn attempt(cx: &Context, caller: &Person, path: &BusinessPersonPath) -> Result<(), Refused> {
    let people = people::of(cx, &path.business).await?;
    let one = |account: &AccountId| people.iter().find(|opened| opened.account == *account).ok_or(Refused::NotFound);
    let (me, whom) = (one(caller.account_id())?, one(&path.account)?);
    let left = me.account == whom.account;
    let (what, result) = if left { (HappenedKind::Left, "left") } else { (HappenedKind::Removed, "removed") };
    let by = By::Person { account: me.account.clone() };
    let mut change = Change::new();
    change.delete(whom);
    if !left {
        change.check(me);
    }
    change
        .effects(people.iter().map(|reader| told(cx, reader, whom, left)))
        .happened(&Happened::now(&path.business, what, by, cx.now()).about(&whom.account))
        .audit(fact(
            &path.business,
            Actor::Person { account: me.account.clone() },
            "remove-business-person",
            whom.account.as_str(),
            result,
        ));
    Ok(cx.commit(change).await?)
}

fn told(cx: &Context, reader: &Versioned<Opened>, whom: &Versioned<Opened>, left: bool) -> Effect {
    Effect::Business(BusinessEffect::TellRemoved {
        business: whom.business.clone(),
        reader: reader.account.clone(),
        account: whom.account.clone(),
        left,
        at: cx.now(),
    })
}
