//! `unlink-eherkenning`: the account no longer knows the eHerkenning person (S35). Every other session ends (S28).

use api::{KeySet, Part, ProblemType, Route, Touch};
use domain::account::eherkenning::{LinkedIdentity, unlink};
use domain::effect::Effect;
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, NoQuery, Person};
use store::Change;

use crate::problems::Refused;
use crate::trail;

/// Ends the link of the account with eHerkenning.
pub struct UnlinkEherkenning;

impl Endpoint for UnlinkEherkenning {
    const ROUTE: Route = Route::delete("unlink-eherkenning", "/v1/me/eherkenning")
        .summary("End the link with eHerkenning; every other session ends")
        .touches(&[
            Touch::read(Part::Broker).and(Touch::delete(Part::Broker)),
            Touch::write(Part::Account),
            Touch::write(Part::Login).and(Touch::delete(Part::Login)),
            Touch::put(Part::Session),
        ])
        .keys(&[KeySet::Data])
        .fresh(5)
        .problems(&[ProblemType::WrongStage]);
    type Caller = Person;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let read = &call.caller.account;
        let linked = cx.store().get::<LinkedIdentity>(store::broker::linked_key(&read.id)).await?;
        let linked = linked.ok_or(Refused::WrongState)?;
        let account = unlink(read, &linked);
        let logins = cx.store().logins_of(read).await?;
        let mut change = Change::new();
        change
            .replace_account(read, &account, &logins)
            .delete(&linked)
            .replace(&call.caller.session, &call.caller.session.renewed(&account))
            .effect(Effect::TellEherkenningChanged { account: account.id.clone(), linked: false })
            .audit(trail::by_person(&account.id, "unlink-eherkenning"));
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
