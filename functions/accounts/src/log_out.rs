//! `log-out`: ends the session that asks, on the server too (S28).

use api::{Part, Route, Touch};
use runtime::{Answer, AnySession, Call, Context, Empty, Endpoint, NoInput, NoPath, NoQuery};
use store::Change;

use crate::opening::cleared;
use crate::problems::Refused;

/// Ends the caller's own session.
pub struct LogOut;

impl Endpoint for LogOut {
    const ROUTE: Route = Route::delete("log-out", "/v1/sessions/current")
        .summary("End this session")
        .touches(&[Touch::delete(Part::Session)]);
    type Caller = AnySession;
    type Path = NoPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let mut change = Change::new();
        change.clear(Part::Session, store::session::key(&call.caller.session.id));
        cx.commit(change).await?;
        Ok(Answer::from(Empty {}).with_cookies(cleared()))
    }
}
