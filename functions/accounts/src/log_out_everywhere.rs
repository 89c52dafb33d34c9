//! `log-out-everywhere`: ends every session of the caller at once, by moving the account to its next epoch (S28).

use api::{Part, Route, Touch};
use runtime::{Answer, AnySession, Call, Context, Empty, Endpoint, NoInput, NoPath, NoQuery};
use store::Change;

use crate::opening::cleared;
use crate::problems::Refused;
use crate::trail;

/// Ends all of the caller's sessions.
pub struct LogOutEverywhere;

impl Endpoint for LogOutEverywhere {
    const ROUTE: Route = Route::delete("log-out-everywhere", "/v1/sessions")
        .summary("End every session of the caller, this one included")
        .touches(&[Touch::write(Part::Account), Touch::write(Part::Login)]);
    type Caller = AnySession;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let read = &call.caller.account;
        let logins = cx.store().logins_of(read).await?;
        let mut account = read.value.clone();
        account.end_sessions();
        let mut change = Change::new();
        change.replace_account(read, &account, &logins);
        change.audit(trail::by_person(&account.id, "log-out-everywhere"));
        cx.commit(change).await?;
        Ok(Answer::from(Empty {}).with_cookies(cleared()))
    }
}
