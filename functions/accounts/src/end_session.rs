//! `end-session`: ends one of the caller's sessions, at once (S31).

use api::{Part, Route, Touch};
use domain::account::Session;
use domain::ids::SessionId;
use runtime::{Answer, AnySession, Call, Context, Empty, Endpoint, NoInput, NoQuery};
use schemars::JsonSchema;
use serde::Deserialize;
use store::Change;

use crate::problems::Refused;
use crate::trail;

/// Ends a session.
pub struct EndSession;

/// Which session.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionPath {
    /// As `list-sessions` tells it.
    pub session_id: SessionId,
}

impl Endpoint for EndSession {
    const ROUTE: Route = Route::delete("end-session", "/v1/sessions/{sessionId}")
        .summary("End one of the caller's sessions")
        .touches(&[Touch::read(Part::Session).and(Touch::delete(Part::Session))]);
    type Caller = AnySession;
    type Path = SessionPath;
    type Query = NoQuery;
    type Input = NoInput;
    type Output = Empty;
    type Refusal = Refused;

    async fn handle(cx: &Context, call: Call<Self>) -> Result<Answer<Empty>, Refused> {
        let key = store::session::key(&call.path.session_id);
        let session = cx.store().get::<Session>(key.clone()).await?;
        // Another person's session is as absent as one that never was (S44).
        session.filter(|session| session.account == *call.caller.account_id()).ok_or(Refused::NotFound)?;
        let mut change = Change::new();
        change.clear(Part::Session, key).audit(trail::by_person(call.caller.account_id(), "end-session"));
        cx.commit(change).await?;
        Ok(Empty {}.into())
    }
}
