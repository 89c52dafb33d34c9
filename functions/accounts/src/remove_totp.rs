//! `remove-totp`: log-ins no longer ask for a second factor (S35).

use api::{KeySet, Part, ProblemType, Route, Touch};
use runtime::{Answer, Call, Context, Empty, Endpoint, NoInput, NoPath, NoQuery, Person};
use store::Change;

use crate::enrol_totp::factors;
use crate::problems::Refused;
use crate::trail;

/// Removes the authenticator app and the recovery codes.
pub struct RemoveTotp;

impl Endpoint for RemoveTotp {
    const ROUTE: Route = Route::delete("remove-totp", "/v1/me/totp")
        .summary("Remove the second factor")
        .touches(&[Touch::write(Part::Account), Touch::write(Part::Login)])
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
        let factors = factors(cx, &call.caller).await?.ok_or(Refused::WrongState)?;
        let mut account = read.value.clone();
        let (removed, effects) = factors.remove(&mut account)?;
        let logins = cx.store().logins_of(read).await?;

        let mut change = Change::new();
        change.replace_account(read, &account, &logins);
        change.replace(&factors, &removed).effects(effects).audit(trail::by_person(&account.id, "remove-totp"));
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
